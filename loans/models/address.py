from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loans.models.loan import Loan
from loans.rules import Side
from network.scope import TenantKey, TenantManager, TenantModel


class AgreementAddress(TenantModel):
    """The secret address by which an outside party reads, comments and signs one agreement.

    Only the digest of the address is kept, and the number that it is worked out from together
    with the portal's key (`network/secret_addresses.py`).
    """

    loan = TenantKey(Loan, models.CASCADE, related_name="addresses", verbose_name=_("loan"))
    side = models.CharField(_("for"), max_length=8, choices=Side)
    nonce = models.BinaryField(editable=False)
    digest = models.BinaryField(editable=False)
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("holds until"))
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)

    objects = TenantManager()

    class Meta:
        verbose_name = _("address of an agreement")
        verbose_name_plural = _("addresses of agreements")
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "digest"], name="loans_agreement_address_once"
            ),
            models.UniqueConstraint(
                fields=["network", "loan"],
                condition=Q(ended_at=None),
                name="loans_agreement_address_one_open",
                violation_error_message=_("There is an address already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.loan_id} {self.side}"
