from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loans.models.notice import Approach, Notice
from loans.models.party import OutsideParty
from loans.querysets import LoanInterestQuerySet
from loans.rules import Legal
from members.models import Membership, Person
from network.scope import TenantKey, TenantManager, TenantModel


class Interest(TenantModel):
    """That somebody would go on a loan: read by them and their manager until the manager says yes.

    `agreed_at` is the person's own yes: at once when they write it themselves, by link when HR
    names them for an offer (`approach`). `own_consent` is their consent to work outside the
    State's own rules. Somebody of an outside party has a name instead of a row in the register.
    """

    notice = TenantKey(Notice, related_name="interests", verbose_name=_("notice"))
    approach = TenantKey(
        Approach, null=True, blank=True, related_name="interests", verbose_name=_("approach")
    )
    person = TenantKey(Person, null=True, blank=True, related_name="+", verbose_name=_("person"))
    membership = TenantKey(
        Membership, null=True, blank=True, related_name="+", verbose_name=_("authority")
    )
    party = TenantKey(
        OutsideParty, null=True, blank=True, related_name="+", verbose_name=_("outside party")
    )
    outside_name = models.CharField(_("name"), max_length=120, blank=True)
    outside_title = models.CharField(_("title"), max_length=120, blank=True)
    words = models.TextField(
        _("why you, in your own words"),
        max_length=1500,
        blank=True,
        help_text=_("Your manager reads it first; the other authority only after their yes."),
    )
    starts = models.DateField(_("could start"))
    ends = models.DateField(_("until"))
    percent = models.PositiveSmallIntegerField(_("extent, per cent"), default=100)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now, editable=False)
    agreed_at = models.DateTimeField(_("agreed to by the person"), null=True, editable=False)
    own_consent = models.BooleanField(
        _("I consent to work for an employer outside the State's own rules"), default=False
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, editable=False)
    withdrawn_by = models.BigIntegerField(null=True, editable=False)
    declined_at = models.DateTimeField(_("not chosen"), null=True, editable=False)

    # Whether a loan was begun of it, where the question asked so (`with_standing`).
    chosen: bool

    objects = TenantManager.from_queryset(LoanInterestQuerySet)()

    class Meta:
        verbose_name = _("interest in a loan")
        verbose_name_plural = _("interests in loans")
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    person__isnull=False, membership__isnull=False, party=None, outside_name=""
                )
                | (Q(person=None, membership=None, party__isnull=False) & ~Q(outside_name="")),
                name="loans_interest_who",
            ),
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts")),
                name="loans_interest_days",
                violation_error_message=_("It ends before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(percent__range=(5, 100)),
                name="loans_interest_percent",
                violation_error_message=_("The extent is 5 to 100 per cent."),
            ),
            models.UniqueConstraint(
                fields=["network", "notice", "person"],
                condition=Q(withdrawn_at=None),
                name="loans_interest_once",
                violation_error_message=_("You have answered that notice already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.person_id}"

    @property
    def name(self) -> str:
        """Who would go."""
        return self.person.name if self.person else self.outside_name

    @property
    def said(self) -> "Consent | None":
        """What the manager said, once it is kept."""
        found: Consent | None = getattr(self, "consent", None)
        return found if found and found.pk else None

    @property
    def days(self) -> tuple[date, date]:
        """From and until which day it could be, within what the manager said."""
        said = self.said
        return (
            max(self.starts, (said and said.starts) or self.starts),
            min(self.ends, (said and said.ends) or self.ends),
        )

    @property
    def extent(self) -> int:
        """Per cent of full time at most, within what the manager said."""
        said = self.said
        return min(self.percent, (said and said.percent) or self.percent)


class Consent(TenantModel):
    """What the person's own manager said: yes with its limits, or no; a yes may be taken back.

    The limits are a first and a last day and an extent; empty is as the person said.
    `legal` is the text that held: with a municipality, region or other party the person's own
    consent is needed too, because the duty to work covers the own employer's work alone.
    """

    interest = models.OneToOneField(
        Interest, models.CASCADE, related_name="consent", db_constraint=False
    )
    person = TenantKey(
        Person, null=True, blank=True, related_name="+", verbose_name=_("about whom")
    )
    given = models.BooleanField(_("consent"))
    legal = models.CharField(_("which rules"), max_length=6, choices=Legal)
    employee_agrees = models.BooleanField(_("the employee agrees"), default=False)
    starts = models.DateField(_("not before"), null=True, blank=True)
    ends = models.DateField(_("not after"), null=True, blank=True)
    percent = models.PositiveSmallIntegerField(_("at most, per cent"), null=True, blank=True)
    why = models.CharField(_("words to the employee"), max_length=500, blank=True)
    by_name = models.CharField(_("by"), max_length=120)
    user_id = models.BigIntegerField(null=True, editable=False)
    at = models.DateTimeField(default=timezone.now, editable=False)
    withdrawn_at = models.DateTimeField(_("taken back"), null=True, editable=False)
    withdrawn_by = models.BigIntegerField(null=True, editable=False)

    objects = TenantManager()

    class Meta:
        verbose_name = _("manager's consent")
        verbose_name_plural = _("managers' consents")
        constraints = [
            models.CheckConstraint(
                condition=Q(given=False) | Q(legal=Legal.STATE) | Q(employee_agrees=True),
                name="loans_consent_employee",
                violation_error_message=_("Outside the State the employee consents as well."),
            ),
            models.CheckConstraint(
                condition=(Q(starts=None) | Q(ends=None) | Q(ends__gte=F("starts")))
                & (Q(percent=None) | Q(percent__range=(5, 100))),
                name="loans_consent_limits",
                violation_error_message=_("The limits end before they begin."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.interest_id} {self.given}"
