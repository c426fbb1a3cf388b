from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Membership, Person
from network.scope import TenantKey, TenantManager, TenantModel
from network.wording import in_language


def before_the_last_day() -> list[int]:
    """Reminders a week and a day before."""
    return [7, 1]


class Survey(TenantModel):
    """The yearly question of what the network gave (nyttoutvärdering): one answer a member.

    An authority answers with one voice, since the benefit is the authority's: its local
    coordinator gathers it, and may correct it until the survey is closed.
    """

    year = models.PositiveSmallIntegerField(
        _("year"), help_text=_("The year that the questions are about.")
    )
    deadline = models.DateField(_("last day to answer"))
    intro_sv = models.TextField(_("to the members, in Swedish"), max_length=1000, blank=True)
    intro_en = models.TextField(_("to the members, in English"), max_length=1000, blank=True)
    remind_before = ArrayField(
        models.PositiveSmallIntegerField(),
        verbose_name=_("reminders, days before the last day"),
        default=before_the_last_day,
        blank=True,
    )
    opened_at = models.DateTimeField(_("opened"), null=True, editable=False)
    opened_by = models.BigIntegerField(_("opened by"), null=True, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False)

    objects = TenantManager()

    class Meta:
        verbose_name = _("benefit survey")
        verbose_name_plural = _("benefit surveys")
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "year"],
                name="reports_survey_once",
                violation_error_message=_("There is a survey of that year already."),
            ),
            models.CheckConstraint(
                condition=Q(year__gte=2000, year__lte=2100),
                name="reports_survey_sane_year",
                violation_error_message=_("Write a year from 2000 to 2100."),
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_at__gte=F("opened_at")),
                name="reports_survey_opened_first",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Benefit survey %(year)s") % {"year": self.year})

    @property
    def is_open(self) -> bool:
        """Whether the members may answer."""
        return self.opened_at is not None and self.closed_at is None

    @property
    def intro(self) -> str:
        """What the coordinator says to the members, in the reader's language."""
        return in_language(self.intro_sv, self.intro_en)


class SurveyQuestion(TenantModel):
    """A question of one survey; nobody changes it once the survey is open."""

    class Kind(models.TextChoices):
        SCALE = "scale", _("1 to 5")
        WORDS = "words", _("own words")

    survey = TenantKey(Survey, models.CASCADE, related_name="questions", verbose_name=_("survey"))
    position = models.PositiveSmallIntegerField(_("place"))
    key = models.CharField(
        _("key"), max_length=24, help_text=_("The same key every year is compared over the years.")
    )
    kind = models.CharField(_("kind"), max_length=5, choices=Kind, default=Kind.SCALE)
    text_sv = models.CharField(_("in Swedish"), max_length=200)
    text_en = models.CharField(_("in English"), max_length=200, blank=True)

    objects = TenantManager()

    class Meta:
        verbose_name = _("question of a survey")
        verbose_name_plural = _("questions of surveys")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "survey", "key"], name="reports_survey_question_once"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """The question in the reader's language."""
        return in_language(self.text_sv, self.text_en)


class SurveyRequest(TenantModel):
    """A member that a survey has asked."""

    survey = TenantKey(Survey, models.CASCADE, related_name="requests", verbose_name=_("survey"))
    membership = TenantKey(Membership, related_name="+", verbose_name=_("member"))
    asked_at = models.DateTimeField(_("asked"), default=timezone.now, editable=False)

    objects = TenantManager()

    class Meta:
        verbose_name = _("member asked by a survey")
        verbose_name_plural = _("members asked by surveys")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "survey", "membership"], name="reports_survey_asked_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.survey_id}/{self.membership_id}"


class SurveyAnswer(TenantModel):
    """That a member has answered, when and by whom; what it said stands in its replies.

    The coordinator sees who has answered; what was said only as sums of five members or more.
    """

    survey = TenantKey(Survey, models.CASCADE, related_name="answers", verbose_name=_("survey"))
    membership = TenantKey(Membership, related_name="+", verbose_name=_("member"))
    person = TenantKey(Person, null=True, related_name="+", verbose_name=_("answered by"))
    at = models.DateTimeField(_("answered"), default=timezone.now, editable=False)

    objects = TenantManager()

    class Meta:
        verbose_name = _("answer to a survey")
        verbose_name_plural = _("answers to surveys")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "survey", "membership"],
                name="reports_survey_answer_once",
                violation_error_message=_("The member has answered already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.survey_id}/{self.membership_id}"


class SurveyReply(TenantModel):
    """What a member said to one question: 1 to 5, or words."""

    survey = TenantKey(Survey, models.CASCADE, related_name="replies", verbose_name=_("survey"))
    question = TenantKey(
        SurveyQuestion, models.CASCADE, related_name="replies", verbose_name=_("question")
    )
    membership = TenantKey(Membership, related_name="+", verbose_name=_("member"))
    score = models.PositiveSmallIntegerField(_("1 to 5"), null=True, blank=True)
    words = models.TextField(_("own words"), max_length=2000, blank=True)

    objects = TenantManager()

    class Meta:
        verbose_name = _("reply to a question")
        verbose_name_plural = _("replies to questions")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "question", "membership"], name="reports_survey_reply_once"
            ),
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__range=(1, 5)),
                name="reports_survey_reply_scale",
                violation_error_message=_("Answer from 1 to 5."),
            ),
            models.CheckConstraint(
                condition=Q(score=None) | Q(words=""),
                name="reports_survey_reply_one_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id}/{self.membership_id}"
