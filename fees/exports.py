"""What may be taken away as a table."""

from datetime import date
from typing import Any, cast

from django.utils.translation import gettext_lazy as _
from import_export.fields import Field
from import_export.widgets import DateWidget, DecimalWidget

from fees.models import Charge, Invoice
from members.models import Membership
from network.tables import SafeResource


class InvoiceResource(SafeResource):
    """The invoices as issued, one a row."""

    sheet = cast(str, _("Invoices"))
    number = Field("code", column_name=_("Invoice number"))
    day = Field("day", widget=DateWidget(), column_name=_("Invoice date"))
    due = Field("due", widget=DateWidget(), column_name=_("Due"))
    buyer = Field("buyer_name", column_name=_("Member"))
    concerns = Field("title", column_name=_("Concerns"))
    reference = Field("buyer_reference", column_name=_("Your reference"))
    payment = Field("payment_reference", column_name=_("OCR number"))
    net = Field("net", widget=DecimalWidget(), column_name=_("Amount without VAT"))
    vat = Field("vat", widget=DecimalWidget(), column_name=_("VAT"))
    total = Field("total", widget=DecimalWidget(), column_name=_("To pay"))
    state = Field("get_state_display", column_name=_("State"))

    class Meta:
        model = Invoice
        fields = (
            *("number", "day", "due", "buyer", "concerns", "reference", "payment"),
            *("net", "vat", "total", "state"),
        )


class ChargeResource(SafeResource):
    """Charges that wait, one a row."""

    sheet = cast(str, _("Charges that wait"))
    member = Field("membership__name", column_name=_("Member"))
    kind = Field("get_kind_display", column_name=_("Kind of fee"))
    concerns = Field("text", column_name=_("Concerns"))
    note = Field("note", column_name=_("Note"))
    billed_from = Field("not_before", widget=DateWidget(), column_name=_("May be billed from"))
    net = Field("net", widget=DecimalWidget(), column_name=_("Amount without VAT"))

    class Meta:
        model = Charge
        fields = ("member", "kind", "concerns", "note", "billed_from", "net")


class OverdueResource(SafeResource):
    """What is overdue, one invoice a row."""

    sheet = cast(str, _("Overdue invoices"))
    number = Field("code", column_name=_("Invoice number"))
    buyer = Field("buyer_name", column_name=_("Member"))
    concerns = Field("title", column_name=_("Concerns"))
    due = Field("due", widget=DateWidget(), column_name=_("Due"))
    days = Field(column_name=_("Days overdue"))
    reminder = Field("sent", column_name=_("Reminders sent"))
    reminded = Field("last_sent", widget=DateWidget(), column_name=_("Last reminded"))
    payment = Field("payment_reference", column_name=_("OCR number"))
    total = Field("total", widget=DecimalWidget(), column_name=_("Invoiced"))
    left = Field("balance", widget=DecimalWidget(), column_name=_("Left to pay"))

    class Meta:
        model = Invoice
        fields = (
            *("number", "buyer", "concerns", "due", "days", "reminder", "reminded"),
            *("payment", "total", "left"),
        )

    def __init__(self, today: date) -> None:
        super().__init__()
        self.today = today

    def dehydrate_days(self, invoice: Any) -> int:
        """Days since it should have been paid."""
        return int((self.today - invoice.due).days)


class StatementResource(SafeResource):
    """Members' balances, one a row."""

    sheet = cast(str, _("Balances"))
    member = Field("name", column_name=_("Member"))
    last = Field("last", widget=DateWidget(), column_name=_("Last invoice"))
    overdue = Field("overdue", widget=DecimalWidget(), column_name=_("Overdue"))
    left = Field("left", widget=DecimalWidget(), column_name=_("Balance"))

    class Meta:
        model = Membership
        fields = ("member", "last", "overdue", "left")
