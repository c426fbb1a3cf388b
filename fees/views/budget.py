"""Budget and outcome: the year, its lines, and the way to every number's rows."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Max, Min, Sum
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fees.actions.keep_budget import copy_budget, remove_budget_line, save_budget_line
from fees.budgets.exports import budget_table, lines_table, members_table
from fees.budgets.forms import BilledFilter, BudgetLineForm
from fees.budgets.lines import by_member, chart_of, read_year
from fees.budgets.outcomes import billed, inside
from fees.models import BudgetLine, Invoice
from members.models import Membership
from network.middleware import NetworkRequest
from network.money import ZERO
from network.permissions import policy
from network.refusals import refusals_in
from network.sorting import swedish_order

PAGE = 25
FILES = ("csv", "xlsx")


def asked_year(request: NetworkRequest) -> int:
    """The year that the address asks for, else the present one."""
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else 0
    return year if 2000 <= year <= 2100 else timezone.localdate().year


def years_of(chosen: int) -> list[int]:
    """The years that have invoices or a budget, this one and the next, newest first."""
    this = timezone.localdate().year
    invoiced = Invoice.objects.aggregate(first=Min("day__year"), last=Max("day__year"))
    planned = BudgetLine.objects.aggregate(first=Min("year"), last=Max("year"))
    first = min(year for year in (invoiced["first"], planned["first"], this, chosen) if year)
    last = max(year for year in (invoiced["last"], planned["last"], this + 1, chosen) if year)
    return list(range(last, first - 1, -1))


@policy("see_budget")
def budget(request: NetworkRequest) -> HttpResponse:
    """A year's budget beside its outcome; each number leads to its rows."""
    year = asked_year(request)
    lines = BudgetLine.objects.seen_by(request.seat)
    found = read_year(lines.filter(year=year), year, present=year == timezone.localdate().year)
    if (kind := request.GET.get("format", "")) in FILES:
        return budget_table(found, kind)
    return render(
        request,
        "fees/budget.html",
        {
            "year": year,
            "years": years_of(year),
            "found": found,
            "sums": found.sums,
            "chart": chart_of(found),
            "keeps": request.seat.may("keep_budget"),
            "sees_charges": request.seat.may("see_fees"),
            "may_copy": not any(row.line for row in found.rows)
            and lines.filter(year=year - 1).exists(),
            "before": year - 1,
        },
    )


@policy("see_budget")
def budget_members(request: NetworkRequest) -> HttpResponse:
    """What each member was billed in a year, and what is left to pay."""
    year = asked_year(request)
    sums = billed(year).values("membership", "kind", "invoice__is_credit")
    own = inside(year).values("membership", "kind").annotate(total=Sum("net")).order_by()
    columns = by_member([*sums.annotate(total=Sum("net")).order_by(), *own])
    left = dict(
        Invoice.objects.seen_by(request.seat)
        .filter(day__year=year)
        .values_list("membership")
        .annotate(left=Sum("balance"))
        .order_by()
    )
    members = Membership.objects.filter(pk__in=columns).select_related("authority")
    if words := request.GET.get("q", "").replace("\0", "").strip():
        members = members.named_like(words)
    rows = [
        {
            "member": member,
            "left": left.get(member.pk, ZERO),
            **columns[member.pk],
            "url": _rows_of(request, year, member.pk, columns[member.pk]),
        }
        for member in sorted(members, key=lambda one: swedish_order(one.name))
    ]
    asked = request.GET.get("sort", "name")
    column = asked.removeprefix("-")
    if column in ("membership", "courses", "late", "rest", "sum", "left"):
        rows.sort(key=lambda row: row[column], reverse=asked.startswith("-"))
    elif asked == "-name":
        rows.reverse()
    if (kind := request.GET.get("format", "")) in FILES:
        return members_table(rows, year, kind)
    return render(
        request,
        "fees/budget_members.html",
        {
            "year": year,
            "years": years_of(year),
            "page_obj": Paginator(rows, PAGE).get_page(request.GET.get("page")),
            "sum": sum((row["sum"] for row in rows), ZERO),
            "left": sum((row["left"] for row in rows), ZERO),
            "filtered": bool(words),
            "inside": sum((row["total"] for row in own), ZERO),
            "inside_url": _charges_inside(request, year),
        },
    )


def _charges_inside(request: NetworkRequest, year: int) -> str:
    """Where the charges stand that hosts settled inside; empty for who may not see them."""
    sees = request.seat.may("see_fees")
    return f"{reverse('charges')}?state=inside&settled={year}" if sees else ""


def _rows_of(request: NetworkRequest, year: int, member: int, row: dict[str, Decimal]) -> str:
    """Where the rows of a member's sums stand: on invoices, or inside the host."""
    address = f"{reverse('billed_lines')}?year={year}"
    if row["inside"] and row["inside"] == row["sum"]:
        address = _charges_inside(request, year)
    return f"{address}&member={member}" if address else ""


@policy("see_budget")
def billed_lines(request: NetworkRequest) -> HttpResponse:
    """The rows behind a number: invoice lines by year, kind and member."""
    filters = BilledFilter(request.GET, years=years_of(timezone.localdate().year))
    found = filters.apply(billed()).select_related("invoice").order_by("-invoice__day", "-pk")
    if (kind := request.GET.get("format", "")) in FILES:
        return lines_table(found, kind)
    return render(
        request,
        "fees/billed_lines.html",
        {
            "page_obj": Paginator(found, PAGE).get_page(request.GET.get("page")),
            "sum": found.order_by().aggregate(net=Sum("net"))["net"] or ZERO,
            "filters": filters,
            "filtered": filters.is_used,
            "may_open": request.seat.may("see_invoices"),
        },
    )


@policy("keep_budget", methods="GET POST")
def budget_line_new(request: NetworkRequest) -> HttpResponse:
    """Write a line of the budget down."""
    side = request.GET.get("side", "")
    if side not in BudgetLine.Side.values:
        raise Http404
    initial: dict[str, Any] = {"source": request.GET.get("source", "")}
    return _form(request, BudgetLine(year=asked_year(request), side=side), initial)


@policy("keep_budget", methods="GET POST")
def budget_line_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change a line of the budget."""
    return _form(request, _found(request, pk), {})


@policy("keep_budget", methods="POST")
def budget_line_removal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take a line of the budget away."""
    it = _found(request, pk)
    remove_budget_line(it, by=request.seat)
    messages.success(request, _("The line is taken away."))
    return redirect(f"{reverse('budget')}?year={it.year}")


@policy("keep_budget", methods="POST")
def budget_copy(request: NetworkRequest) -> HttpResponse:
    """Begin a year with the lines of the year before."""
    year = asked_year(request)
    copy_budget(year - 1, year, by=request.seat)
    messages.success(request, _("The lines of the year before stand here. Change what differs."))
    return redirect(f"{reverse('budget')}?year={year}")


def _found(request: NetworkRequest, pk: int) -> BudgetLine:
    it: BudgetLine = get_object_or_404(BudgetLine.objects.seen_by(request.seat), pk=pk)
    return it


def _form(request: NetworkRequest, it: BudgetLine, initial: dict[str, Any]) -> HttpResponse:
    form = BudgetLineForm(request.POST or None, instance=it, initial=initial)
    back = f"{reverse('budget')}?year={it.year}"
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            save_budget_line(form.save(commit=False), by=request.seat)
            messages.success(request, _("The line is saved."))
            return redirect(back)
    return render(request, "fees/budget_line_form.html", {"form": form, "it": it, "back": back})
