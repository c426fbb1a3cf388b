"""Statements of account: whose balance is what, one member's lines, and the paper."""

from datetime import date
from typing import Any, Literal

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from fees.exports import StatementResource
from fees.models import Invoice
from fees.statement import Statement, TooLong, statement_of
from members.models import Membership
from network.documents import DocumentProblem, render_pdf_bounded
from network.looks import look_of
from network.middleware import NetworkRequest
from network.money import ZERO
from network.permissions import policy
from network.sorting import swedish_key
from network.tables import download, table_file

PAGE = 25
TEMPLATE = "documents/statement.html"
TABLES: dict[str, Literal["csv", "xlsx"]] = {"csv": "csv", "xlsx": "xlsx"}
ORDERS: dict[str, Any] = {
    "member": swedish_key("authority__name"),
    "left": F("left"),
    "overdue": F("overdue"),
}


class SpanForm(forms.Form):
    """From which day to which; the year so far where nothing is chosen."""

    since = forms.DateField(label=gettext_lazy("From"), required=False)
    until = forms.DateField(label=gettext_lazy("Until"), required=False)

    def span(self, today: date) -> tuple[date, date]:
        """The first and the last day, in that order."""
        self.is_valid()
        since = self.cleaned_data.get("since") or date(today.year, 1, 1)
        until = self.cleaned_data.get("until") or today
        return (since, until) if since <= until else (until, since)


@policy("see_statement")
def statements(request: NetworkRequest) -> HttpResponse:
    """Every member's balance for those who follow the money, one's own authority's else."""
    found = _balances(request, timezone.localdate())
    if kind := TABLES.get(request.GET.get("format", "")):
        return StatementResource().respond(found, _("Balances"), kind)
    sums = Invoice.objects.filter(membership__in=_members(request)).aggregate(
        left=Sum("balance", filter=Q(balance__gt=0)), back=Sum("balance", filter=Q(balance__lt=0))
    )
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    facts = {
        "page_obj": page,
        "left": sums["left"] or ZERO,
        "back": -(sums["back"] or ZERO),
        "sees_all": request.seat.may("see_fees"),
        "searched": request.GET.get("q", ""),
    }
    return render(request, "fees/statements.html", facts)


def _members(request: NetworkRequest) -> Any:
    members = Membership.objects.seen_by(request.seat)
    if request.seat.may("see_fees"):
        return members
    return members.filter(pk__in=request.seat.scope.memberships)


def _balances(request: NetworkRequest, today: date) -> QuerySet[Any]:
    rows = _members(request).named_like(request.GET.get("q", "").replace("\0", "")[:100])
    billed = Invoice.objects.filter(membership=OuterRef("pk")).order_by().values("membership")
    late = Q(due__lt=today, balance__gt=0)
    rows = rows.filter(Exists(billed)).annotate(
        left=Subquery(billed.annotate(sum=Sum("balance")).values("sum")),
        overdue=Coalesce(
            Subquery(billed.annotate(sum=Sum("balance", filter=late)).values("sum")),
            Value(ZERO),
        ),
        last=Subquery(billed.annotate(day=Max("day")).values("day")),
    )
    asked = request.GET.get("sort", "member")
    key = ORDERS.get(asked.removeprefix("-"), ORDERS["member"])
    order = key.desc() if asked.startswith("-") else key.asc()
    ordered: QuerySet[Any] = rows.select_related("authority").order_by(order, "pk")
    return ordered


def _member(request: NetworkRequest, pk: int) -> Membership:
    members = Membership.objects.seen_by(request.seat).select_related("authority", "network")
    found: Membership = get_object_or_404(members, pk=pk)
    request.seat.require("see_statement", Invoice(membership_id=found.pk))
    return found


@policy("see_statement")
def statement(request: NetworkRequest, pk: int) -> HttpResponse:
    """A member's account in a span of days, with a running balance."""
    member = _member(request, pk)
    form = SpanForm(request.GET)
    span = form.span(timezone.localdate())
    try:
        told = statement_of(member, *span)
    except TooLong:
        messages.error(request, _("The span holds too much for one statement. Choose fewer days."))
        return redirect("statement", pk=pk)
    if kind := TABLES.get(request.GET.get("format", "")):
        return _table(told, kind)
    facts = {
        "told": told,
        "form": SpanForm(initial={"since": span[0], "until": span[1]}),
        "sees_all": request.seat.may("see_fees"),
        "query": f"since={span[0].isoformat()}&until={span[1].isoformat()}",
    }
    return render(request, "fees/statement.html", facts)


def _table(told: Statement, kind: Literal["csv", "xlsx"]) -> HttpResponse:
    heads = [_("Day"), _("What"), _("Billed, SEK"), _("Settled, SEK"), _("Balance, SEK")]
    rows: list[list[Any]] = [[told.since, _("Opening balance"), None, None, told.opening]]
    rows += [[one.day, one.words, one.debit, one.credit, one.balance] for one in told.lines]
    rows.append([told.until, _("Closing balance"), None, None, told.closing])
    name = _("Statement %(name)s") % {"name": told.member.short_name}
    return table_file(name, heads, rows, kind)


@policy("see_statement")
def statement_document(request: NetworkRequest, pk: int) -> HttpResponse:
    """The statement as PDF."""
    member = _member(request, pk)
    span = SpanForm(request.GET).span(timezone.localdate())
    try:
        told = statement_of(member, *span)
        content = render_pdf_bounded(
            TEMPLATE,
            {"told": told, "demo": member.network.example_data, "today": timezone.localdate()},
            language=get_language() or "sv",
            network=look_of(member.network),
            created=timezone.now(),
        )
    except TooLong:
        messages.error(request, _("The span holds too much for one statement. Choose fewer days."))
        return redirect("statement", pk=pk)
    except DocumentProblem as problem:
        messages.error(request, str(problem.sentence))
        return redirect("statement", pk=pk)
    name = _("Statement %(name)s %(day)s") % {"name": member.short_name, "day": told.until}
    return download(name, content, "pdf")
