"""The worker's part: importing the actions declares the room's jobs and errands."""

from fees.actions import hand_over, issue_run

__all__ = ["hand_over", "issue_run"]
