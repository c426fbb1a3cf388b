from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Authority, Competence, Membership, Person
from mentorship.models.round import MentorRound
from mentorship.querysets import InterestQuerySet
from mentorship.rules import MENTEE, MENTOR, State, state_of
from network.scope import TenantKey, TenantManager, TenantModel


class Interest(TenantModel):
    """A manager's expression of interest (intresseanmälan): asks for a mentor, or offers to be one.

    Read by the person, their manager and the coordinators only: what one wants to grow in is
    nobody else's business.
    """

    class Role(models.TextChoices):
        MENTEE = MENTEE, _("mentee")
        MENTOR = MENTOR, _("mentor")

    class Meeting(models.TextChoices):
        EITHER = "either", _("either way")
        PLACE = "place", _("in person")
        ONLINE = "online", _("online")

    class Language(models.TextChoices):
        EITHER = "either", _("Swedish or English")
        SV = "sv", _("Swedish")
        EN = "en", _("English")

    class Rhythm(models.TextChoices):
        EITHER = "either", _("either way")
        OFTEN = "often", _("every other week")
        MONTHLY = "monthly", _("once a month")

    class Level(models.TextChoices):
        FIRST = "first", _("leads staff")
        MANAGERS = "managers", _("leads managers")
        HEAD = "head", _("leads an authority or a large part of one")
        NONE = "none", _("leads no staff")

    round = TenantKey(MentorRound, related_name="interests", verbose_name=_("mentoring round"))
    person = TenantKey(Person, related_name="+", verbose_name=_("person"))
    membership = TenantKey(Membership, related_name="+", verbose_name=_("authority"))
    role = models.CharField(_("role"), max_length=6, choices=Role)
    areas = ArrayField(models.CharField(max_length=12), verbose_name=_("areas"), size=5)
    goals = models.TextField(_("goals"), max_length=1500, blank=True)
    meeting = models.CharField(
        _("how to meet"), max_length=8, choices=Meeting, default=Meeting.EITHER
    )
    language = models.CharField(
        _("language of the talks"), max_length=8, choices=Language, default=Language.EITHER
    )
    words = models.TextField(
        _("in your own words"),
        max_length=1000,
        blank=True,
        help_text=_(
            "Read by your manager and the coordinator, and by the one you are paired with."
        ),
    )
    manager_since = models.DateField(_("leads staff since"), null=True, blank=True)
    level = models.CharField(_("leads"), max_length=8, choices=Level, default=Level.FIRST)
    staff = models.PositiveSmallIntegerField(_("number of staff led"), null=True, blank=True)
    town = models.CharField(_("place of work"), max_length=60, blank=True)
    reach_km = models.PositiveSmallIntegerField(
        _("longest way to a meeting in person, km"), null=True, blank=True
    )
    rhythm = models.CharField(_("how often"), max_length=8, choices=Rhythm, default=Rhythm.EITHER)
    wished_kinds = ArrayField(
        models.CharField(max_length=16, choices=Authority.Kind),
        verbose_name=_("kinds of authority that you would like to get to know"),
        default=list,
        blank=True,
    )
    capacity = models.PositiveSmallIntegerField(
        _("mentees at the same time"), default=1, help_text=_("For a mentor: one to five.")
    )
    stays = models.BooleanField(
        _("stay in the pool of mentors"),
        default=False,
        help_text=_("You are asked again before the next round, with what you wrote here."),
    )
    former = TenantKey(
        "mentorship.Interest",
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("in an earlier round"),
    )
    asked_at = models.DateTimeField(_("asked"), default=timezone.now, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, editable=False)
    withdrawn_by = models.BigIntegerField(_("withdrawn by"), null=True, editable=False)

    objects = TenantManager.from_queryset(InterestQuerySet)()

    class Meta:
        verbose_name = _("expression of interest")
        verbose_name_plural = _("expressions of interest")
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "round", "person", "role"],
                condition=Q(withdrawn_at=None),
                name="mentorship_interest_once",
                violation_error_message=_("You have asked already."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="mentorship_interest_who_withdrew",
                violation_error_message=_("A withdrawal says when and by whom."),
            ),
            models.CheckConstraint(
                condition=Q(role=MENTEE, capacity=1) | Q(role=MENTOR, capacity__range=(1, 5)),
                name="mentorship_interest_capacity",
                violation_error_message=_("A mentor takes one to five mentees at a time."),
            ),
        ]
        indexes = [models.Index(fields=["network", "-asked_at"], name="interest_latest")]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.person_id}"

    @property
    def state(self) -> State:
        """How far it has come; one question unless the answer was fetched along."""
        answer: ManagerAnswer | None = getattr(self, "answer", None)
        approved = None if answer is None else answer.approved
        return state_of(withdrawn=self.withdrawn_at is not None, approved=approved)

    @property
    def areas_in_words(self) -> list[str]:
        """The areas as people read them; one question unless `with_all` fetched them along."""
        fetched: list[str] | None = getattr(self, "area_names", None)
        return list(Competence.objects.named(self.areas).words()) if fetched is None else fetched


class ManagerAnswer(TenantModel):
    """The manager's answer to an expression of interest: who, when, yes or no, and why not."""

    interest = models.OneToOneField(
        Interest,
        models.CASCADE,
        related_name="answer",
        db_constraint=False,
        verbose_name=_("expression of interest"),
    )
    person = TenantKey(Person, related_name="+", verbose_name=_("person"))
    approved = models.BooleanField(_("approved"))
    why = models.TextField(_("reason"), max_length=500, blank=True)
    user_id = models.BigIntegerField(
        _("answered by"),
        null=True,
        editable=False,
        help_text=_("Empty for a manager without an account, who answered by link."),
    )
    at = models.DateTimeField(_("answered"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("manager's answer")
        verbose_name_plural = _("managers' answers")
        constraints = [
            models.CheckConstraint(
                condition=Q(approved=True) | ~Q(why=""),
                name="mentorship_answer_no_says_why",
                violation_error_message=_("Write why you say no."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.interest_id} {self.approved}"
