from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from courses.models.run import Run
from network.scope import TenantKey, TenantModel


class SeatCount(TenantModel):
    """How many seats of a run are taken and how many wait; only the seat engine writes it.

    The row is the lock: whoever claims or gives back a seat holds it until the commit. The
    CHECK is the last word on overselling, whatever path wrote.
    """

    run = TenantKey(Run, models.CASCADE, related_name="counts", verbose_name=_("run"))
    capacity = models.PositiveIntegerField(_("seats"))
    taken = models.PositiveIntegerField(_("taken"), default=0)
    waiting = models.PositiveIntegerField(_("waiting"), default=0)
    last_number = models.PositiveIntegerField(_("last number in line"), default=0)

    class Meta:
        verbose_name = _("seat count")
        verbose_name_plural = _("seat counts")
        constraints = [
            models.UniqueConstraint(fields=["network", "run"], name="courses_seat_count_once"),
            models.CheckConstraint(
                condition=Q(taken__lte=F("capacity")),
                name="courses_never_oversold",
                violation_error_message=_("More seats are taken than that."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.taken}/{self.capacity}"
