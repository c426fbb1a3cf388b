from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models.course import Course
from courses.models.enrolment import Enrolment
from courses.models.run import Run
from members.models.membership import days
from members.querysets import DatedQuerySet
from network.scope import TenantKey, TenantManager, TenantModel
from network.wording import in_language


def no_scores() -> list[int]:
    """A count for each of 1, 2, 3, 4 and 5."""
    return [0, 0, 0, 0, 0]


class QuestionSet(TenantModel):
    """The questions of the evaluations in a span of days; the same for years, so they compare."""

    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = TenantManager.from_queryset(DatedQuerySet)()

    class Meta:
        verbose_name = _("set of questions")
        verbose_name_plural = _("sets of questions")
        constraints = [
            ExclusionConstraint(
                name="courses_question_set_once_at_a_time",
                expressions=[("network", RangeOperators.EQUAL), (days(), RangeOperators.OVERLAPS)],
                violation_error_message=_("Another set of questions holds in that time."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.since}–{self.until or ''}"


class Question(TenantModel):
    """A question of the evaluation; questions with the same key are compared over the years."""

    class Kind(models.TextChoices):
        SCALE = "scale", _("from 1 to 5")
        TEXT = "text", _("in own words")

    questions = TenantKey(
        QuestionSet, models.CASCADE, related_name="rows", verbose_name=_("set of questions")
    )
    position = models.PositiveSmallIntegerField(_("place"))
    key = models.CharField(_("key"), max_length=24)
    kind = models.CharField(_("kind"), max_length=6, choices=Kind, default=Kind.SCALE)
    text_sv = models.CharField(_("in Swedish"), max_length=200)
    text_en = models.CharField(_("in English"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "questions", "key"], name="courses_question_once"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """The question in the reader's language."""
        return in_language(self.text_sv, self.text_en)


class EvaluationBlock(TenantModel):
    """Closed evaluations that are shown together: a course, its teacher, a year, and five answers.

    Nothing is added once it is full, and nothing is shown before.
    """

    course = TenantKey(Course, related_name="+", verbose_name=_("course"))
    teacher = models.CharField(_("teacher"), max_length=160, blank=True)
    year = models.PositiveSmallIntegerField(_("year"))
    answers = models.PositiveIntegerField(_("answers"), default=0)

    class Meta:
        verbose_name = _("block of evaluations")
        verbose_name_plural = _("blocks of evaluations")
        indexes = [models.Index(fields=["network", "year"], name="evaluation_year")]

    def __str__(self) -> str:
        return f"{self.course_id} {self.year}: {self.answers}"


class Evaluation(TenantModel):
    """The question of what a run was worth (utvärdering), to all who took part."""

    run = TenantKey(Run, related_name="evaluations", verbose_name=_("run"))
    questions = TenantKey(QuestionSet, related_name="+", verbose_name=_("set of questions"))
    block = TenantKey(
        EvaluationBlock, null=True, related_name="evaluations", verbose_name=_("shown with")
    )
    opened_at = models.DateTimeField(_("opened"), default=timezone.now, editable=False)
    closes_on = models.DateField(_("last day to answer"))
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False)
    reminded_at = models.DateTimeField(_("reminded"), null=True, editable=False)
    asked = models.PositiveIntegerField(_("asked"), default=0)
    answers = models.PositiveIntegerField(_("answers"), default=0)

    class Meta:
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations")
        constraints = [
            models.UniqueConstraint(fields=["network", "run"], name="courses_evaluation_once")
        ]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.answers}/{self.asked}"


class EvaluationAsked(TenantModel):
    """That somebody was asked, and whether they have answered; not what, nor when."""

    evaluation = TenantKey(
        Evaluation, models.CASCADE, related_name="askings", verbose_name=_("evaluation")
    )
    enrolment = TenantKey(Enrolment, related_name="askings", verbose_name=_("enrolment"))
    person = TenantKey("members.Person", related_name="+", verbose_name=_("person"))
    membership = TenantKey("members.Membership", related_name="+", verbose_name=_("authority"))
    answered = models.BooleanField(_("has answered"), default=False)

    class Meta:
        verbose_name = _("question to a participant")
        verbose_name_plural = _("questions to participants")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "evaluation", "person"], name="courses_evaluation_asked_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.evaluation_id}: {self.enrolment_id}"


class EvaluationTally(TenantModel):
    """All answers to one question of one evaluation, counted as they come.

    There is no row for an answer, so nothing ties it to a person, to a time or to the same
    person's other answers; what was written stands in alphabetical order.
    """

    evaluation = TenantKey(
        Evaluation, models.CASCADE, related_name="tallies", verbose_name=_("evaluation")
    )
    question = TenantKey(Question, related_name="+", verbose_name=_("question"))
    counts = ArrayField(
        models.PositiveIntegerField(), verbose_name=_("answers 1 to 5"), default=no_scores
    )
    texts = ArrayField(
        models.CharField(max_length=2000), verbose_name=_("what was written"), default=list
    )

    class Meta:
        verbose_name = _("counted answers")
        verbose_name_plural = _("counted answers")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "evaluation", "question"], name="courses_tally_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.evaluation_id}: {self.question_id}"
