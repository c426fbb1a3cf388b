from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Person
from mentorship.models.pair import Pair
from network.scope import TenantKey, TenantManager, TenantModel


class Agreement(TenantModel):
    """What the two have agreed (överenskommelse), one row for each wording; theirs to read alone.

    It is no instrument of secrecy in law: what stands here may be asked for as a public document.
    """

    pair = TenantKey(Pair, models.CASCADE, related_name="agreements", verbose_name=_("pair"))
    goals = models.TextField(_("goals"), max_length=1500)
    rhythm = models.CharField(_("how often and how you meet"), max_length=300)
    trust = models.TextField(_("what stays between you"), max_length=1000)
    ending = models.TextField(_("how either of you may end it"), max_length=1000)
    written_by = TenantKey(Person, related_name="+", verbose_name=_("written by"))
    written_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)

    objects = TenantManager()

    class Meta:
        verbose_name = _("agreement of a pair")
        verbose_name_plural = _("agreements of pairs")
        ordering = ["-written_at", "-id"]

    def __str__(self) -> str:
        return f"{self.pair_id} {self.written_at:%Y-%m-%d}"


class AgreementAssent(TenantModel):
    """That one of the two says yes to a wording of the agreement."""

    agreement = TenantKey(
        Agreement, models.CASCADE, related_name="assents", verbose_name=_("agreement")
    )
    person = TenantKey(Person, related_name="+", verbose_name=_("person"))
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = TenantManager()

    class Meta:
        verbose_name = _("assent to an agreement")
        verbose_name_plural = _("assents to agreements")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "agreement", "person"], name="mentorship_assent_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.person_id}"


class Contact(TenantModel):
    """A day on which the two met, and whether it goes well; nothing of what was said."""

    pair = TenantKey(Pair, models.CASCADE, related_name="contacts", verbose_name=_("pair"))
    person = TenantKey(Person, related_name="+", verbose_name=_("ticked by"))
    day = models.DateField(_("day"))
    goes_well = models.BooleanField(
        _("it goes well"), help_text=_("A no asks the coordinator to call you.")
    )
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = TenantManager()

    class Meta:
        verbose_name = _("meeting of a pair")
        verbose_name_plural = _("meetings of pairs")
        ordering = ["-day", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "pair", "person", "day"],
                name="mentorship_contact_once",
                violation_error_message=_("That day is ticked already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.pair_id} {self.day}"


class PairEvaluation(TenantModel):
    """What one of the two thinks of it, mid-way or at the end, in figures from 1 to 5."""

    class Kind(models.TextChoices):
        MIDWAY = "midway", _("mid-way check")
        CLOSING = "closing", _("closing evaluation")

    pair = TenantKey(Pair, models.CASCADE, related_name="evaluations", verbose_name=_("pair"))
    person = TenantKey(Person, related_name="+", verbose_name=_("person"))
    kind = models.CharField(_("kind"), max_length=7, choices=Kind)
    satisfaction = models.PositiveSmallIntegerField(_("how content you are"))
    effect = models.PositiveSmallIntegerField(_("what it has meant for you as a leader"))
    goals = models.PositiveSmallIntegerField(_("how far you have come towards the goals"))
    again = models.BooleanField(_("I would take part again"), null=True)
    words = models.TextField(
        _("what should the network do better?"),
        max_length=1000,
        blank=True,
        help_text=_("About the programme, not about each other: it may be asked for by anyone."),
    )
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = TenantManager()

    class Meta:
        verbose_name = _("evaluation of a pair")
        verbose_name_plural = _("evaluations of pairs")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "pair", "person", "kind"], name="mentorship_evaluation_once"
            ),
            models.CheckConstraint(
                condition=Q(satisfaction__range=(1, 5))
                & Q(effect__range=(1, 5))
                & Q(goals__range=(1, 5)),
                name="mentorship_evaluation_figures",
                violation_error_message=_("Answer from 1 to 5."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pair_id} {self.kind}"
