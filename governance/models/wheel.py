from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from governance.models.body import Body
from governance.querysets import WheelStepQuerySet, WheelTaskQuerySet
from governance.wheel import rules
from governance.wheel.rules import TaskState
from members.models import Person, Role
from network.scope import TenantKey, TenantManager, TenantModel
from network.wording import in_language

LINK = r"^(/(?![/\\])[^\s\\]*|https://[^\s\\]+)$"


def _number(words: Any, most: int) -> Any:
    within = [MinValueValidator(1), MaxValueValidator(most)]
    return models.PositiveSmallIntegerField(words, validators=within)


class WheelStep(TenantModel):
    """A step that comes back each year (årshjulet): from a day to a day, and who does what.

    A role does it, or the officers of a body. `usual` is its key among the steps of the usual
    year, which each network begins with; a step that has ended is kept for the years it was in.
    """

    usual = models.SlugField(max_length=12, blank=True, editable=False, db_index=False)
    title = models.CharField(pgettext_lazy("year wheel", "step"), max_length=120)
    title_en = models.CharField(_("step in English"), max_length=120, blank=True)
    first_month = _number(_("first month"), 12)
    first_day = _number(_("first day"), 31)
    last_month = _number(_("last month"), 12)
    last_day = _number(_("last day"), 31)
    role = models.CharField(_("role"), max_length=24, choices=Role.Kind, blank=True)
    body = TenantKey(Body, null=True, blank=True, related_name="+", verbose_name=_("body"))
    what = models.TextField(pgettext_lazy("year wheel", "what to do"), max_length=2000, blank=True)
    what_en = models.TextField(_("what to do, in English"), max_length=2000, blank=True)
    link = models.CharField(
        _("where it is done"),
        max_length=300,
        blank=True,
        help_text=_("A page of the portal, such as /courses/needs/, or an address with https."),
        validators=[
            RegexValidator(LINK, _("Begin with / for a page of the portal, or with https://."))
        ],
    )
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)

    objects = TenantManager.from_queryset(WheelStepQuerySet)()

    class Meta:
        verbose_name = _("step of the year wheel")
        verbose_name_plural = _("steps of the year wheel")
        ordering = ["first_month", "first_day", "last_month", "last_day", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "usual"],
                condition=~Q(usual=""),
                name="governance_wheel_usual_once",
            ),
            models.CheckConstraint(
                condition=Q(
                    first_month__gte=1, first_month__lte=12, last_month__gte=1, last_month__lte=12
                )
                & Q(first_day__gte=1, first_day__lte=31, last_day__gte=1, last_day__lte=31),
                name="governance_wheel_days",
                violation_error_message=_("Write days that the months have."),
            ),
            models.CheckConstraint(
                condition=Q(role="", body__isnull=False) | (~Q(role="") & Q(body=None)),
                name="governance_wheel_who",
                violation_error_message=_("Choose the role or the body that does it."),
            ),
        ]

    def __str__(self) -> str:
        return self.in_words

    @property
    def in_words(self) -> str:
        """Its title in the reader's language, where the network has written one."""
        return in_language(self.title, self.title_en)

    @property
    def said_what(self) -> str:
        """What to do, in the reader's language where the network has written it."""
        return in_language(self.what, self.what_en)

    @property
    def who(self) -> str:
        """The role or the body that does it."""
        return self.body.in_words if self.body else str(self.get_role_display())

    @property
    def when(self) -> str:
        """Its days, in words."""
        return rules.when(self)


class WheelTask(TenantModel):
    """The task of a step in one year; it appears by itself, and is done or skipped with words.

    `person` does it: who holds the step's role, or an office of its body. The title and the days
    are those of its year: they follow the step while the task is open, and then stand.
    """

    step = TenantKey(
        WheelStep,
        related_name="tasks",
        editable=False,
        verbose_name=pgettext_lazy("year wheel", "step"),
    )
    year = models.PositiveSmallIntegerField(_("year"), editable=False)
    title = models.CharField(pgettext_lazy("year wheel", "step"), max_length=120, editable=False)
    title_en = models.CharField(_("step in English"), max_length=120, blank=True, editable=False)
    starts = models.DateField(_("from"), editable=False)
    due = models.DateField(pgettext_lazy("task of the wheel", "due"), editable=False)
    person = TenantKey(
        Person, null=True, editable=False, related_name="+", verbose_name=_("person")
    )
    name = models.CharField(_("who"), max_length=120, blank=True, editable=False)
    state = models.CharField(
        _("state"), max_length=7, choices=TaskState, default=TaskState.OPEN, editable=False
    )
    words = models.CharField(_("in words"), max_length=500, blank=True)
    over_at = models.DateTimeField(_("done or skipped"), null=True, editable=False)
    over_by = models.CharField(_("done or skipped by"), max_length=120, blank=True, editable=False)
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)

    objects = TenantManager.from_queryset(WheelTaskQuerySet)()

    class Meta:
        verbose_name = _("task of the year wheel")
        verbose_name_plural = _("tasks of the year wheel")
        ordering = ["due", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "step", "year"], name="governance_wheel_task_once"
            ),
            models.CheckConstraint(
                condition=Q(due__gte=F("starts")), name="governance_wheel_task_days"
            ),
            models.CheckConstraint(
                condition=Q(state="open", over_at=None)
                | (~Q(state="open") & Q(over_at__isnull=False)),
                name="governance_wheel_task_over",
            ),
            models.CheckConstraint(
                condition=~Q(state="skipped") | ~Q(words=""),
                name="governance_wheel_task_why",
                violation_error_message=_("Write why it is skipped this year."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.in_words} {self.year}"

    @property
    def in_words(self) -> str:
        """Its title in the reader's language, where the network has written one."""
        return in_language(self.title, self.title_en)

    @property
    def is_open(self) -> bool:
        """Whether it is neither done nor skipped."""
        return bool(self.state == TaskState.OPEN)
