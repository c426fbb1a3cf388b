from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.plans.querysets import VenueQuerySet
from network.scope import TenantKey, TenantManager, TenantModel


class Venue(TenantModel):
    """A room that a member lends for the network's courses (lokal): hosting rotates among them."""

    membership = TenantKey("members.Membership", related_name="+", verbose_name=_("authority"))
    name = models.CharField(_("room"), max_length=120)
    town = models.CharField(_("town"), max_length=60, blank=True)
    seats = models.PositiveSmallIntegerField(_("seats"))
    spring = models.BooleanField(_("may be used in spring"), default=True)
    autumn = models.BooleanField(_("may be used in autumn"), default=True)

    objects = TenantManager.from_queryset(VenueQuerySet)()

    class Meta:
        verbose_name = _("room for courses")
        verbose_name_plural = _("rooms for courses")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "membership", "name"],
                name="courses_venue_once",
                violation_error_message=_("The authority has a room with that name already."),
            ),
            models.CheckConstraint(
                condition=Q(seats__gte=1, seats__lte=2000),
                name="courses_venue_seats",
                violation_error_message=_("Write the number of seats, from 1 to 2 000."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
