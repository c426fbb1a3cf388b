from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fees.audiences import ForKeepers
from fees.ledger.accounts import Entry, Side
from fees.models.invoice import Invoice
from fees.models.payment import Allocation
from fees.rules import Category, FeeKind
from members.models import Membership
from network.money import ZERO
from network.scope import TenantKey, TenantManager, TenantModel


class LedgerBatch(TenantModel):
    """What was entered in a host's ledger at one time: closed when it is made, never changed.

    The database refuses a batch that is not closed when its transaction ends, and every change
    of a closed one. `debit` is the sum of what stands on the debit side, in kronor.
    """

    host = TenantKey(Membership, related_name="+", verbose_name=_("host authority"))
    number = models.PositiveIntegerField(_("number"))
    through = models.DateField(_("to and including"))
    debit = models.DecimalField(_("debit"), max_digits=14, decimal_places=2, default=0)
    made_by = models.BigIntegerField(_("made by"))
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True)

    objects = TenantManager.from_queryset(ForKeepers)()

    class Meta:
        verbose_name = _("ledger batch")
        verbose_name_plural = _("ledger batches")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "host", "number"], name="fees_ledger_batch_number"
            )
        ]

    def __str__(self) -> str:
        return str(self.number)


class LedgerVoucher(TenantModel):
    """An invoice, a credit note, a payment or a write-off as entered: its rows sum to 0.

    Each invoice and each allocation is entered once, in one batch.
    """

    batch = TenantKey(LedgerBatch, related_name="vouchers", verbose_name=_("ledger batch"))
    number = models.PositiveIntegerField(_("number in the batch"))
    membership = TenantKey(Membership, related_name="+", verbose_name=_("payer"))
    invoice = TenantKey(Invoice, related_name="+", verbose_name=_("invoice"))
    allocation = TenantKey(
        Allocation, null=True, related_name="+", verbose_name=_("payment or write-off")
    )
    day = models.DateField(_("day"))
    text = models.CharField(_("text"), max_length=200)

    objects = TenantManager.from_queryset(ForKeepers)()

    class Meta:
        verbose_name = _("voucher")
        verbose_name_plural = _("vouchers")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "batch", "number"], name="fees_ledger_voucher_number"
            ),
            models.UniqueConstraint(
                fields=["network", "invoice"],
                condition=Q(allocation=None),
                name="fees_invoice_entered_once",
            ),
            models.UniqueConstraint(
                fields=["network", "allocation"], name="fees_allocation_entered_once"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class LedgerRow(TenantModel):
    """A row of a voucher: debit above zero, credit below, in kronor."""

    voucher = TenantKey(LedgerVoucher, related_name="rows", verbose_name=_("voucher"))
    position = models.PositiveSmallIntegerField(_("position"))
    entry = models.CharField(_("what is entered"), max_length=12, choices=Entry)
    kind = models.CharField(_("kind of fee"), max_length=16, choices=FeeKind)
    side = models.CharField(_("buyer"), max_length=8, choices=Side)
    category = models.CharField(_("VAT"), max_length=1, choices=Category, blank=True)
    rate = models.DecimalField(_("rate, %"), max_digits=4, decimal_places=2)
    account = models.CharField(_("account"), max_length=12)
    account_name = models.CharField(_("name of the account"), max_length=60, blank=True)
    cost_centre = models.CharField(_("cost centre"), max_length=12, blank=True)
    project = models.CharField(_("project"), max_length=12, blank=True)
    counterparty = models.CharField(_("counterparty"), max_length=8, blank=True)
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2)

    objects = TenantManager.from_queryset(ForKeepers)()

    class Meta:
        verbose_name = _("row of a voucher")
        verbose_name_plural = _("rows of a voucher")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "voucher", "position"], name="fees_ledger_row_position"
            ),
            models.CheckConstraint(condition=~Q(account=""), name="fees_ledger_row_account"),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.amount}"

    @property
    def credit(self) -> Decimal:
        """What stands on the credit side; nothing where it is a debit."""
        return max(-self.amount, ZERO)


class LedgerFile(TenantModel):
    """A file made of a batch: kept, so that taking it out again gives the same bytes."""

    batch = TenantKey(LedgerBatch, related_name="files", verbose_name=_("ledger batch"))
    title = models.CharField(_("file"), max_length=80)
    name = models.CharField(_("file name"), max_length=120)
    content = models.BinaryField(_("content"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)

    objects = TenantManager.from_queryset(ForKeepers)()

    class Meta:
        verbose_name = _("ledger file")
        verbose_name_plural = _("ledger files")
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "batch", "title", "sha256"], name="fees_ledger_file_once"
            )
        ]

    def __str__(self) -> str:
        return self.name
