"""What the board's page shows: the network's notices, those of sister networks, and what fits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Case, IntegerField, Q, Value, When
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loans.board.facts import Facts, facts_of
from loans.board.filter import BoardFilter, filter_of
from loans.board.sisters import SisterNotice, sister_notices
from loans.board.suggesting import best
from loans.board.words import (
    days_in_words,
    extent_in_words,
    kind_in_words,
    occasion_in_words,
    place_in_words,
    strongest,
)
from loans.crisis.page import crisis_on
from loans.models import Notice, SavedSearch
from loans.rules import NoticeKind
from members.models import Competence
from network.seat import Seat
from network.sorting import swedish_key, swedish_order
from network.wording import quoted

PAGE = 20
SORTS = {
    "fits": gettext_lazy("What fits you"),
    "newest": gettext_lazy("Newest"),
    "begins": gettext_lazy("First day"),
    "answer": gettext_lazy("Answer by"),
    "extent": gettext_lazy("Extent"),
    "authority": gettext_lazy("Authority"),
}
ORDERS: Mapping[str, Sequence[Any]] = {
    "fits": ("rank", "-published_at", "-pk"),
    "newest": (Coalesce("published_at", "written_at").desc(), "-pk"),
    "begins": ("starts", "pk"),
    "answer": ("answer_by", "pk"),
    "extent": ("-percent", "pk"),
    "authority": (swedish_key("owner_name"), "pk"),
}
IN_PYTHON: Mapping[str, Any] = {
    "begins": lambda it: (it.starts, it.pk),
    "answer": lambda it: (it.answer_by, it.pk),
    "extent": lambda it: (-it.percent, it.pk),
    "authority": lambda it: (swedish_order(it.owner_name), it.pk),
}
OTHER_WAY = {NoticeKind.NEED: NoticeKind.IDLE, NoticeKind.IDLE: NoticeKind.NEED}


@dataclass(frozen=True)
class Row:
    """A notice in the list: what it says, where it is read, why it fits the one who looks."""

    it: Facts
    url: str
    why: tuple[str, ...] = ()
    network: str = ""
    state: str = ""

    @property
    def kind(self) -> str:
        """What it is, in words."""
        return kind_in_words(self.it.kind)

    @property
    def crisis(self) -> str:
        """That it is crisis support, where it is."""
        return occasion_in_words(self.it.occasion)

    @property
    def days(self) -> str:
        """From when until when."""
        return days_in_words(self.it.starts, self.it.ends)

    @property
    def extent(self) -> str:
        """How many, and how much of their time."""
        return extent_in_words(self.it.percent, self.it.people)

    @property
    def place(self) -> str:
        """Where the work is done."""
        return place_in_words(self.it.place, self.it.remote)


@dataclass
class Looker:
    """Who looks at the board: saved searches, and the own authority's open notices."""

    searches: list[SavedSearch]
    own: list[tuple[Notice, Facts]]
    ours: frozenset[int]
    names: Mapping[str, str]
    today: date

    @classmethod
    def of(cls, seat: Seat) -> "Looker":
        """Three questions, however much there is."""
        today = timezone.localdate()
        own = Notice.objects.seen_by(seat).of(seat).open_on(today).with_owner()
        return cls(
            list(SavedSearch.objects.filter(person__in=seat.scope.people)),
            [(row, facts_of(row)) for row in own.order_by("pk")[:50]],
            seat.scope.memberships,
            names_of_competences(),
            today,
        )

    @cached_property
    def filters(self) -> list[tuple[int, BoardFilter]]:
        """One's searches, each read once."""
        return [(one.pk, filter_of(one.query, self.names)) for one in self.searches]

    def why(self, it: Facts, search: int | None = None) -> tuple[str, ...]:
        """Why a notice fits: one's own search, or a notice of one's own authority."""
        said = [
            _("Fits your search %(name)s") % {"name": quoted([one.name])}
            for one in self.searches
            if one.pk == search
        ]
        for place, fits in best(it, [facts for _row, facts in self.own], self.today)[:1]:
            title = self.own[place][0].title
            said.append(
                _("Fits %(title)s: %(why)s")
                % {"title": quoted([title]), "why": strongest(fits, self.names)}
            )
        return tuple(said)

    def search_of(self, it: Facts) -> int | None:
        """The first of one's searches that holds a notice of a sister network."""
        return next((pk for pk, filters in self.filters if filters.holds(it)), None)

    def ranked(self, rows: Any) -> Any:
        """What fits first: one's searches, then what meets one's own notices, own ones last."""
        hits = {
            pk: Q(pk__in=filters.narrow(Notice.objects.all()).values("pk"))
            for pk, filters in self.filters
        }
        meets = [
            Q(kind=OTHER_WAY[NoticeKind(facts.kind)], competences__overlap=list(facts.competences))
            for _row, facts in self.own
            if facts.kind in OTHER_WAY and facts.competences
        ]
        ranks = [When(membership__in=self.ours, then=Value(3))] if self.ours else []
        ranks += [When(hit, then=Value(0)) for hit in hits.values()]
        ranks += [When(meet, then=Value(1)) for meet in meets]
        return rows.annotate(
            rank=Case(*ranks, default=Value(2), output_field=IntegerField()),
            search=Case(
                *(When(hit, then=Value(pk)) for pk, hit in hits.items()),
                default=None,
                output_field=IntegerField(),
            ),
        )


