"""What the pages of an invoice run show: found through the seat, told in words."""

from dataclasses import dataclass
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fees.actions.hand_over import differences
from fees.actions.review import Review, Row, look_through
from fees.actions.run import has_a_hand_in
from fees.history import told
from fees.models import InvoiceRun
from fees.rules import Category, FeeKind, RowState
from members.models import HeadCount
from network import wording
from network.middleware import NetworkRequest
from network.models import JournalEntry
from network.money import ZERO
from network.seat import Seat


@dataclass(frozen=True)
class Chip:
    """A way to narrow the list, with how many it leaves."""

    value: str
    words: str
    count: int


@dataclass(frozen=True)
class Corrected:
    """A head count that was corrected after the fee was computed from it."""

    member: str
    billed: int
    now: int


def run_of(request: NetworkRequest, pk: int) -> InvoiceRun:
    """The run, among those that the seat may see."""
    seen = InvoiceRun.objects.seen_by(request.seat)
    found: InvoiceRun = get_object_or_404(
        seen.select_related("issuer__membership__authority"), pk=pk
    )
    return found


def row_of(run: InvoiceRun, payer: int) -> Row | None:
    """One payer of a run in preparation."""
    return next((row for row in look_through(run).rows if row.member.pk == payer), None)


def review_facts(request: NetworkRequest, run: InvoiceRun, seen: Review) -> dict[str, Any]:
    """What the page says of a run in preparation, besides the list itself."""
    count = len(seen.ready)
    has_a_hand = has_a_hand_in(run, request.user.pk)
    return {
        "run": run,
        "seen": seen,
        "of_members": run.kind == FeeKind.MEMBERSHIP,
        "count": count,
        "sums": {name: seen.total(name) for name in ("net", "vat", "total")},
        "split": vat_in_words(seen),
        "chips": _chips(seen),
        "blocked": len(seen.of(RowState.BLOCKED)),
        "inside": sum((row.net for row in seen.inside), ZERO),
        "verb": ngettext("Approve %(count)s invoice", "Approve %(count)s invoices", count)
        % {"count": count}
        if count
        else _("Settle inside the host"),
        "may_run": request.seat.may("run_invoices"),
        "may_fill_in": request.seat.may("keep_invoice_profile"),
        "may_approve": not run.two_people or (run.is_handed_over and not has_a_hand),
        "has_a_hand": has_a_hand,
        "changed": differences(run, seen) if run.is_handed_over else [],
        "history": told(JournalEntry.objects.about(run)),
    }


def _chips(seen: Review) -> list[Chip]:
    chips = [Chip("", _("All"), len(seen.rows))]
    chips += [Chip(one, str(one.label).capitalize(), len(seen.of(one))) for one in RowState]
    return [chip for chip in chips if chip.count]


def vat_in_words(seen: Review) -> list[tuple[str, Any]]:
    """The net of each VAT category and the VAT of each rate, with the words before it."""
    split: list[tuple[str, Any]] = []
    for category, group in seen.groups:
        if category == Category.STANDARD:
            facts = {"rate": wording.number(group.rate), "net": wording.kr(group.net)}
            split.append((_("VAT %(rate)s%% on %(net)s") % facts, group.vat))
        elif category == Category.EXEMPT:
            split.append((_("Exempt from VAT"), group.net))
        else:
            split.append((_("Outside VAT"), group.net))
    return split


def corrected_since(run: InvoiceRun) -> list[Corrected]:
    """Head counts that have another figure now than the one that the run billed by."""
    charges = {
        (charge.membership_id, charge.basis["counted_on"]): charge
        for charge in run.charges.select_related("membership__authority")
        if charge.basis.get("head_count")
    }
    if not charges:
        return []
    counts = HeadCount.objects.filter(
        membership__in={member for member, _day in charges}, day__in={day for _m, day in charges}
    )
    found = []
    for count in counts:
        charge = charges.get((count.membership_id, count.day.isoformat()))
        if charge and charge.basis["head_count"] != count.count:
            found.append(Corrected(charge.membership.name, charge.basis["head_count"], count.count))
    return found


def where_to_correct(seat: Seat, field: str, membership_id: int, issuer_id: int) -> str:
    """The page on which the field of a fault is kept; empty where one may not change it."""
    if field.startswith("buyer") and seat.may("keep_invoice_profile"):
        return reverse("invoice_profile", kwargs={"pk": membership_id})
    if field.startswith("issuer") and seat.may("keep_issuers"):
        return reverse("issuer_change", kwargs={"pk": issuer_id})
    return ""
