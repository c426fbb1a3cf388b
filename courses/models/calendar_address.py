from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.scope import TenantKey, TenantManager, TenantModel


class CalendarAddress(TenantModel):
    """A secret address from which a person's calendar program fetches course days.

    Of the address only the digest is kept, and the number that it is worked out from together
    with the portal's secret key: a stolen database opens no calendar.
    """

    class Kind(models.TextChoices):
        OWN = "own", _("my courses")
        AUTHORITY = "authority", _("my authority's course days")
        NETWORK = "network", _("all the network's course days")

    person = TenantKey("members.Person", related_name="+", verbose_name=_("person"))
    membership = TenantKey("members.Membership", related_name="+", verbose_name=_("authority"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    nonce = models.BinaryField(editable=False)
    digest = models.BinaryField(editable=False)
    created_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)
    fetched_at = models.DateTimeField(_("last fetched"), null=True, editable=False)

    objects = TenantManager()

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "digest"], name="courses_calendar_digest_once"
            ),
            models.UniqueConstraint(
                fields=["network", "person", "kind"],
                condition=Q(ended_at=None),
                name="courses_calendar_once",
                violation_error_message=_("You have such an address already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.kind}"
