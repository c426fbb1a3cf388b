"""Who bills what today, and which VAT rule covers which members: gaps are told, never guessed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fees.actions.bill import vat_relation
from fees.models import Issuer, VatRule
from fees.rules import FeeKind, Relation
from members.models import Membership
from network.sorting import swedish_order


@dataclass(frozen=True)
class Cell:
    """A kind of fee between seller and buyer: the rule of the day, the next, and whom it meets."""

    kind: FeeKind
    relation: Relation
    rule: VatRule | None
    coming: VatRule | None
    members: Sequence[Membership] | None

    @property
    def is_gap(self) -> bool:
        """Whether members cannot be billed for want of a rule."""
        return self.rule is None and bool(self.members)

    @property
    def covers_nobody(self) -> bool:
        """Whether the rule meets no member of today."""
        return self.rule is not None and self.members is not None and not self.members


@dataclass(frozen=True)
class Billing:
    """A kind of fee: who bills it today, who will, and its VAT by relation.

    Staff loans are billed by each of the `lenders`; `issuer` is the first of them.
    """

    kind: FeeKind
    issuer: Issuer | None
    coming: Issuer | None
    cells: tuple[Cell, ...]
    lenders: tuple[Issuer, ...] = ()

    @property
    def gaps(self) -> list[Cell]:
        """Where members cannot be billed."""
        return [cell for cell in self.cells if cell.is_gap]


def billing_of(today: date) -> list[Billing]:
    """Every kind of fee as it is billed on a day; three questions."""
    issuers = Issuer.objects.exclude(until__lt=today).select_related(
        "membership__authority__legal_person"
    )
    rules = VatRule.objects.exclude(until__lt=today).order_by("since")
    members = sorted(
        Membership.objects.on(today).select_related("authority__legal_person"),
        key=lambda member: swedish_order(member.name),
    )
    holding: dict[str, list[Issuer]] = {}
    for one in issuers:
        if one.since <= today:
            holding.setdefault(one.kind, []).append(one)
    later: dict[str, Issuer] = {}
    for one in sorted(issuers, key=lambda one: one.since, reverse=True):
        if one.since > today:
            later[one.kind] = one
    now: dict[tuple[str, str], VatRule] = {}
    following: dict[tuple[str, str], VatRule] = {}
    for rule in rules:
        (now if rule.since <= today else following).setdefault((rule.kind, rule.relation), rule)
    billings = []
    for kind in FeeKind:
        sellers = holding.get(kind, [])
        met = _met(sellers, members) if sellers else None
        cells = tuple(
            Cell(
                kind,
                relation,
                now.get((kind, relation)),
                following.get((kind, relation)),
                None if met is None else met[relation],
            )
            for relation in Relation
        )
        lenders = tuple(sellers) if kind == FeeKind.STAFF_LOAN else ()
        first = sellers[0] if sellers else None
        billings.append(Billing(kind, first, later.get(kind), cells, lenders))
    return billings


def _met(issuers: Sequence[Issuer], members: Sequence[Membership]) -> dict[str, list[Membership]]:
    """Members by their VAT relation to a host; the host itself only where it is invoiced."""
    met: dict[str, list[Membership]] = {relation: [] for relation in Relation.values}
    for member in members:
        relations = {
            vat_relation(issuer.membership.authority, member.authority)
            for issuer in issuers
            if member.pk != issuer.membership_id or issuer.bills_itself
        }
        for relation in relations:
            met[relation].append(member)
    return met
