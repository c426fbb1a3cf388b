from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fees.querysets import IssuerQuerySet
from fees.rules import FeeKind
from members.models import Authority, Membership
from members.models.membership import days
from network import identifiers
from network.scope import TenantKey, TenantManager, TenantModel


class NumberSeries(models.Model):
    """The last invoice number of a selling authority in a series, across all its networks.

    Numbers come from `app.next_invoice_number` alone, which nobody may call without issuing an
    invoice in the same transaction: mervärdesskattelag (2023:200) 17 kap. 24 § asks for one
    unbroken series per seller.
    """

    seller = models.ForeignKey(
        Authority, models.PROTECT, related_name="+", verbose_name=_("seller")
    )
    code = models.CharField(_("series"), max_length=20)
    last = models.PositiveIntegerField(_("last number"))

    class Meta:
        verbose_name = _("number series")
        verbose_name_plural = _("number series")
        constraints = [
            models.UniqueConstraint(fields=["seller", "code"], name="fees_number_series_once")
        ]

    def __str__(self) -> str:
        return self.code


class OcrLevel(models.TextChoices):
    """How the bank checks payment references, by its agreement with the host authority."""

    CHECK = "check", _("check digit")
    LENGTH = "length", _("check digit and length digit")
    FIXED = "fixed", _("check digit and a fixed length")


class EndpointScheme(models.TextChoices):
    """Kinds of Peppol address."""

    NUMBER = "0007", _("Organisation number")
    GLN = "0088", _("GLN (location number)")


class Channel(models.TextChoices):
    """How e-invoices leave the portal."""

    DOWNLOAD = "download", _("downloaded by the economist")
    FOLDER = "folder", _("a folder that the access point watches")
    MAIL = "mail", _("mail to the access point")


