from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.head_counts import LEAST, MOST, Definition
from members.models.membership import Membership
from members.querysets import HeadCountQuerySet, HeadCountRoundQuerySet
from network.scope import TenantKey, TenantManager, TenantModel


class HeadCount(TenantModel):
    """How many employees a member declared on a day: what was counted, by whom, from what source.

    One row a day; a correction changes it, and the journal keeps what it was and why.
    """

    membership = TenantKey(Membership, models.CASCADE, related_name="head_counts")
    day = models.DateField(_("counted on"))
    count = models.PositiveIntegerField(_("employees"))
    definition = models.CharField(
        _("counted as"), max_length=8, choices=Definition, default=Definition.PERSONS
    )
    covers = models.CharField(
        _("who is counted"), max_length=200, blank=True, help_text=_("Which workplaces and staff.")
    )
    source = models.CharField(_("source"), max_length=200)
    explanation = models.CharField(_("why it changed so much"), max_length=300, blank=True)
    declared_by = models.BigIntegerField(_("declared by"), null=True, editable=False)
    declared_name = models.CharField(_("declared by"), max_length=120, blank=True, editable=False)
    declared_at = models.DateTimeField(_("declared"), null=True, editable=False)

    objects = TenantManager.from_queryset(HeadCountQuerySet)()

    class Meta:
        verbose_name = _("head count")
        verbose_name_plural = _("head counts")
        ordering = ["-day"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "membership", "day"],
                name="members_head_count_once",
                violation_error_message=_("That day's head count is declared already."),
            ),
            models.CheckConstraint(
                condition=Q(count__gte=LEAST) & Q(count__lte=MOST),
                name="members_head_count_sane",
                violation_error_message=_("Write the number of employees, from 1 to 200 000."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.count} ({self.day})"


def before_the_last_day() -> list[int]:
    """Days before the last day when those who are silent are reminded."""
    return [7, 1]


def after_the_last_day() -> list[int]:
    """Days after the last day when those who are silent are reminded."""
    return [3, 10]


class HeadCountRound(TenantModel):
    """A year's question to every member: how many employees had you on that day?

    The definition is the network's own words. A figure that differs from the last one by
    `jump_percent` per cent and `jump_people` employees or more is asked about.
    """

    year = models.PositiveSmallIntegerField(
        _("for the fees of"), validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    day = models.DateField(_("counted on"))
    definition = models.CharField(
        _("counted as"), max_length=8, choices=Definition, default=Definition.PERSONS
    )
    text = models.CharField(
        _("who is counted"),
        max_length=200,
        help_text=_("Such as: permanent staff with their workplace in the county."),
    )
    deadline = models.DateField(_("last day to answer"))
    jump_percent = models.PositiveSmallIntegerField(
        _("a change is asked about from, %"), default=20, validators=[MinValueValidator(1)]
    )
    jump_people = models.PositiveSmallIntegerField(
        _("and from, employees"), default=10, validators=[MinValueValidator(1)]
    )
    remind_before = ArrayField(
        models.PositiveSmallIntegerField(),
        verbose_name=_("reminders, days before the last day"),
        default=before_the_last_day,
        blank=True,
    )
    remind_after = ArrayField(
        models.PositiveSmallIntegerField(),
        verbose_name=_("reminders, days after the last day"),
        default=after_the_last_day,
        blank=True,
    )
    opened_at = models.DateTimeField(_("opened"), null=True, editable=False)
    opened_by = models.BigIntegerField(_("opened by"), null=True, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False)

    objects = TenantManager.from_queryset(HeadCountRoundQuerySet)()

    class Meta:
        verbose_name = _("round of head counts")
        verbose_name_plural = _("rounds of head counts")
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "year"],
                name="members_head_count_round_once",
                violation_error_message=_("The members are asked for that year already."),
            ),
            models.CheckConstraint(
                condition=Q(deadline__gte=F("day")),
                name="members_head_count_round_days",
                violation_error_message=_("The last day to answer is not before the day counted."),
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | ~Q(opened_at=None),
                name="members_head_count_round_opened",
            ),
            models.CheckConstraint(
                condition=Q(jump_percent__gte=1, jump_people__gte=1),
                name="members_head_count_round_jump",
                violation_error_message=_("A change is asked about from 1 or more."),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Head counts %(year)s") % {"year": self.year})

    @property
    def is_open(self) -> bool:
        """Whether the members may answer."""
        return self.opened_at is not None and self.closed_at is None


class HeadCountRequest(TenantModel):
    """A member that a round has asked; it has answered when it has a head count for the day."""

    round = TenantKey(HeadCountRound, models.CASCADE, related_name="requests")
    membership = TenantKey(Membership, models.CASCADE, related_name="+", verbose_name=_("member"))
    asked_at = models.DateTimeField(_("asked"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("question for a head count")
        verbose_name_plural = _("questions for head counts")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "round", "membership"], name="members_head_count_asked_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.round_id}/{self.membership_id}"
