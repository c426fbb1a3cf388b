"""Clashes: course days that lie on each other, or too close for the way between two towns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

TRAVEL = timedelta(minutes=90)  # between two towns


@dataclass(frozen=True)
class Stretch:
    """A course day of somebody: when, where, on which course, and how sure the seat is."""

    starts: datetime
    ends: datetime
    town: str = ""
    course: str = ""
    is_sure: bool = True


@dataclass(frozen=True)
class Clash:
    """Two course days that one person cannot both attend, or hardly."""

    new: Stretch
    there: Stretch

    @property
    def overlaps(self) -> bool:
        """Whether they lie on each other; else they are only too close."""
        return self.new.starts < self.there.ends and self.there.starts < self.new.ends

    @property
    def sentence(self) -> str:
        """What clashes, in words."""
        told = {
            "day": capfirst(date_format(timezone.localtime(self.there.starts), "D j F")),
            "starts": date_format(timezone.localtime(self.there.starts), "H.i"),
            "ends": date_format(timezone.localtime(self.there.ends), "H.i"),
            "course": self.there.course,
            "here": self.new.town,
            "there": self.there.town,
        }
        if not self.overlaps:
            return (
                _("%(day)s: %(course)s is in %(there)s %(starts)s–%(ends)s, and this is in"
                  " %(here)s, less than an hour and a half apart.")
                % told
            )  # fmt: skip
        if self.there.is_sure:
            return _("%(day)s %(starts)s–%(ends)s: %(course)s.") % told
        return _("%(day)s %(starts)s–%(ends)s: %(course)s, where the seat is not certain.") % told


def clashes_between(new: Iterable[Stretch], there: Sequence[Stretch]) -> list[Clash]:
    """Each of the new days with the days there that it cannot go with, in the order of time."""
    found = [
        Clash(mine, other)
        for mine in new
        for other in there
        if mine.starts - _way(mine, other) < other.ends
        and other.starts - _way(mine, other) < mine.ends
    ]
    return sorted(found, key=lambda clash: (clash.new.starts, clash.there.starts))


def _way(one: Stretch, other: Stretch) -> timedelta:
    """The time it takes from one to the other; none where a town is not known, or digital."""
    if not one.town or not other.town or one.town == other.town:
        return timedelta(0)
    return TRAVEL
