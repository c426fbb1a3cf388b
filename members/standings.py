"""What decisions change of members: proposed standings take effect on their day."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from members.actions.standing import change_standing, tell_register
from members.effects import Choice, Effect, Gone, declare
from members.models import (
    Decision,
    DecisionEffect,
    Membership,
    ProposedStanding,
    ProposedStandingLine,
)
from network.models.journal import note
from network.seat import Seat


def _choices(seat: Seat) -> list[Choice]:
    taken = DecisionEffect.objects.filter(kind="standing", state=DecisionEffect.State.DONE)
    waiting = ProposedStanding.objects.exclude(pk__in=taken.values("subject_id"))
    return [Choice(one.pk, one.name) for one in waiting]


def _found(pk: int) -> tuple[ProposedStanding, list[ProposedStandingLine]]:
    proposal = ProposedStanding.objects.filter(pk=pk).first()
    if proposal is None:
        raise Gone(_("The proposal about the members is not there any more."))
    lines = ProposedStandingLine.objects.filter(proposal=proposal)
    return proposal, list(lines.select_related("membership__authority"))


def _words(pk: int) -> str:
    proposal, lines = _found(pk)
    members = ngettext("%(n)s member", "%(n)s members", len(lines)) % {"n": len(lines)}
    return f"{proposal.name} ({members})"


def _take(pk: int, decision: Decision, on: date) -> None:
    """Give each member of a proposal its new standing; who is no member that day is passed by."""
    proposal, lines = _found(pk)
    if not lines:
        raise Gone(_("The proposal about the members names nobody any more."))
    there = [line for line in lines if line.membership.is_active(on)]
    changed = [
        line.membership
        for line in there
        if change_standing(line.membership, line.kind, on, decision, level=line.level)
    ]
    if changed:
        tell_register(decision, changed)
        note("take_standing", proposal, members=len(changed), decision=decision.designation)
        for member in changed:
            change = ["medlemskap", "", f"{proposal.name} ({decision.designation})"]
            note("change_member", member, membership_id=member.pk, changes=[change])


declare(
    "standing",
    Effect(
        label=gettext_lazy("level or kind of membership"),
        choices=_choices,
        words=_words,
        take=_take,
        address=lambda pk: reverse("proposed_standing", args=[pk]),
    ),
)


def _member(pk: int) -> str:
    member = Membership.objects.select_related("authority").filter(pk=pk).first()
    if member is None:
        raise Gone(_("The member is not in the register any more."))
    return str(member.name)


def _stands(pk: int, decision: Decision, on: date) -> None:
    """A change of one member is written where it is made; the day asks for nothing more."""
    _member(pk)


declare(
    "member",
    Effect(
        label=gettext_lazy("a member"),
        choices=lambda seat: [],
        words=_member,
        take=_stands,
        address=lambda pk: reverse("member", args=[pk]),
    ),
)
