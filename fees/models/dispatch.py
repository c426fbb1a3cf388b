from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fees.models.invoice import Invoice
from fees.models.issuer import Channel
from fees.querysets import DispatchQuerySet
from members.models import Membership
from network.scope import TenantKey, TenantManager, TenantModel


class Dispatch(TenantModel):
    """An e-invoice on its way to the buyer, and what the access point says of it.

    `name` is the file's name and the mail's Message-ID: a sender that was killed sends again under
    the same name, so that the receiver can tell. One attempt at a time may be under way; the
    database refuses that an invoice which has left is called back.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waits to be sent")
        SENDING = "sending", _("is being sent")
        SENT = "sent", _("handed over")
        RECEIVED = "received", _("received")
        REJECTED = "rejected", _("rejected")
        FAILED = "failed", _("could not be sent")
        NO_ADDRESS = "no_address", _("only as PDF: no e-invoice address")
        CANCELLED = "cancelled", _("cancelled before it was sent")

    invoice = TenantKey(Invoice, related_name="dispatches", verbose_name=_("invoice"))
    membership = TenantKey(Membership, related_name="+", verbose_name=_("payer"))
    channel = models.CharField(_("leaves by"), max_length=8, choices=Channel)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.WAITING)
    name = models.CharField(_("file name"), max_length=120)
    to = models.EmailField(_("the access point's mail address"), blank=True)
    attempt = models.PositiveSmallIntegerField(_("attempt"), default=1)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    due_at = models.DateTimeField(_("next try"), default=timezone.now)
    sent_at = models.DateTimeField(_("handed over"), null=True)
    state_at = models.DateTimeField(_("since"), default=timezone.now)
    told = models.CharField(_("message"), max_length=500, blank=True)
    made_by = models.BigIntegerField(_("by"), null=True)

    objects = TenantManager.from_queryset(DispatchQuerySet)()

    class Meta:
        verbose_name = _("dispatch")
        verbose_name_plural = _("dispatches")
        ordering = ["-state_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "invoice"],
                condition=Q(state__in=["waiting", "sending", "sent", "received"]),
                name="fees_dispatch_one_under_way",
                violation_error_message=_("The invoice is on its way already."),
            ),
            models.UniqueConstraint(
                fields=["network", "invoice", "attempt"], name="fees_dispatch_attempt"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["rejected", "failed"]) | ~Q(told=""),
                name="fees_dispatch_told_why",
                violation_error_message=_("Write why it was rejected."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["network", "due_at"],
                name="dispatch_waiting",
                condition=Q(state__in=["waiting", "sending"]),
            )
        ]

    def __str__(self) -> str:
        return self.name
