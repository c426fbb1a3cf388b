"""A year's round of head counts: prepared, opened, the silent reminded, closed."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members import head_count_emails as emails
from members.head_counts import reminder_due
from members.models import HeadCount, HeadCountRequest, HeadCountRound, Membership
from members.receivers import receivers
from network.actions.errand import errand, send_each
from network.models.journal import note
from network.seat import Seat


class NotNow(Exception):
    """The round is not there yet, or no more; the sentence says why."""


def members_to_ask(of: HeadCountRound) -> list[Membership]:
    """Members of today that the round has not asked."""
    asked = HeadCountRequest.objects.filter(round=of).values("membership")
    members = Membership.objects.on(timezone.localdate()).exclude(pk__in=asked)
    return list(members.select_related("authority").order_by("pk"))


@transaction.atomic
def open_round(of: HeadCountRound, *, by: Seat) -> int:
    """Ask every member; again later it asks those that have joined. Returns how many."""
    by.require("keep_head_count_rounds")
    row = HeadCountRound.objects.select_for_update().get(pk=of.pk)
    if row.closed_at:
        raise NotNow(_("The round is closed."))
    if row.day > timezone.localdate():
        raise NotNow(
            _("Nobody can count %(day)s yet. Ask the members when the day has been.")
            % {"day": row.day.isoformat()}
        )
    if row.opened_at is None:
        row.opened_at = timezone.now()
        row.opened_by = by.user.pk
        row.save(update_fields=["opened_at", "opened_by"])
        note("open_head_count_round", row, year=row.year)
    asked = HeadCountRequest.objects.bulk_create(
        [HeadCountRequest(round=row, membership=member) for member in members_to_ask(row)]
    )
    answered = set(_counted(row))
    send_each(
        "members.ask_head_count",
        {
            f"head-count-asked-{one.pk}": {"request": one.pk}
            for one in asked
            if one.membership_id not in answered
        },
    )
    return len(asked)


def _counted(of: HeadCountRound) -> Any:
    return HeadCount.objects.filter(day=of.day).values_list("membership", flat=True)


def silent(of: HeadCountRound) -> list[HeadCountRequest]:
    """Those that were asked and have no head count for the day."""
    rows = HeadCountRequest.objects.filter(round=of).exclude(membership__in=_counted(of))
    return list(rows.select_related("round", "membership__authority").order_by("pk"))


@transaction.atomic
def remind(of: HeadCountRound, *, by: Seat) -> int:
    """Remind the silent now, each at most once a day; returns how many."""
    by.require("keep_head_count_rounds")
    if not of.is_open:
        raise NotNow(_("The round is not open."))
    rows = silent(of)
    if not rows:
        raise NotNow(_("Everybody has answered."))
    _remind_each(rows, f"{timezone.localdate():%Y%m%d}")
    note("remind_of_head_count", of, year=of.year, members=len(rows))
    return len(rows)


def remind_due(today: date) -> int:
    """Send the reminders that fall due by the rounds' own days; in a system scope."""
    sent = 0
    for of in HeadCountRound.objects.open():
        for row in silent(of):
            asked = timezone.localtime(row.asked_at).date()
            step = reminder_due(
                of.remind_before, of.remind_after, asked=asked, last=of.deadline, today=today
            )
            if step is not None:
                _remind_each([row], f"{of.deadline:%Y%m%d}{step:+d}")
                sent += 1
    return sent


def _remind_each(rows: list[HeadCountRequest], when: str) -> None:
    keys = {f"head-count-remind-{row.pk}-{when}": row.pk for row in rows}
    send_each(
        "members.remind_head_count",
        {key: {"request": pk, "key": key} for key, pk in keys.items()},
    )


@transaction.atomic
def close_round(of: HeadCountRound, *, by: Seat) -> None:
    """Take no more answers by link; a figure can still be declared on the member's page."""
    by.require("keep_head_count_rounds")
    row = HeadCountRound.objects.select_for_update().get(pk=of.pk)
    if not row.is_open:
        raise NotNow(_("The round is not open."))
    row.closed_at = timezone.now()
    row.save(update_fields=["closed_at"])
    note("close_head_count_round", row, year=row.year, silent=len(silent(row)))


@errand("members.ask_head_count")
def ask(request: int) -> None:
    """Ask a member, by letters to who answers for it."""
    _write(request, "asked", f"head-count-asked-{request}")


@errand("members.remind_head_count")
def remind_one(request: int, key: str) -> None:
    """Remind a member, unless it has answered meanwhile."""
    _write(request, "remind", key)


def _write(pk: int, kind: str, key: str) -> None:
    row = HeadCountRequest.objects.select_related(*emails.FACTS).get(pk=pk)
    answered = HeadCount.objects.filter(membership=row.membership_id, day=row.round.day)
    if not row.round.is_open or answered.exists():
        return
    for person in receivers([row.membership_id])[row.membership_id]:
        emails.write(kind, row, person, key=f"{key}-{person.pk}")
