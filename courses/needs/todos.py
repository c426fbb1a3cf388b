"""What the needs assessment asks of the one who looks: to answer, to open, to remind."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.models import Campaign, NeedsAnswer, Wish, WishCall
from courses.needs.campaigns import last_time, may_answer
from courses.needs.rules import AnswerState, CampaignState
from members.models import Person
from network.seat import Seat
from network.start import Coming, ToDo

SOON = timedelta(days=14)
MOST = 5  # lines of one kind


def needs_todos(seat: Seat) -> list[ToDo]:
    """Own answers to send; for the coordinator who is silent, and what is to be opened."""
    return _to_answer(seat) + _to_approve(seat) + _to_wish(seat) + _to_keep(seat)


def _to_wish(seat: Seat) -> list[ToDo]:
    """Employees whose authority asks them; who has wished is left in peace."""
    if seat.scope.whole or seat.scope.memberships:
        return []
    mine = Person.objects.filter(pk__in=seat.scope.people).values("membership")
    wished = Wish.objects.of(seat).values("call")
    calls = (
        WishCall.objects.open_on(timezone.localdate()).for_people_of(mine).exclude(pk__in=wished)
    )
    return [
        ToDo(
            _("Say what you wish to learn %(year)s") % {"year": call.campaign.year},
            _("Your authority gathers wishes before it answers the network."),
            _("Make a wish"),
            reverse("wishes"),
            call.closes_on,
        )
        for call in calls.select_related("campaign").order_by("closes_on")[:1]
    ]


def _to_approve(seat: Seat) -> list[ToDo]:
    waiting = NeedsAnswer.objects.filter(
        approver__in=seat.scope.people, state=AnswerState.SENT
    ).select_related("campaign", "membership__authority")
    return [
        ToDo(
            _("Approve what %(authority)s needs %(year)s")
            % {"authority": answer.membership.name, "year": answer.campaign.year},
            _("You are named to approve the answer to the needs assessment."),
            _("Look through"),
            reverse("needs_answer_approval", args=[answer.pk]),
        )
        for answer in waiting.order_by("sent_at")[:MOST]
    ]


def _so_far(answer: NeedsAnswer) -> str:
    if answer.returned_why:
        return _("For %(authority)s. Whoever approves sent it back.")
    if answer.version == 1:
        return _("For %(authority)s.")
    return _("For %(authority)s. You have begun.")


def _to_answer(seat: Seat) -> list[ToDo]:
    if seat.scope.whole or not seat.scope.memberships:
        return []
    now = timezone.now()
    mine = (
        NeedsAnswer.objects.filter(membership__in=seat.scope.memberships, state=AnswerState.DRAFT)
        .select_related("campaign", "membership__authority")
        .order_by("campaign__closes_at", "pk")
    )
    found = []
    for answer in mine:
        last = last_time(answer.campaign, answer)
        if last is None or may_answer(answer.campaign, answer, now) is not None:
            continue
        found.append(
            ToDo(
                _("Answer the needs assessment %(year)s") % {"year": answer.campaign.year},
                _so_far(answer) % {"authority": answer.membership.name},
                _("Answer") if answer.version == 1 else _("Go on"),
                answer_address(answer),
                timezone.localtime(last).date(),
            )
        )
    return found


def answer_address(answer: NeedsAnswer) -> str:
    """Where an authority writes its answer."""
    return reverse("needs_answer", args=[answer.pk])


def _to_keep(seat: Seat) -> list[ToDo]:
    if not seat.may("keep_campaign"):
        return []
    found = []
    unfinished = Campaign.objects.seen_by(seat).exclude(state=CampaignState.CLOSED)
    for campaign in unfinished.with_answers().order_by("year"):
        if campaign.state == CampaignState.DRAFT:
            found.append(_open(campaign))
        elif silent := campaign.asked - campaign.answered:
            found.append(
                ToDo(
                    ngettext(
                        "%(n)s member has not answered the needs assessment",
                        "%(n)s members have not answered the needs assessment",
                        silent,
                    )
                    % {"n": silent},
                    _("%(answered)s of %(asked)s have answered.")
                    % {"answered": campaign.answered, "asked": campaign.asked},
                    _("See which"),
                    reverse("campaign", args=[campaign.pk]),
                    timezone.localtime(campaign.closes_at).date() if campaign.closes_at else None,
                )
            )
    return found


def _open(campaign: Any) -> ToDo:
    return ToDo(
        _("Open the needs assessment %(year)s") % {"year": campaign.year},
        _("It is prepared, and no member has been asked yet."),
        _("Look through"),
        reverse("campaign", args=[campaign.pk]),
        campaign.opens_on,
    )


def needs_coming(seat: Seat) -> list[Coming]:
    """The last day to answer, for those who answer and those who oversee."""
    if not seat.may("see_needs"):
        return []
    now = timezone.now()
    return [
        Coming(
            campaign.closes_at,
            _("Last day to answer the needs assessment %(year)s") % {"year": campaign.year},
            "",
            reverse("needs"),
        )
        for campaign in Campaign.objects.open().filter(
            closes_at__gte=now, closes_at__lte=now + SOON
        )
    ]
