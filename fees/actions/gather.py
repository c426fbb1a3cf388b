"""What each member would pay in a run of charges that other rooms have laid."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from django.utils import timezone
from django.utils.translation import ngettext

from fees.actions.bill import Preview, profile_on, reference_of, vat_relation
from fees.models import Charge, InvoiceRun, Issuer, VatRule
from fees.rules import BILLED_TOGETHER, Category, FeeKind, Missing
from members.models import Membership
from network.money import ZERO, vat_of
from network.sorting import swedish_order


@dataclass(frozen=True)
class Gathered:
    """The waiting charges of one member, or why it cannot be billed yet. Amounts in kronor."""

    member: Membership
    reference: str
    charges: tuple[Charge, ...]
    rules: tuple[VatRule | None, ...]
    missing: tuple[Missing, ...] = ()

    @property
    def ready(self) -> bool:
        """Whether approving the run bills it."""
        return not self.missing

    @property
    def words(self) -> str:
        """What is missing, in words."""
        return ". ".join(str(missing.label) for missing in self.missing)

    @property
    def is_priced(self) -> bool:
        """Whether there is an amount to show."""
        return True

    @property
    def is_taxed(self) -> bool:
        """Whether any of it carries VAT."""
        return any(rule and rule.rate for rule in self.rules)

    @property
    def computed(self) -> str:
        """What is charged, in words: 2 course fees, 1 late fee."""
        kinds = [charge.kind for charge in self.charges]
        return ", ".join(_counted(kind, kinds.count(kind)) for kind in FeeKind if kind in kinds)

    @property
    def net(self) -> Decimal:
        """Amount without VAT."""
        return sum((charge.net for charge in self.charges), ZERO)

    @property
    def vat(self) -> Decimal:
        """VAT, rounded as on the invoice."""
        return _vat(zip(self.charges, self.rules, strict=True))

    @property
    def total(self) -> Decimal:
        """What it would pay."""
        return self.net + self.vat


def _counted(kind: FeeKind, n: int) -> str:
    """So many charges of a kind, in words."""
    if kind == FeeKind.COURSE_SEAT:
        words = ngettext("%(n)s course fee", "%(n)s course fees", n)
    elif kind == FeeKind.LATE_FEE:
        words = ngettext("%(n)s late fee", "%(n)s late fees", n)
    elif kind == FeeKind.NO_SHOW:
        words = ngettext("%(n)s no-show fee", "%(n)s no-show fees", n)
    elif kind == FeeKind.SETTLEMENT:
        words = ngettext("%(n)s self-cost settlement", "%(n)s self-cost settlements", n)
    elif kind == FeeKind.STAFF_LOAN:
        words = ngettext("%(n)s staff loan", "%(n)s staff loans", n)
    elif kind == FeeKind.MEMBERSHIP:
        words = ngettext("%(n)s membership fee", "%(n)s membership fees", n)
    else:
        words = ngettext("%(n)s other fee", "%(n)s other fees", n)
    return words % {"n": n}


def kinds_together(issuer: Issuer, day: date) -> list[FeeKind]:
    """The kinds that go on one invoice: their group, as far as the same host and account bill it.

    The host must also treat its own part alike, on an invoice or inside it.

    A kind for which no host is registered goes with its group. Staff loans go by themselves:
    each lender sells its own.
    """
    if issuer.kind == FeeKind.STAFF_LOAN:
        return [FeeKind.STAFF_LOAN]
    group = next(group for group in BILLED_TOGETHER.values() if issuer.kind in group)
    hosts = Issuer.objects.on(day).filter(kind__in=group).exclude(kind=FeeKind.STAFF_LOAN)
    others = {one.kind: one for one in hosts}
    return [kind for kind in group if kind not in others or _billed_alike(others[kind], issuer)]


def _billed_alike(one: Issuer, other: Issuer) -> bool:
    names = ("membership_id", "bankgiro", "plusgiro", "series", "bills_itself")
    return all(getattr(one, name) == getattr(other, name) for name in names)


def preview(run: InvoiceRun) -> Preview:
    """Members with charges that wait, and what each would pay; those that lack something first."""
    today = timezone.localdate()
    kinds = kinds_together(run.issuer, today)
    waiting = (
        Charge.objects.billable(today)
        .charged_until(run.charged_until)
        .filter(kind__in=kinds, seller=_seller_in(run))
        .select_related("membership__authority__legal_person")
        .prefetch_related("membership__invoice_profiles")
        .order_by("membership", "pk")
    )
    rules = {
        (rule.kind, rule.relation): rule
        for rule in VatRule.objects.on(today).filter(kind__in=kinds)
    }
    seller = run.issuer.membership.authority
    proposals = []
    for member, charges in groupby(waiting, key=lambda charge: charge.membership):
        relation = vat_relation(seller, member.authority)
        its = tuple(charges)
        found = tuple(rules.get((charge.kind, relation)) for charge in its)
        reference = reference_of(profile_on(member, today))
        proposals.append(Gathered(member, reference, its, found, _missing(reference, its, found)))
    proposals.sort(key=lambda p: (p.ready, swedish_order(p.member.name)))
    return Preview(proposals, None)


def _seller_in(run: InvoiceRun) -> int | None:
    """Whose charges a run takes: a lender's own, or what the host sells."""
    lends = run.kind == FeeKind.STAFF_LOAN
    return run.issuer.membership_id if lends else None


def _missing(
    reference: str, charges: tuple[Charge, ...], rules: tuple[VatRule | None, ...]
) -> tuple[Missing, ...]:
    missing = []
    if not reference:
        missing.append(Missing.REFERENCE)
    if None in rules:
        missing.append(Missing.VAT)
    sums: dict[bool, Decimal] = {}
    for charge, rule in zip(charges, rules, strict=True):
        outside = bool(rule and rule.category == Category.OUTSIDE)
        sums[outside] = sums.get(outside, ZERO) + charge.net
    if min(sums.values()) <= 0:
        # An invoice below zero would be a credit note; it waits until something is owed.
        missing.append(Missing.CREDIT)
    return tuple(missing)


def _vat(priced: Iterable[tuple[Charge, VatRule | None]]) -> Decimal:
    groups = vat_of((rule.rate, charge.net) for charge, rule in priced if rule and rule.rate)
    return sum((group.vat for group in groups), ZERO)


def take(run: InvoiceRun, seen: Preview) -> int:
    """Let the run take the charges of a preview, with their VAT frozen; returns how many payers.

    A charge that was taken back or taken by another run meanwhile is left alone.
    """
    by_rule: dict[VatRule, list[int]] = {}
    for proposal in seen.ready:
        for charge, rule in zip(proposal.charges, proposal.rules, strict=True):
            by_rule.setdefault(rule, []).append(charge.pk)
    for rule, charges in by_rule.items():
        Charge.objects.unclaimed().filter(pk__in=charges).update(
            run=run, vat_rule=rule, vat_category=rule.category, vat_rate=rule.rate
        )
    return run.charges.values("membership").distinct().count()
