from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.scope import TenantKey, TenantManager, TenantModel

if TYPE_CHECKING:
    from network.seat import Seat


class JobQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """One's own jobs; every job for the whole network."""
        return self if seat.scope.whole else self.filter(user_id=seat.user.pk)

    def with_result(self) -> Self:
        """With the result's name and kind, without its bytes."""
        return self.select_related("result").defer("result__content")

    def unclaimed(self) -> Self:
        """Jobs that wait, and jobs whose worker has been silent past its lease."""
        waiting = Q(state=Job.State.QUEUED)
        deserted = Q(state=Job.State.RUNNING, lease_until__lt=timezone.now())
        return self.filter(waiting | deserted)

    def active(self) -> Self:
        """Jobs that are not over."""
        return self.filter(state__in=[Job.State.QUEUED, Job.State.RUNNING])


class Job(TenantModel):
    """A background run that somebody watches: state, progress, result, or the error in words."""

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    name = models.CharField(_("kind"), max_length=80)
    key = models.CharField(_("key"), max_length=120)
    facts = models.JSONField(_("ids"), default=dict)
    user_id = models.BigIntegerField(_("started by"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.QUEUED)
    done = models.PositiveIntegerField(_("done so far"), default=0)
    total = models.PositiveIntegerField(_("of"), default=0)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.TextField(_("what went wrong"), blank=True)
    result = TenantKey("network.Document", null=True, related_name="+", verbose_name=_("result"))
    cancel_at = models.DateTimeField(_("asked to stop"), null=True)
    created_at = models.DateTimeField(_("ordered"), default=timezone.now, editable=False)
    started_at = models.DateTimeField(_("started"), null=True)
    lease_until = models.DateTimeField(_("lease"), null=True)
    finished_at = models.DateTimeField(_("finished"), null=True)

    objects = TenantManager.from_queryset(JobQuerySet)()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "name", "key"],
                condition=Q(state__in=["queued", "running"]),
                name="network_job_one_at_a_time",
            ),
            models.CheckConstraint(condition=Q(done__lte=F("total")), name="network_job_progress"),
        ]
        indexes = [models.Index(fields=["network", "-created_at"], name="job_latest")]

    def __str__(self) -> str:
        return f"{self.name} {self.key}"

    @property
    def over(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state not in (self.State.QUEUED, self.State.RUNNING)
