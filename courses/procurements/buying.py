"""How a procurement stands today, in facts and in words: its sum, what it lacks, its days."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from courses.models import Procurement, PurchaseLimit
from courses.procurements.contracts import refusal
from courses.procurements.purchasing import (
    BuyingForm,
    BuyingState,
    Duties,
    Lack,
    Level,
    LimitKind,
    Purchase,
    Weighing,
    asked_now,
    lacks,
    weigh,
)
from network.wording import date_long, kr_short, number

KINDS = {
    Level.OK: "good",
    Level.NEAR: "notice",
    Level.OVER: "bad",
    Level.UNKNOWN: "notice",
}


@dataclass(frozen=True)
class Limits:
    """The limits that the network has written down, by day."""

    rows: tuple[PurchaseLimit, ...]

    @staticmethod
    def read() -> "Limits":
        """All of them, in one question."""
        return Limits(tuple(PurchaseLimit.objects.order_by("kind", "since")))

    def on(self, kind: str, day: date) -> PurchaseLimit | None:
        """The one of a kind that holds on a day."""
        for row in self.rows:
            begun = row.since is None or row.since <= day
            if row.kind == kind and begun and (row.until is None or row.until >= day):
                return row
        return None

    def amount(self, kind: LimitKind, day: date) -> Decimal | None:
        """Its amount, in kronor."""
        row = self.on(kind, day)
        return row.amount if row else None


@dataclass(frozen=True)
class Standing:
    """A procurement with its sum of the same kind, what it lacks and how it is."""

    it: Procurement
    weighing: Weighing
    missing: list[Lack]

    @property
    def lacks(self) -> list[Lack]:
        """What is asked for where it stands now."""
        return asked_now(self.it.state, self.missing)

    @property
    def sum_in_words(self) -> str:
        """What the direct awards of the kind come to, with this one."""
        return sum_in_words(self.weighing)

    @property
    def level_kind(self) -> str:
        """How the sum is marked."""
        return KINDS[self.weighing.level]

    @property
    def is_direct(self) -> bool:
        """Whether the limit of direct awards concerns it."""
        return self.it.form == BuyingForm.DIRECT

    @property
    def state_in_words(self) -> str:
        """Where it stands, with its day."""
        return state_in_words(self.it)

    @property
    def state_kind(self) -> str:
        """How the state is marked."""
        return state_kind(self.it)


def sum_in_words(weighing: Weighing) -> str:
    """ "640 000 of 700 000 kr, 60 000 left", as it becomes with the purchase."""
    if weighing.limit is None:
        return _("%(sum)s together. No limit is written down for that day.") % {
            "sum": kr_short(weighing.after)
        }
    facts = {
        "sum": number(weighing.after),
        "limit": kr_short(weighing.limit),
        "left": kr_short(weighing.left),
        "above": kr_short(weighing.after - weighing.limit),
    }
    if weighing.level != Level.OVER:
        return _("%(sum)s of %(limit)s, %(left)s left.") % facts
    if weighing.after == weighing.limit:
        return _("%(sum)s of %(limit)s: nothing is left.") % facts
    return _("%(sum)s of %(limit)s: %(above)s too much.") % facts


def state_in_words(it: Procurement) -> str:
    """Where a procurement stands, with the day that matters."""
    last, today = it.last_day, timezone.localdate()
    if it.state == BuyingState.CONTRACTED and last is not None:
        if last < today:
            return _("The contract ended on %(day)s") % {"day": date_long(last)}
        if it.starts > today:
            return _("Contract from %(day)s") % {"day": date_long(it.starts)}
        return _("Contract until %(day)s") % {"day": date_long(last)}
    return str(it.get_state_display())


def state_kind(it: Procurement) -> str:
    """How a state is marked beside its words."""
    if it.state == BuyingState.CONTRACTED:
        if it.contract.is_over(timezone.localdate()):
            return "bad"
        return "notice" if it.contract.is_due(timezone.localdate()) else "good"
    return "now" if it.state == BuyingState.UNDER_WAY else "off"


def refusal_in_words(it: Procurement, day: date) -> str:
    """Why a run on a day cannot use the contract; empty when it can."""
    why = refusal(it.contract, day)
    if why is None:
        return ""
    last = it.last_day
    named = it.starts if day < it.starts or last is None else last
    return str(why.label) % {"day": date_long(named)}


def duties_of(it: Procurement, level: Level, limits: Limits, total: Decimal) -> Duties:
    """What the rules ask about a procurement; asks for its buyer."""
    return Duties(
        form=it.form,
        value=it.value,
        total=total,
        level=level,
        documents_from=limits.amount(LimitKind.DOCUMENTATION, it.starts),
        state_buyer=it.buyer.authority.in_the_state,
        framework_covers=it.framework_covers,
        has_supplier=it.supplier_id is not None,
        has_period=it.ends is not None,
        has_registry=bool(it.registry_number),
        is_documented=bool(it.documentation.strip()),
        is_reasoned=bool(it.over_reason.strip()),
        is_noticed=it.deviation_sent_on is not None,
    )


def standing_of(
    it: Procurement,
    *,
    limits: Limits | None = None,
    others: Iterable[Purchase] | None = None,
    purchase: Purchase | None = None,
) -> Standing:
    """How one procurement stands; asks for its kind's direct awards where they are not given."""
    limits = limits or Limits.read()
    purchase = purchase or it.purchase
    if others is None:
        others = others_of(purchase)
    weighing = weigh(purchase, others, limits.amount(LimitKind.DIRECT_AWARD, it.starts))
    return Standing(it, weighing, lacks(duties_of(it, weighing.level, limits, purchase.total)))


def others_of(purchase: Purchase) -> list[Purchase]:
    """The direct awards of the same buyer, kind and year."""
    found = Procurement.objects.direct_awards(purchase.buyer, purchase.kind, purchase.year)
    return [one.purchase for one in found.prefetch_related("options")]


def standings(found: Iterable[Procurement], limits: Limits | None = None) -> list[Standing]:
    """How several stand, with the same questions however many they are."""
    found = list(found)
    limits = limits or Limits.read()
    of_kind = _by_kind(found)
    return [
        standing_of(
            it,
            limits=limits,
            others=of_kind.get((it.buyer_id, it.same_kind_id, it.starts.year), ()),
        )
        for it in found
    ]


def _by_kind(found: list[Procurement]) -> Mapping[tuple[int, int, int], list[Purchase]]:
    direct = [it for it in found if it.form == BuyingForm.DIRECT]
    if not direct:
        return {}
    years = {it.starts.year for it in direct}
    rows = (
        Procurement.objects.filter(
            form=BuyingForm.DIRECT,
            buyer__in={it.buyer_id for it in direct},
            same_kind__in={it.same_kind_id for it in direct},
            starts__year__gte=min(years),
            starts__year__lte=max(years),
        )
        .exclude(state=BuyingState.STOPPED)
        .prefetch_related("options")
    )
    of_kind: dict[tuple[int, int, int], list[Purchase]] = {}
    for row in rows:
        one = row.purchase
        of_kind.setdefault((one.buyer, one.kind, one.year), []).append(one)
    return of_kind
