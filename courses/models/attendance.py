from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.attendance import Part
from courses.models.enrolment import Enrolment
from courses.models.run import Run, Session
from network.scope import TenantKey, TenantModel


class RunLeader(TenantModel):
    """Somebody who leads a run on site (kursledare): may tick who is there, and see the door."""

    run = TenantKey(Run, models.CASCADE, related_name="leaders", verbose_name=_("run"))
    person = TenantKey("members.Person", related_name="+", verbose_name=_("person"))
    membership = TenantKey("members.Membership", related_name="+", verbose_name=_("authority"))

    class Meta:
        verbose_name = _("course leader")
        verbose_name_plural = _("course leaders")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "run", "person"],
                name="courses_run_leader_once",
                violation_error_message=_("The person leads the run already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.person_id}"


class SessionDoor(TenantModel):
    """The code at the door of a session; only those who lead the run know it beforehand."""

    session = TenantKey(Session, models.CASCADE, related_name="doors", verbose_name=_("session"))
    run = TenantKey(Run, models.CASCADE, related_name="doors", verbose_name=_("run"))
    code = models.CharField(_("code"), max_length=32)

    class Meta:
        verbose_name = _("code at the door")
        verbose_name_plural = _("codes at the door")
        constraints = [
            models.UniqueConstraint(fields=["network", "session"], name="courses_door_once"),
            models.UniqueConstraint(fields=["network", "code"], name="courses_door_code_once"),
        ]

    def __str__(self) -> str:
        return str(self.session_id)


class Attendance(TenantModel):
    """That somebody was there at a session (närvaro), wholly or in part, or was not.

    Written by the database's functions `app.tick` and `app.come_in` only; the latest tick holds.
    """

    run = TenantKey(Run, models.CASCADE, related_name="attendances", verbose_name=_("run"))
    session = TenantKey(
        Session, models.CASCADE, related_name="attendances", verbose_name=_("session")
    )
    enrolment = TenantKey(
        Enrolment, models.CASCADE, related_name="attendances", verbose_name=_("enrolment")
    )
    person = TenantKey("members.Person", related_name="+", verbose_name=_("person"))
    membership = TenantKey("members.Membership", related_name="+", verbose_name=_("authority"))
    part = models.PositiveSmallIntegerField(_("how much"), choices=Part)
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)
    by_user_id = models.BigIntegerField(_("by"), null=True, editable=False)
    at_door = models.BooleanField(_("signed in at the door"), default=False)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "enrolment", "session"], name="courses_attendance_once"
            ),
            models.CheckConstraint(
                condition=Q(part__in=Part.values), name="courses_attendance_part"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.enrolment_id} {self.part}"
