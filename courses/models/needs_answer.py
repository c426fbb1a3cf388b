from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models.campaign import Campaign, CampaignQuestion, Candidate
from courses.models.course import Area
from courses.needs.querysets import NeedLineQuerySet, NeedsAnswerQuerySet
from courses.needs.rules import MOST_SEATS, AnswerState, Audience, Importance, Way
from network.scope import TenantKey, TenantManager, TenantModel


class NeedsAnswer(TenantModel):
    """One authority's answer to a needs assessment.

    `version` counts up with every change, so that two who write at once are told of each other.
    Only a draft is written in: the database refuses the rest.
    """

    campaign = TenantKey(Campaign, related_name="answers", verbose_name=_("needs assessment"))
    membership = TenantKey("members.Membership", related_name="+", verbose_name=_("authority"))
    state = models.CharField(
        _("state"), max_length=8, choices=AnswerState, default=AnswerState.DRAFT, editable=False
    )
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    approver = TenantKey(
        "members.Person", null=True, blank=True, related_name="+", verbose_name=_("who approves")
    )
    comment = models.TextField(_("more for the council"), max_length=2000, blank=True)
    alone = models.BooleanField(_("needs nobody else's approval"), default=False)
    # By field: what was typed and cannot be read yet, and who wrote it last, and when.
    typed = models.JSONField(_("as typed"), default=dict, editable=False)
    marks = models.JSONField(_("who wrote what"), default=dict, editable=False)
    returned_why = models.CharField(
        _("why it was sent back"), max_length=300, blank=True, editable=False
    )
    # A day of its own, given by the coordinator; else the assessment's.
    until = models.DateTimeField(_("may be answered until"), null=True, editable=False)
    saved_at = models.DateTimeField(_("saved"), default=timezone.now, editable=False)
    saved_by_id = models.BigIntegerField(_("saved by"), null=True, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, editable=False)
    approved_at = models.DateTimeField(_("approved"), null=True, editable=False)
    approved_by = TenantKey(
        "members.Person", null=True, related_name="+", editable=False, verbose_name=_("approved by")
    )

    objects = TenantManager.from_queryset(NeedsAnswerQuerySet)()

    class Meta:
        verbose_name = _("answer to the needs assessment")
        verbose_name_plural = _("answers to the needs assessment")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "campaign", "membership"],
                name="courses_needs_answer_once",
                violation_error_message=_("The authority has an answer already."),
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(sent_at__isnull=False),
                name="courses_needs_answer_sent",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(approved_at__isnull=False),
                name="courses_needs_answer_approved",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id}: {self.membership_id} {self.state}"


class NeedLine(TenantModel):
    """How many seats of what an authority needs, by term (behovsrad).

    Either a candidate of the list, or own words in `text`. Own words get their candidate when
    the needs are put together; the words stay.
    """

    answer = TenantKey(NeedsAnswer, models.CASCADE, related_name="lines", verbose_name=_("answer"))
    membership = TenantKey("members.Membership", related_name="+", verbose_name=_("authority"))
    candidate = TenantKey(
        Candidate, null=True, blank=True, related_name="lines", verbose_name=_("candidate")
    )
    text = models.CharField(_("what you need to learn"), max_length=160, blank=True)
    area = TenantKey(
        Area, null=True, blank=True, related_name="+", verbose_name=_("competence area")
    )
    audience = models.CharField(
        _("for whom"), max_length=11, choices=Audience, default=Audience.EVERYONE
    )
    spring = models.PositiveSmallIntegerField(_("seats in spring"), default=0)
    autumn = models.PositiveSmallIntegerField(_("seats in autumn"), default=0)
    importance = models.PositiveSmallIntegerField(
        _("how important"), choices=Importance, default=Importance.SHOULD
    )
    way = models.CharField(_("form"), max_length=8, choices=Way, default=Way.ANY)
    place = models.CharField(_("place"), max_length=80, blank=True)
    comment = models.CharField(_("comment"), max_length=400, blank=True)
    number = models.PositiveSmallIntegerField(_("number"), default=0)

    objects = TenantManager.from_queryset(NeedLineQuerySet)()

    class Meta:
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        ordering = ["number", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "answer", "candidate"],
                condition=Q(text="", candidate__isnull=False),
                name="courses_need_line_once",
                violation_error_message=_("The course is in the answer already."),
            ),
            models.CheckConstraint(
                condition=Q(candidate__isnull=False) | ~Q(text=""),
                name="courses_need_line_said",
                violation_error_message=_("Choose a course, or write what you need to learn."),
            ),
            models.CheckConstraint(
                condition=Q(spring__lte=MOST_SEATS, autumn__lte=MOST_SEATS),
                name="courses_need_line_sane",
                violation_error_message=_("Write a number of seats from 0 to 2 000."),
            ),
            models.CheckConstraint(
                condition=Q(importance__gte=1, importance__lte=3),
                name="courses_need_line_importance",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text or self.candidate_id}: {self.spring} + {self.autumn}"

    @property
    def seats(self) -> int:
        """Both terms together."""
        return self.spring + self.autumn


class NeedsReply(TenantModel):
    """What an authority answers to one of the questions."""

    answer = TenantKey(
        NeedsAnswer, models.CASCADE, related_name="replies", verbose_name=_("answer")
    )
    membership = TenantKey("members.Membership", related_name="+", verbose_name=_("authority"))
    question = TenantKey(CampaignQuestion, related_name="+", verbose_name=_("question"))
    text = models.TextField(_("answer"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("answer to a question")
        verbose_name_plural = _("answers to questions")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "answer", "question"], name="courses_needs_reply_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.answer_id}: {self.question_id}"


class Reopening(TenantModel):
    """The coordinator let an authority change its answer after it was sent, and why."""

    answer = TenantKey(
        NeedsAnswer, models.CASCADE, related_name="reopenings", verbose_name=_("answer")
    )
    membership = TenantKey("members.Membership", related_name="+", verbose_name=_("authority"))
    reason = models.CharField(_("why"), max_length=300)
    until = models.DateTimeField(_("may be answered until"))
    by_user_id = models.BigIntegerField(_("by"), null=True, editable=False)
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("reopened answer")
        verbose_name_plural = _("reopened answers")
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="courses_reopening_reason",
                violation_error_message=_("Write why the answer is opened again."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.answer_id}: {self.reason}"
