from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from members.models import Authority, Standing
from mentorship.querysets import MentorRoundQuerySet
from mentorship.rules import MENTEE, Objective, Verdict, may_ask, may_come_from
from network.scope import TenantManager, TenantModel


class MentorRound(TenantModel):
    """A round of a mentoring programme: when one may ask, when it runs, and whom it is for."""

    class Programme(models.TextChoices):
        MENTORING = "mentoring", _("mentoring programme")
        REVERSE = "reverse", _("reverse mentoring")
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
    mentee_leads = models.BooleanField(_("mentees lead staff"), default=True)
    mentor_leads = models.BooleanField(
        _("mentors lead staff"),
        default=True,
        help_text=_("In reverse mentoring somebody without staff is the mentor of a manager."),
    )
    authority_kinds = ArrayField(
        models.CharField(max_length=16, choices=Authority.Kind),
        verbose_name=_("kinds of authority that may take part"),
        default=list,
        blank=True,
        help_text=_("None chosen: all."),
    )
    standings = ArrayField(
        models.CharField(max_length=16, choices=Standing.Kind),
        verbose_name=_("kinds of member that may take part"),
        default=list,
        blank=True,
        help_text=_("None chosen: all."),
    )
    places = models.PositiveSmallIntegerField(
        _("places for mentees"), null=True, blank=True, help_text=_("Empty: no limit.")
    )
    mentee_price = models.DecimalField(
        _("price for a mentee, without VAT"),
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Kronor, billed to the mentee's authority. Empty: nothing is billed."),
    )
    costs = models.TextField(
        _("who pays what"),
        max_length=500,
        blank=True,
        help_text=_("Such as: each authority pays its own travel and meals."),
    )
    midway = models.DateField(_("mid-way check"), null=True, blank=True)
    objective = models.CharField(
        _("what the matching seeks first"),
        max_length=8,
        choices=Objective,
        default=Objective.MOST,
    )
    weights = models.JSONField(
        _("weights"),
        default=dict,
        blank=True,
        editable=False,
        help_text=_("What each wish weighs, 0 to 10; one that is not named weighs as usual."),
    )
    kept_months = models.PositiveSmallIntegerField(
        _("months that requests and pairs are kept after the end"), default=6
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
            models.CheckConstraint(
                condition=Q(midway=None) | Q(midway__gt=F("starts"), midway__lt=F("ends")),
                name="mentorship_round_midway",
                violation_error_message=_("The mid-way check is between start and end."),
            ),
            models.CheckConstraint(
                condition=Q(mentee_price=None) | Q(mentee_price__gte=0),
                name="mentorship_round_price",
                violation_error_message=_("A price is not below zero."),
            ),
        ]
        indexes = [models.Index(fields=["network", "closes"], name="round_closes")]

    def __str__(self) -> str:
        return self.title

    def is_open(self, day: date) -> bool:
        """Whether one may ask on a day."""
        return self.opens <= day <= self.closes

    def verdict(
        self,
        role: str,
        manager_since: date | None,
        *,
        kind: str | None = None,
        standing: str | None = None,
    ) -> Verdict:
        """Whether somebody may take a role here, and why.

        `kind` and `standing` are those of the person's authority; None where they are not asked.
        """
        if kind is not None:
            refused = may_come_from(
                kind,
                standing or "",
                kinds=_named(Authority.Kind, self.authority_kinds),
                standings=_named(Standing.Kind, self.standings),
            )
            if refused:
                return refused
        return may_ask(
            role,
            manager_since=manager_since,
            starts=self.starts,
            mentee_months=self.mentee_months,
            mentor_years=self.mentor_years,
            leads=self.mentee_leads if role == MENTEE else self.mentor_leads,
        )


def _named(choices: type[models.TextChoices], values: list[str]) -> dict[str, str]:
    """The chosen ones, each with its words, in the order of the choices."""
    return {value: str(label) for value, label in choices.choices if value in values}
