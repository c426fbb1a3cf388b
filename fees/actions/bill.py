"""What each member would pay in a run, and the charges that approving it freezes."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fees import (
    head_counts,
)
from fees.adjustments import (
    frozen,
)
from fees.facts import YearFacts
from fees.models import Charge, FeeModel, InvoiceRun, VatRule
from fees.rules import FeeKind, Missing, relation_of
from fees.tariffs import Fee, Tariff, part_of
from fees.units import Unit
from fees.year_facts import Worth, count_for, members_of, standing_for
from members.models import Authority, HeadCount, InvoiceProfile, Membership
from network.money import ZERO, vat_of
from network.sorting import swedish_order
from network.wording import number


@dataclass(frozen=True)
class Proposal:
    """What one member would pay, or why it cannot be billed yet. Amounts in kronor."""

    member: Membership
    reference: str
    missing: tuple[Missing, ...] = ()
    fee: Fee | None = None
    head_count: HeadCount | None = None
    rule: VatRule | None = None
    facts: YearFacts | None = None

    @property
    def ready(self) -> bool:
        """Whether approving the run bills it."""
        return not self.missing

    @property
    def words(self) -> str:
        """What is missing, in words."""
        return ". ".join(str(missing.label) for missing in self.missing)

    @property
    def computed(self) -> str:
        """What the fee is computed from, in words."""
        if self.fee and self.fee.level:
            return self.fee.level
        if self.head_count is None:
            return ""
        words = ngettext(
            "%(count)s employee, %(day)s", "%(count)s employees, %(day)s", self.head_count.count
        )
        return words % {
            "count": number(self.head_count.count),
            "day": self.head_count.day.isoformat(),
        }

    @property
    def is_priced(self) -> bool:
        """Whether there is an amount to show."""
        return self.fee is not None

    @property
    def is_taxed(self) -> bool:
        """Whether it carries VAT."""
        return bool(self.rule and self.rule.rate)

    @property
    def net(self) -> Decimal:
        """Amount without VAT."""
        return self.fee.amount if self.fee else ZERO

    @property
    def vat(self) -> Decimal:
        """VAT, rounded as on the invoice."""
        if self.rule is None or not self.rule.rate:
            return ZERO
        return vat_of([(self.rule.rate, self.net)])[0].vat

    @property
    def total(self) -> Decimal:
        """What it would pay."""
        return self.net + self.vat


@dataclass(frozen=True)
class Preview:
    """Members that the run could bill, those that lack something first."""

    proposals: list[Any]
    model: FeeModel | None

    @property
    def ready(self) -> list[Any]:
        """Those that approving the run bills."""
        return [proposal for proposal in self.proposals if proposal.ready]


def charge_reference(year: int, member: Membership) -> str:
    """What makes a member's fee of a year chargeable once, however many runs there are."""
    return f"{year}/{member.pk}"


def preview(run: InvoiceRun) -> Preview:
    """Members of the year that nobody has charged yet, with what each would pay."""
    first, _last = run.days
    model = (
        FeeModel.objects.adopted().on(first).filter(kind=run.kind).prefetch_related("steps").first()
    )
    tariff = model.tariff() if model else Tariff("", [])
    charged = set(
        Charge.objects.filter(kind=run.kind, reference__startswith=f"{run.year}/").values_list(
            "membership_id", flat=True
        )
    )
    rules = {rule.relation: rule for rule in VatRule.objects.on(first).filter(kind=run.kind)}
    seller = run.issuer.membership.authority
    today = timezone.localdate()
    worth = Worth.read(run.year, run.issuer.membership_id)
    proposals = [
        _propose(member, tariff, rules, seller, today, worth)
        for member in members_of(run.year)
        if member.pk not in charged
    ]
    proposals.sort(key=lambda p: (p.ready, swedish_order(p.member.name)))
    return Preview(proposals, model)


def _propose(
    member: Any,
    tariff: Tariff,
    rules: dict[str, VatRule],
    seller: Authority,
    today: date,
    worth: Worth,
) -> Proposal:
    profile = profile_on(member, today)
    reference = reference_of(profile)
    count = count_for(member, worth.year)
    facts = worth.facts(member, count, standing_for(member, worth.year))
    fee = facts.fee(tariff)
    rule = rules.get(vat_relation(seller, member.authority))
    missing = []
    if not reference:
        missing.append(Missing.REFERENCE)
    if isinstance(fee, Missing):
        missing.append(fee)
    if rule is None:
        missing.append(Missing.VAT)
    return Proposal(
        member,
        reference,
        tuple(missing),
        fee if isinstance(fee, Fee) else None,
        count,
        rule,
        facts,
    )


