from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from induction.models.programme import Module, Programme
from induction.querysets import ParticipationQuerySet
from induction.rules import Stage, stage_of
from members.models import Membership, Person
from network.scope import TenantKey, TenantManager, TenantModel


class Participation(TenantModel):
    """A new manager's way through a programme, from the day that they were invited."""

    programme = TenantKey(Programme, related_name="participations", verbose_name=_("programme"))
    person = TenantKey(Person, related_name="+", verbose_name=_("person"))
    membership = TenantKey(Membership, related_name="+", verbose_name=_("authority"))
    manager_since = models.DateField(_("manager since"), null=True, blank=True)
    invited_at = models.DateTimeField(_("invited"), default=timezone.now, editable=False)
    invited_by = models.BigIntegerField(null=True, editable=False)

    objects = TenantManager.from_queryset(ParticipationQuerySet)()

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["-invited_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "programme", "person"],
                name="induction_participation_once",
                violation_error_message=_("The person is invited already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} {self.person_id}"

    @property
    def stage(self) -> Stage:
        """How far it has come; as `with_all` fetched it along."""
        end: ParticipationEnd | None = getattr(self, "end", None)
        return stage_of(
            accepted=getattr(self, "said", None),
            later=getattr(self, "asked_for", None),
            completed=end.completed if end else None,
        )


class ParticipationAnswer(TenantModel):
    """What the invited manager answered: yes, no, or not now but from a day.

    The latest holds, but a yes is said once and stands: who regrets it leaves.
    """

    participation = TenantKey(
        Participation, models.CASCADE, related_name="answers", verbose_name=_("participation")
    )
    person = TenantKey(Person, related_name="+", verbose_name=_("person"))
    accepted = models.BooleanField(_("accepted"))
    later = models.DateField(_("ask again"), null=True, blank=True)
    at = models.DateTimeField(_("answered"), default=timezone.now, editable=False)

    objects = TenantManager()

    class Meta:
        verbose_name = _("answer to an invitation")
        verbose_name_plural = _("answers to invitations")
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(later=None) | Q(accepted=False),
                name="induction_answer_later_is_no_yes",
                violation_error_message=_("A yes is not for later."),
            ),
            models.UniqueConstraint(
                fields=["network", "participation"],
                condition=Q(accepted=True),
                name="induction_yes_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participation_id} {self.accepted}"


class ParticipationEnd(TenantModel):
    """That somebody has completed the programme, or left it; nobody is asked why."""

    participation = models.OneToOneField(
        Participation,
        models.CASCADE,
        related_name="end",
        db_constraint=False,
        verbose_name=_("participation"),
    )
    person = TenantKey(Person, related_name="+", verbose_name=_("person"))
    completed = models.BooleanField(_("completed"))
    at = models.DateTimeField(_("ended"), default=timezone.now, editable=False)

    objects = TenantManager()

    class Meta:
        verbose_name = _("end of a participation")
        verbose_name_plural = _("ends of participations")

    def __str__(self) -> str:
        return f"{self.participation_id} {self.completed}"


class ModuleDone(TenantModel):
    """That somebody has done a module that no course's roll tells of."""

    participation = TenantKey(
        Participation, models.CASCADE, related_name="done", verbose_name=_("participation")
    )
    module = TenantKey(Module, models.CASCADE, related_name="+", verbose_name=_("module"))
    person = TenantKey(Person, related_name="+", verbose_name=_("person"))
    at = models.DateTimeField(_("done"), default=timezone.now, editable=False)

    objects = TenantManager()

    class Meta:
        verbose_name = _("module that is done")
        verbose_name_plural = _("modules that are done")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "participation", "module"], name="induction_done_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.participation_id} {self.module_id}"
