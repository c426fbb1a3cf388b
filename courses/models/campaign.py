from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models.course import Area, Course
from courses.needs.querysets import CampaignQuerySet, CandidateQuerySet
from courses.needs.rules import Audience, CampaignState
from network.scope import TenantKey, TenantManager, TenantModel
from network.wording import in_language


def usual_reminders() -> list[int]:
    """Days before the last time when those who have not answered are reminded."""
    return [14, 5, 1]


class Campaign(TenantModel):
    """A year's needs assessment (behovsinventering): the members answer for the coming year."""

    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    state = models.CharField(
        _("state"),
        max_length=8,
        choices=CampaignState,
        default=CampaignState.DRAFT,
        editable=False,
    )
    previous = TenantKey(
        "self", null=True, blank=True, related_name="+", verbose_name=_("the year before")
    )
    opens_on = models.DateField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("last time to answer"), null=True, blank=True)
    intro_sv = models.TextField(_("introduction in Swedish"), blank=True, max_length=2000)
    intro_en = models.TextField(_("introduction in English"), blank=True, max_length=2000)
    reminder_days = ArrayField(
        models.PositiveSmallIntegerField(),
        verbose_name=_("reminders, days before the last day"),
        default=usual_reminders,
        blank=True,
    )
    opened_at = models.DateTimeField(_("opened"), null=True, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    objects = TenantManager.from_queryset(CampaignQuerySet)()

    class Meta:
        verbose_name = _("needs assessment")
        verbose_name_plural = _("needs assessments")
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "year"],
                name="courses_campaign_once",
                violation_error_message=_("The network has a needs assessment for that year."),
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(opens_on__isnull=False, closes_at__isnull=False),
                name="courses_campaign_days",
                violation_error_message=_("Write from when until when the members may answer."),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Needs assessment %(year)s") % {"year": self.year})

    @property
    def intro(self) -> str:
        """What the members read first."""
        return in_language(self.intro_sv, self.intro_en)


class CampaignQuestion(TenantModel):
    """Something that a needs assessment asks besides seats; answered in own words."""

    campaign = TenantKey(
        Campaign, models.CASCADE, related_name="questions", verbose_name=_("needs assessment")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    text_sv = models.CharField(_("question in Swedish"), max_length=240)
    text_en = models.CharField(_("question in English"), max_length=240, blank=True)
    required = models.BooleanField(_("must be answered"), default=False)

    class Meta:
        verbose_name = _("question of the needs assessment")
        verbose_name_plural = _("questions of the needs assessment")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "campaign", "number"], name="courses_campaign_question_once"
            )
        ]

    def __str__(self) -> str:
        return in_language(self.text_sv, self.text_en)


class Candidate(TenantModel):
    """A course that may be planned for the year: one of the catalogue, or an idea (kandidat)."""

    class Source(models.TextChoices):
        COURSE = "course", _("the network's course")
        GROUP = "group", _("idea from a working group")
        MEMBER = "member", _("asked for by members")
        OTHER = "other", _("other idea")

    campaign = TenantKey(
        Campaign, models.CASCADE, related_name="candidates", verbose_name=_("needs assessment")
    )
    course = TenantKey(
        Course, null=True, blank=True, related_name="candidates", verbose_name=_("course")
    )
    title_sv = models.CharField(_("title in Swedish"), max_length=120)
    title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    area = TenantKey(
        Area, null=True, blank=True, related_name="+", verbose_name=_("competence area")
    )
    audience = models.CharField(
        _("for whom"), max_length=11, choices=Audience, default=Audience.EVERYONE
    )
    source = models.CharField(
        _("where it comes from"), max_length=8, choices=Source, default=Source.COURSE
    )
    proposed_by = models.CharField(
        _("proposed by"), max_length=120, blank=True, help_text=_("Such as the network of HR.")
    )
    note = models.TextField(_("why"), max_length=1000, blank=True)
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)
    # Candidates that turned out to be the same stay, and point to the one that is planned.
    merged_into = TenantKey(
        "self",
        null=True,
        blank=True,
        related_name="merged",
        editable=False,
        verbose_name=_("part of"),
    )

    objects = TenantManager.from_queryset(CandidateQuerySet)()

    class Meta:
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "campaign", "course"],
                condition=Q(course__isnull=False),
                name="courses_candidate_course_once",
                violation_error_message=_("The course is a candidate already."),
            ),
            models.UniqueConstraint(
                fields=["network", "campaign", "title_sv"],
                name="courses_candidate_once",
                violation_error_message=_("There is a candidate with that title."),
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
                name="courses_candidate_elsewhere",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def home_id(self) -> int:
        """The candidate that it is planned as: itself, or the one it was put together with."""
        return int(self.merged_into_id or self.pk)

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return in_language(self.title_sv, self.title_en)


class Costing(TenantModel):
    """What one run of a candidate takes: group, kronor without VAT, hours (kalkyl)."""

    candidate = TenantKey(
        Candidate, models.CASCADE, related_name="costings", verbose_name=_("candidate")
    )
    smallest = models.PositiveSmallIntegerField(_("smallest group"), default=8)
    largest = models.PositiveSmallIntegerField(_("largest group"), default=20)
    days = models.DecimalField(_("days"), max_digits=4, decimal_places=1, default=Decimal(1))
    run_cost = models.DecimalField(
        _("cost of a run with a supplier"), max_digits=11, decimal_places=2, null=True, blank=True
    )
    own_cost = models.DecimalField(
        _("cost of a run with own staff"), max_digits=11, decimal_places=2, null=True, blank=True
    )
    seat_cost = models.DecimalField(
        _("cost of a seat besides"), max_digits=9, decimal_places=2, default=Decimal(0)
    )
    hours = models.DecimalField(
        _("coordinator's hours for a run"), max_digits=6, decimal_places=1, default=Decimal(8)
    )
    most_runs = models.PositiveSmallIntegerField(_("most runs in a term"), default=4)
    source = models.CharField(_("where the figures come from"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("costing")
        verbose_name_plural = _("costings")
        constraints = [
            models.UniqueConstraint(fields=["network", "candidate"], name="courses_costing_once"),
            models.CheckConstraint(
                condition=Q(smallest__gte=1, largest__gte=F("smallest"), largest__lte=2000),
                name="courses_costing_group",
                violation_error_message=_("The largest group is at least the smallest."),
            ),
            models.CheckConstraint(
                condition=Q(run_cost__isnull=False) | Q(own_cost__isnull=False),
                name="courses_costing_some",
                violation_error_message=_("Write what a run costs with a supplier or own staff."),
            ),
            models.CheckConstraint(
                condition=(Q(run_cost=None) | Q(run_cost__gte=0))
                & (Q(own_cost=None) | Q(own_cost__gte=0))
                & Q(seat_cost__gte=0, hours__gte=0, days__gt=0),
                name="courses_costing_sane",
                violation_error_message=_("Costs and hours are 0 or more."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id}: {self.smallest}–{self.largest}"
