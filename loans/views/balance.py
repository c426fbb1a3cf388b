"""Who has lent to whom, and what is there to lend."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from loans.balance.charts import matrix_of, years_of
from loans.balance.counted import balance
from loans.balance.exports import balance_file
from loans.balance.pool import skills_pool
from network.middleware import NetworkRequest
from network.permissions import policy


@policy("see_loan_balance")
def loan_balance(request: NetworkRequest) -> HttpResponse:
    """Days lent and borrowed by authority in a year, on the page or as a file."""
    now = balance()
    match request.GET.get("format"):
        case "csv":
            return balance_file(now, "csv")
        case "xlsx":
            return balance_file(now, "xlsx")
        case None:
            pass
        case _:
            raise Http404
    scope = request.seat.scope
    sees_all = scope.whole or scope.reports or scope.money
    year = _year(request.GET.get("year"), now.years)
    context = {
        "now": now,
        "year": year,
        "years": now.years,
        "standings": now.of(year),
        "total": now.total(year),
        "loans": now.loans(year),
        "before": now.total(year - 1) if year - 1 in now.years else None,
        "matrix": matrix_of(now, year),
        "years_chart": years_of(now, of_all=sees_all),
        "sees_all": sees_all,
    }
    return render(request, "loans/balance.html", context)


def _year(asked: str | None, years: list[int]) -> int:
    """The year that was asked for, else the newest with loans in it."""
    if asked and asked.isascii() and asked.isdigit() and len(asked) == 4:
        return int(asked)
    return years[0] if years else timezone.localdate().year


@policy("see_loan_balance")
def loan_pool(request: NetworkRequest) -> HttpResponse:
    """What competence can be borrowed now, where, and how much of it; nobody is named."""
    return render(request, "loans/pool.html", {"pool": skills_pool(timezone.localdate())})
