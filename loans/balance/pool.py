"""The skills pool: what is offered now, by competence and authority; numbers, never names."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from loans.models import CanLend, Notice
from loans.rules import NoticeKind, Occasion
from members.models import Competence
from network.sorting import swedish_order


@dataclass(frozen=True)
class Offer:
    """So many people of an authority with a competence, at an extent, from a day until a day."""

    competence: str
    authority: str
    people: int
    percent: int
    since: date
    until: date
    crisis: bool
    notice: int | None

    @property
    def whole(self) -> Decimal:
        """As full-time people."""
        return Decimal(self.people * self.percent) / 100


@dataclass(frozen=True)
class Pooled:
    """A competence, and everybody who offers it."""

    competence: str
    offers: tuple[Offer, ...]

    @property
    def whole(self) -> Decimal:
        """All of it as full-time people; somebody with two competences counts in both."""
        return sum((offer.whole for offer in self.offers), Decimal(0))


def skills_pool(day: date) -> list[Pooled]:
    """What may be borrowed on a day or later, by competence in the order of the alphabet."""
    names = Competence.objects.by_code()
    by_competence: dict[str, list[Offer]] = {}
    for offer in (*_notices(day, names), *_crisis(day, names)):
        by_competence.setdefault(offer.competence, []).append(offer)
    return [
        Pooled(
            name, tuple(sorted(offers, key=lambda one: (one.since, swedish_order(one.authority))))
        )
        for name, offers in sorted(by_competence.items(), key=lambda item: swedish_order(item[0]))
    ]


def _notices(day: date, names: dict[str, str]) -> Iterator[Offer]:
    rows = Notice.objects.open_on(day).filter(kind=NoticeKind.IDLE, ends__gte=day)
    for row in rows.select_related("membership__authority", "party"):
        for code in row.competences:
            yield Offer(
                names.get(code, code),
                row.owner.short_name,
                row.people,
                row.percent,
                max(row.starts, day),
                row.ends,
                row.occasion == Occasion.CRISIS,
                row.pk,
            )


def _crisis(day: date, names: dict[str, str]) -> Iterator[Offer]:
    rows = CanLend.objects.filter(crisis__ended_on=None, until__gte=day)
    for row in rows.select_related("membership__authority"):
        yield Offer(
            names.get(row.competence, row.competence),
            row.membership.short_name,
            row.people,
            row.percent,
            max(row.since, day),
            row.until,
            True,
            None,
        )
