from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models.campaign import Campaign, Candidate
from courses.needs.rules import Term
from courses.needs.wish_querysets import WishCallQuerySet, WishQuerySet
from network.scope import TenantKey, TenantManager, TenantModel

MOST_WISHED = 200  # seats in one wish


class WishCall(TenantModel):
    """An authority asks its own people what they wish for, before it answers (önskemål).

    Open to who is asked by letter, to the signed-in of the authority, and to whoever has the
    shared address; of that only the digest is kept, and the number that it is worked out from.
    """

    campaign = TenantKey(Campaign, related_name="+", verbose_name=_("needs assessment"))
    membership = TenantKey("members.Membership", related_name="+", verbose_name=_("authority"))
    words = models.CharField(_("what you ask"), max_length=600, blank=True)
    closes_on = models.DateField(_("last day"))
    nonce = models.BinaryField(editable=False)
    digest = models.BinaryField(editable=False)
    opened_at = models.DateTimeField(_("opened"), default=timezone.now, editable=False)
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)

    objects = TenantManager.from_queryset(WishCallQuerySet)()

    class Meta:
        verbose_name = _("collection of wishes")
        verbose_name_plural = _("collections of wishes")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "campaign", "membership"],
                name="courses_wish_call_once",
                violation_error_message=_("The authority collects wishes already."),
            ),
            models.UniqueConstraint(
                fields=["network", "digest"], name="courses_wish_call_digest_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id}: {self.membership_id}"


class Wish(TenantModel):
    """What somebody at an authority wishes to learn (önskemål); only the authority reads it."""

    call = TenantKey(
        WishCall, models.CASCADE, related_name="wishes", verbose_name=_("collection of wishes")
    )
    membership = TenantKey("members.Membership", related_name="+", verbose_name=_("authority"))
    candidate = TenantKey(
        Candidate, null=True, blank=True, related_name="+", verbose_name=_("course")
    )
    text = models.CharField(_("in your own words"), max_length=160, blank=True)
    term = models.CharField(_("when"), max_length=6, choices=Term, blank=True)
    seats = models.PositiveSmallIntegerField(_("for how many"), default=1)
    why = models.CharField(_("why"), max_length=400, blank=True)
    unit = models.CharField(_("unit"), max_length=120, blank=True)
    # Nobody for those who came by the shared address: it asks for no name.
    person = TenantKey(
        "members.Person", null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)

    objects = TenantManager.from_queryset(WishQuerySet)()

    class Meta:
        verbose_name = _("wish")
        verbose_name_plural = _("wishes")
        constraints = [
            models.CheckConstraint(
                condition=Q(candidate__isnull=False) | ~Q(text=""),
                name="courses_wish_said",
                violation_error_message=_("Choose a course, or write what you wish to learn."),
            ),
            models.CheckConstraint(
                condition=Q(seats__gte=1, seats__lte=MOST_WISHED),
                name="courses_wish_seats",
                violation_error_message=_("Write for how many, from 1 to 200."),
            ),
        ]

    def __str__(self) -> str:
        return self.text or str(self.candidate_id)
