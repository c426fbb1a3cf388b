"""The fees' front page: what is billed and paid, what is owed, and the ways in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Sum
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _

from fees.models import Allocation, Charge, Invoice
from fees.querysets import by_month
from network import charts, wording
from network.charts import Chart
from network.money import ZERO
from network.seat import Seat


@dataclass(frozen=True)
class Way:
    """A page of the room: its title, what one does there, its address's name."""

    title: Promise
    what: Promise
    page: str
    verb: str


WAYS: Mapping[Promise, tuple[Way, ...]] = {
    gettext_lazy("Bill"): (
        Way(
            gettext_lazy("Charges"),
            gettext_lazy("what members owe and are not billed for"),
            "charges",
            "see_fees",
        ),
        Way(
            gettext_lazy("Invoice runs"),
            gettext_lazy("prepare, approve and issue"),
            "invoice_runs",
            "see_fees",
        ),
        Way(
            gettext_lazy("Invoices"),
            gettext_lazy("every invoice and credit note"),
            "invoices",
            "see_invoices",
        ),
        Way(
            gettext_lazy("E-invoices on their way"),
            gettext_lazy("what is sent, received and rejected"),
            "dispatches",
            "see_fees",
        ),
        Way(
            gettext_lazy("Corrections"),
            gettext_lazy("credits and write-offs, asked and done"),
            "corrections",
            "see_fees",
        ),
    ),
    gettext_lazy("Get paid"): (
        Way(
            gettext_lazy("Payments"),
            gettext_lazy("what came in, and where it went"),
            "payments",
            "see_payments",
        ),
        Way(
            gettext_lazy("Payments to look at"),
            gettext_lazy("place what waits"),
            "payment_work",
            "see_payments",
        ),
        Way(
            gettext_lazy("Bank files"),
            gettext_lazy("read the bank’s files"),
            "payment_files",
            "see_payments",
        ),
        Way(
            gettext_lazy("Overdue invoices"),
            gettext_lazy("what should have been paid, by age"),
            "overdue",
            "see_fees",
        ),
        Way(
            gettext_lazy("Reminders"),
            gettext_lazy("look through and send"),
            "reminders",
            "remind_of_invoices",
        ),
        Way(
            gettext_lazy("Statements of account"),
            gettext_lazy("each member’s balance"),
            "statements",
            "see_fees",
        ),
        Way(
            gettext_lazy("Write-offs"),
            gettext_lazy("claims that nobody will pay"),
            "write_offs",
            "see_fees",
        ),
    ),
    gettext_lazy("Rules"): (
        Way(
            gettext_lazy("Fee rules"),
            gettext_lazy("what holds today, and what is missing"),
            "fee_rules",
            "see_fee_rules",
        ),
        Way(
            gettext_lazy("Fee models"),
            gettext_lazy("how the fee is computed, by date"),
            "fee_models",
            "see_fee_rules",
        ),
        Way(
            gettext_lazy("Who bills"),
            gettext_lazy("host authorities, accounts and series"),
            "issuers",
            "see_fee_rules",
        ),
        Way(
            gettext_lazy("The VAT rules"),
            gettext_lazy("by kind of fee and legal relation"),
            "vat_rules",
            "see_fee_rules",
        ),
        Way(
            gettext_lazy("Head counts"),
            gettext_lazy("what the fees are computed from"),
            "head_counts",
            "see_fees",
        ),
        Way(
            gettext_lazy("Contributions in kind"),
            gettext_lazy("time that members give, and what it is worth"),
            "contributions",
            "see_contributions",
        ),
        Way(
            gettext_lazy("Fee simulations"),
            gettext_lazy("who gains and loses by other fee models"),
            "simulations",
            "see_simulations",
        ),
    ),
    gettext_lazy("Follow up"): (
        Way(
            gettext_lazy("Budget and outcome"),
            gettext_lazy("of the network, courses and members"),
            "budget",
            "see_budget",
        ),
        Way(
            gettext_lazy("The host’s ledger"),
            gettext_lazy("vouchers for the host’s accounting, as SIE or table"),
            "ledger",
            "see_ledger",
        ),
        Way(
            gettext_lazy("Accounts"),
            gettext_lazy("where each kind of sum is entered"),
            "account_rules",
            "see_ledger",
        ),
    ),
}


@dataclass(frozen=True)
class Front:
    """Sums of one year in kronor with VAT, credit notes taken off; `owed` is of all years."""

    year: int
    billed: Decimal
    billed_before: Decimal
    paid: Decimal
    owed: Decimal
    overdue: Decimal
    late: int
    waiting: Decimal
    chart: Chart | None


def front_of(seat: Seat, today: date) -> Front:
    """The figures of the network's money, in as many questions for any network."""
    seen = Invoice.objects.seen_by(seat)
    january = date(today.year, 1, 1)
    billed = seen.filter(day__year=today.year).by_month(january)
    settled = Allocation.objects.filter(kind=Allocation.Kind.PAYMENT, day__year=today.year)
    paid = by_month(settled.filter(invoice__in=seen), "amount", january)
    return Front(
        year=today.year,
        billed=sum(billed.values(), ZERO),
        billed_before=seen.filter(day__year=today.year - 1).sums()["total"] or ZERO,
        paid=sum(paid.values(), ZERO),
        owed=seen.owed().aggregate(sum=Sum("balance"))["sum"] or ZERO,
        overdue=overdue_sum(seat, today),
        late=seen.overdue(today).count(),
        waiting=Charge.objects.seen_by(seat).unclaimed().aggregate(sum=Sum("net"))["sum"] or ZERO,
        chart=_chart(billed, paid, today),
    )


def overdue_sum(seat: Seat, today: date) -> Decimal:
    """What is left of all invoices that should have been paid before a day, reminded or not."""
    late = Invoice.objects.seen_by(seat).overdue(today)
    return late.aggregate(sum=Sum("balance"))["sum"] or ZERO


def ways_of(seat: Seat) -> list[tuple[str, list[Way]]]:
    """The pages that one may open, in their groups."""
    groups = [
        (str(name), [way for way in ways if seat.may(way.verb)]) for name, ways in WAYS.items()
    ]
    return [(name, ways) for name, ways in groups if ways]


def _chart(
    billed: Mapping[date, Decimal], paid: Mapping[date, Decimal], today: date
) -> Chart | None:
    """What is billed and what is paid of it, month by month so far."""
    if not billed and not paid:
        return None
    months = [date(today.year, month, 1) for month in range(1, today.month + 1)]
    title = _("%(paid)s of %(billed)s billed this year is paid") % {
        "paid": wording.kr_short(sum(paid.values(), ZERO)),
        "billed": wording.kr_short(sum(billed.values(), ZERO)),
    }
    return charts.lines(
        title,
        [date_format(month, "M") for month in months],
        [
            (_("billed"), _running(billed, months)),
            (pgettext("sum", "paid"), _running(paid, months)),
        ],
        head=_("Month"),
        unit=_("Thousands of kronor with VAT, added up from January"),
        alt=_("Line chart: %(title)s, month by month.") % {"title": title},
        language=get_language() or "sv",
    )


def _running(sums: Mapping[date, Decimal], months: Sequence[date]) -> list[Decimal]:
    """Thousands of kronor so far, at the end of each month."""
    total, running = ZERO, []
    for month in months:
        total += sums.get(month, ZERO)
        running.append((total / 1000).quantize(Decimal(1)))
    return running