def names_of_competences() -> dict[str, str]:
    """What the network calls its competences, by code; ended ones too, since notices name them."""
    return Competence.objects.by_code()


def board_page(seat: Seat, asked: QueryDict) -> dict[str, Any]:
    """The board for an address: constant questions, a page of rows."""
    looker = Looker.of(seat)
    filters = BoardFilter(asked, names=looker.names)
    sort = asked.get("sort", "") if asked.get("sort", "") in SORTS else "fits"
    found = rows_of(seat, filters, looker, sort)
    page = Paginator(found, PAGE).get_page(asked.get("page"))
    sisters = sister_rows(filters, looker, sort)
    return {
        "filters": filters,
        "words": filters.words,
        "sort": SORTS[sort],
        "page_obj": page,
        "rows": _rows(page, looker),
        "sisters": sisters if page.number == 1 else [],
        "sister_count": len(sisters),
        "searches": looker.searches,
        "kept": urlencode(filters.kept),
        "writes": seat.may("write_notice"),
        "today": looker.today,
        "crisis": crisis_on(),
        "sees_balance": seat.may("see_loan_balance"),
        "keeps_parties": seat.may("keep_outside_parties"),
    }


def rows_of(seat: Seat, filters: BoardFilter, looker: Looker, sort: str) -> Any:
    """The network's own notices that fit, in order."""
    found = filters.apply(Notice.objects.seen_by(seat).with_owner(), looker.today, seat)
    if sort == "fits":
        found = looker.ranked(found)
    return found.order_by(*ORDERS[sort])


def _rows(page: Page[Any], looker: Looker) -> list[Row]:
    rows = []
    for notice in page:
        it = facts_of(notice)
        own = notice.membership_id in looker.ours
        why = () if own else looker.why(it, getattr(notice, "search", None))
        url = reverse("notice", args=[notice.pk])
        rows.append(Row(it, url, why, state=state_in_words(notice, looker.today)))
    return rows


def sister_rows(filters: BoardFilter, looker: Looker, sort: str) -> list[Row]:
    """Sister networks' notices that fit, in the same order as one's own."""
    found = [it for it in sister_notices() if filters.holds(it)]
    rows = [(it, looker.why(it, looker.search_of(it))) for it in found]
    if sort == "fits":
        rows.sort(key=lambda row: not row[1])
    elif sort in IN_PYTHON:
        rows.sort(key=lambda row: IN_PYTHON[sort](row[0]))
    return [_sister(it, why) for it, why in rows]


def _sister(it: SisterNotice, why: tuple[str, ...]) -> Row:
    return Row(it, reverse("sister_notice", args=[it.pk]), why, network=it.network_name)


def state_in_words(notice: Notice, today: date) -> str:
    """Where a notice stands, where that is not simply on the board."""
    if notice.published_at is None:
        return _("Waits for HR to publish it") if notice.asked_at else _("Not published")
    if notice.closed_at:
        return _("Closed")
    return "" if notice.is_open(today) else _("The time to answer is over")
