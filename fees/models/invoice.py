from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fees.models.charge import Charge
from fees.models.issuer import Issuer, NumberSeries
from fees.models.run import InvoiceRun
from fees.querysets import InvoiceQuerySet
from fees.rules import Category, FeeKind
from fees.units import Unit
from members.models import Membership
from network.money import VatGroup, vat_of
from network.scope import TenantKey, TenantManager, TenantModel


class Invoice(TenantModel):
    """An issued invoice: number, buyer, seller and sums as they were, never changed again.

    The database refuses a number without its predecessor, every change but the first setting of
    `document` and `einvoice`, and removal. What was wrong is put right by a credit note: a row of
    its own that `corrects` this one, with sums below zero. `balance` is what is left to pay, or on
    a credit note to give back (below zero); the database alone moves it and `state`, by
    allocations.
    On a credit note lines have their quantity above zero, and price and sum below; `vat_parts` is
    the VAT of each rate that it takes back, so that all of an invoice's credit notes together
    never differ by an öre from its VAT.
    """

    class State(models.TextChoices):
        ISSUED = "issued", _("issued")
        PART_PAID = "part_paid", _("paid in part")
        PAID = "paid", _("paid")
        CREDITED = "credited", _("credited")
        WRITTEN_OFF = "written_off", _("written off")

    run = TenantKey(InvoiceRun, null=True, related_name="invoices", verbose_name=_("invoice run"))
    issuer = TenantKey(Issuer, related_name="+", verbose_name=_("issuer"))
    membership = TenantKey(Membership, related_name="+", verbose_name=_("payer"))
    kind = models.CharField(_("kind of fee"), max_length=16, choices=FeeKind)
    series = models.ForeignKey(
        NumberSeries,
        models.PROTECT,
        related_name="+",
        db_index=False,
        verbose_name=_("series"),
    )
    number = models.PositiveIntegerField(_("number in the series"))
    code = models.CharField(_("invoice number"), max_length=40)
    title = models.CharField(_("concerns"), max_length=120)
    day = models.DateField(_("invoice date"))
    due = models.DateField(_("due"))
    payment_days = models.PositiveSmallIntegerField(_("days to pay"))
    period_from = models.DateField(_("period from"), null=True)
    period_until = models.DateField(_("period until"), null=True)
    buyer_name = models.CharField(_("buyer"), max_length=200)
    buyer_reference = models.CharField(_("your reference"), max_length=80)
    buyer = models.JSONField(_("buyer as it was"))
    seller = models.JSONField(_("seller as it was"))
    basis = models.JSONField(_("how it was computed"), default=dict)
    payment_reference = models.CharField(_("payment reference"), max_length=25)
    outside_vat = models.BooleanField(_("outside VAT"))
    is_credit = models.BooleanField(_("credit note"), default=False)
    corrects = TenantKey("self", null=True, related_name="credits", verbose_name=_("corrects"))
    reason = models.CharField(_("why it is credited"), max_length=300, blank=True)
    cancels = models.BooleanField(_("cancelled before it left"), default=False)
    vat_parts = models.JSONField(_("VAT taken back"), null=True)
    net = models.DecimalField(_("amount without VAT"), max_digits=12, decimal_places=2)
    vat = models.DecimalField(_("VAT"), max_digits=12, decimal_places=2)
    total = models.DecimalField(_("to pay"), max_digits=12, decimal_places=2)
    balance = models.DecimalField(_("left to pay"), max_digits=12, decimal_places=2)
    issued_at = models.DateTimeField(_("issued"), default=timezone.now, editable=False)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.ISSUED)
    document = TenantKey(
        "network.Document", null=True, related_name="+", verbose_name=_("document")
    )
    einvoice = TenantKey(
        "network.Document", null=True, related_name="+", verbose_name=_("e-invoice")
    )

    objects = TenantManager.from_queryset(InvoiceQuerySet)()

    class Meta:
        verbose_name = _("invoice")
        verbose_name_plural = _("invoices")
        ordering = ["-day", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="fees_invoice_number_once"),
            models.UniqueConstraint(
                fields=["network", "run", "membership", "outside_vat"],
                name="fees_invoice_once_in_a_run",
            ),
            models.CheckConstraint(
                condition=Q(total=F("net") + F("vat")), name="fees_invoice_total"
            ),
            models.CheckConstraint(
                condition=Q(is_credit=False, corrects=None, balance__gte=0, balance__lte=F("total"))
                | (
                    Q(is_credit=True, balance__lte=0, balance__gte=F("total"))
                    & ~Q(corrects=None)
                    & ~Q(reason="")
                ),
                name="fees_invoice_balance",
                violation_error_message=_("More would be settled than the invoice is on."),
            ),
            models.CheckConstraint(
                condition=Q(outside_vat=False) | Q(vat=0), name="fees_invoice_outside_vat"
            ),
            models.CheckConstraint(
                condition=Q(cancels=False) | Q(is_credit=True), name="fees_invoice_cancels"
            ),
        ]
        indexes = [
            models.Index(fields=["network", "-day", "-number"], name="invoice_latest"),
        ]

    def __str__(self) -> str:
        return self.code

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Begin with everything left to pay."""
        if self.balance is None:
            self.balance = self.total
        super().save(*args, **kwargs)

    def vat_groups(self) -> list[VatGroup]:
        """Net and VAT for each rate; empty outside VAT."""
        if self.outside_vat:
            return []
        if self.vat_parts is not None:
            return [
                VatGroup(*(Decimal(part[name]) for name in ("rate", "net", "vat")))
                for part in self.vat_parts
            ]
        return vat_of((line.vat_rate, line.net) for line in self.lines.all())


class InvoiceLine(TenantModel):
    """A line of an invoice, as issued; each charge stands on one line in all.

    A line of a credit note `corrects` one of the invoice, and has no charge of its own.
    """

    invoice = TenantKey(Invoice, related_name="lines", verbose_name=_("invoice"))
    membership = TenantKey(Membership, related_name="+", verbose_name=_("payer"))
    charge = TenantKey(Charge, null=True, related_name="lines", verbose_name=_("charge"))
    corrects = TenantKey(
        "self", null=True, related_name="credits", verbose_name=_("credits the line")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    text = models.CharField(_("concerns"), max_length=200)
    note = models.CharField(_("note"), max_length=300, blank=True)
    quantity = models.DecimalField(_("quantity"), max_digits=10, decimal_places=2)
    unit = models.CharField(_("unit"), max_length=20)
    unit_code = models.CharField(
        _("unit on the e-invoice"), max_length=3, choices=Unit, default=Unit.PIECE
    )
    price = models.DecimalField(_("unit price"), max_digits=12, decimal_places=2)
    net = models.DecimalField(_("amount without VAT"), max_digits=12, decimal_places=2)
    vat_category = models.CharField(_("VAT"), max_length=1, choices=Category)
    vat_rate = models.DecimalField(_("rate"), max_digits=4, decimal_places=2, default=Decimal(0))
    exemption_code = models.CharField(_("code of the exemption"), max_length=30, blank=True)
    exemption = models.CharField(_("reason of the exemption"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("invoice line")
        verbose_name_plural = _("invoice lines")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["network", "charge"], name="fees_charge_on_one_line"),
            models.UniqueConstraint(
                fields=["network", "invoice", "position"], name="fees_line_position"
            ),
        ]

    def __str__(self) -> str:
        return self.text
