"""The worker's part: importing the actions declares the room's jobs."""

from fees.actions import credit, run

__all__ = ["credit", "run"]
