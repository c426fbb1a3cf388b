from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loans.models.loan import Loan
from loans.models.terms import AgreementTemplate
from loans.rules import Side, Signing
from network.scope import TenantKey, TenantManager, TenantModel


class Wording(TenantModel):
    """One wording of a loan's agreement, whole: it is never changed, only followed by another.

    `content` is the agreement by clause (`loans/agreements/clauses.py`), `digest` its SHA-256 as
    the database wrote it. A new wording makes the signatures on the one before fall.
    """

    loan = TenantKey(Loan, related_name="wordings", verbose_name=_("loan"))
    number = models.PositiveSmallIntegerField(_("version"))
    template = TenantKey(
        AgreementTemplate, null=True, blank=True, related_name="+", verbose_name=_("template")
    )
    content = models.JSONField(_("agreement"))
    digest = models.CharField(_("SHA-256"), max_length=64, editable=False, default="")
    side = models.CharField(_("written by"), max_length=8, choices=Side)
    by_name = models.CharField(_("written by"), max_length=120)
    user_id = models.BigIntegerField(null=True, editable=False)
    at = models.DateTimeField(_("written"), default=timezone.now, editable=False)

    objects = TenantManager()

    class Meta:
        verbose_name = _("wording of an agreement")
        verbose_name_plural = _("wordings of agreements")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "loan", "number"],
                name="loans_wording_once",
                violation_error_message=_("Somebody saved another version meanwhile."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.loan_id} {self.number}"


class Comment(TenantModel):
    """What one of the sides says about a clause, or about the whole, while it is drafted."""

    wording = TenantKey(Wording, related_name="comments", verbose_name=_("version"))
    clause = models.CharField(_("clause"), max_length=30, blank=True)
    side = models.CharField(_("side"), max_length=8, choices=Side)
    by_name = models.CharField(_("by"), max_length=120)
    text = models.TextField(_("comment"), max_length=1500)
    user_id = models.BigIntegerField(null=True, editable=False)
    at = models.DateTimeField(default=timezone.now, editable=False)
    settled_at = models.DateTimeField(_("settled"), null=True, editable=False)

    objects = TenantManager()

    class Meta:
        verbose_name = _("comment on an agreement")
        verbose_name_plural = _("comments on agreements")
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.text[:40]


class AgreementFile(TenantModel):
    """The agreement as a file: made by the portal, or signed elsewhere and uploaded."""

    class Kind(models.TextChoices):
        MADE = "made", _("made by the portal")
        UPLOADED = "uploaded", _("signed and uploaded")

    wording = TenantKey(Wording, related_name="files", verbose_name=_("version"))
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    side = models.CharField(_("side"), max_length=8, choices=Side, blank=True)
    name = models.CharField(_("file name"), max_length=160)
    content = models.BinaryField(_("content"))
    sha256 = models.CharField(_("SHA-256"), max_length=64, editable=False)
    user_id = models.BigIntegerField(null=True, editable=False)
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = TenantManager()

    class Meta:
        verbose_name = _("file of an agreement")
        verbose_name_plural = _("files of agreements")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return self.name


class Signature(TenantModel):
    """HR's signature for one side, on one wording, by its hash.

    Given in the portal by somebody who is HR signer of that side on that very day and has shown
    a second factor, or as a signed PDF. It falls (`fell_at`) when another wording follows before
    both have signed.
    """

    wording = TenantKey(Wording, related_name="signatures", verbose_name=_("version"))
    side = models.CharField(_("for"), max_length=8, choices=Side)
    how = models.CharField(_("how"), max_length=6, choices=Signing)
    digest = models.CharField(_("SHA-256 of what was signed"), max_length=64)
    file = TenantKey(
        AgreementFile, null=True, blank=True, related_name="+", verbose_name=_("signed file")
    )
    by_name = models.CharField(_("signed by"), max_length=120)
    by_title = models.CharField(_("title"), max_length=120, blank=True)
    user_id = models.BigIntegerField(null=True, editable=False)
    at = models.DateTimeField(_("signed"), default=timezone.now, editable=False)
    fell_at = models.DateTimeField(_("fell"), null=True, editable=False)

    objects = TenantManager()

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "wording", "side"],
                condition=Q(fell_at=None),
                name="loans_signature_once",
                violation_error_message=_("That side has signed already."),
            ),
            models.CheckConstraint(
                condition=Q(how=Signing.PORTAL, file=None)
                | Q(how=Signing.UPLOAD, file__isnull=False),
                name="loans_signature_file",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wording_id} {self.side}"
