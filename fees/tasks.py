"""The worker's part: importing the actions declares the room's jobs and errands."""

from fees.actions import credit, hand_over, issue_run

__all__ = ["credit", "hand_over", "issue_run"]
