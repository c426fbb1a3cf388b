from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.scope import TenantManager, TenantModel
from network.sought import holding

if TYPE_CHECKING:
    from network.seat import Seat


class LetterQuerySet(models.QuerySet[Any]):
    def waiting(self) -> Self:
        """Letters to send now."""
        return self.filter(state=Letter.State.QUEUED, due_at__lte=timezone.now())

    def unfinished(self) -> Self:
        """Letters that have not reached the mail server."""
        return self.exclude(state=Letter.State.SENT)

    def failed(self) -> Self:
        """Letters that the mail server refused five times."""
        return self.filter(state=Letter.State.FAILED)

    def seen_by(self, seat: Seat) -> Self:
        """Letters are for those who see the whole network."""
        return self if seat.scope.whole else self.none()

    def matching(self, words: str) -> Self:
        """Letters whose receiver or subject hold the words."""
        return holding(self, words, "to", "subject")


class Letter(TenantModel):
    """One letter to one receiver: written in the transaction, sent once by the worker.

    SMTP cannot promise once: a crash after handing over leaves `sending`, which the sweep
    turns to `queued` again with the same Message-ID, so that the receiver's server can tell.
    A private letter is its receiver's alone: no coordinator finds it among the others.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting to be sent")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("could not be sent")

    name = models.CharField(_("letter"), max_length=80)
    key = models.CharField(_("key"), max_length=160)
    person_id = models.BigIntegerField(_("receiver"), null=True)
    membership_id = models.BigIntegerField(_("authority concerned"), null=True)
    to = models.EmailField(_("to"))
    language = models.CharField(_("language"), max_length=2, default="sv")
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))
    html = models.TextField(_("page"), blank=True)
    calendar = models.TextField(_("calendar file"), blank=True)
    calendar_method = models.CharField(_("calendar method"), max_length=10, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.TextField(_("what went wrong"), blank=True)
    due_at = models.DateTimeField(_("due"), default=timezone.now)
    created_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    private = models.BooleanField(_("private"), default=False, db_default=False)
    sending_at = models.DateTimeField(_("handed over"), null=True)
    sent_at = models.DateTimeField(_("sent"), null=True)

    objects = TenantManager.from_queryset(LetterQuerySet)()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["network", "key"], name="network_letter_once")
        ]
        indexes = [
            models.Index(
                fields=["network", "due_at"],
                name="letter_waiting",
                condition=Q(state="queued"),
            ),
            models.Index(fields=["network", "-created_at"], name="letter_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.key}"