class Issuer(TenantModel):
    """The host authority (värdmyndighet) that bills a kind of fee, in a span of days.

    The network is no legal person; its host sells, with its own accounts and number series.
    Staff loans are sold by the lender: each lender that the portal bills for has its own row.
    """

    membership = TenantKey(Membership, related_name="+", verbose_name=_("host authority"))
    kind = models.CharField(_("kind of fee"), max_length=16, choices=FeeKind)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    bankgiro = models.CharField(_("bankgiro"), max_length=9, blank=True)
    plusgiro = models.CharField(_("plusgiro"), max_length=11, blank=True)
    ocr_level = models.CharField(
        _("OCR as agreed with the bank"),
        max_length=8,
        choices=OcrLevel,
        default=OcrLevel.LENGTH,
    )
    ocr_length = models.PositiveSmallIntegerField(
        _("digits in the OCR number"),
        null=True,
        blank=True,
        help_text=_("Only where the bank checks a fixed length."),
    )
    series = models.CharField(
        _("series prefix"),
        max_length=12,
        blank=True,
        help_text=_("Stands before the year in every number; empty for the year alone."),
    )
    address = models.TextField(_("address"), max_length=300, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=5, blank=True)
    city = models.CharField(_("city"), max_length=60, blank=True)
    endpoint_scheme = models.CharField(
        _("Peppol scheme"), max_length=4, choices=EndpointScheme, default=EndpointScheme.NUMBER
    )
    endpoint = models.CharField(
        _("Peppol address"),
        max_length=50,
        blank=True,
        help_text=_("Empty: the host authority's organisation number."),
    )
    f_tax = models.BooleanField(
        _("approved for F-tax"),
        default=False,
        help_text=_("State agencies and municipalities are not; a company may be."),
    )
    channel = models.CharField(
        _("e-invoices leave by"), max_length=8, choices=Channel, default=Channel.DOWNLOAD
    )
    access_point_email = models.EmailField(_("the access point's mail address"), blank=True)
    email = models.EmailField(_("mail for questions"))
    our_reference = models.CharField(_("our reference"), max_length=80, blank=True)
    registry = models.CharField(_("registry number"), max_length=40, blank=True)
    registry_pattern = models.CharField(
        _("how the host writes registry numbers"),
        max_length=60,
        blank=True,
        help_text=_("Such as 3.8-NNN/YYYY. Only shown to those who register invoices."),
    )
    archive_years = models.PositiveSmallIntegerField(
        _("years that invoices are kept"),
        default=7,
        help_text=_("RA-FS 2018:10 asks for seven years at least."),
    )
    archive_decision = models.CharField(
        _("decision on keeping and clearing"),
        max_length=200,
        blank=True,
        help_text=_("The host authority's own decision and its registry number."),
    )
    text = models.TextField(_("invoice text"), max_length=500, blank=True)
    two_people = models.BooleanField(
        _("second pair of eyes"),
        default=True,
        help_text=_("The one who prepares an invoice run may not approve it."),
    )
    bills_itself = models.BooleanField(
        _("the host is invoiced as well"),
        default=False,
        help_text=_("Otherwise its own share is booked internally and stands on no invoice."),
    )

    objects = TenantManager.from_queryset(IssuerQuerySet)()

    class Meta:
        verbose_name = _("issuer of invoices")
        verbose_name_plural = _("issuers of invoices")
        constraints = [
            ExclusionConstraint(
                name="fees_issuer_once_at_a_time",
                expressions=[
                    ("network", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    (days(), RangeOperators.OVERLAPS),
                ],
                condition=~Q(kind=FeeKind.STAFF_LOAN),
                violation_error_message=_("Another host bills that kind of fee in that time."),
            ),
            ExclusionConstraint(
                name="fees_issuer_lender_once_at_a_time",
                expressions=[
                    ("network", RangeOperators.EQUAL),
                    ("membership", RangeOperators.EQUAL),
                    (days(), RangeOperators.OVERLAPS),
                ],
                condition=Q(kind=FeeKind.STAFF_LOAN),
                violation_error_message=_("That lender bills its loans otherwise in that time."),
            ),
            models.CheckConstraint(
                condition=Q(ocr_level=OcrLevel.FIXED, ocr_length__gte=6, ocr_length__lte=25)
                | (~Q(ocr_level=OcrLevel.FIXED) & Q(ocr_length=None)),
                name="fees_issuer_ocr_length",
                violation_error_message=_("Say how many digits the OCR number has, 6 to 25."),
            ),
            models.CheckConstraint(
                condition=~Q(channel=Channel.MAIL) | ~Q(access_point_email=""),
                name="fees_issuer_access_point",
                violation_error_message=_("Give the access point's mail address."),
            ),
            models.CheckConstraint(
                condition=~Q(bankgiro="") | ~Q(plusgiro=""),
                name="fees_issuer_has_account",
                violation_error_message=_("Give a bankgiro or a plusgiro number."),
            ),
            models.CheckConstraint(
                condition=Q(archive_years__gte=7, archive_years__lte=100),
                name="fees_issuer_archive_years",
                violation_error_message=_("Invoices are kept for seven years at least."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.membership)

    @property
    def account_words(self) -> str:
        """The account as people write it."""
        if self.bankgiro:
            return f"bankgiro {identifiers.show_bankgiro(self.bankgiro)}"
        return f"plusgiro {identifiers.show_plusgiro(self.plusgiro)}"

    def payment_reference(self, code: str) -> str:
        """The OCR number of an invoice number, as the bank checks it."""
        return identifiers.ocr(
            "".join(sign for sign in code if sign.isdigit()),
            length_digit=self.ocr_level == OcrLevel.LENGTH,
            length=self.ocr_length,
        )

    def clean(self) -> None:
        """Store accounts as digits, and refuse a wrong check digit."""
        faults = {}
        for name, read in (("bankgiro", identifiers.bankgiro), ("plusgiro", identifiers.plusgiro)):
            if written := getattr(self, name):
                try:
                    setattr(self, name, read(written))
                except ValidationError as fault:
                    faults[name] = fault
        if faults:
            raise ValidationError(faults)
