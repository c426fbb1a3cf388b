"""The members' statements, one of them, its runs, and the papers to order."""

from collections.abc import Callable, Sequence
from datetime import datetime, time
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from members.models import Membership
from network.middleware import NetworkRequest
from network.permissions import policy
from network.seat import Seat
from network.sorting import swedish_order
from network.tables import download, table_file, to_workbook
from reports.benefit import words
from reports.benefit.exports import (
    SHEETS,
    figures_row,
    meeting_heads,
    meeting_rows,
    member_heads,
    run_heads,
    run_rows,
)
from reports.benefit.figures import Benefit, benefits_of
from reports.benefit.meetings import meetings_shown
from reports.benefit.papers import order_statement, order_statements, statements_of
from reports.benefit.rules import years
from reports.benefit.statement import Statement
from reports.rules import usual_year

PAGE = 50
FILES = ("csv", "xlsx")
ORDERS: dict[str, Callable[[tuple[Membership, Benefit]], Any]] = {
    "name": lambda row: swedish_order(row[0].name),
    "seats": lambda row: row[1].seats,
    "per_seat": lambda row: row[1].per_seat or 0,
    "cost": lambda row: row[1].cost,
    "worth": lambda row: row[1].worth,
    "mentors": lambda row: row[1].mentors_taken - row[1].mentors_given,
    "loans": lambda row: row[1].borrowed_days - row[1].lent_days,
}


def asked_year(request: NetworkRequest) -> int:
    """The year that the address asks for; else the last one that a year's report is about."""
    today = timezone.localdate()
    asked = request.GET.get("year", "") or request.POST.get("year", "")
    if asked.isdecimal() and int(asked) in years(today):
        return int(asked)
    return usual_year(today)


def not_offered(request: NetworkRequest) -> str:
    """The year that the address asks for, where there are no statements of it."""
    asked = request.GET.get("year", "")[:10]
    return asked if asked and asked != str(asked_year(request)) else ""


def seen_members(seat: Seat) -> Any:
    """All members for those who read the reports, one's own authorities else."""
    found = Membership.objects.all()
    if not seat.may("see_benefits"):
        found = found.filter(pk__in=seat.scope.memberships)
    return found.select_related("authority")


@policy("see_benefit")
def benefits(request: NetworkRequest) -> HttpResponse:
    """Every member's year in a row; who answers for one authority comes straight to its own."""
    year, seat = asked_year(request), request.seat
    own, network = benefits_of(year)
    if not seat.may("see_benefits") and len(own) == 1:
        return redirect("benefit", pk=next(iter(own)))
    found = seen_members(seat).filter(pk__in=own)
    if typed := request.GET.get("q", "").replace("\0", "").strip():
        found = found.named_like(typed)
    rows = [(member, own[member.pk]) for member in found]
    asked = request.GET.get("sort", "name")
    order = ORDERS.get(asked.removeprefix("-"), ORDERS["name"])
    rows.sort(key=order, reverse=asked.startswith("-"))
    if (kind := request.GET.get("format", "")) in FILES:
        return _members_table(rows, network, year, kind)
    facts = {
        "year": year,
        "years": years(timezone.localdate()),
        "page_obj": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "network": network,
        "filtered": bool(typed),
        "orders": seat.may("see_benefits"),
        "not_offered": not_offered(request),
    }
    return render(request, "reports/benefit_list.html", facts)


def _members_table(
    rows: list[tuple[Membership, Benefit]], network: Benefit | None, year: int, kind: str
) -> HttpResponse:
    """The list as a file; market prices stand in the statements and in the year's workbook."""
    left_out = slice(11, 14)
    heads = member_heads()
    del heads[left_out]
    cells = [figures_row(member.name, one, []) for member, one in rows]
    if network is not None:
        cells.append(figures_row(_("The network together"), network, []))
    name = _("Benefit statements %(year)s") % {"year": year}
    return table_file(name, heads, cells, kind)


def _statement(request: NetworkRequest, pk: int) -> tuple[Membership, Statement | None]:
    """A member and its statement of the year; None where it was no member then."""
    member = get_object_or_404(seen_members(request.seat), pk=pk)
    found = statements_of(asked_year(request), [member], timezone.localdate())
    return member, next(iter(found), None)


