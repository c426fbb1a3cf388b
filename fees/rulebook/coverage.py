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
    """A kind of fee: who bills it today, who will, and its VAT by relation."""

    kind: FeeKind
    issuer: Issuer | None
    coming: Issuer | None
    cells: tuple[Cell, ...]

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
    holding = {one.kind: one for one in issuers if one.since <= today}
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
        issuer = holding.get(kind)
        met = _met(issuer, members) if issuer else None
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
        billings.append(Billing(kind, issuer, later.get(kind), cells))
    return billings


def _met(issuer: Issuer, members: Sequence[Membership]) -> dict[str, list[Membership]]:
    """Members by their VAT relation to the host; the host itself only where it is invoiced."""
    met: dict[str, list[Membership]] = {relation: [] for relation in Relation.values}
    seller = issuer.membership.authority
    for member in members:
        if member.pk != issuer.membership_id or issuer.bills_itself:
            met[vat_relation(seller, member.authority)].append(member)
    return met
