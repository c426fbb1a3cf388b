from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from induction.models.participation import Participation
from members.models import Membership, Person
from network.codes import grouped
from network.scope import TenantKey, TenantManager, TenantModel


class InductionCertificate(TenantModel):
    """A certificate (intyg) of a completed programme: its facts and its paper never change.

    Anybody who has the code may check it where the courses' certificates are checked.
    """

    participation = TenantKey(
        Participation, related_name="certificates", verbose_name=_("participation")
    )
    person = TenantKey(Person, related_name="+", verbose_name=_("person"))
    membership = TenantKey(Membership, related_name="+", verbose_name=_("authority"))
    code = models.CharField(_("code"), max_length=16, editable=False)
    language = models.CharField(_("language"), max_length=2, editable=False)
    name = models.CharField(_("name"), max_length=160, editable=False)
    programme = models.CharField(_("programme"), max_length=120, editable=False)
    days = models.CharField(_("days"), max_length=120, editable=False)
    paper = models.BinaryField(_("paper"), editable=False)
    issued_at = models.DateTimeField(_("issued"), default=timezone.now, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, editable=False)
    revoked_by = models.BigIntegerField(_("revoked by"), null=True, editable=False)
    revoked_because = models.CharField(_("why it is revoked"), max_length=300, blank=True)

    objects = TenantManager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.UniqueConstraint(fields=["network", "code"], name="induction_certificate_code"),
            models.UniqueConstraint(
                fields=["network", "participation"],
                condition=Q(revoked_at=None),
                name="induction_certificate_once",
            ),
        ]

    def __str__(self) -> str:
        return self.printed_code

    @property
    def printed_code(self) -> str:
        """The code in groups of four."""
        return grouped(self.code)
