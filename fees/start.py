"""What the fees tell the start page and the search."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fees.actions.run import has_a_hand_in
from fees.carriage import todos as dispatch_todos
from fees.contributions.todos import contribution_todos
from fees.models import Charge, Correction, Invoice, InvoiceRun
from fees.payments.todos import payment_todos
from fees.reminders.todos import reminder_todos
from fees.rulebook.todos import rule_todos
from fees.rules import FeeKind
from network import wording
from network.money import ZERO
from network.seat import Seat
from network.start import Found, RoomCard, ToDo

HITS = 8


def todos(seat: Seat) -> list[ToDo]:
    """For the economist: runs to look through, and charges that a run left behind."""
    if not seat.may("run_invoices"):
        return contribution_todos(seat)
    prepared = list(InvoiceRun.objects.in_preparation())
    waiting = payment_todos()
    waiting += [todo for run in prepared if (todo := _of_run(run, seat))]
    year = timezone.localdate().year
    charged = Charge.objects.filter(kind=FeeKind.MEMBERSHIP, reference__startswith=f"{year}/")
    if not prepared and not charged.exists():
        waiting.append(
            ToDo(
                what=_("Bill the membership fees of %(year)s") % {"year": year},
                why=_("Nobody is billed yet this year."),
                button=_("Prepare the run"),
                url=reverse("invoice_runs"),
            )
        )
    waiting += reminder_todos(seat)
    waiting += rule_todos(seat)
    asked = Correction.objects.for_another_than(seat.user.pk).select_related("invoice")
    waiting.extend(
        ToDo(
            what=_("Approve the correction of invoice %(number)s") % {"number": row.invoice.code},
            why=_("Another economist asked for it: %(amount)s.")
            % {"amount": wording.kr(row.amount)},
            button=_("Look at it"),
            url=reverse("correction", kwargs={"pk": row.pk}),
        )
        for row in asked
    )
    due = Charge.objects.billable(timezone.localdate()).exclude(kind=FeeKind.MEMBERSHIP).count()
    if due:
        waiting.append(
            ToDo(
                what=ngettext(
                    "Bill %(count)s charge",
                    "Bill %(count)s charges",
                    due,
                )
                % {"count": due},
                why=_("They are certain, and no invoice run has taken them."),
                button=_("See what waits"),
                url=reverse("charges"),
            )
        )
    return [*waiting, *dispatch_todos.todos(seat)]


def _of_run(run: InvoiceRun, seat: Seat) -> ToDo | None:
    """What a run in preparation asks of an economist: nothing while it waits for another."""
    why = _("The run is prepared and waits for approval.")
    button = _("Look through")
    if run.is_handed_over:
        if has_a_hand_in(run, seat.user.pk):
            return None
        why, button = (
            _("A colleague asks you to look through and approve it."),
            _("Look and approve"),
        )
    elif run.two_people and run.sent_back_why:
        why = _("It was sent back: %(why)s") % {"why": run.sent_back_why}
    elif run.two_people:
        why = _("The run is prepared; ask another economist to approve it.")
    return ToDo(
        what=_("Look through %(run)s") % {"run": run.title},
        why=why,
        button=button,
        url=reverse("invoice_run", kwargs={"pk": run.pk}),
    )


def cards(seat: Seat) -> list[RoomCard]:
    """What is invoiced this year, beside last year."""
    if not seat.may("see_invoices"):
        return []
    year = timezone.localdate().year
    now, before = (
        Invoice.objects.seen_by(seat).filter(day__year=y).sums() for y in (year, year - 1)
    )
    address = reverse("invoices")
    return [
        RoomCard(
            title=_("Fees"),
            figure=wording.key_figure(now["total"] or ZERO),
            what=ngettext(
                "on %(count)s invoice this year", "on %(count)s invoices this year", now["count"]
            )
            % {"count": now["count"]},
            was=_("last year %(sum)s") % {"sum": wording.kr_short(before["total"] or ZERO)},
            url=f"{address}?year={year}" if now["count"] else address,
        )
    ]


def found(seat: Seat, words: str) -> list[Found]:
    """Invoices by number, payment reference, buyer or reference, among those one may see."""
    if not seat.may("see_invoices"):
        return []
    return [
        Found(
            kind=_("Invoice"),
            title=(_("Credit note %(number)s") if invoice.is_credit else _("Invoice %(number)s"))
            % {"number": invoice.code},
            detail=f"{invoice.buyer_name}, {wording.kr(invoice.total)}",
            url=reverse("invoice", kwargs={"pk": invoice.pk}),
        )
        for invoice in Invoice.objects.seen_by(seat).matching(words)[:HITS]
    ]
