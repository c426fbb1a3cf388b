"""Everybody who takes part in a round's matching, read in a constant number of questions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Q

from members.models import Competence, Standing
from mentorship.matching.candidates import Candidate, name_key
from mentorship.matching.criteria import HardRule
from mentorship.matching.register import (
    Known,
    done_of,
    earlier_of,
    partners_of,
    register_of,
    silent_of,
    waited_of,
)
from mentorship.models import (
    Avoided,
    Interest,
    MentorRound,
    Pair,
    PairEnd,
    PairRule,
    RuleException,
)
from mentorship.rules import MENTEE, MENTOR, months_between
from network.towns import spot_of

Two = tuple[int, int]  # a mentee's and a mentor's expression of interest
Excepted = RuleException.Kind


@dataclass(frozen=True)
class Pool:
    """Who seeks and who offers, and what is decided already; pairs are (mentee, mentor) interests.

    `standing` were asked or run, and stay; `laid` are proposed only; `earlier` were asked or ran
    in this round and ended. Who is done, and wants no other, is in it for a standing pair alone.
    `places` limits the mentees, first asked first served. `starts` is the
    round's first day, `needs` the months of leading that it asks of either role.
    """

    mentees: tuple[Candidate, ...] = ()
    mentors: tuple[Candidate, ...] = ()
    pins: frozenset[Two] = frozenset()
    bans: frozenset[Two] = frozenset()
    standing: frozenset[Two] = frozenset()
    laid: frozenset[Two] = frozenset()
    earlier: frozenset[Two] = frozenset()
    places: int | None = None
    starts: date | None = None
    needs: Mapping[str, int] = field(default_factory=dict)
    area_names: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def mentee(self, interest_id: int) -> Candidate:
        """A mentee by their expression of interest; raises KeyError."""
        return self._by_id(self.mentees)[interest_id]

    def mentor(self, interest_id: int) -> Candidate:
        """A mentor by their expression of interest; raises KeyError."""
        return self._by_id(self.mentors)[interest_id]

    @staticmethod
    def _by_id(candidates: Iterable[Candidate]) -> dict[int, Candidate]:
        return {one.interest_id: one for one in candidates}


def pool_of(sought: MentorRound) -> Pool:
    """The round's pool as its rows are now.

    Those whose managers said no are not in it, nor those who want no other pair in this round.
    """
    asked = list(
        Interest.objects.filter(round=sought, withdrawn_at=None)
        .exclude(answer__approved=False)
        .select_related("person__membership", "membership__authority", "answer")
        .order_by("asked_at", "pk")
    )
    pairs = list(
        Pair.objects.filter(round=sought)
        .filter(Q(ended_at=None) | Q(asked_at__isnull=False))
        .exclude(end__kind=PairEnd.Kind.UNDONE)
        .select_related("end")
    )
    ended = [pair for pair in pairs if pair.ended_at]
    open_pairs = [pair for pair in pairs if not pair.ended_at]
    stand = {one for pair in open_pairs for one in (pair.mentee_id, pair.mentor_id)}
    gone = done_of(ended) - stand
    earlier = earlier_of(ended, asked)
    asked = [one for one in asked if one.pk not in gone]
    rules = list(PairRule.objects.filter(round=sought))
    facts = _Facts(sought, asked, ended)
    found = [facts.candidate(one, place) for place, one in enumerate(asked)]
    by_role: dict[str, tuple[Candidate, ...]] = {
        role: tuple(c for c, row in zip(found, asked, strict=True) if row.role == role)
        for role in (MENTEE, MENTOR)
    }
    return Pool(
        mentees=by_role[MENTEE],
        mentors=by_role[MENTOR],
        pins=_twos(rule for rule in rules if rule.kind == PairRule.Kind.PIN),
        bans=_twos(rule for rule in rules if rule.kind == PairRule.Kind.BAN),
        standing=_twos(pair for pair in open_pairs if pair.asked_at),
        laid=_twos(pair for pair in open_pairs if not pair.asked_at),
        earlier=earlier,
        places=sought.places,
        starts=sought.starts,
        needs=_needs(sought),
        area_names={
            code: (name, name_en or name)
            for code, name, name_en in Competence.objects.values_list("code", "name", "name_en")
        },
    )


def outside(sought: MentorRound, former: list[Interest]) -> list[Candidate]:
    """Mentors by what they wrote last, as they would take part in a round: with one place each.

    Their managers are asked when they join, so that no answer of theirs stands in the way here.
    """
    facts = _Facts(sought, former, [])
    found = [facts.candidate(one, place) for place, one in enumerate(former)]
    return [
        replace(
            one,
            capacity=1,
            breaks=tuple(rule for rule in one.breaks if rule != HardRule.APPROVAL),
        )
        for one in found
    ]


def _twos(rows: Iterable[PairRule | Pair]) -> frozenset[Two]:
    return frozenset((row.mentee_id, row.mentor_id) for row in rows)


def _needs(sought: MentorRound) -> dict[str, int]:
    return {
        MENTEE: sought.mentee_months if sought.mentee_leads else 0,
        MENTOR: 12 * sought.mentor_years if sought.mentor_leads else 0,
    }


class _Facts:
    """What several candidates share, asked for once for all of them."""

    def __init__(self, sought: MentorRound, asked: list[Interest], ended: list[Pair]) -> None:
        self.round = sought
        self.needs = _needs(sought)
        people = [one.person_id for one in asked]
        self.register = register_of(people)
        self.avoided: dict[int, list[Avoided]] = {}
        for row in Avoided.objects.filter(interest__in=asked).select_related("authority"):
            self.avoided.setdefault(row.interest_id, []).append(row)
        self.kinds = dict(
            Standing.objects.filter(
                Q(since=None) | Q(since__lte=sought.starts),
                Q(until=None) | Q(until__gte=sought.starts),
            ).values_list("membership_id", "kind")
        )
        self.partners = partners_of(people)
        self.waited = waited_of(sought, people)
        self.left = done_of(ended) | silent_of(ended)
        exceptions = RuleException.objects.standing().filter(round=sought)
        self.excepted = set(exceptions.values_list("interest_id", "kind"))

    def candidate(self, one: Interest, order: int) -> Candidate:
        """One of those who asked, with all that the matching weighs."""
        known = self.register.get(one.person_id, Known())
        since = one.manager_since or one.person.manager_since
        led = months_between(since, self.round.starts) if since else None
        avoids = self.avoided.get(one.pk, [])
        return Candidate(
            interest_id=one.pk,
            person_id=one.person_id,
            name=one.person.name,
            membership_id=one.membership_id,
            authorities=frozenset(
                {one.membership.authority_id, one.person.membership.authority_id}
            ),
            kind=one.membership.authority.kind,
            selves=known.selves | {one.person_id},
            above=known.above,
            units=known.units,
            areas=tuple(one.areas),
            coordinates=spot_of(one.town),
            reach_km=None if self._is_excepted(one, Excepted.REACH) else one.reach_km,
            meeting=one.meeting,
            language=one.language,
            rhythm=one.rhythm,
            level=one.level,
            staff=one.staff,
            months=led,
            wished_kinds=frozenset(one.wished_kinds),
            capacity=one.capacity,
            avoids_people=frozenset(row.who_id for row in avoids if row.who_id),
            avoids_names=frozenset(name_key(r.name) for r in avoids if r.name and not r.who_id),
            avoids_authorities=frozenset(r.authority.authority_id for r in avoids if r.authority),
            partners=self.partners.get(one.person_id, frozenset()),
            waited=self.waited.get(one.person_id, 0) if one.role == MENTOR else 0,
            order=order,
            breaks=tuple(self._breaks(one, since, led)),
            from_day=self._from_day(one, since, led),
        )

    def _breaks(self, one: Interest, since: date | None, led: int | None) -> Iterable[HardRule]:
        if getattr(one, "answer", None) is None:
            yield HardRule.APPROVAL
        if self._lacks(one, since, led):
            yield HardRule.EXPERIENCE
        kinds, standings = self.round.authority_kinds, self.round.standings
        if (kinds and one.membership.authority.kind not in kinds) or (
            standings and self.kinds.get(one.membership_id) not in standings
        ):
            yield HardRule.MEMBER
        if one.pk in self.left:
            yield HardRule.LEFT

    def _is_excepted(self, one: Interest, kind: str) -> bool:
        return (one.pk, kind) in self.excepted

    def _lacks(self, one: Interest, since: date | None, led: int | None) -> bool:
        if self._is_excepted(one, Excepted.EXPERIENCE):
            return False
        leads = self.round.mentee_leads if one.role == MENTEE else self.round.mentor_leads
        too_late = since is not None and since > self.round.starts
        return leads and (led is None or too_late or led < self.needs[one.role])

    def _from_day(self, one: Interest, since: date | None, led: int | None) -> date | None:
        if since is None or not self._lacks(one, since, led):
            return None
        return months_after(since, self.needs[one.role])


def months_after(day: date, months: int) -> date:
    """The first day on which so many whole months have passed: 31 August and six: 1 March."""
    years, month = divmod(day.month - 1 + months, 12)
    try:
        return date(day.year + years, month + 1, day.day)
    except ValueError:
        years, month = divmod(day.month + months, 12)
        return date(day.year + years, month + 1, 1)
