from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Membership, Person
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

    class Area(models.TextChoices):
        CHANGE = "change", _("leading change")
        TALKS = "talks", _("difficult talks")
        SELF = "self", _("myself as a leader")
        GROUP = "group", _("building a team")
        DISTANCE = "distance", _("leading at a distance")
        STRATEGY = "strategy", _("strategy and planning")
        MONEY = "money", _("budget and follow-up")
        ROLE = "role", _("the civil servant's role")
        LAW = "law", _("labour law and work environment")
        BALANCE = "balance", _("time and balance")

    class Meeting(models.TextChoices):
        EITHER = "either", _("either way")
        PLACE = "place", _("in person")
        ONLINE = "online", _("online")

    class Language(models.TextChoices):
        EITHER = "either", _("Swedish or English")
        SV = "sv", _("Swedish")
        EN = "en", _("English")

    round = TenantKey(MentorRound, related_name="interests", verbose_name=_("mentoring round"))
    person = TenantKey(Person, related_name="+", verbose_name=_("person"))
    membership = TenantKey(Membership, related_name="+", verbose_name=_("authority"))
    role = models.CharField(_("role"), max_length=6, choices=Role)
    areas = ArrayField(
        models.CharField(max_length=12, choices=Area), verbose_name=_("areas"), size=5
    )
    goals = models.TextField(_("goals"), max_length=1500, blank=True)
    meeting = models.CharField(
        _("how to meet"), max_length=8, choices=Meeting, default=Meeting.EITHER
    )
    language = models.CharField(
        _("language of the talks"), max_length=8, choices=Language, default=Language.EITHER
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
        """The areas as people read them."""
        names = dict(self.Area.choices)
        return [str(names[area]) for area in self.areas if area in names]


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
    user_id = models.BigIntegerField(_("answered by"), editable=False)
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
