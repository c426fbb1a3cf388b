from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models.campaign import Campaign
from courses.needs.summary_querysets import SummaryQuerySet
from network.scope import TenantKey, TenantManager, TenantModel


class NeedsSummary(TenantModel):
    """The figures of a needs assessment as they were once, and so as its papers say them.

    The same figures are frozen once: `fingerprint` is theirs and the drawing's.
    """

    campaign = TenantKey(
        Campaign, models.CASCADE, related_name="summaries", verbose_name=_("needs assessment")
    )
    fingerprint = models.CharField(_("fingerprint"), max_length=64)
    figures = models.JSONField(_("figures"))
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    by_user_id = models.BigIntegerField(_("by"), null=True, editable=False)

    objects = TenantManager.from_queryset(SummaryQuerySet)()

    class Meta:
        verbose_name = _("summary of needs")
        verbose_name_plural = _("summaries of needs")
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "campaign", "fingerprint"], name="courses_needs_summary_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id}: {self.made_at:%Y-%m-%d}"


class NeedsPaper(TenantModel):
    """A summary as a file in a language; for those who oversee the needs."""

    class Kind(models.TextChoices):
        PDF = "pdf", _("report")
        XLSX = "xlsx", _("workbook")

    summary = TenantKey(
        NeedsSummary, models.CASCADE, related_name="papers", verbose_name=_("summary of needs")
    )
    kind = models.CharField(_("kind"), max_length=4, choices=Kind)
    language = models.CharField(_("language"), max_length=2)
    content = models.BinaryField(_("content"))

    objects = TenantManager.from_queryset(SummaryQuerySet)()

    class Meta:
        verbose_name = _("paper of needs")
        verbose_name_plural = _("papers of needs")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "summary", "kind", "language"], name="courses_needs_paper_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.summary_id}: {self.kind} {self.language}"


class NeedsPage(TenantModel):
    """One member's page of a summary: its own figures against the network's."""

    summary = TenantKey(
        NeedsSummary, models.CASCADE, related_name="pages", verbose_name=_("summary of needs")
    )
    campaign = TenantKey(
        Campaign, models.CASCADE, related_name="+", verbose_name=_("needs assessment")
    )
    membership = TenantKey("members.Membership", related_name="+", verbose_name=_("authority"))
    facts = models.JSONField(_("figures"))
    # The summary's own, as `campaign` is: who may see the page need not see the summary.
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)

    objects = TenantManager.from_queryset(SummaryQuerySet)()

    class Meta:
        verbose_name = _("member's page of needs")
        verbose_name_plural = _("members' pages of needs")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "summary", "membership"], name="courses_needs_page_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.summary_id}: {self.membership_id}"
