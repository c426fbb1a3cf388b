"""A member gives notice: its last day by the terms, taken back before it, carried out after."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.membership.rules import last_day
from governance.models import MembershipTerms, Resignation
from members.departures import departures
from members.models import Decision, Membership, Person
from network.actions.errand import send_on
from network.models.journal import note
from network.refusals import Refused
from network.seat import Seat


def terms_on(day: date) -> MembershipTerms | None:
    """The terms of a day; None where the network has laid none."""
    found: MembershipTerms | None = MembershipTerms.objects.on(day).first()
    return found


def lay_terms(terms: MembershipTerms, decision: Decision, *, by: Seat) -> None:
    """Let terms hold from a day by a decision; those before end the day before."""
    by.require("keep_applications")
    if MembershipTerms.objects.filter(since__gte=terms.since).exists():
        raise Refused(_("Terms from that day, or a later one, are laid already."))
    MembershipTerms.objects.on(terms.since).update(until=terms.since - timedelta(days=1))
    terms.by_decision = decision
    terms.save(force_insert=True)
    note("lay_membership_terms", terms, since=terms.since.isoformat())


def _name_of(seat: Seat) -> str:
    name = Person.objects.filter(user=seat.user.pk).values_list("name", flat=True).first()
    return name or seat.network.short_name


def resign(member: Membership, given_on: date, reason: str, *, by: Seat) -> Resignation:
    """Give notice for a member; its last day is computed by the terms. Raises Refused."""
    by.require("resign_membership", Resignation(membership=member))
    terms = terms_on(given_on)
    if terms is None:
        raise Refused(
            _("The network has no terms of membership for that day. The coordinator lays them.")
        )
    if not member.is_active(given_on):
        raise Refused(_("The authority is not a member on that day."))
    try:
        with transaction.atomic():
            made: Resignation = Resignation.objects.create(
                membership=member,
                given_on=given_on,
                last_day=last_day(given_on, terms.notice),
                terms=terms,
                reason=reason,
                by_name=_name_of(by),
                given_by=by.user.pk,
            )
    except IntegrityError:
        raise Refused(_("The authority has resigned already.")) from None
    day = made.last_day.isoformat()
    note("resign_membership", made, membership_id=member.pk, name=member.name, day=day)
    send_on("governance.tell_resignation", key=f"resignation-{made.pk}", resignation=made.pk)
    return made


def withdraw(resignation: Resignation, today: date, *, by: Seat) -> None:
    """Take a notice back before its day has passed; raises Refused after it."""
    by.require("resign_membership", resignation)
    rows = Resignation.objects.filter(
        pk=resignation.pk, withdrawn_at=None, carried_out_at=None, last_day__gte=today
    )
    if not rows.update(withdrawn_at=timezone.now()):
        raise Refused(_("The membership has ended, or the notice is taken back already."))
    name = resignation.membership.name
    note("withdraw_resignation", resignation, membership_id=resignation.membership_id, name=name)
    key = f"resignation-{resignation.pk}-withdrawn"
    send_on("governance.tell_resignation", key=key, resignation=resignation.pk)


def let_end(it: Resignation) -> None:
    """Let the membership have its last day, or none again; in the network's system scope."""
    until = None if it.withdrawn_at else it.last_day
    Membership.objects.filter(pk=it.membership_id).update(until=until)


def carry_out(it: Resignation) -> None:
    """After the last day: what hangs on the membership ends with it; safe to repeat."""
    for part in departures():
        if part.end is not None:
            part.end(it.membership_id, it.last_day)
    done = Resignation.objects.filter(pk=it.pk, carried_out_at=None, withdrawn_at=None)
    if done.update(carried_out_at=timezone.now()):
        name, day = it.membership.name, it.last_day.isoformat()
        note("end_membership", it, membership_id=it.membership_id, name=name, day=day)
