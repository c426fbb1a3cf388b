from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.procurements.querysets import SupplierQuerySet
from network.identifiers import show_organisation_number
from network.scope import TenantManager, TenantModel


class Supplier(TenantModel):
    """A company or somebody else that sells courses to the network (leverantör)."""

    name = models.CharField(_("name"), max_length=120)
    organisation_number = models.CharField(
        _("organisation number"),
        max_length=10,
        blank=True,
        help_text=_("Ten digits, such as 202100-5489."),
    )
    contact = models.CharField(_("contact"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    note = models.TextField(_("note"), max_length=1000, blank=True)
    ended = models.DateField(
        _("not used since"),
        null=True,
        blank=True,
        help_text=_("From this day the supplier is not offered for new contracts."),
    )

    objects = TenantManager.from_queryset(SupplierQuerySet)()

    class Meta:
        verbose_name = _("supplier")
        verbose_name_plural = _("suppliers")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "name"],
                name="courses_supplier_once",
                violation_error_message=_("There is a supplier with that name."),
            ),
            models.UniqueConstraint(
                fields=["network", "organisation_number"],
                condition=~Q(organisation_number=""),
                name="courses_supplier_number_once",
                violation_error_message=_("There is a supplier with that organisation number."),
            ),
            models.CheckConstraint(
                condition=Q(organisation_number="") | Q(organisation_number__regex=r"^\d{10}$"),
                name="courses_supplier_number_digits",
                violation_error_message=_("An organisation number has ten digits."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def shown_number(self) -> str:
        """The organisation number as people write it."""
        return show_organisation_number(self.organisation_number)

    def is_active(self, day: date) -> bool:
        """Whether new contracts may be made with it."""
        return self.ended is None or self.ended > day
