from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from governance.models.body import Holder, Mandate
from governance.models.meeting import AgendaItem, Meeting
from governance.rules import ApprovalState
from network.scope import TenantKey, TenantManager, TenantModel


class MinutesVersionQuerySet(models.QuerySet["MinutesVersion"]):
    """Versions of what the minutes say on items."""

    def heads(self) -> "MinutesVersionQuerySet":
        """The version of each item that holds: the newest that does not lie beside."""
        return self.filter(aside=False).order_by("item_id", "-number").distinct("item_id")


class MinutesVersion(TenantModel):
    """What the minutes say on an item, from one moment to the next; never changed or removed.

    `base` is the number of the version that it was written from, 0 for none. A text whose
    paragraphs met another's lies `aside` until a later version settles it, by its number.
    """

    item = TenantKey(AgendaItem, related_name="versions", verbose_name=_("item"))
    meeting = TenantKey(Meeting, related_name="versions", verbose_name=_("meeting"))
    number = models.PositiveIntegerField(_("version"))
    base = models.PositiveIntegerField(_("written from version"), default=0)
    text = models.TextField(
        pgettext_lazy("minutes", "text of minutes"), max_length=20_000, blank=True
    )
    aside = models.BooleanField(_("kept beside"), default=False)
    settles = models.PositiveIntegerField(_("settles version"), null=True, editable=False)
    by_name = models.CharField(_("written by"), max_length=120)
    made_by = models.BigIntegerField(_("written by"), null=True, editable=False)
    at = models.DateTimeField(_("written"), default=timezone.now, editable=False)

    objects = TenantManager.from_queryset(MinutesVersionQuerySet)()

    class Meta:
        verbose_name = _("version of minutes")
        verbose_name_plural = _("versions of minutes")
        ordering = ["item_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "item", "number"],
                name="governance_minutes_version_once",
                violation_error_message=_("Somebody saved another version meanwhile."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.number}"


class Disqualification(TenantModel):
    """Somebody whom an item concerns so that they may not take part in it (jäv), and why.

    A mandate leaves the quorum and the votes of that item. Without one it is somebody who
    presents or prepares it.
    """

    item = TenantKey(AgendaItem, related_name="disqualified", verbose_name=_("item"))
    meeting = TenantKey(Meeting, related_name="disqualified", verbose_name=_("meeting"))
    mandate = TenantKey(Mandate, null=True, blank=True, related_name="+", verbose_name=_("mandate"))
    name = models.CharField(_("name"), max_length=120)
    reason = models.CharField(_("reason"), max_length=300)
    made_by = models.BigIntegerField(_("written by"), null=True, editable=False)
    made_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("disqualification")
        verbose_name_plural = _("disqualifications")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "item", "mandate"],
                name="governance_disqualified_once",
                violation_error_message=_("The mandate is disqualified on that item already."),
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(reason=""),
                name="governance_disqualified_why",
                violation_error_message=_("Write who it is, and why."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Approver(TenantModel):
    """Somebody chosen to read and approve the minutes of a meeting (justerare), and the answer.

    `digest` is of what was approved; the database writes it, and refuses an approval by others.
    """

    meeting = TenantKey(
        Meeting, models.CASCADE, related_name="approvers", verbose_name=_("meeting")
    )
    holder = TenantKey(Holder, related_name="+", verbose_name=_("who approves"))
    name = models.CharField(_("name"), max_length=120)
    organisation = models.CharField(_("organisation"), max_length=160, blank=True)
    chairs = models.BooleanField(_("chaired the meeting"), default=False)
    state = models.CharField(
        _("state"), max_length=8, choices=ApprovalState, default=ApprovalState.CHOSEN
    )
    asked_at = models.DateTimeField(_("asked"), null=True, editable=False)
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)
    comment = models.TextField(_("comment"), max_length=2000, blank=True)
    digest = models.CharField(_("SHA-256"), max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("who approves minutes")
        verbose_name_plural = _("who approve minutes")
        ordering = ["-chairs", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "meeting", "holder"],
                name="governance_approver_once",
                violation_error_message=_("They are chosen already."),
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(comment=""),
                name="governance_approver_comment",
                violation_error_message=_("Write what should be otherwise."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ApprovedMinutes(TenantModel):
    """The minutes as they were approved: their whole content, its hash, and who approved it.

    The database writes the row when the last approval comes, and nobody changes it.
    """

    meeting = TenantKey(Meeting, related_name="approved_minutes", verbose_name=_("meeting"))
    content = models.JSONField(_("content"))
    approvals = models.JSONField(_("approvals"), default=list)
    digest = models.CharField(_("SHA-256"), max_length=64)
    at = models.DateTimeField(_("approved"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("approved minutes")
        verbose_name_plural = _("approved minutes")
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "meeting"], name="governance_approved_minutes_once"
            ),
        ]

    def __str__(self) -> str:
        return self.digest
