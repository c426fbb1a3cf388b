from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.models.body import Body, Mandate
from governance.rules import Rank
from members.models import Membership, Person, Role
from network.scope import TenantKey, TenantManager, TenantModel


class MandateRole(TenantModel):
    """A role that somebody holds because of a mandate, so that it ends with it.

    A role that was given by hand has no such row, and stays.
    """

    role = TenantKey(Role, models.CASCADE, related_name="+", verbose_name=_("role"))

    class Meta:
        verbose_name = _("role that follows a mandate")
        verbose_name_plural = _("roles that follow mandates")
        constraints = [
            models.UniqueConstraint(fields=["network", "role"], name="governance_mandate_role_once")
        ]

    def __str__(self) -> str:
        return str(self.role_id)


class HolderProposal(TenantModel):
    """Whom an authority proposes for its own mandate; the coordinator says yes or no."""

    mandate = TenantKey(
        Mandate, models.CASCADE, related_name="proposals", verbose_name=_("mandate")
    )
    # The mandate's authority, which the policies ask for.
    membership = TenantKey(Membership, related_name="+", verbose_name=_("authority"))
    person = TenantKey(Person, null=True, blank=True, related_name="+", verbose_name=_("person"))
    rank = models.CharField(_("as"), max_length=8, choices=Rank, default=Rank.MEMBER)
    name = models.CharField(_("name"), max_length=120)
    title = models.CharField(_("post"), max_length=120, blank=True)
    email = models.EmailField(_("mail"), blank=True)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    made_by = models.BigIntegerField(_("proposed by"), null=True, editable=False)
    made_at = models.DateTimeField(_("proposed"), default=timezone.now, editable=False)
    accepted = models.BooleanField(_("accepted"), null=True, editable=False)
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)
    answer = models.CharField(_("answer"), max_length=300, blank=True)

    objects = TenantManager()

    class Meta:
        verbose_name = _("proposal of a holder")
        verbose_name_plural = _("proposals of holders")
        ordering = ["made_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted=None, answered_at=None)
                | (~Q(accepted=None) & ~Q(answered_at=None)),
                name="governance_holder_proposal_answer",
                violation_error_message=_("A proposal is answered with yes or no."),
            ),
            models.UniqueConstraint(
                fields=["network", "mandate", "rank", "name"],
                condition=Q(accepted=None),
                name="governance_holder_proposal_once",
                violation_error_message=_("That person is proposed already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BodyLetter(TenantModel):
    """A letter that was written to a body from the portal: its words, and how many got it."""

    body = TenantKey(Body, models.CASCADE, related_name="letters", verbose_name=_("body"))
    subject = models.CharField(_("subject"), max_length=140)
    text = models.TextField(_("letter"), max_length=8000)
    members = models.BooleanField(_("members"), default=True)
    deputies = models.BooleanField(_("deputies"), default=False)
    guests = models.BooleanField(_("guests"), default=False)
    receivers = models.PositiveSmallIntegerField(_("receivers"), default=0)
    by_name = models.CharField(_("written by"), max_length=120)
    made_by = models.BigIntegerField(_("writer"), null=True, editable=False)
    at = models.DateTimeField(_("sent"), default=timezone.now, editable=False)

    objects = TenantManager()

    class Meta:
        verbose_name = _("letter to a body")
        verbose_name_plural = _("letters to bodies")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return self.subject


class BodyCalendar(TenantModel):
    """A secret address from which somebody's calendar program fetches a body's meetings.

    Of the address only the digest is kept, and the number that it is worked out from together
    with the portal's secret key.
    """

    body = TenantKey(Body, models.CASCADE, related_name="+", verbose_name=_("body"))
    person = TenantKey(Person, related_name="+", verbose_name=_("person"))
    nonce = models.BinaryField(editable=False)
    digest = models.BinaryField(editable=False)
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)

    objects = TenantManager()

    class Meta:
        verbose_name = _("calendar address of a body")
        verbose_name_plural = _("calendar addresses of bodies")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "digest"], name="governance_body_calendar_digest_once"
            ),
            models.UniqueConstraint(
                fields=["network", "body", "person"],
                condition=Q(ended_at=None),
                name="governance_body_calendar_once",
                violation_error_message=_("You have such an address already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body_id}: {self.person_id}"
