"""What may be taken away as a table."""

from datetime import date
from typing import Any, cast

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from import_export.fields import Field
from import_export.widgets import DateWidget, DecimalWidget

from fees.models import Allocation, Charge, Invoice
from fees.standing import of_charge, of_invoice
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
    balance = Field("balance", widget=DecimalWidget(), column_name=_("Left to pay"))
    kind = Field("get_kind_display", column_name=_("Kind of fee"))
    corrects = Field("corrects__code", column_name=_("Corrects invoice"))
    reason = Field("reason", column_name=_("Why it is credited"))
    state = Field(column_name=_("State"))

    class Meta:
        model = Invoice
        fields = (
            *("number", "day", "due", "buyer", "concerns", "kind", "reference", "payment"),
            *("net", "vat", "total", "balance", "state", "corrects", "reason"),
        )

    def dehydrate_state(self, invoice: Invoice) -> str:
        """Where it stands today, in words."""
        return of_invoice(invoice, timezone.localdate()).words


class ChargeResource(SafeResource):
    """Charges, one a row."""

    sheet = cast(str, _("Charges"))
    member = Field("membership__name", column_name=_("Member"))
    kind = Field("get_kind_display", column_name=_("Kind of fee"))
    concerns = Field("text", column_name=_("Concerns"))
    note = Field("note", column_name=_("Note"))
    billed_from = Field("not_before", widget=DateWidget(), column_name=_("May be billed from"))
    quantity = Field("quantity", widget=DecimalWidget(), column_name=_("Quantity"))
    unit = Field("unit", column_name=_("Unit"))
    price = Field("price", widget=DecimalWidget(), column_name=_("Unit price"))
    net = Field("net", widget=DecimalWidget(), column_name=_("Amount without VAT"))
    state = Field(column_name=_("State"))
    invoice = Field("invoice__code", column_name=_("Invoice number"))
    reference = Field("reference", column_name=_("Reference"))
    reason = Field("reason", column_name=_("Why it is charged"))

    class Meta:
        model = Charge
        fields = (
            *("member", "kind", "concerns", "note", "billed_from", "quantity", "unit", "price"),
            *("net", "state", "invoice", "reference", "reason"),
        )

    def dehydrate_state(self, charge: Charge) -> str:
        """Where it stands today, in words."""
        return of_charge(charge, timezone.localdate()).words


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


class WriteOffResource(SafeResource):
    """What was written off, one a row."""

    sheet = cast(str, _("Write-offs"))
    day = Field("day", widget=DateWidget(), column_name=_("Day"))
    invoice = Field("invoice__code", column_name=_("Invoice number"))
    member = Field("invoice__buyer_name", column_name=_("Member"))
    amount = Field("amount", widget=DecimalWidget(), column_name=_("Amount"))
    reason = Field("reason", column_name=_("Why it is written off"))

    class Meta:
        model = Allocation
        fields = ("day", "invoice", "member", "amount", "reason")
