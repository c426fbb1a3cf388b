"""What a decision makes of an application: a member from its day, or a no with its reason."""

from datetime import date

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.actions.application import decline
from governance.membership.wording import effect_words
from governance.models import AgendaItem, MembershipApplication
from governance.rules import Outcome
from members.actions.register import register_authority
from members.actions.standing import start_standing, tell_register
from members.effects import Choice, Effect, Gone, declare
from members.models import Decision, Membership
from network.actions.errand import send_on
from network.models.journal import note
from network.refusals import Refused
from network.seat import Seat

State = MembershipApplication.State


def _choices(seat: Seat) -> list[Choice]:
    rows = MembershipApplication.objects.seen_by(seat)
    rows = rows.filter(state=State.PREPARED, since__isnull=False)
    return [Choice(row.pk, effect_words(row)) for row in rows]


def _found(pk: int) -> MembershipApplication:
    found = MembershipApplication.objects.filter(pk=pk).first()
    if found is None:
        raise Gone(_("The application is not there any more."))
    it: MembershipApplication = found
    return it


def _admit(pk: int, decision: Decision, on: date) -> None:
    it = _found(pk)
    if it.membership_id:
        return
    if it.state in (State.WITHDRAWN, State.DECLINED):
        raise Refused(_("The authority took its application back, or it was declined."))
    authority = register_authority(it.name, it.short_name or it.name[:60], it.kind, it.number)
    try:
        with transaction.atomic():
            member = Membership.objects.create(authority=authority, since=on)
    except IntegrityError:
        raise Refused(_("The authority is a member already in that time.")) from None
    start_standing(member, it.wants, decision, level=it.level)
    tell_register(decision, [member])
    it.state, it.decision, it.membership = State.ADMITTED, decision, member
    it.ended_at, it.since = timezone.now(), on
    it.save(update_fields=["state", "decision", "membership", "ended_at", "since"])
    number = decision.designation
    note("admit_member", it, membership_id=member.pk, name=it.name, decision=number)
    note("add_member", member, membership_id=member.pk)
    send_on("governance.answer_application", key=f"application-{it.pk}", application=it.pk)


declare(
    "membership",
    Effect(
        label=gettext_lazy("membership"),
        choices=_choices,
        words=lambda pk: effect_words(_found(pk)),
        take=_admit,
        address=lambda pk: reverse("application", args=[pk]),
    ),
)


def settle_rejected() -> None:
    """Decline each application that a body has said no to, with the decision's own words."""
    waiting = MembershipApplication.objects.filter(state=State.ON_AGENDA)
    rejected = AgendaItem.objects.filter(
        effect="membership",
        subject_id__in=waiting.values("pk"),
        resolutions__outcome=Outcome.REJECTED,
    )
    decisions = {
        row.item_id: row for row in Decision.objects.filter(item_id__in=rejected.values("pk"))
    }
    for item in rejected:
        if decision := decisions.get(item.pk):
            decline(waiting.get(pk=item.subject_id), decision, decision.text)
