from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from members.models import Membership
from members.querysets import DatedQuerySet
from network.scope import TenantKey, TenantManager, TenantModel


class BankAccount(TenantModel):
    """An account of a host authority that bank files may be about, in a span of days.

    The bankgiro and plusgiro numbers of the issuers need not stand here: this is for the bank
    account behind them, which camt files name by IBAN. `number` is letters and digits alone.
    """

    membership = TenantKey(Membership, related_name="+", verbose_name=_("host authority"))
    number = models.CharField(_("account number"), max_length=34)
    name = models.CharField(_("what it is called"), max_length=80, blank=True)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = TenantManager.from_queryset(DatedQuerySet)()

    class Meta:
        verbose_name = _("bank account")
        verbose_name_plural = _("bank accounts")
        ordering = ["number", "since"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "number"],
                condition=Q(until=None),
                name="fees_bank_account_once",
                violation_error_message=_("That account stands here already."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="fees_bank_account_dates",
                violation_error_message=_("It ends before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return self.number
