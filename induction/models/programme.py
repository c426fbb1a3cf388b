from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from courses.models import Course
from induction.querysets import ProgrammeQuerySet
from members.models import Membership
from mentorship.models import JointMeeting, MentorRound
from network.scope import TenantKey, TenantManager, TenantModel


class Programme(TenantModel):
    """A year of the manager induction programme (chefsintroduktionsprogram) in a network.

    `newest_months` says how new a manager is who is proposed for it, in whole months.
    """

    title = models.CharField(_("title"), max_length=120)
    starts = models.DateField(_("starts"))
    ends = models.DateField(_("ends"))
    newest_months = models.PositiveSmallIntegerField(
        _("months as a manager at most, to be proposed"), default=12
    )
    about = models.TextField(_("about the programme"), max_length=2000, blank=True)
    mentor_round = TenantKey(
        MentorRound,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("mentoring round"),
        help_text=_("Where those who take part get a mentor from another authority."),
    )
    published_at = models.DateTimeField(_("published"), null=True, editable=False)

    objects = TenantManager.from_queryset(ProgrammeQuerySet)()

    class Meta:
        verbose_name = _("manager induction programme")
        verbose_name_plural = _("manager induction programmes")
        ordering = ["-starts", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "title"],
                name="induction_programme_title_once",
                violation_error_message=_("Another programme has that title."),
            ),
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")),
                name="induction_programme_days",
                violation_error_message=_("It ends before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ProgrammeMember(TenantModel):
    """A member that takes part in a programme; not all of a network's do."""

    programme = TenantKey(
        Programme, models.CASCADE, related_name="members", verbose_name=_("programme")
    )
    membership = TenantKey(Membership, related_name="+", verbose_name=_("authority"))

    objects = TenantManager()

    class Meta:
        verbose_name = _("member of a programme")
        verbose_name_plural = _("members of programmes")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "programme", "membership"], name="induction_member_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} {self.membership_id}"


class Module(TenantModel):
    """A part of a programme: a course of the network, a joint meeting, or what one does oneself."""

    class Kind(models.TextChoices):
        COURSE = "course", _("course")
        MEETING = "meeting", _("joint meeting")
        OWN = "own", _("at one's own workplace")

    programme = TenantKey(
        Programme, models.CASCADE, related_name="modules", verbose_name=_("programme")
    )
    position = models.PositiveSmallIntegerField(_("order"))
    kind = models.CharField(_("kind"), max_length=7, choices=Kind)
    title = models.CharField(_("title"), max_length=120)
    about = models.TextField(_("about the module"), max_length=1000, blank=True)
    done_by = models.DateField(_("done by"), null=True, blank=True)
    course = TenantKey(Course, null=True, blank=True, related_name="+", verbose_name=_("course"))
    meeting = TenantKey(
        JointMeeting, null=True, blank=True, related_name="+", verbose_name=_("joint meeting")
    )

    objects = TenantManager()

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "programme", "position"],
                name="induction_module_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(kind="course", course__isnull=False, meeting=None)
                | Q(kind="meeting", course=None)
                | Q(kind="own", course=None, meeting=None),
                name="induction_module_of_its_kind",
                violation_error_message=_("A module of the kind course names a course."),
            ),
        ]

    def __str__(self) -> str:
        return self.title
