from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.querysets import CourseQuerySet
from network.scope import TenantKey, TenantManager, TenantModel
from network.wording import in_language


class Area(TenantModel):
    """A competence area (kompetensområde), as the network names its own."""

    name_sv = models.CharField(_("name in Swedish"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("competence area")
        verbose_name_plural = _("competence areas")
        ordering = ["name_sv"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "name_sv"],
                name="courses_area_once",
                violation_error_message=_("The network has that area already."),
            )
        ]

    def __str__(self) -> str:
        return in_language(self.name_sv, self.name_en)


class Course(TenantModel):
    """What is taught, apart from when: its runs (kursomgångar) have the days."""

    class Kind(models.TextChoices):
        COURSE = "course", _("course")
        SEMINAR = "seminar", _("seminar")
        LUNCH = "lunch", _("lunch meeting")
        LOOKOUT = "lookout", _("authority lookout")
        FESTIVAL_ITEM = "festival_item", _("festival item")
        TALK = "talk", _("talk")

    kind = models.CharField(_("kind"), max_length=16, choices=Kind, default=Kind.COURSE)
    area = TenantKey(
        Area, null=True, blank=True, related_name="courses", verbose_name=_("competence area")
    )
    title_sv = models.CharField(_("title in Swedish"), max_length=120)
    title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    summary_sv = models.CharField(_("one sentence in Swedish"), max_length=240)
    summary_en = models.CharField(_("one sentence in English"), max_length=240, blank=True)
    audience_sv = models.CharField(_("for whom, in Swedish"), max_length=160, blank=True)
    audience_en = models.CharField(_("for whom, in English"), max_length=160, blank=True)
    prerequisites_sv = models.TextField(_("prior knowledge, in Swedish"), blank=True)
    prerequisites_en = models.TextField(_("prior knowledge, in English"), blank=True)

    objects = TenantManager.from_queryset(CourseQuerySet)()

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "title_sv"],
                name="courses_course_once",
                violation_error_message=_("There is a course with that title."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return in_language(self.title_sv, self.title_en)

    @property
    def summary(self) -> str:
        """One sentence on what it is."""
        return in_language(self.summary_sv, self.summary_en)

    @property
    def audience(self) -> str:
        """For whom it is."""
        return in_language(self.audience_sv, self.audience_en)

    @property
    def prerequisites(self) -> str:
        """What one should know before."""
        return in_language(self.prerequisites_sv, self.prerequisites_en)
