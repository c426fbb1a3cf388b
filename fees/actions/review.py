"""A run before it is approved: each payer with what it would pay, and what to look at first."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from django.utils.translation import ngettext

from fees.actions import bill, gather
from fees.actions.bill import Proposal, profile_on
from fees.actions.gather import Gathered
from fees.models import Charge, Exclusion, FeeModel, InvoiceRun
from fees.rules import Category, FeeKind, Missing, Notice, RowState
from members.models import InvoiceProfile, Membership
from network import identifiers
from network.money import ZERO, VatGroup, vat_of
from network.sorting import swedish_order
from network.wording import number

# What has to be dealt with stands first.
ORDER = [RowState.BLOCKED, RowState.WARNED, RowState.READY, RowState.OWN, RowState.EXCLUDED]


@dataclass(frozen=True)
class Row:
    """One payer of a run: what is charged, what is missing, what to look at. Kronor."""

    found: Proposal | Gathered
    profile: InvoiceProfile | None
    charges: tuple[Charge, ...]
    notices: tuple[Notice, ...] = ()
    exclusion: Exclusion | None = None
    is_own: bool = False
    before: int | None = None

    @property
    def member(self) -> Membership:
        """The payer."""
        return self.found.member

    @property
    def state(self) -> RowState:
        """Where the payer stands; the strongest reason first."""
        if self.exclusion:
            return RowState.EXCLUDED
        if self.is_own and self.found.is_priced:
            return RowState.OWN
        if self.found.missing:
            return RowState.BLOCKED
        return RowState.WARNED if self.notices else RowState.READY

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What hinders; what is settled inside the host needs neither reference nor VAT rule."""
        return () if self.state == RowState.OWN else self.found.missing

    @property
    def ready(self) -> bool:
        """Whether approving the run bills it."""
        return self.state in (RowState.READY, RowState.WARNED)

    @property
    def change(self) -> int | None:
        """How many employees more (less below zero) than on last year's invoice; None unknown."""
        now = self.head_count
        return now - self.before if now is not None and self.before is not None else None

    @property
    def change_in_words(self) -> str:
        """How many employees more or fewer than on last year's invoice."""
        change = self.change or 0
        if change > 0:
            words = ngettext("%(n)s more than last year", "%(n)s more than last year", change)
        else:
            words = ngettext("%(n)s fewer than last year", "%(n)s fewer than last year", -change)
        return words % {"n": number(abs(change))}

    @property
    def head_count(self) -> int | None:
        """The head count that the fee is computed from, where it is."""
        counted = getattr(self.found, "head_count", None)
        return counted.count if counted else None

    @property
    def words(self) -> str:
        """What is missing or to look at, in words."""
        told = [*self.missing, *self.notices]
        return ". ".join(str(one.label) for one in told)

    @property
    def groups(self) -> list[tuple[str, VatGroup]]:
        """Net and VAT for each category and rate, rounded as on the invoice."""
        groups = []
        for category in Category:
            own = [charge for charge in self.charges if charge.vat_category == category]
            groups += [
                (str(category), group)
                for group in vat_of((charge.vat_rate or ZERO, charge.net) for charge in own)
            ]
        return groups

    @property
    def net(self) -> Decimal:
        """Amount without VAT."""
        return self.found.net

    @property
    def vat(self) -> Decimal:
        """VAT, rounded as on the invoice; none on what is settled inside the host."""
        return ZERO if self.state == RowState.OWN else self.found.vat

    @property
    def total(self) -> Decimal:
        """What it would pay."""
        return self.net + self.vat


@dataclass(frozen=True)
class Review:
    """Every payer that a run could bill, those that lack something first."""

    run: InvoiceRun
    rows: list[Row]
    model: FeeModel | None

    @property
    def ready(self) -> list[Row]:
        """Those that approving the run bills."""
        return [row for row in self.rows if row.ready]

    @property
    def inside(self) -> list[Row]:
        """The host's own part, that approving the run settles inside it."""
        return self.of(RowState.OWN)

    def of(self, state: str) -> list[Row]:
        """Those in a state."""
        return [row for row in self.rows if row.state == state]

    def total(self, of: str = "total") -> Decimal:
        """What those who are ready pay together: `net`, `vat` or `total`."""
        return sum((getattr(row, of) for row in self.ready), ZERO)

    @property
    def groups(self) -> list[tuple[str, VatGroup]]:
        """What is billed for each VAT category and rate; VAT as rounded on each invoice."""
        sums: dict[tuple[str, Decimal], tuple[Decimal, Decimal]] = {}
        for category, group in (pair for row in self.ready for pair in row.groups):
            net, vat = sums.get((category, group.rate), (ZERO, ZERO))
            sums[category, group.rate] = (net + group.net, vat + group.vat)
        return [
            (category, VatGroup(rate, net, vat))
            for (category, rate), (net, vat) in sorted(sums.items())
        ]

    @property
    def fingerprint(self) -> str:
        """Changes when anything that would be billed or settled does: one approves what one saw."""
        inside = [[row.member.pk, str(row.net)] for row in self.inside]
        seen = json.dumps([self.frozen, inside], sort_keys=True)
        return hashlib.sha256(seen.encode()).hexdigest()

    @property
    def frozen(self) -> dict[str, list[str]]:
        """The list as plain data: each payer's net, VAT, reference and name."""
        return {
            str(row.member.pk): [str(row.net), str(row.vat), row.found.reference, row.member.name]
            for row in self.ready
        }


