from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models.campaign import Campaign, Candidate
from courses.needs.merger_querysets import MergerQuerySet
from network.scope import TenantKey, TenantManager, TenantModel


class Merger(TenantModel):
    """Needs were put together as one candidate, or one was taken out; can be undone.

    `title` is what the candidate was called then, since undoing takes a candidate that was made
    for it away again.
    """

    class Kind(models.TextChoices):
        TOGETHER = "together", _("put together")
        OUT = "out", _("taken out")

    campaign = TenantKey(
        Campaign, models.CASCADE, related_name="mergers", verbose_name=_("needs assessment")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.TOGETHER)
    target = TenantKey(
        Candidate,
        models.SET_NULL,
        null=True,
        related_name="mergers",
        verbose_name=_("candidate"),
    )
    title = models.CharField(_("title"), max_length=160)
    made_target = models.BooleanField(_("made the candidate"), default=False)
    by_user_id = models.BigIntegerField(_("by"), null=True, editable=False)
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)
    undone_at = models.DateTimeField(_("undone"), null=True, editable=False)
    undone_by_id = models.BigIntegerField(_("undone by"), null=True, editable=False)

    objects = TenantManager.from_queryset(MergerQuerySet)()

    class Meta:
        verbose_name = _("merger of needs")
        verbose_name_plural = _("mergers of needs")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title


class MergedPart(TenantModel):
    """What a merger moved: a need in own words or a candidate, and where it was before.

    The need is kept by its number alone: its authority may take it away when its answer was
    opened again, and must not be kept from it by what the coordinator did.
    """

    merger = TenantKey(Merger, models.CASCADE, related_name="parts", verbose_name=_("merger"))
    line = models.BigIntegerField(_("need"), null=True)
    candidate = TenantKey(
        Candidate, models.CASCADE, null=True, related_name="+", verbose_name=_("candidate")
    )
    was = TenantKey(
        Candidate, models.SET_NULL, null=True, related_name="+", verbose_name=_("was part of")
    )

    class Meta:
        verbose_name = _("part of a merger")
        verbose_name_plural = _("parts of mergers")
        constraints = [
            models.CheckConstraint(
                condition=Q(line=None, candidate__isnull=False)
                | Q(line__isnull=False, candidate=None),
                name="courses_merged_part_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.merger_id}: {self.line or self.candidate_id}"


class SetApart(TenantModel):
    """Two wordings that somebody looked at and said are not the same course."""

    campaign = TenantKey(
        Campaign, models.CASCADE, related_name="set_apart", verbose_name=_("needs assessment")
    )
    one = models.CharField(_("wording"), max_length=240)
    other = models.CharField(_("other wording"), max_length=240)
    by_user_id = models.BigIntegerField(_("by"), null=True, editable=False)
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("needs that are not the same")
        verbose_name_plural = _("needs that are not the same")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "campaign", "one", "other"], name="courses_set_apart_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.one} ≠ {self.other}"


class HigherEducationRule(TenantModel):
    """From when a need is so big that a programme of its own (YH) is worth trying for."""

    seats = models.PositiveSmallIntegerField(_("at least so many seats in a year"), default=40)
    members = models.PositiveSmallIntegerField(_("at least so many authorities"), default=4)
    source = models.CharField(_("where the figures come from"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("rule for higher vocational education")
        verbose_name_plural = _("rules for higher vocational education")
        constraints = [
            models.UniqueConstraint(fields=["network"], name="courses_higher_rule_once"),
            models.CheckConstraint(
                condition=Q(seats__gte=1, members__gte=1),
                name="courses_higher_rule_some",
                violation_error_message=_("Write numbers of 1 or more."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seats} / {self.members}"
