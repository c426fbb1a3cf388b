from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Person
from mentorship.helping.querysets import HelpQuestionQuerySet, RuleExceptionQuerySet
from mentorship.models.interest import Interest
from mentorship.models.round import MentorRound
from network.scope import TenantKey, TenantManager, TenantModel


class HelpQuestion(TenantModel):
    """What somebody is asked so that a mentee who has no mentor can get one.

    `asked` is the expression of interest of the one who is asked: a mentor's in the round, the
    last one of a mentor in the pool, or the mentee's own. They are never told who the mentee is.
    """

    class Kind(models.TextChoices):
        PLACE = "place", _("one place more")
        JOIN = "join", _("to join the round as a mentor")
        MEETING = "meeting", _("to meet either way")
        LANGUAGE = "language", _("to speak either language")
        REACH = "reach", _("to travel farther")

    round = TenantKey(
        MentorRound, models.CASCADE, related_name="+", verbose_name=_("mentoring round")
    )
    mentee = TenantKey(Interest, models.CASCADE, related_name="+", verbose_name=_("mentee"))
    asked = TenantKey(Interest, models.CASCADE, related_name="+", verbose_name=_("asked"))
    person = TenantKey(Person, related_name="+", verbose_name=_("person"))
    kind = models.CharField(_("question"), max_length=8, choices=Kind)
    answer_by = models.DateField(_("answer by"))
    asked_at = models.DateTimeField(_("asked"), default=timezone.now, editable=False)
    asked_by = models.BigIntegerField(null=True, editable=False)
    accepted = models.BooleanField(_("accepted"), null=True, editable=False)
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)
    taken_back_at = models.DateTimeField(_("taken back"), null=True, editable=False)

    objects = TenantManager.from_queryset(HelpQuestionQuerySet)()

    class Meta:
        verbose_name = _("question that would help")
        verbose_name_plural = _("questions that would help")
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "round", "person", "kind"],
                condition=Q(answered_at=None, taken_back_at=None),
                name="mentorship_help_asked_once",
                violation_error_message=_("That has been asked already."),
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, accepted=None)
                | Q(answered_at__isnull=False, accepted__isnull=False, taken_back_at=None),
                name="mentorship_help_answer",
                violation_error_message=_("An answer says yes or no."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.person_id}"


class RuleException(TenantModel):
    """That a rule of a round does not hold for one person, and why; never one that protects.

    Own authority, line of command and what somebody avoids stand for everybody. When the round's
    people are forgotten the row stays without the person, for the report.
    """

    class Kind(models.TextChoices):
        EXPERIENCE = "months", _("how long one must have led staff")
        REACH = "reach", _("the longest way to a meeting")

    round = TenantKey(
        MentorRound, models.CASCADE, related_name="exceptions", verbose_name=_("mentoring round")
    )
    interest = TenantKey(
        Interest,
        models.CASCADE,
        null=True,
        related_name="+",
        verbose_name=_("expression of interest"),
    )
    role = models.CharField(_("role"), max_length=6, choices=Interest.Role)
    kind = models.CharField(_("rule"), max_length=6, choices=Kind)
    reason = models.CharField(_("reason"), max_length=300)
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    made_by = models.BigIntegerField(null=True, editable=False)
    taken_back_at = models.DateTimeField(_("taken back"), null=True, editable=False)

    objects = TenantManager.from_queryset(RuleExceptionQuerySet)()

    class Meta:
        verbose_name = _("exception from a rule")
        verbose_name_plural = _("exceptions from rules")
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "interest", "kind"],
                condition=Q(taken_back_at=None),
                name="mentorship_exception_once",
                violation_error_message=_("There is such an exception already."),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="mentorship_exception_says_why",
                violation_error_message=_("Write why an exception is made."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.interest_id}"
