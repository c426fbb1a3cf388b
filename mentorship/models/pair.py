from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Membership, Person
from mentorship.models.interest import Interest
from mentorship.models.matching import Matching
from mentorship.models.round import MentorRound
from mentorship.querysets import PairQuerySet
from network.scope import TenantKey, TenantManager, TenantModel


class Pair(TenantModel):
    """A mentee and a mentor of a round: proposed, asked, running, ended; one row for each.

    The database holds that they are of different authorities, that a mentee has one pair at a
    time, and that a mentor has no more than they offered. `score` and `reasons` are frozen as
    the coordinator saw them.
    """

    round = TenantKey(MentorRound, related_name="pairs", verbose_name=_("mentoring round"))
    matching = TenantKey(
        Matching, null=True, blank=True, related_name="pairs", verbose_name=_("matching")
    )
    mentee = TenantKey(Interest, related_name="as_mentee", verbose_name=_("mentee"))
    mentor = TenantKey(Interest, related_name="as_mentor", verbose_name=_("mentor"))
    mentee_person = TenantKey(Person, related_name="+", verbose_name=_("mentee"))
    mentor_person = TenantKey(Person, related_name="+", verbose_name=_("mentor"))
    mentee_membership = TenantKey(Membership, related_name="+", verbose_name=_("authority"))
    mentor_membership = TenantKey(Membership, related_name="+", verbose_name=_("authority"))
    score = models.PositiveIntegerField(_("points"), default=0, editable=False)
    reasons = models.JSONField(default=list, editable=False)
    laid_at = models.DateTimeField(_("proposed"), default=timezone.now, editable=False)
    laid_by = models.BigIntegerField(null=True, editable=False)
    asked_at = models.DateTimeField(_("asked"), null=True, editable=False)
    answer_by = models.DateField(_("answer by"), null=True, blank=True)
    started_at = models.DateTimeField(_("started"), null=True, editable=False)
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)

    objects = TenantManager.from_queryset(PairQuerySet)()

    class Meta:
        verbose_name = _("pair")
        verbose_name_plural = _("pairs")
        ordering = ["-score", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "mentee"],
                condition=Q(ended_at=None),
                name="mentorship_pair_mentee_once",
                violation_error_message=_("The mentee has a mentor already."),
            ),
            models.CheckConstraint(
                condition=~Q(mentee_membership=F("mentor_membership")),
                name="mentorship_pair_other_authority",
                violation_error_message=_("Mentor and mentee work at different authorities."),
            ),
            models.CheckConstraint(
                condition=~Q(mentee_person=F("mentor_person")),
                name="mentorship_pair_two",
                violation_error_message=_("Nobody is their own mentor."),
            ),
            models.CheckConstraint(
                condition=Q(started_at=None) | Q(asked_at__isnull=False),
                name="mentorship_pair_asked_first",
                violation_error_message=_("Both are asked before a pair starts."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mentee_id} {self.mentor_id}"


class PairAnswer(TenantModel):
    """What one of the two said when asked: yes, or no with no reason asked for."""

    pair = TenantKey(Pair, models.CASCADE, related_name="answers", verbose_name=_("pair"))
    person = TenantKey(Person, related_name="+", verbose_name=_("person"))
    accepted = models.BooleanField(_("accepted"))
    at = models.DateTimeField(_("answered"), default=timezone.now, editable=False)

    objects = TenantManager()

    class Meta:
        verbose_name = _("answer to a pair")
        verbose_name_plural = _("answers to pairs")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "pair", "person"], name="mentorship_pair_answer_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.pair_id} {self.accepted}"


class PairEnd(TenantModel):
    """How a pair ended, and who of the two wants another; nobody is asked why.

    Each says it for oneself; empty while one has not said.
    """

    class Kind(models.TextChoices):
        COMPLETED = "completed", _("completed")
        EARLY = "early", _("ended early")
        DECLINED = "declined", _("one of them said no")
        UNDONE = "undone", _("taken back by the coordinator")

    pair = models.OneToOneField(
        Pair, models.CASCADE, related_name="end", db_constraint=False, verbose_name=_("pair")
    )
    kind = models.CharField(_("how it ended"), max_length=9, choices=Kind)
    on = models.DateField(_("ended"))
    mentee_again = models.BooleanField(_("the mentee wants another mentor"), null=True)
    mentor_again = models.BooleanField(_("the mentor takes another mentee"), null=True)
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = TenantManager()

    class Meta:
        verbose_name = _("end of a pair")
        verbose_name_plural = _("ends of pairs")

    def __str__(self) -> str:
        return f"{self.pair_id} {self.kind}"
