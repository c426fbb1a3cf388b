from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.models.body import Body
from governance.models.meeting import AgendaItem, Meeting
from network.scope import TenantKey, TenantModel


class Paper(TenantModel):
    """A paper (handling) of a meeting or of an item; its file is the last of its versions.

    It is read by those who read the body's meetings. A `confidential` one is read only by those
    who sit in the body and the coordinators who keep its papers.
    """

    body = TenantKey(Body, related_name="papers", verbose_name=_("body"))
    meeting = TenantKey(
        Meeting, null=True, blank=True, related_name="papers", verbose_name=_("meeting")
    )
    item = TenantKey(
        AgendaItem, null=True, blank=True, related_name="papers", verbose_name=_("item")
    )
    title = models.CharField(_("title"), max_length=160)
    confidential = models.BooleanField(
        _("only for those who sit in the body"),
        default=False,
        help_text=_("Others who read the body's meetings see neither the paper nor its name."),
    )
    made_by = models.BigIntegerField(_("added by"), null=True, editable=False)
    made_by_name = models.CharField(_("added by"), max_length=120, blank=True, editable=False)
    made_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.title


class PaperVersion(TenantModel):
    """A paper's file as it came, in a version that later ones do not replace; sizes in bytes."""

    paper = TenantKey(Paper, models.CASCADE, related_name="versions", verbose_name=_("paper"))
    number = models.PositiveSmallIntegerField(_("version"))
    name = models.CharField(_("file name"), max_length=160)
    kind = models.CharField(_("kind"), max_length=4)
    size = models.PositiveIntegerField(_("size"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    content = models.BinaryField(_("content"))
    made_by_name = models.CharField(_("added by"), max_length=120, blank=True)
    made_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("version of a paper")
        verbose_name_plural = _("versions of papers")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "paper", "number"],
                name="governance_version_once",
                violation_error_message=_("Somebody added another version meanwhile."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"
