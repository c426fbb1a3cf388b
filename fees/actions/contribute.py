"""Report a contribution in kind, settle it, take it back; name kinds and lay rates."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fees.models import Contribution, ContributionKind, ContributionRate
from fees.rules import ContributionState
from network.models.journal import note
from network.money import round_kr
from network.refusals import Refused
from network.seat import Seat


class NotNow(Refused):
    """The contribution cannot go there any more; the message is a sentence."""


def rate_on(kind: ContributionKind, unit: str, day: date) -> ContributionRate | None:
    """What an hour or a day of a kind was worth on a day; None where nothing is agreed."""
    found: ContributionRate | None = (
        ContributionRate.objects.on(day).filter(kind=kind, unit=unit).first()
    )
    return found


def report(contribution: Contribution, rate: ContributionRate, *, by: Seat) -> Contribution:
    """Report a contribution; the rate of its first day is frozen with it."""
    contribution.unit = rate.unit
    contribution.rate = rate.amount
    contribution.value = round_kr(contribution.quantity * rate.amount)
    contribution.state = ContributionState.REPORTED
    contribution.reported_by = by.user.pk
    contribution.save()
    note(
        "report_contribution",
        contribution,
        membership_id=contribution.membership_id,
        value=str(contribution.value),
    )
    return contribution


def settle(contribution: Contribution, *, accepted: bool, reason: str, by: Seat) -> None:
    """Accept or decline what was reported, once; raises NotNow when somebody came first."""
    state = ContributionState.ACCEPTED if accepted else ContributionState.DECLINED
    settled = Contribution.objects.waiting().filter(pk=contribution.pk)
    changed = settled.update(
        state=state, settled_by=by.user.pk, settled_at=timezone.now(), reason=reason
    )
    if not changed:
        raise NotNow(_("Somebody else has settled it already."))
    note(
        "accept_contribution" if accepted else "decline_contribution",
        contribution,
        membership_id=contribution.membership_id,
        value=str(contribution.value),
        reason=reason,
    )


def take_back(contribution: Contribution, *, reason: str, by: Seat) -> Contribution:
    """Take an accepted contribution back by a row below zero; raises NotNow if it is already."""
    if contribution.state != ContributionState.ACCEPTED or contribution.reverses_id:
        raise NotNow(_("Only what counts can be taken back."))
    try:
        with transaction.atomic():
            back: Contribution = Contribution.objects.create(
                membership_id=contribution.membership_id,
                kind_id=contribution.kind_id,
                person=contribution.person,
                what=contribution.what,
                since=contribution.since,
                until=contribution.until,
                quantity=-contribution.quantity,
                unit=contribution.unit,
                rate=contribution.rate,
                value=-contribution.value,
                state=ContributionState.ACCEPTED,
                reported_by=by.user.pk,
                settled_by=by.user.pk,
                settled_at=timezone.now(),
                reason=reason,
                reverses=contribution,
            )
    except IntegrityError:
        raise NotNow(_("It is taken back already.")) from None
    note(
        "take_back_contribution",
        contribution,
        membership_id=contribution.membership_id,
        value=str(contribution.value),
        reason=reason,
    )
    return back


def withdraw(contribution: Contribution) -> None:
    """Remove what was reported by mistake, while nobody has settled it."""
    pk = contribution.pk
    removed, _rows = Contribution.objects.waiting().filter(pk=pk).delete()
    if not removed:
        raise NotNow(_("Somebody else has settled it already."))
    contribution.pk = pk
    note(
        "withdraw_contribution",
        contribution,
        membership_id=contribution.membership_id,
        value=str(contribution.value),
    )


def save_kind(kind: ContributionKind) -> ContributionKind:
    """Name a kind of contribution, or name it otherwise."""
    kind.save()
    note("keep_contribution_kind", kind, name=kind.name_sv)
    return kind


def lay_rate(rate: ContributionRate) -> ContributionRate:
    """Lay a rate that holds from a day on; the one that held then ends the day before."""
    ContributionRate.objects.on(rate.since).filter(
        kind=rate.kind, unit=rate.unit, since__lt=rate.since
    ).update(until=rate.since - timedelta(days=1))
    coming = (
        ContributionRate.objects.filter(kind=rate.kind, unit=rate.unit, since__gt=rate.since)
        .order_by("since")
        .first()
    )
    rate.until = coming.since - timedelta(days=1) if coming else None
    rate.save()
    note("lay_contribution_rate", rate, amount=str(rate.amount), since=rate.since.isoformat())
    return rate
