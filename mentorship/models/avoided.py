from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.models import Membership, Person
from mentorship.models.interest import Interest
from network.scope import TenantKey, TenantManager, TenantModel


class Avoided(TenantModel):
    """Somebody, or an authority, that one does not want to be paired with; no reason is asked.

    Read by the one who wrote it and by those who match, never by the manager. People are written
    by name, since nobody may look through another authority's register; who matches points out
    the `who`.
    """

    interest = TenantKey(
        Interest, models.CASCADE, related_name="avoided", verbose_name=_("expression of interest")
    )
    person = TenantKey(Person, models.CASCADE, related_name="+", verbose_name=_("written by"))
    name = models.CharField(_("name of somebody"), max_length=120, blank=True)
    who = TenantKey(
        Person, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    looked_at = models.DateTimeField(
        _("looked up"),
        null=True,
        editable=False,
        help_text=_("When a coordinator looked for the name in the register, found or not."),
    )
    authority = TenantKey(
        Membership,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("authority"),
    )

    objects = TenantManager()

    class Meta:
        verbose_name = _("somebody to avoid")
        verbose_name_plural = _("people and authorities to avoid")
        constraints = [
            models.CheckConstraint(
                condition=Q(authority=None) & ~Q(name="") | Q(authority__isnull=False, name=""),
                name="mentorship_avoided_one",
                violation_error_message=_("Write a name, or choose an authority."),
            ),
            models.CheckConstraint(
                condition=Q(who=None) | Q(authority=None),
                name="mentorship_avoided_person",
                violation_error_message=_("An authority is not a person."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.authority_id)
