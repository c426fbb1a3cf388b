"""The worker's part: importing the actions declares the room's jobs."""

from fees.actions import run

__all__ = ["run"]
