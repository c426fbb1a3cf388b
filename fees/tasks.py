"""The worker's part: importing the actions declares the room's jobs."""

from fees.actions import run, simulation_paper

__all__ = ["run", "simulation_paper"]
