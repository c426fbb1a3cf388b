from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _


class LegalPerson(models.Model):
    """Who owes and owns in law: the State is one, each municipality and region is its own.

    VAT asks for the legal persons of seller and buyer, never for the authorities.
    """

    name = models.CharField(_("name"), max_length=160, unique=True)
    is_state = models.BooleanField(_("the State"), default=False)

    class Meta:
        verbose_name = _("legal person")
        verbose_name_plural = _("legal persons")
        constraints = [
            models.UniqueConstraint(
                fields=["is_state"],
                condition=models.Q(is_state=True),
                name="members_one_state",
                violation_error_message=_("The State is one legal person."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Authority(models.Model):
    """A public authority (myndighet): public facts, shared by all networks."""

    class Kind(models.TextChoices):
        STATE_AGENCY = "state_agency", _("state agency")
        COURT = "court", _("court")
        UNIVERSITY = "university", _("university")
        COUNTY_BOARD = "county_board", _("county administrative board")
        MUNICIPALITY = "municipality", _("municipality")
        REGION = "region", _("region")
        OTHER = "other", _("other")

    STATE_KINDS = frozenset({Kind.STATE_AGENCY, Kind.COURT, Kind.UNIVERSITY, Kind.COUNTY_BOARD})

    name = models.CharField(_("name"), max_length=160)
    short_name = models.CharField(_("short name"), max_length=60)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    organisation_number = models.CharField(
        _("organisation number"),
        max_length=10,
        blank=True,
        help_text=_("Ten digits. May be missing, and parts of one authority share it."),
    )
    legal_person = models.ForeignKey(
        LegalPerson, models.PROTECT, related_name="authorities", verbose_name=_("legal person")
    )

    class Meta:
        verbose_name = _("authority")
        verbose_name_plural = _("authorities")
        constraints = [
            models.UniqueConstraint(
                "name",
                name="members_authority_name_once",
                violation_error_message=_("The authority is registered already."),
            ),
            models.CheckConstraint(
                condition=models.Q(organisation_number="")
                | models.Q(organisation_number__regex=r"^\d{10}$"),
                name="members_authority_number_digits",
                violation_error_message=_("An organisation number has ten digits."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def in_the_state(self) -> bool:
        """Whether it belongs to the legal person of the State."""
        return self.kind in self.STATE_KINDS

    def name_on(self, day: date) -> str:
        """What it was called on a day: old invoices keep the old name."""
        borne = [former for former in self.former_names.all() if former.until >= day]
        return min(borne, key=lambda former: former.until).name if borne else self.name


class FormerName(models.Model):
    """A name that an authority bore until a day, that day included."""

    authority = models.ForeignKey(
        Authority, models.CASCADE, related_name="former_names", verbose_name=_("authority")
    )
    name = models.CharField(_("name"), max_length=160)
    until = models.DateField(_("until"))

    class Meta:
        verbose_name = _("former name")
        verbose_name_plural = _("former names")
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "until"],
                name="members_former_name_once",
                violation_error_message=_("It changed its name only once that day."),
            )
        ]

    def __str__(self) -> str:
        return self.name
