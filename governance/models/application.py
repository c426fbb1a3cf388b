from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.models.meeting import AgendaItem
from governance.querysets import ApplicationQuerySet
from members.models import Authority, Decision, Membership, Standing
from network.scope import TenantKey, TenantManager, TenantModel


class MembershipApplication(TenantModel):
    """An authority that would join the network, from its first words to a body's decision.

    Asked for on an open form, it is received when the address is confirmed by the letter's link.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("waits for its confirmation")
        RECEIVED = "received", _("received")
        PREPARED = "prepared", _("prepared")
        ON_AGENDA = "on_agenda", _("on an agenda")
        ADMITTED = "admitted", _("admitted")
        DECLINED = "declined", _("not admitted")
        WITHDRAWN = "withdrawn", _("withdrawn")

    OPEN = (State.RECEIVED, State.PREPARED, State.ON_AGENDA)

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.RECEIVED)
    name = models.CharField(_("authority"), max_length=160)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    kind = models.CharField(_("kind of authority"), max_length=20, choices=Authority.Kind)
    number = models.CharField(_("organisation number"), max_length=10, blank=True)
    wants = models.CharField(
        _("kind of membership"),
        max_length=12,
        choices=Standing.Kind,
        default=Standing.Kind.MEMBER,
    )
    employees = models.PositiveIntegerField(_("employees in the county"), null=True, blank=True)
    reason = models.TextField(_("why"), max_length=2000, blank=True)
    contact_name = models.CharField(_("contact"), max_length=120)
    contact_title = models.CharField(_("post"), max_length=120, blank=True)
    contact_email = models.EmailField(_("mail"))
    language = models.CharField(_("language"), max_length=2, default="sv")
    nonce = models.BinaryField(null=True, editable=False)
    digest = models.BinaryField(null=True, editable=False)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now, editable=False)
    received_at = models.DateTimeField(_("received"), null=True, editable=False)
    entered_by = models.BigIntegerField(_("entered by"), null=True, editable=False)
    # What the coordinator prepares for the body.
    preparation = models.TextField(_("what the body should know"), max_length=8000, blank=True)
    level = models.CharField(_("proposed level"), max_length=40, blank=True)
    since = models.DateField(_("member from"), null=True, blank=True)
    # What became of it.
    item = TenantKey(AgendaItem, null=True, editable=False, related_name="+")
    decision = TenantKey(Decision, null=True, editable=False, related_name="+")
    membership = TenantKey(Membership, null=True, editable=False, related_name="+")
    ended_at = models.DateTimeField(_("answered"), null=True, editable=False)
    answer = models.TextField(_("why it ended"), max_length=2000, blank=True, editable=False)

    objects = TenantManager.from_queryset(ApplicationQuerySet)()

    class Meta:
        verbose_name = _("application for membership")
        verbose_name_plural = _("applications for membership")
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                "network",
                Lower("name"),
                Lower("contact_email"),
                condition=Q(state="asked"),
                name="governance_application_once",
                violation_error_message=_("The authority has asked already."),
            ),
            models.UniqueConstraint(
                fields=["network", "digest"], name="governance_application_digest"
            ),
            models.CheckConstraint(
                condition=~Q(state="admitted")
                | Q(decision__isnull=False, membership__isnull=False),
                name="governance_application_admitted",
                violation_error_message=_("An authority is admitted by a decision."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["declined", "withdrawn"]) | ~Q(answer=""),
                name="governance_application_answered",
                violation_error_message=_("Write why."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether somebody has yet to answer it."""
        return self.state in self.OPEN
