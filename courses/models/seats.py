from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from courses.models.enrolment import Enrolment
from courses.models.run import Run, Session
from network.scope import TenantKey, TenantModel


class SeatCount(TenantModel):
    """How many seats of a run are taken and how many wait; only the seat engine writes it.

    The row is the lock: whoever claims or gives back a seat holds it until the commit. The
    CHECK is the last word on overselling, whatever path wrote.
    """

    run = TenantKey(Run, models.CASCADE, related_name="counts", verbose_name=_("run"))
    capacity = models.PositiveIntegerField(_("seats"))
    taken = models.PositiveIntegerField(_("taken"), default=0)
    held = models.PositiveIntegerField(_("held for an answer"), default=0, db_default=0)
    reserved = models.PositiveIntegerField(_("kept for authorities"), default=0, db_default=0)
    waiting = models.PositiveIntegerField(_("waiting"), default=0)
    applied = models.PositiveIntegerField(_("applied"), default=0, db_default=0)
    last_number = models.PositiveIntegerField(_("last number in line"), default=0)
    placed_at = models.DateTimeField(_("seats were given out"), null=True)

    class Meta:
        verbose_name = _("seat count")
        verbose_name_plural = _("seat counts")
        constraints = [
            models.UniqueConstraint(fields=["network", "run"], name="courses_seat_count_once"),
            models.CheckConstraint(
                condition=Q(taken__lte=F("capacity") - F("held") - F("reserved")),
                name="courses_never_oversold",
                violation_error_message=_("More seats are taken than that."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.taken}/{self.capacity}"

    @property
    def least(self) -> int:
        """The fewest seats that the run can have now."""
        return self.taken + self.held + self.reserved


class SessionCount(TenantModel):
    """How many have chosen a session that takes only so many; only the seat engine writes it."""

    run = TenantKey(Run, models.DO_NOTHING, related_name="+", verbose_name=_("run"))
    session = TenantKey(
        Session, models.DO_NOTHING, related_name="counts", verbose_name=_("session")
    )
    capacity = models.PositiveIntegerField(_("seats"))
    taken = models.PositiveIntegerField(_("taken"), default=0)

    class Meta:
        verbose_name = _("seat count of a session")
        verbose_name_plural = _("seat counts of sessions")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "session"], name="courses_session_count_once"
            ),
            models.CheckConstraint(
                condition=Q(taken__lte=F("capacity")),
                name="courses_session_never_oversold",
                violation_error_message=_("The session is full."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.taken}/{self.capacity}"


class SessionSeat(TenantModel):
    """A participant chose a session that takes only so many; it goes when the seat goes."""

    enrolment = TenantKey(Enrolment, related_name="session_seats", verbose_name=_("enrolment"))
    session = TenantKey(
        Session, models.CASCADE, related_name="session_seats", verbose_name=_("session")
    )
    run = TenantKey(Run, related_name="+", verbose_name=_("run"))
    person = TenantKey("members.Person", related_name="+", verbose_name=_("person"))
    membership = TenantKey("members.Membership", related_name="+", verbose_name=_("authority"))

    class Meta:
        verbose_name = _("seat on a session")
        verbose_name_plural = _("seats on sessions")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "enrolment", "session"],
                name="courses_session_seat_once",
                violation_error_message=_("The session is chosen already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.person_id}"
