from datetime import time
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from courses.models.run import Run
from members.models import Membership
from network.scope import TenantKey, TenantModel
from network.wording import in_language


class LookoutSeries(TenantModel):
    """Meetings whose host changes: authority lookouts (myndighetsspaningar), lunches."""

    class Kind(models.TextChoices):
        LOOKOUT = "lookout", _("authority lookouts")
        LUNCH = "lunch", _("lunch meetings")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.LOOKOUT)
    name_sv = models.CharField(_("name in Swedish"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    about_sv = models.CharField(_("one sentence in Swedish"), max_length=240)
    about_en = models.CharField(_("one sentence in English"), max_length=240, blank=True)
    first_day = models.DateField(_("first day"))
    every_weeks = models.PositiveSmallIntegerField(_("weeks between"), default=6)
    starts = models.TimeField(_("begins"), default=time(9))
    ends = models.TimeField(_("ends"), default=time(10, 30))
    ended = models.BooleanField(_("ended"), default=False)

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")
        ordering = ["ended", "name_sv"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "name_sv"],
                name="courses_lookout_series_once",
                violation_error_message=_("There is a series with that name."),
            ),
            models.CheckConstraint(
                condition=Q(every_weeks__gte=1, every_weeks__lte=52),
                name="courses_lookout_series_weeks",
                violation_error_message=_("Write a number of weeks from 1 to 52."),
            ),
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")),
                name="courses_lookout_series_times",
                violation_error_message=_("It ends before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Its name in the reader's language."""
        return in_language(self.name_sv, self.name_en)

    @property
    def about(self) -> str:
        """What it is, in one sentence."""
        return in_language(self.about_sv, self.about_en)


class LookoutTurn(TenantModel):
    """An authority's turn to host on a day; the run is there when the host has filled it in."""

    series = TenantKey(
        LookoutSeries, models.CASCADE, related_name="turns", verbose_name=_("series")
    )
    membership = TenantKey(Membership, related_name="+", verbose_name=_("host authority"))
    day = models.DateField(_("day"))
    title_sv = models.CharField(_("title in Swedish"), max_length=120, blank=True)
    title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    summary_sv = models.CharField(_("one sentence in Swedish"), max_length=240, blank=True)
    summary_en = models.CharField(_("one sentence in English"), max_length=240, blank=True)
    place = models.CharField(
        _("place"), max_length=120, blank=True, help_text=_("Such as Bolagsverket in Sundsvall.")
    )
    town = models.CharField(_("town"), max_length=60, blank=True)
    link = models.URLField(
        _("online link"),
        max_length=500,
        blank=True,
        help_text=_("Shown only to those who have a seat."),
    )
    seats = models.PositiveSmallIntegerField(_("seats"), null=True)
    filled = models.PositiveIntegerField(_("times filled in"), default=0, editable=False)
    run = TenantKey(
        Run, null=True, blank=True, editable=False, related_name="+", verbose_name=_("run")
    )

    class Meta:
        verbose_name = _("turn to host")
        verbose_name_plural = _("turns to host")
        ordering = ["day", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "series", "day"],
                name="courses_lookout_turn_once",
                violation_error_message=_("The series has that day."),
            ),
            models.CheckConstraint(
                condition=Q(seats=None) | Q(seats__gte=1, seats__lte=2000),
                name="courses_lookout_turn_seats",
                violation_error_message=_("Write the number of seats, from 1 to 2 000."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}"

    @property
    def title(self) -> str:
        """What it is about, when the host has said so."""
        return in_language(self.title_sv, self.title_en)


class TurnChange(TenantModel):
    """A turn that went from one authority to another, and why: nothing changes hands in silence."""

    turn = TenantKey(LookoutTurn, models.CASCADE, related_name="changes", verbose_name=_("turn"))
    before = TenantKey(Membership, related_name="+", verbose_name=_("from"))
    after = TenantKey(Membership, related_name="+", verbose_name=_("to"))
    why = models.CharField(_("reason"), max_length=300)
    user_id: Any = models.BigIntegerField(_("by"), editable=False)
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("change of host")
        verbose_name_plural = _("changes of host")
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(why=""),
                name="courses_turn_change_says_why",
                violation_error_message=_("Write why the host changes."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.turn_id}"
