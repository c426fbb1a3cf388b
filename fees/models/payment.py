from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fees.models.invoice import Invoice
from fees.payments.findings import Finding, How
from fees.payments.querysets import PaymentFileQuerySet, PaymentQuerySet
from members.models import Membership
from network.scope import TenantKey, TenantManager, TenantModel


class PaymentFile(TenantModel):
    """A bank's file of payments, read once: the same bytes again change nothing.

    It is looked through first; until `taken_at` none of its payments is in the portal, and it
    can be thrown away. `told` is what else the file holds, and is no payment to place.
    """

    class Format(models.TextChoices):
        CAMT_054 = "camt054", "camt.054"
        CAMT_053 = "camt053", "camt.053"
        BGMAX = "bgmax", "BgMax"

    name = models.CharField(_("file"), max_length=200)
    digest = models.CharField(_("fingerprint"), max_length=64)
    format = models.CharField(_("format"), max_length=8, choices=Format)
    made_on = models.DateField(_("made by the bank"), null=True)
    read_by = models.BigIntegerField(_("read by"))
    read_at = models.DateTimeField(_("read"), default=timezone.now, editable=False)
    content = models.BinaryField(_("content"), default=bytes)
    told = models.JSONField(_("other entries"), default=list)
    taken_by = models.BigIntegerField(_("taken in by"), null=True)
    taken_at = models.DateTimeField(_("taken in"), null=True)

    objects = TenantManager.from_queryset(PaymentFileQuerySet)()

    class Meta:
        verbose_name = _("bank file")
        verbose_name_plural = _("bank files")
        ordering = ["-read_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "digest"],
                name="fees_payment_file_once",
                violation_error_message=_("The file is read already."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Payment(TenantModel):
    """Money that came in on the host's account; `left` is what no invoice has taken of it.

    The database moves `left` by allocations and refuses to place more than came. `key` is the
    bank's own word for the transaction, so that another file with it changes nothing.
    """

    file = TenantKey(PaymentFile, null=True, related_name="payments", verbose_name=_("bank file"))
    membership = TenantKey(Membership, null=True, related_name="+", verbose_name=_("payer"))
    key = models.CharField(_("the bank's reference"), max_length=140)
    day = models.DateField(_("paid on"))
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2)
    left = models.DecimalField(_("not placed"), max_digits=12, decimal_places=2)
    account = models.CharField(_("to the account"), max_length=34, blank=True)
    reference = models.CharField(_("payment reference"), max_length=140, blank=True)
    payer_name = models.CharField(_("payer by the bank"), max_length=140, blank=True)
    payer_account = models.CharField(_("the payer's account"), max_length=34, blank=True)
    message = models.CharField(_("message"), max_length=500, blank=True)
    payer_number = models.CharField(_("the payer’s organisation number"), max_length=10, blank=True)
    parts = models.JSONField(_("references that the bank tells"), default=list)
    finding = models.CharField(_("what it is"), max_length=8, choices=Finding, blank=True)
    named = models.JSONField(_("invoices that it names"), default=list)
    set_aside = models.BooleanField(_("not for the network's invoices"), default=False)
    why_aside = models.CharField(_("why it is set aside"), max_length=200, blank=True)
    repaid_on = models.DateField(_("paid back on"), null=True)

    objects = TenantManager.from_queryset(PaymentQuerySet)()

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        ordering = ["-day", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "key"],
                name="fees_payment_once",
                violation_error_message=_("The payment is read already."),
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="fees_payment_of_something"),
            models.CheckConstraint(
                condition=Q(left__gte=0, left__lte=F("amount")),
                name="fees_payment_left",
                violation_error_message=_("More would be placed than was paid."),
            ),
            models.CheckConstraint(
                condition=Q(set_aside=False) | ~Q(why_aside=""), name="fees_payment_why_aside"
            ),
            models.CheckConstraint(
                condition=Q(repaid_on=None) | Q(set_aside=True), name="fees_payment_repaid"
            ),
        ]
        indexes = [models.Index(fields=["network", "-day", "-id"], name="payment_latest")]

    def __str__(self) -> str:
        return self.key


class Allocation(TenantModel):
    """An amount set against an invoice: a payment, a credit note, a write-off, a repayment.

    Above zero it lowers what is left of an invoice, below zero what a credit note gives back; a
    credit note set off makes two rows, one on each. Rows are only ever added: undoing one adds
    the same below zero, which `undoes` it. The database moves the balances in the same statement.
    """

    class Kind(models.TextChoices):
        PAYMENT = "payment", _("payment")
        CREDIT = "credit", _("credit note")
        WRITE_OFF = "write_off", _("write-off")
        REPAYMENT = "repayment", _("repayment")

    invoice = TenantKey(Invoice, related_name="allocations", verbose_name=_("invoice"))
    membership = TenantKey(Membership, related_name="+", verbose_name=_("payer"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    how = models.CharField(_("placed"), max_length=10, choices=How, blank=True)
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2)
    payment = TenantKey(Payment, null=True, related_name="allocations", verbose_name=_("payment"))
    other = TenantKey(
        Invoice, null=True, related_name="+", verbose_name=_("set off against the invoice")
    )
    undoes = TenantKey("self", null=True, related_name="+", verbose_name=_("undoes"))
    day = models.DateField(_("day"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    made_by = models.BigIntegerField(_("made by"), null=True)
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("allocation")
        verbose_name_plural = _("allocations")
        ordering = ["made_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(amount=0), name="fees_allocation_of_something"),
            models.CheckConstraint(
                condition=Q(kind="payment") ^ Q(payment=None), name="fees_allocation_has_payment"
            ),
            models.CheckConstraint(
                condition=Q(kind="credit") ^ Q(other=None), name="fees_allocation_has_other"
            ),
            models.CheckConstraint(
                condition=~Q(kind="write_off") | ~Q(reason=""),
                name="fees_allocation_write_off_reason",
                violation_error_message=_("Write why it is written off."),
            ),
            models.UniqueConstraint(
                fields=["network", "undoes"],
                name="fees_allocation_undone_once",
                violation_error_message=_("It is undone already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.amount}"
