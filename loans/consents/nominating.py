"""Whom HR has named for an approach, and whether it may name somebody still."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from loans.consents.standing import Standing, standing_of
from loans.models import Approach, Interest


@dataclass(frozen=True)
class NamedBefore:
    """One who was named, with where it stands."""

    interest: Interest
    standing: Standing


def named_before(approach: Approach) -> list[NamedBefore]:
    """All who were named for an approach, newest first."""
    rows = Interest.objects.filter(approach=approach).with_standing()
    return [NamedBefore(row, standing_of(row)) for row in rows]


def why_closed(approach: Approach) -> str:
    """Why nobody can be named any more; empty while one can."""
    if approach.declined_at:
        return _("You have declined the approach.")
    if approach.notice.closed_at or approach.notice.ends < timezone.localdate():
        return _("The offer is closed.")
    return ""
