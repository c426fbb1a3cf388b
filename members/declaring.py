"""The page to declare a head count on, the same by account and by the link in a letter."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.actions.declare import Declared, declare_head_count
from members.forms.head_count import HeadCountForm
from members.head_count_uses import uses_of
from members.models import HeadCount, HeadCountRound, Membership
from network.seat import Seat
from network.wording import number


@dataclass
class Declaring:
    """A member's declaration while it is filled in."""

    member: Membership
    of: HeadCountRound | None
    form: HeadCountForm
    earlier: list[HeadCount]

    def context(self) -> dict[str, Any]:
        """What the page shows beside the form."""
        day = self.form.instance.day or self.form.initial.get("day")
        there = next((row for row in self.earlier if row.day == day), None)
        return {
            "form": self.form,
            "member": self.member,
            "round": self.of,
            "there": there,
            "last": next((row for row in self.earlier if row is not there), None),
            "uses": [use for use in uses_of(self.member.pk) if there and use.day == there.day],
        }

    def keep(self, by: Seat) -> Declared:
        """Declare what the form says."""
        return declare_head_count(self.form.save(commit=False), by=by)


def declaring(
    request: HttpRequest, member: Membership, of: HeadCountRound | None, *, by_link: bool
) -> Declaring:
    """The form with what the member has said before, filled with the round's own words."""
    today = timezone.localdate()
    earlier = list(HeadCount.objects.filter(membership=member).order_by("-day")[:24])
    count = HeadCount(membership=member)
    initial: dict[str, Any] = {"day": of.day if of else date(today.year - 1, 12, 31)}
    there = next((row for row in earlier if row.day == initial["day"]), None)
    if there:
        initial |= {"count": there.count, "covers": there.covers, "source": there.source}
    elif of:
        initial["covers"] = of.text
    if of:
        count.definition = of.definition
        if by_link:
            count.day = of.day
    form = HeadCountForm(
        request.POST or None,
        instance=count,
        earlier=earlier,
        today=today,
        of=of,
        day_is_set=by_link,
        initial=initial,
    )
    return Declaring(member, of, form, earlier)


def said(declared: Declared, member: Membership) -> str:
    """What became of it, in a sentence."""
    row = declared.row
    facts = {"count": number(row.count), "day": row.day.isoformat(), "name": member.short_name}
    if not declared.changed:
        return _("%(count)s employees were declared for %(day)s already.") % facts
    if declared.before is not None and declared.before != row.count:
        facts["before"] = number(declared.before)
        return _("The figure for %(day)s is corrected from %(before)s to %(count)s.") % facts
    return (
        ngettext(
            "%(count)s employee is declared for %(day)s.",
            "%(count)s employees are declared for %(day)s.",
            row.count,
        )
        % facts
    )
