"""The worker's part: importing the actions declares the room's jobs."""

from fees.actions import issue_run

__all__ = ["issue_run"]
