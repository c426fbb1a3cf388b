"""What decisions change of the operational plan: a draft is adopted, and then stands."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.actions.operational_plan import KIND, adopt
from governance.models import OperationalPlan
from members.effects import Choice, Effect, Gone, declare
from members.models import Decision
from network.seat import Seat


def _choices(seat: Seat) -> list[Choice]:
    rows = OperationalPlan.objects.seen_by(seat)
    rows = rows.filter(state=OperationalPlan.State.DRAFT, goals__isnull=False).distinct()
    return [Choice(row.pk, str(row)) for row in rows]


def _found(pk: int) -> OperationalPlan:
    found = OperationalPlan.objects.filter(pk=pk).first()
    if found is None:
        raise Gone(_("The operational plan is not there any more."))
    it: OperationalPlan = found
    return it


def _take(pk: int, decision: Decision, on: date) -> None:
    adopt(_found(pk), decision, on)


declare(
    KIND,
    Effect(
        label=gettext_lazy("operational plan"),
        choices=_choices,
        words=lambda pk: str(_found(pk)),
        take=_take,
        address=lambda pk: reverse("plan_year", args=[pk]),
    ),
)