def vat_relation(seller: Authority, buyer: Authority) -> str:
    """Which VAT relation holds between two authorities."""
    return relation_of(
        same_person=seller.legal_person_id == buyer.legal_person_id,
        buyer_in_state=buyer.legal_person.is_state,
    )


def profile_on(member: Membership, day: date) -> InvoiceProfile | None:
    """How the member wants its invoices on a day."""
    for profile in member.invoice_profiles.all():
        begun = profile.since is None or profile.since <= day
        if begun and (profile.until is None or profile.until >= day):
            found: InvoiceProfile = profile
            return found
    return None


def reference_of(profile: InvoiceProfile | None) -> str:
    """What the buyer finds its invoice by: its reference, else its order number."""
    return (profile.reference or profile.order_number) if profile else ""


def charge(run: InvoiceRun, seen: Preview) -> int:
    """Freeze what the members of a preview pay; returns how many this run charged.

    Whoever is charged for the year already, by a run at the same time, is left alone.
    """
    with translation.override(settings.LANGUAGE_CODE):
        charges = [charge_of(run, proposal, seen.model) for proposal in seen.ready]
    Charge.objects.bulk_create(charges, ignore_conflicts=True)
    return run.charges.count()


def charge_of(
    run: InvoiceRun, proposal: Proposal, model: FeeModel | None, *, inside: bool = False
) -> Charge:
    """The charge that a proposal becomes, with fee, rule and VAT frozen; not saved yet.

    The host's own, settled `inside` it, is no supply and needs no VAT rule.
    """
    fee, rule = proposal.fee, None if inside else proposal.rule
    if fee is None or model is None or (rule is None and not inside):
        raise ValueError("Only a proposal that lacks nothing can be charged.")
    first, last = run.days
    per_head = fee.quantity != 1
    return Charge(
        membership=proposal.member,
        kind=FeeKind.MEMBERSHIP,
        reference=charge_reference(run.year, proposal.member),
        text=_("Membership fee %(year)s") % {"year": run.year},
        note=_note(fee, proposal.member),
        quantity=fee.quantity,
        unit=_("employee") if per_head else _("year"),
        unit_code=Unit.PIECE if per_head else Unit.YEAR,
        price=fee.price,
        net=fee.amount,
        vat_rule=rule,
        vat_category=rule.category if rule else "",
        vat_rate=rule.rate if rule else None,
        fee_model=model,
        period_from=first,
        period_until=last,
        basis=_basis(proposal, fee, model, rule),
        run=None if inside else run,
        settled_in=run if inside else None,
        settled_on=timezone.localdate() if inside else None,
    )


def _note(fee: Fee, member: Membership) -> str:
    if fee.level:
        return _("Level %(level)s, %(member)s") % {"level": fee.level, "member": member.name}
    if fee.lower is None:
        return member.name
    facts = {
        "lower": number(fee.lower),
        "upper": number(fee.upper or 0),
        "member": member.name,
    }
    if fee.upper is None:
        return _("%(lower)s employees or more, %(member)s") % facts
    return _("%(lower)s–%(upper)s employees, %(member)s") % facts


def _basis(proposal: Proposal, fee: Fee, model: FeeModel, rule: VatRule | None) -> dict[str, Any]:
    """How the fee came about, as plain data that outlives every later change."""
    count, facts = proposal.head_count, proposal.facts
    if facts is None:
        raise ValueError("A fee is computed from facts.")
    part = part_of(model.part_year, facts.year, facts.since, facts.until)
    steps = [
        {"lower": step.lower, "level": step.level, "amount": str(step.amount)}
        for step in model.steps.all()
    ]
    return {
        "model": model.name,
        "method": model.method,
        "decision": model.decision,
        "words": model.basis,
        "steps": steps,
        "lower": fee.lower,
        "upper": fee.upper,
        "level": fee.level,
        "adjustments": frozen(fee, model.tariff(), part),
        "head_count": count.count if count and not fee.level else None,
        "counted_on": count.day.isoformat() if count else None,
        "source": count.source if count else "",
        **head_counts.frozen(count),
        "assessment": rule.assessment if rule else "",
    }
