from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.querysets import HandOverQuerySet
from members.models import Person
from network.scope import TenantKey, TenantManager, TenantModel


class HandOver(TenantModel):
    """One coordinator gives what belongs to the task to the next (överlämning), on a day.

    `report` is what moved, part by part, in the words of that day; it stands for both of them and
    for the steering committee. Done, failed or called off, a hand-over never changes again.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        DONE = "done", _("carried out")
        FAILED = "failed", _("could not be carried out")
        CALLED_OFF = "called_off", _("called off")

    giver = TenantKey(Person, related_name="+", verbose_name=_("from"))
    receiver = TenantKey(Person, related_name="+", verbose_name=_("to"))
    giver_name = models.CharField(_("from"), max_length=120)
    receiver_name = models.CharField(_("to"), max_length=120)
    receiver_authority = models.CharField(_("authority"), max_length=160)
    on = models.DateField(_("day"))
    words = models.TextField(_("what the next one should know"), max_length=8000, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.PLANNED, editable=False
    )
    fault = models.CharField(_("why it could not"), max_length=300, blank=True, editable=False)
    report: Any = models.JSONField(_("what moved"), default=list, editable=False)
    made_by = models.BigIntegerField(_("written by"), null=True, editable=False)
    made_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    done_at = models.DateTimeField(_("carried out"), null=True, editable=False)

    objects = TenantManager.from_queryset(HandOverQuerySet)()

    class Meta:
        verbose_name = _("hand-over")
        verbose_name_plural = _("hand-overs")
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "giver"],
                condition=Q(state="planned"),
                name="governance_hand_over_once",
                violation_error_message=_("A hand-over is planned already. Call it off first."),
            ),
            models.CheckConstraint(
                condition=~Q(giver=F("receiver")),
                name="governance_hand_over_two",
                violation_error_message=_("Choose somebody else to hand over to."),
            ),
            models.CheckConstraint(
                condition=Q(state="done", done_at__isnull=False)
                | (~Q(state="done") & Q(done_at=None)),
                name="governance_hand_over_done",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.giver_name} – {self.receiver_name}"

    @property
    def is_planned(self) -> bool:
        """Whether it waits for its day, and can be called off."""
        return bool(self.state == self.State.PLANNED)
