"""What a round's page shows: its facts for everybody, where it stands for the coordinators."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.models import Authority, Standing
from mentorship.models import Avoided, Interest, JointMeeting, MentorRound, Pair
from mentorship.rules import MENTEE, MENTOR, unusual_length
from network.seat import Seat


@dataclass(frozen=True)
class Step:
    """A step of a round: when, what, how far; and the page to do it on."""

    when: str
    what: str
    under: str = ""
    past: bool = False
    now: bool = False
    url: str = ""


@dataclass(frozen=True)
class Counted:
    """How many have asked in one role, by how far they have come."""

    role: str
    label: str
    waiting: int
    approved: int
    declined: int
    withdrawn: int

    @property
    def active(self) -> int:
        """Those that may still be paired."""
        return self.waiting + self.approved


def counted(found: MentorRound) -> list[Counted]:
    """Requests by role and state, in one question."""
    active, answer = Q(withdrawn_at=None), "answer__approved"
    rows = (
        Interest.objects.filter(round=found)
        .order_by()
        .values("role")
        .annotate(
            waiting=Count("pk", filter=active & Q(answer=None)),
            approved=Count("pk", filter=active & Q(**{answer: True})),
            declined=Count("pk", filter=active & Q(**{answer: False})),
            withdrawn=Count("pk", filter=~active),
        )
    )
    there = {row.pop("role"): row for row in rows}
    nobody = {"waiting": 0, "approved": 0, "declined": 0, "withdrawn": 0}
    return [
        Counted(role, label, **there.get(role, nobody))
        for role, label in ((MENTEE, _("Mentees")), (MENTOR, _("Mentors")))
    ]


def address(name: str, pk: int) -> str:
    """A page of the round, or empty while the house has none by that name."""
    try:
        return reverse(name, args=[pk])
    except NoReverseMatch:
        return ""


def who_may(found: MentorRound) -> list[tuple[str, str]]:
    """Whom the round is for, in words."""
    rows = [
        (
            _("As a mentee"),
            ngettext(
                "Has led staff for %(n)s month when it starts",
                "Has led staff for %(n)s months when it starts",
                found.mentee_months,
            )
            % {"n": found.mentee_months}
            if found.mentee_leads
            else _("Need not lead staff"),
        ),
        (
            _("As a mentor"),
            ngettext(
                "Has led staff for %(n)s year when it starts",
                "Has led staff for %(n)s years when it starts",
                found.mentor_years,
            )
            % {"n": found.mentor_years}
            if found.mentor_leads
            else _("Need not lead staff"),
        ),
    ]
    for label, choices, chosen in (
        (_("Kinds of authority"), Authority.Kind.choices, found.authority_kinds),
        (_("Kinds of member"), Standing.Kind.choices, found.standings),
    ):
        if chosen:
            named = [str(words) for value, words in choices if value in chosen]
            rows.append((label, capfirst(", ".join(named))))
    return rows


def round_page(found: MentorRound, seat: Seat) -> dict[str, Any]:
    """The context of the page."""
    keeps = seat.may("keep_rounds")
    today = timezone.localdate()
    meetings = list(JointMeeting.objects.seen_by(seat).filter(round=found))
    context: dict[str, Any] = {
        "round": found,
        "who_may": who_may(found),
        "meetings": meetings,
        "standing": [row for row in meetings if row.cancelled_at is None],
        "may_keep": keeps,
        "is_open": found.is_open(today),
        "now": timezone.now(),
    }
    if not keeps:
        return context
    counts = counted(found)
    pairs = Pair.objects.filter(round=found).aggregate(
        proposed=Count("pk", filter=Q(asked_at=None, ended_at=None)),
        asked=Count("pk", filter=Q(asked_at__isnull=False, started_at=None, ended_at=None)),
        running=Count("pk", filter=Q(started_at__isnull=False, ended_at=None)),
        ended=Count("pk", filter=Q(started_at__isnull=False, ended_at__isnull=False)),
    )
    return context | {
        "counts": counts,
        "line": max(0, counts[0].active - found.places) if found.places is not None else 0,
        "steps": steps(found, counts, pairs, today),
        "pages": [
            (words, url)
            for words, url in (
                (_("Matching"), address("matching", found.pk)),
                (_("Board"), address("board", found.pk)),
                (_("Pairs"), address("round_pairs", found.pk)),
                (_("Report"), address("round_report", found.pk)),
            )
            if url
        ],
        "unresolved": Avoided.objects.filter(
            interest__round=found, interest__withdrawn_at=None, looked_at=None
        )
        .exclude(name="")
        .count(),
        "length": unusual_length(found.starts, found.ends),
    }


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def steps(
    found: MentorRound, counts: list[Counted], pairs: dict[str, int], today: date
) -> list[Step]:
    """Where the round stands, from the first request to the report."""
    asked = sum(row.active for row in counts)
    waiting = sum(row.waiting for row in counts)
    approved = sum(row.approved for row in counts)
    begun = pairs["proposed"] + pairs["asked"] + pairs["running"] + pairs["ended"]
    running = pairs["running"] + pairs["ended"]
    list_url = reverse("interests", args=[found.pk])
    matching = address("matching", found.pk)
    made = [
        Step(
            _("%(opens)s to %(closes)s")
            % {"opens": _day(found.opens), "closes": _day(found.closes)},
            _("Managers ask and offer"),
            ngettext("%(n)s request", "%(n)s requests", asked) % {"n": asked},
            past=today > found.closes,
            now=found.is_open(today),
            url=list_url,
        ),
        Step(
            _("Until %(day)s") % {"day": _day(found.starts)},
            _("Their managers answer"),
            _("%(approved)s approved, %(waiting)s waiting")
            % {"approved": approved, "waiting": waiting},
            past=today > found.closes and not waiting,
            now=found.opens <= today < found.starts and bool(waiting),
            url=f"{list_url}?state=waiting",
        ),
        Step(
            _("After %(day)s") % {"day": _day(found.closes)},
            _("You match and ask both"),
            _("%(proposed)s proposed, %(asked)s asked")
            % {"proposed": pairs["proposed"], "asked": pairs["asked"]},
            past=bool(running) and not pairs["proposed"] and not pairs["asked"],
            now=today > found.closes and (not running or bool(pairs["proposed"] + pairs["asked"])),
            url=matching,
        ),
        Step(
            _("%(start)s to %(end)s") % {"start": _day(found.starts), "end": _day(found.ends)},
            _("The pairs meet"),
            ngettext("%(n)s pair", "%(n)s pairs", running) % {"n": running} if begun else "",
            past=today > found.ends,
            now=found.starts <= today <= found.ends,
            url=address("round_pairs", found.pk),
        ),
    ]
    if found.midway:
        made.append(Step(_day(found.midway), _("Mid-way check"), past=today > found.midway))
    made.append(
        Step(
            _("From %(day)s") % {"day": _day(found.ends)},
            _("Evaluation, certificates and report"),
            now=today > found.ends,
            url=address("round_report", found.pk),
        )
    )
    return made
