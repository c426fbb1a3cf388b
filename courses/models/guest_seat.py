from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models.run import Run
from network.scope import TenantKey, TenantManager, TenantModel


class GuestSeat(TenantModel):
    """A seat for somebody outside the network, theirs once they follow the link in the letter.

    Written by functions of the database alone, and deleted 30 days after the run.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("waits for the guest's answer to the letter")
        CONFIRMED = "confirmed", _("has a seat")
        WITHDRAWN = "withdrawn", _("withdrawn")

    run = TenantKey(Run, related_name="guests", verbose_name=_("run"))
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("mail address"))
    language = models.CharField(_("language"), max_length=2, default="sv")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ASKED)
    nonce = models.BinaryField(editable=False)
    digest = models.BinaryField(editable=False)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrew"), null=True, editable=False)

    objects = TenantManager()

    class Meta:
        verbose_name = _("guest")
        verbose_name_plural = _("guests")
        constraints = [
            models.UniqueConstraint(
                "network",
                "run",
                Lower("email"),
                name="courses_guest_once",
                violation_error_message=_("The guest has asked for a seat already."),
            ),
            models.UniqueConstraint(fields=["network", "digest"], name="courses_guest_digest_once"),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.name}"
