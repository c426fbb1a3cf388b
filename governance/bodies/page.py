"""A body's own page: who sits there, who calls it, what is vacant, and what goes round."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from governance.actions.body_calendar import secret_part
from governance.bodies.history import history_of
from governance.bodies.rotation import round_of
from governance.models import (
    Body,
    BodyCalendar,
    Guest,
    Holder,
    HolderProposal,
    Mandate,
    Meeting,
    Office,
    RotationRule,
)
from governance.places import places_of
from governance.rules import Duty, MeetingKind, Rank, VotesBy
from members.models import Membership
from network.addresses import network_url
from network.seat import Seat
from network.sorting import swedish_order

DUTIES = list(Duty.values)
SOON = timedelta(days=60)
"""A term that ends within so many days is told to the coordinator."""


@dataclass
class Place:
    """A mandate with who holds it on a day, its deputies in order, and who comes next."""

    mandate: Mandate
    name: str
    member: Holder | None = None
    deputies: list[Holder] = field(default_factory=list)
    coming: list[Holder] = field(default_factory=list)
    proposals: list[HolderProposal] = field(default_factory=list)
    ends_soon: bool = False
    may_propose: bool = False

    @property
    def vacant(self) -> bool:
        """Nobody holds it as a member."""
        return self.member is None

    @property
    def undoable(self) -> Holder | None:
        """The newest appointment, which can be taken back."""
        there = [*self.coming, *([self.member] if self.member else [])]
        return max(there, key=lambda one: one.pk, default=None)


def names_of(memberships: Iterable[int | None]) -> dict[int, Membership]:
    """The authorities by their keys."""
    wanted = {pk for pk in memberships if pk}
    rows = Membership.objects.filter(pk__in=wanted).select_related("authority")
    return {row.pk: row for row in rows}


def places_in(body: Body, seat: Seat, today: date) -> list[Place]:
    """The body's mandates of today and to come, in Swedish order; four questions."""
    mandates = list(Mandate.objects.filter(body=body).exclude(until__lt=today))
    members = names_of(mandate.membership_id for mandate in mandates)
    holders: dict[int, list[Holder]] = defaultdict(list)
    rows = Holder.objects.filter(mandate__body=body).exclude(until__lt=today)
    for holder in rows.order_by("position", "since", "pk"):
        holders[holder.mandate_id].append(holder)
    asked: dict[int, list[HolderProposal]] = defaultdict(list)
    if seat.may("answer_holder_proposal") or seat.may("propose_holder"):
        for proposal in HolderProposal.objects.filter(mandate__body=body, accepted=None):
            asked[proposal.mandate_id].append(proposal)
    found = [
        _place(mandate, members, holders[mandate.pk], asked[mandate.pk], seat, today)
        for mandate in mandates
    ]
    return sorted(
        found, key=lambda one: (one.mandate.membership_id is None, swedish_order(one.name))
    )


def _place(
    mandate: Mandate,
    members: dict[int, Membership],
    holders: list[Holder],
    proposals: list[HolderProposal],
    seat: Seat,
    today: date,
) -> Place:
    authority = members.get(mandate.membership_id or 0)
    place = Place(
        mandate, authority.name if authority else mandate.post or _("A person's own seat")
    )
    for holder in holders:
        if holder.since > today:
            place.coming.append(holder)
        elif holder.rank == Rank.MEMBER:
            place.member = holder
        else:
            place.deputies.append(holder)
    place.proposals = proposals
    it = place.member
    if it and it.until and it.until <= today + SOON:
        follows = it.until + timedelta(days=1)
        place.ends_soon = not any(
            one.rank == Rank.MEMBER and one.since <= follows for one in place.coming
        )
    place.may_propose = (
        not seat.scope.whole
        and mandate.membership_id is not None
        and seat.may("propose_holder", mandate)
    )
    return place


def body_page(body: Body, seat: Seat, today: date) -> dict[str, Any]:
    """All of it; the same number of questions whatever there is."""
    where = places_of(seat)
    keeps = seat.may("keep_bodies")
    sits, reads = body.pk in where.sits, seat.scope.whole or body.pk in where.reads
    places = places_in(body, seat, today)
    offices = list(
        Office.objects.filter(body=body).exclude(until__lt=today).order_by("since", "pk")
    )
    rules = list(RotationRule.objects.filter(body=body))
    address = BodyCalendar.objects.filter(
        body=body, person__in=seat.scope.people, ended_at=None
    ).first()
    meeting = (
        Meeting.objects.seen_by(seat)
        .to_come()
        .filter(body=body, kind=MeetingKind.MEETING, ends__gte=timezone.now())
    )
    return {
        "body": body,
        "facts": facts_of(body),
        "places": places,
        "vacant": sum(place.vacant for place in places),
        "ends_soon": [place for place in places if place.ends_soon],
        "offices": sorted(offices, key=lambda one: DUTIES.index(one.duty)),
        "rotations": [round_of(rule, today) for rule in rules],
        "guests": list(Guest.objects.filter(body=body).exclude(until__lt=today)),
        "meeting": meeting.order_by("starts").first(),
        "meetings_url": reverse("body_meetings", args=[body.pk]) if reads else "",
        "address_url": _address_url(address, seat),
        "sits": sits,
        "reads": reads,
        "keeps": keeps,
        "sees_addresses": seat.may("see_body_addresses"),
        "writes": seat.may("write_to_body", body),
        "history": history_of(body) if seat.may("see_journal") else [],
        "today": today,
    }


def _address_url(address: BodyCalendar | None, seat: Seat) -> str:
    secret = secret_part(address) if address else None
    if secret is None:
        return ""
    language = get_language() or "sv"
    return network_url(seat.network, "open_body_calendar", language=language, secret=secret)


def facts_of(body: Body) -> list[tuple[str, str]]:
    """What is said of a body, in lines; what says nothing is left out."""
    quorum = (
        _("More than half of the mandates that vote")
        if body.quorum_percent == 50
        else _("More than %(n)s %% of the mandates that vote") % {"n": body.quorum_percent}
    )
    votes = str(body.get_votes_by_display())
    if body.votes_by == VotesBy.LEVEL and body.level_votes:
        said = ", ".join(f"{level}: {n}" for level, n in sorted(body.level_votes.items()))
        votes = f"{votes} ({said})"
    rows = [
        (_("Kind"), body.kind.in_words),
        (
            _("Decides"),
            _("For the network; its decisions stand in the register.")
            if body.decides
            else _("Prepares and proposes."),
        ),
        (_("Read by"), str(body.get_open_to_display())),
        (_("Quorate"), quorum),
        (_("Votes"), votes),
        (
            _("At equal votes"),
            _("The chair's vote decides.") if body.chair_decides_ties else _("The proposal falls."),
        ),
        (
            _("In writing"),
            _("What somebody wants to discuss moves to the next meeting.")
            if body.discussion_wins
            else _("The votes decide, also where somebody wants to discuss it."),
        ),
        (_("Notice of meeting"), _("%(n)s days before a meeting") % {"n": body.calls_days_before}),
        (_("Mail"), body.mail),
    ]
    return [(term, words) for term, words in rows if words]
