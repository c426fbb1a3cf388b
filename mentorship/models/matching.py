from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mentorship.models.interest import Interest
from mentorship.models.round import MentorRound
from mentorship.querysets import MatchingQuerySet
from mentorship.rules import Objective
from network.scope import TenantKey, TenantManager, TenantModel


class Matching(TenantModel):
    """A matching as it was computed: what was sought, with which weights, and the proof.

    `proofs` holds for each aim the sum reached and the bound that no other matching passes;
    `unmatched` why somebody got no pair and what would have helped, by expression of interest;
    `notes` what could not be done as the coordinator wished.
    """

    round = TenantKey(MentorRound, related_name="matchings", verbose_name=_("mentoring round"))
    objective = models.CharField(_("sought first"), max_length=8, choices=Objective)
    weights = models.JSONField(_("weights"), default=dict)
    made_at = models.DateTimeField(_("computed"), default=timezone.now, editable=False)
    made_by = models.BigIntegerField(null=True, editable=False)
    mentees = models.PositiveIntegerField(_("mentees"), default=0)
    mentors = models.PositiveIntegerField(_("mentors"), default=0)
    formed = models.PositiveIntegerField(_("pairs"), default=0)
    score = models.PositiveIntegerField(_("points together"), default=0)
    proofs = models.JSONField(default=list, editable=False)
    unmatched = models.JSONField(default=dict, editable=False)
    notes = models.JSONField(default=list, editable=False)
    job_id = models.BigIntegerField(null=True, editable=False)
    is_repair = models.BooleanField(_("repair"), default=False)

    objects = TenantManager.from_queryset(MatchingQuerySet)()

    class Meta:
        verbose_name = _("matching")
        verbose_name_plural = _("matchings")
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["network", "job_id"], name="mentorship_matching_once")
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.made_at:%Y-%m-%d}"


class PairRule(TenantModel):
    """What the coordinator has decided before the matching: these two, or never these two."""

    class Kind(models.TextChoices):
        PIN = "pin", _("pinned")
        BAN = "ban", _("never")

    round = TenantKey(
        MentorRound, models.CASCADE, related_name="pair_rules", verbose_name=_("mentoring round")
    )
    mentee = TenantKey(Interest, models.CASCADE, related_name="+", verbose_name=_("mentee"))
    mentor = TenantKey(Interest, models.CASCADE, related_name="+", verbose_name=_("mentor"))
    kind = models.CharField(_("kind"), max_length=3, choices=Kind)
    laid_at = models.DateTimeField(default=timezone.now, editable=False)
    laid_by = models.BigIntegerField(null=True, editable=False)

    objects = TenantManager()

    class Meta:
        verbose_name = _("rule for a pair")
        verbose_name_plural = _("rules for pairs")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "mentee", "mentor"],
                name="mentorship_pair_rule_once",
                violation_error_message=_("They are pinned, or kept apart, already."),
            ),
            models.CheckConstraint(
                condition=~Q(mentee=F("mentor")),
                name="mentorship_pair_rule_two",
                violation_error_message=_("Nobody is their own mentor."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.mentee_id} {self.mentor_id}"