def _says_why(request: NetworkRequest, pk: int) -> HttpResponse:
    """The page of the statement, which says why there is none."""
    return redirect(f"{reverse('benefit', args=[pk])}?year={asked_year(request)}")


@policy("see_benefit")
def benefit(request: NetworkRequest, pk: int) -> HttpResponse:
    """One member's year: what it got, gave and paid, each figure with the way to its rows."""
    member, it = _statement(request, pk)
    facts: dict[str, Any] = {
        "year": asked_year(request),
        "years": years(timezone.localdate()),
        "member": member,
        "reads_all": request.seat.may("see_benefits"),
        "not_offered": not_offered(request),
    }
    if it is None:
        return render(request, "reports/benefit_missing.html", facts)
    if request.GET.get("format") == "xlsx":
        return _workbook(it)
    facts |= {
        "it": it,
        "lead": words.lead_of(it),
        "tables": [
            (_("Got"), words.got(it, request.seat)),
            (_("Gave"), words.gave(it, request.seat)),
            (_("Paid"), words.paid(it, request.seat)),
        ],
        "charts": [one for one in (words.area_chart(it), words.use_chart(it)) if one],
        "counting": list(words.ways_of_counting(it)),
        "keeps_prices": request.seat.may("keep_market_prices"),
    }
    return render(request, "reports/benefit_detail.html", facts)


def _workbook(it: Statement) -> HttpResponse:
    made = timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
    sheets = [(str(title), heads(), rows([it])) for title, heads, rows in SHEETS]
    sheets.append((_("Runs"), run_heads(), run_rows(it.runs)))
    name = _("Benefit statement %(year)s, %(name)s") % {
        "year": it.year,
        "name": it.member.short_name,
    }
    return download(name, to_workbook(sheets, made=made), "xlsx")


@policy("see_benefit")
def benefit_runs(request: NetworkRequest, pk: int) -> HttpResponse:
    """The rows behind the seats and course fees of a statement: run by run, no names."""
    it = _statement(request, pk)[1]
    if it is None:
        return _says_why(request, pk)
    rows = [one for one in it.runs if _typed(request) in one.title.casefold()]
    if (kind := request.GET.get("format", "")) in FILES:
        name = _("Runs of %(name)s %(year)s") % {"name": it.member.short_name, "year": it.year}
        return table_file(name, run_heads(), run_rows(rows), kind)
    return _rows_behind(request, "reports/benefit_runs.html", it, rows)


@policy("see_benefit")
def benefit_meetings(request: NetworkRequest, pk: int) -> HttpResponse:
    """The rows behind the hours in meetings: whose meeting, when, and how many took part."""
    it = _statement(request, pk)[1]
    if it is None:
        return _says_why(request, pk)
    shown = meetings_shown(it.year, it.member.pk, request.seat)
    rows = [one for one in shown if _typed(request) in one.body.casefold()]
    if (kind := request.GET.get("format", "")) in FILES:
        name = _("Meetings of %(name)s %(year)s") % {"name": it.member.short_name, "year": it.year}
        return table_file(name, meeting_heads(), meeting_rows(rows), kind)
    return _rows_behind(request, "reports/benefit_meetings.html", it, rows)


def _typed(request: NetworkRequest) -> str:
    """What is searched for, in small letters."""
    return request.GET.get("q", "").strip().casefold()


def _rows_behind(
    request: NetworkRequest, template: str, it: Statement, rows: Sequence[Any]
) -> HttpResponse:
    facts = {
        "it": it,
        "page_obj": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "filtered": bool(_typed(request)),
    }
    return render(request, template, facts)


@policy("see_benefit", methods="POST")
def benefit_paper(request: NetworkRequest, pk: int) -> HttpResponse:
    """Order a statement as a document; its job's page shows how far it has come."""
    it = _statement(request, pk)[1]
    if it is None:
        return _says_why(request, pk)
    ordered = order_statement(it.member, it.year, get_language() or "sv", by=request.seat)
    return redirect("job", pk=ordered.pk)


@policy("see_benefits", methods="POST")
def benefit_papers(request: NetworkRequest) -> HttpResponse:
    """Order every statement of a year."""
    ordered = order_statements(asked_year(request), get_language() or "sv", by=request.seat)
    return redirect("job", pk=ordered.pk)
