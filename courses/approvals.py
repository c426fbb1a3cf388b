"""Rules of approvals: how long they are waited for, when somebody is reminded; no database."""

from dataclasses import dataclass
from datetime import datetime

REMIND_AFTER = 0.6  # of the time that there is to answer
DAYS = 7  # to answer, where the authority says nothing else


@dataclass(frozen=True)
class Wait:
    """From when until when an approval is waited for."""

    asked_at: datetime
    answer_by: datetime

    @property
    def reminder_at(self) -> datetime:
        """When who has not answered is asked again: past the middle, not at the very end."""
        return self.asked_at + (self.answer_by - self.asked_at) * REMIND_AFTER

    def is_over(self, now: datetime) -> bool:
        """Whether nobody may answer any more."""
        return now >= self.answer_by
