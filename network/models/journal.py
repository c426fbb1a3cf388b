from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.scope import TenantManager, TenantModel, current

if TYPE_CHECKING:
    from collections.abc import Mapping

    from network.seat import Seat


class JournalQuerySet(models.QuerySet[Any]):
    def about(self, record: models.Model) -> Self:
        """What happened to one record, last first."""
        return self.filter(subject=record._meta.label_lower, subject_id=record.pk)

    def seen_by(self, seat: Seat) -> Self:
        """What the database's lock lets the seat read."""
        return self.filter(network_id=seat.network.pk)


class JournalEntry(TenantModel):
    """Who did what to which record, with the facts; the database refuses every change.

    Holds ids, not names: a person can be erased without breaking the journal. A private line is
    read by the one it is about and the one who did it alone, whatever roles others hold.
    """

    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)
    user_id = models.BigIntegerField(_("by"), null=True, editable=False)
    verb = models.CharField(_("what"), max_length=60)
    subject = models.CharField(_("kind of record"), max_length=80)
    subject_id = models.BigIntegerField(_("record"), null=True)
    membership_id = models.BigIntegerField(_("authority concerned"), null=True)
    person_id = models.BigIntegerField(_("person concerned"), null=True)
    facts = models.JSONField(_("facts"), default=dict)
    private = models.BooleanField(_("private"), default=False, db_default=False)

    objects = TenantManager.from_queryset(JournalQuerySet)()

    class Meta:
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal")
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["network", "subject", "subject_id"], name="journal_subject"),
            models.Index(fields=["network", "-at"], name="journal_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject} {self.subject_id}"


def note(
    verb: str,
    record: models.Model,
    *,
    person_id: int | None = None,
    membership_id: int | None = None,
    **facts: Any,
) -> None:
    """Write a line in the journal, in the transaction of what it tells about."""
    _write(verb, record, facts, person_id=person_id, membership_id=membership_id)


def note_privately(
    verb: str,
    record: models.Model,
    *,
    person_id: int | None = None,
    membership_id: int | None = None,
    **facts: Any,
) -> None:
    """The same, for a line that the person and the one who did it read, and nobody else."""
    _write(verb, record, facts, person_id=person_id, membership_id=membership_id, private=True)


def _write(verb: str, record: models.Model, facts: Mapping[str, Any], **about: Any) -> None:
    # ignore_conflicts asks for no row back: who may write a line need not be allowed to read it,
    # as when somebody without an account answers by a link.
    JournalEntry.objects.bulk_create(
        [
            JournalEntry(
                user_id=current().user_id,
                verb=verb,
                subject=record._meta.label_lower,
                subject_id=record.pk,
                facts=dict(facts),
                **about,
            )
        ],
        ignore_conflicts=True,
    )
