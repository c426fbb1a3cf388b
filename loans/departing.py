"""The loans' part of a departure: people see to them, since agreements are signed."""

from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loans.models import Loan
from loans.rules import Stage
from members.departures import Departure, Hanging, declare

GOES_ON = (Stage.DRAFT, Stage.SIGNED, Stage.RUNNING, Stage.REVIEW)


def _rows(membership: int, last_day: date) -> list[Hanging]:
    loans = Loan.objects.filter(
        Q(lender=membership) | Q(borrower=membership), stage__in=GOES_ON, ends__gt=last_day
    )
    words = _("Staff loan %(loan)s until %(day)s")
    return [
        Hanging(
            words % {"loan": row.pk, "day": row.ends.isoformat()}, reverse("loan", args=[row.pk])
        )
        for row in loans
    ]


declare(
    "loans",
    Departure(
        gettext_lazy("Staff loans"),
        _rows,
        gettext_lazy("They run on until somebody ends them with notice."),
    ),
)
