from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fees.models.run import InvoiceRun
from fees.models.tariff import FeeModel
from fees.models.vat import VatRule
from fees.querysets import ChargeQuerySet
from fees.rules import Category, FeeKind
from fees.units import Unit
from members.models import Membership
from network.scope import TenantKey, TenantManager, TenantModel


class Charge(TenantModel):
    """What a member owes for one thing, with price and rules as they were: charged once.

    `reference` is the charging room's own word for the thing; the same one again is refused.
    Amounts in kronor without VAT. Once a run has taken it, the database refuses another price,
    once invoiced every change; what turns out not to be owed is then taken back by a second
    charge below zero, which `reverses` it. One that was credited may be billed again by another,
    which `replaces` it. VAT is assessed when a run takes the charge, by the rules of that day.
    `basis` is the rule that it came of, with `words` for people.

    A staff loan is sold by the lender, its `seller`; everything else by the host of its kind.

    What a host that sends itself no invoice owes is settled inside it when a run is approved:
    `settled_in` that run, `settled_on` that day. It stands on no invoice and waits for none.
    """

    membership = TenantKey(Membership, related_name="+", verbose_name=_("payer"))
    seller = TenantKey(
        Membership, null=True, related_name="+", verbose_name=_("sells, where that is no host")
    )
    kind = models.CharField(_("kind of fee"), max_length=16, choices=FeeKind)
    reference = models.CharField(_("reference"), max_length=120)
    text = models.CharField(_("concerns"), max_length=200)
    note = models.CharField(_("note"), max_length=300, blank=True)
    quantity = models.DecimalField(_("quantity"), max_digits=10, decimal_places=2, default=1)
    unit = models.CharField(_("unit"), max_length=20)
    unit_code = models.CharField(
        _("unit on the e-invoice"), max_length=3, choices=Unit, default=Unit.PIECE
    )
    price = models.DecimalField(_("unit price"), max_digits=12, decimal_places=2)
    net = models.DecimalField(_("amount without VAT"), max_digits=12, decimal_places=2)
    vat_rule = TenantKey(VatRule, null=True, related_name="+", verbose_name=_("VAT rule"))
    vat_category = models.CharField(_("VAT"), max_length=1, choices=Category, blank=True)
    vat_rate = models.DecimalField(_("rate"), max_digits=4, decimal_places=2, null=True)
    not_before = models.DateField(
        _("may be billed from"), null=True, help_text=_("Until then it may still be taken back.")
    )
    reverses = TenantKey("self", null=True, related_name="+", verbose_name=_("takes back"))
    fee_model = TenantKey(FeeModel, null=True, related_name="charges", verbose_name=_("fee model"))
    replaces = TenantKey("self", null=True, related_name="+", verbose_name=_("billed again for"))
    period_from = models.DateField(_("from"), null=True)
    period_until = models.DateField(_("until"), null=True)
    reason = models.CharField(_("why it is charged"), max_length=300, blank=True)
    basis = models.JSONField(_("how it was computed"), default=dict)
    made_by = models.BigIntegerField(_("charged by hand by"), null=True)
    run = TenantKey(InvoiceRun, null=True, related_name="charges", verbose_name=_("invoice run"))
    invoice = TenantKey(
        "fees.Invoice", null=True, related_name="charges", verbose_name=_("invoice")
    )
    settled_in = TenantKey(
        InvoiceRun,
        null=True,
        related_name="settled_inside",
        verbose_name=_("settled inside the host with"),
    )
    settled_on = models.DateField(_("settled inside the host"), null=True)
    created_at = models.DateTimeField(_("charged"), default=timezone.now, editable=False)

    objects = TenantManager.from_queryset(ChargeQuerySet)()

    class Meta:
        verbose_name = _("charge")
        verbose_name_plural = _("charges")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "kind", "reference"],
                name="fees_charge_once",
                violation_error_message=_("This is charged already."),
            ),
            models.CheckConstraint(
                condition=Q(period_until__gte=F("period_from")) | Q(period_from=None),
                name="fees_charge_period",
            ),
            models.CheckConstraint(
                condition=Q(run=None) | ~Q(vat_category=""), name="fees_charge_has_vat"
            ),
            models.CheckConstraint(
                condition=Q(net__gte=0) | ~Q(reverses=None), name="fees_charge_below_zero"
            ),
            models.CheckConstraint(
                condition=Q(seller=None)
                | (Q(kind=FeeKind.STAFF_LOAN) & ~Q(seller=F("membership"))),
                name="fees_charge_sold_by_the_lender",
            ),
            models.CheckConstraint(
                condition=Q(settled_in=None, settled_on=None)
                | Q(settled_in__isnull=False, settled_on__isnull=False, run=None, invoice=None),
                name="fees_charge_settled_or_billed",
            ),
        ]

    def __str__(self) -> str:
        return self.text
