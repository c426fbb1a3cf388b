from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loans.querysets import CrisisCallQuerySet, JobAdvertisementQuerySet
from members.models import Membership
from network.scope import TenantKey, TenantManager, TenantModel


class Crisis(TenantModel):
    """Regional crisis mode: while it is on, members say what they can lend, from which day."""

    title = models.CharField(_("title"), max_length=120)
    about = models.TextField(_("what has happened and what is needed"), max_length=2000)
    since = models.DateField(_("from"))
    ended_on = models.DateField(_("ended"), null=True, blank=True)
    opened_by = models.BigIntegerField(null=True, editable=False)
    opened_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = TenantManager()

    class Meta:
        verbose_name = _("crisis")
        verbose_name_plural = _("crises")
        ordering = ["-since", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network"],
                condition=Q(ended_on=None),
                name="loans_one_crisis",
                violation_error_message=_("Crisis mode is on already."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("since")),
                name="loans_crisis_days",
                violation_error_message=_("It ends before it began."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CrisisCall(TenantModel):
    """The question to an authority what it can lend in a crisis; `answered_at` once it has said.

    An answer without a row of `CanLend` is that it can lend nobody now.
    """

    crisis = TenantKey(Crisis, models.CASCADE, related_name="calls", verbose_name=_("crisis"))
    membership = TenantKey(Membership, related_name="+", verbose_name=_("authority"))
    asked_at = models.DateTimeField(_("asked"), default=timezone.now, editable=False)
    reminded_at = models.DateTimeField(_("reminded"), null=True, editable=False)
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)
    answered_by = models.BigIntegerField(null=True, editable=False)

    objects = TenantManager.from_queryset(CrisisCallQuerySet)()

    class Meta:
        verbose_name = _("question in a crisis")
        verbose_name_plural = _("questions in a crisis")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "crisis", "membership"], name="loans_crisis_call_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.crisis_id} {self.membership_id}"


class CanLend(TenantModel):
    """What an authority can lend in a crisis: how many with a competence, from when until when."""

    crisis = TenantKey(Crisis, models.CASCADE, related_name="offers", verbose_name=_("crisis"))
    membership = TenantKey(Membership, related_name="+", verbose_name=_("authority"))
    competence = models.CharField(_("competence"), max_length=12)
    people = models.PositiveSmallIntegerField(_("number of people"))
    percent = models.PositiveSmallIntegerField(_("extent, per cent"), default=100)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"))
    remote = models.BooleanField(_("from a distance as well"), default=False)
    words = models.CharField(_("remark"), max_length=300, blank=True)
    said_at = models.DateTimeField(_("said"), default=timezone.now, editable=False)
    said_by = models.BigIntegerField(null=True, editable=False)

    objects = TenantManager()

    class Meta:
        verbose_name = _("what an authority can lend")
        verbose_name_plural = _("what authorities can lend")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "crisis", "membership", "competence"],
                name="loans_can_lend_once",
                violation_error_message=_("Your authority has said so for that competence."),
            ),
            models.CheckConstraint(
                condition=Q(people__range=(1, 500), percent__range=(5, 100), until__gte=F("since")),
                name="loans_can_lend_figures",
                violation_error_message=_("Look over number, extent and days."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.people}"


class JobAdvertisement(TenantModel):
    """A job at a member, for the employees of all members; applied for where it says."""

    membership = TenantKey(Membership, related_name="+", verbose_name=_("authority"))
    title = models.CharField(_("title"), max_length=120)
    place = models.CharField(_("place"), max_length=80, blank=True)
    url = models.URLField(_("where to read and apply"), max_length=300)
    apply_by = models.DateField(_("apply by"))
    ended_at = models.DateTimeField(_("taken down"), null=True, editable=False)
    written_by = models.BigIntegerField(null=True, editable=False)
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = TenantManager.from_queryset(JobAdvertisementQuerySet)()

    class Meta:
        verbose_name = _("job advertisement")
        verbose_name_plural = _("job advertisements")
        ordering = ["apply_by", "id"]

    def __str__(self) -> str:
        return self.title
