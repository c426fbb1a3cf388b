"""The words of the operational plan, and how far it has come."""

from collections.abc import Iterable
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _


class Progress(models.TextChoices):
    """How far an activity has come."""

    NOT_BEGUN = "not_begun", _("not begun")
    UNDER_WAY = "under_way", _("under way")
    DONE = "done", _("done")
    STOPPED = "stopped", _("stopped")


KINDS: dict[str, str] = {
    Progress.NOT_BEGUN: "off",
    Progress.UNDER_WAY: "now",
    Progress.DONE: "good",
    Progress.STOPPED: "bad",
}
"""The mark of each on a page."""


class TextKind(models.TextChoices):
    """The texts that a network says itself with."""

    MANIFEST = "manifest", _("manifest")
    VISION = "vision", _("vision")
    FOREWORD = "foreword", _("foreword")


def quarters(year: int) -> list[tuple[int, date, date]]:
    """The quarters of a year: number, first and last day."""
    ends = (date(year, 3, 31), date(year, 6, 30), date(year, 9, 30), date(year, 12, 31))
    return [(n + 1, date(year, 3 * n + 1, 1), end) for n, end in enumerate(ends)]


def progress_on(statuses: Iterable[tuple[date, str]], day: date) -> str:
    """How far an activity had come at the end of a day, of its statuses, the newest first."""
    for on, progress in statuses:
        if on <= day:
            return progress
    return Progress.NOT_BEGUN
