"""Payments as a table to take away."""

from typing import cast

from django.utils.translation import gettext_lazy as _
from import_export.fields import Field
from import_export.widgets import DateWidget, DecimalWidget

from fees.models import Payment
from fees.payments.page import state_of
from network.tables import SafeResource


class PaymentResource(SafeResource):
    """The payments, one a row."""

    sheet = cast(str, _("Payments"))
    day = Field("day", widget=DateWidget(), column_name=_("Paid on"))
    amount = Field("amount", widget=DecimalWidget(), column_name=_("Amount"))
    left = Field("left", widget=DecimalWidget(), column_name=_("Not placed"))
    state = Field(column_name=_("State"))
    payer = Field("payer_name", column_name=_("Payer by the bank"))
    payer_account = Field("payer_account", column_name=_("The payer’s account"))
    reference = Field("reference", column_name=_("Payment reference"))
    message = Field("message", column_name=_("Message"))
    account = Field("account", column_name=_("To the account"))
    key = Field("key", column_name=_("The bank’s reference"))
    file = Field("file__name", column_name=_("File"))
    why = Field("why_aside", column_name=_("Why it is set aside"))

    class Meta:
        model = Payment
        fields = (
            *("day", "amount", "left", "state", "payer", "payer_account", "reference", "message"),
            *("account", "key", "file", "why"),
        )

    def dehydrate_state(self, payment: Payment) -> str:
        """How it stands, in words."""
        return state_of(payment)[1]
