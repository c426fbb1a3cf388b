"""What decisions change of the fees: a proposed fee model bills from its day."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fees.actions.keep_model import in_the_register, let_bill
from fees.models import FeeModel
from members.effects import Choice, Effect, Gone, declare
from members.models import Decision
from network.seat import Seat


def _choices(seat: Seat) -> list[Choice]:
    rows = FeeModel.objects.filter(adopted=False).order_by("-since", "name")
    return [Choice(row.pk, in_the_register(row)) for row in rows]


def _found(pk: int) -> FeeModel:
    found = FeeModel.objects.filter(pk=pk).first()
    if found is None:
        raise Gone(_("The proposed fee model is not there any more."))
    it: FeeModel = found
    return it


def _take(pk: int, decision: Decision, on: date) -> None:
    it = _found(pk)
    if not (it.adopted and it.by_decision_id == decision.pk):
        let_bill(it, on, decision)


declare(
    "fee_model",
    Effect(
        label=gettext_lazy("fee model"),
        choices=_choices,
        words=lambda pk: in_the_register(_found(pk)),
        take=_take,
        address=lambda pk: reverse("fee_model", args=[pk]),
    ),
)
