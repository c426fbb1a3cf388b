from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mentorship.querysets import MentorRoundQuerySet
from mentorship.rules import Verdict, may_ask
from network.scope import TenantManager, TenantModel


class MentorRound(TenantModel):
    """A round of a mentoring programme: when one may ask, when it runs, and whom it is for."""

    class Programme(models.TextChoices):
        MENTORING = "mentoring", _("mentoring programme")
        INDUCTION = "induction", _("manager induction programme")

    programme = models.CharField(
        _("programme"), max_length=12, choices=Programme, default=Programme.MENTORING
    )
    title = models.CharField(_("title"), max_length=120)
    opens = models.DateField(_("open for interest from"))
    closes = models.DateField(_("open for interest until"), help_text=_("That day included."))
    starts = models.DateField(_("starts"))
    ends = models.DateField(_("ends"))
    mentee_months = models.PositiveSmallIntegerField(
        _("months that a mentee must have led staff"),
        default=6,
        help_text=_("Counted on the day the round starts."),
    )
    mentor_years = models.PositiveSmallIntegerField(
        _("years that a mentor must have led staff"),
        default=3,
        help_text=_("Counted on the day the round starts."),
    )
    about = models.TextField(_("about the round"), max_length=2000, blank=True)

    objects = TenantManager.from_queryset(MentorRoundQuerySet)()

    class Meta:
        verbose_name = _("mentoring round")
        verbose_name_plural = _("mentoring rounds")
        ordering = ["-starts", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "title"],
                name="mentorship_round_title_once",
                violation_error_message=_("Another round has that title."),
            ),
            models.CheckConstraint(
                condition=Q(closes__gte=F("opens")),
                name="mentorship_round_open_days",
                violation_error_message=_("It closes for interest before it opens."),
            ),
            models.CheckConstraint(
                condition=Q(starts__gte=F("closes")),
                name="mentorship_round_starts_after",
                violation_error_message=_("It starts before it closes for interest."),
            ),
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")),
                name="mentorship_round_days",
                violation_error_message=_("It ends before it starts."),
            ),
        ]
        indexes = [models.Index(fields=["network", "closes"], name="round_closes")]

    def __str__(self) -> str:
        return self.title

    def is_open(self, day: date) -> bool:
        """Whether one may ask on a day."""
        return self.opens <= day <= self.closes

    def verdict(self, role: str, manager_since: date | None) -> Verdict:
        """Whether somebody has led staff long enough for a role here, and why."""
        return may_ask(
            role,
            manager_since=manager_since,
            starts=self.starts,
            mentee_months=self.mentee_months,
            mentor_years=self.mentor_years,
        )
