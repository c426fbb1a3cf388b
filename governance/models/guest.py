from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.models.body import Body
from members.models import Person
from members.querysets import DatedQuerySet
from network.scope import TenantKey, TenantManager, TenantModel


class Guest(TenantModel):
    """A standing guest of a body (adjungerad): reads what it reads from day to day, never votes.

    With a `person` the guest reads in the portal; without one, letters of the body are all that
    the guest gets.
    """

    body = TenantKey(Body, models.CASCADE, related_name="guests", verbose_name=_("body"))
    person = TenantKey(Person, null=True, blank=True, related_name="+", verbose_name=_("person"))
    name = models.CharField(_("name"), max_length=120)
    organisation = models.CharField(_("organisation"), max_length=160, blank=True)
    title = models.CharField(_("post"), max_length=120, blank=True)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = TenantManager.from_queryset(DatedQuerySet)()

    class Meta:
        verbose_name = _("guest of a body")
        verbose_name_plural = _("guests of bodies")
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="governance_guest_days",
                violation_error_message=_("The guest leaves before they come."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class GuestContact(TenantModel):
    """Where letters of the body reach a guest; read by the coordinators alone."""

    guest = TenantKey(Guest, models.CASCADE, related_name="contacts", verbose_name=_("guest"))
    email = models.EmailField(_("mail"))

    class Meta:
        verbose_name = _("mail address of a guest")
        verbose_name_plural = _("mail addresses of guests")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "guest"], name="governance_guest_contact_once"
            )
        ]

    def __str__(self) -> str:
        return self.email