def look_through(run: InvoiceRun) -> Review:
    """Every payer of a run that is not approved, in as many questions however many there are."""
    today = timezone.localdate()
    excluded = {one.membership_id: one for one in run.exclusions.holding()}
    heads = _heads_of_the_year_before(run)
    first = bill.preview(run) if run.kind == FeeKind.MEMBERSHIP else None
    found: list[Proposal | Gathered] = list(first.proposals) if first else []
    billed = {one.member.pk for one in found}
    # What waits of a member whose yearly fee is billed now comes with the next run.
    found += [one for one in gather.preview(run).proposals if one.member.pk not in billed]
    model = first.model if first else None
    rows = [_row(run, one, model, excluded, heads, today) for one in found]
    rows.sort(key=lambda row: (ORDER.index(row.state), swedish_order(row.member.name)))
    return Review(run, rows, model)


def _row(
    run: InvoiceRun,
    one: Proposal | Gathered,
    model: FeeModel | None,
    excluded: Mapping[int, Exclusion],
    heads: Mapping[int, int],
    today: date,
) -> Row:
    member, is_own = one.member, _is_own(run, one.member)
    return Row(
        one,
        profile_on(member, today),
        _charges(run, one, model, inside=is_own),
        () if is_own else tuple(_notices(run, one, heads.get(member.pk), today)),
        excluded.get(member.pk),
        is_own,
        heads.get(member.pk),
    )


def _is_own(run: InvoiceRun, member: Membership) -> bool:
    """Whether the host would send the invoice to itself."""
    return bool(member.pk == run.issuer.membership_id and not run.issuer.bills_itself)


def _charges(
    run: InvoiceRun, one: Proposal | Gathered, model: FeeModel | None, *, inside: bool
) -> tuple[Charge, ...]:
    """The charges as the run would freeze them; of what lacks something, as far as known."""
    if isinstance(one, Proposal):
        if one.fee is None or model is None or (one.rule is None and not inside):
            return ()
        with translation.override(settings.LANGUAGE_CODE):
            return (bill.charge_of(run, one, model, inside=inside),)
    if inside:
        return one.charges
    charges = []
    for waiting, rule in zip(one.charges, one.rules, strict=True):
        charge = copy(waiting)
        if rule:
            charge.vat_rule, charge.vat_category, charge.vat_rate = rule, rule.category, rule.rate
        charges.append(charge)
    return tuple(charges)


def _heads_of_the_year_before(run: InvoiceRun) -> dict[int, int]:
    """The head count that each member's last yearly fee was computed from."""
    if run.kind != FeeKind.MEMBERSHIP:
        return {}
    charged = Charge.objects.filter(
        kind=FeeKind.MEMBERSHIP, reference__startswith=f"{run.year - 1}/", reverses=None
    )
    return {
        member: basis["head_count"]
        for member, basis in charged.values_list("membership_id", "basis")
        if basis.get("head_count")
    }


def _notices(
    run: InvoiceRun, one: Proposal | Gathered, before: int | None, today: date
) -> Iterable[Notice]:
    member = one.member
    profile = profile_on(member, today)
    yield from _of_the_profile(member, profile, today)
    number = member.authority.organisation_number
    if not number:
        yield Notice.NO_NUMBER
    elif not _holds(identifiers.organisation_number, number):
        yield Notice.WRONG_NUMBER
    if member.until and member.until < today:
        yield Notice.LEFT
    if isinstance(one, Proposal):
        first, last = run.days
        if (member.since and member.since > first) or (member.until and member.until < last):
            yield Notice.PART_YEAR
        counted = one.head_count.count if one.head_count else None
        if before and counted and counted != before and not (one.fee and one.fee.level):
            yield Notice.HEAD_COUNT


def _of_the_profile(member: Any, profile: InvoiceProfile | None, today: date) -> Iterable[Notice]:
    if profile is None:
        if any(one.until and one.until < today for one in member.invoice_profiles.all()):
            yield Notice.PROFILE_ENDED
        return
    if profile.endpoint:
        scheme = profile.endpoint_scheme
        if not _holds(lambda text: identifiers.peppol_endpoint(scheme, text), profile.endpoint):
            yield Notice.WRONG_ENDPOINT
    elif profile.email:
        yield Notice.NO_ENDPOINT
    else:
        yield Notice.NOWHERE


def _holds(read: Any, text: str) -> bool:
    try:
        read(text)
    except ValidationError:
        return False
    return True
