from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.models.body import Body, Holder, Mandate
from governance.models.meeting import Meeting
from governance.rules import Coming, ItemKind, Shows
from members.models import Person
from network.scope import TenantKey, TenantModel


class StandingItem(TenantModel):
    """An item that stands on every agenda of a body; its order is that of the agenda.

    What comes after the meeting's own items has `last`, such as other matters.
    """

    body = TenantKey(Body, models.CASCADE, related_name="standing", verbose_name=_("body"))
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    last = models.BooleanField(_("after the other items"), default=False)
    title = models.CharField(_("item"), max_length=200)
    kind = models.CharField(_("for"), max_length=12, choices=ItemKind, default=ItemKind.INFORMATION)
    minutes_planned = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    shows = models.CharField(_("shows"), max_length=8, choices=Shows, blank=True)

    class Meta:
        verbose_name = _("standing item")
        verbose_name_plural = _("standing items")
        ordering = ["last", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "body", "title"],
                name="governance_standing_once",
                violation_error_message=_("The item stands on the agenda already."),
            )
        ]

    def __str__(self) -> str:
        return self.title


class NoticeAnswer(TenantModel):
    """What a holder answered to the notice of a meeting; blank until they have.

    A deputy has a row when they are asked, in their order, since the member cannot come.
    """

    meeting = TenantKey(Meeting, models.CASCADE, related_name="answers", verbose_name=_("meeting"))
    mandate = TenantKey(Mandate, related_name="+", verbose_name=_("mandate"))
    holder = TenantKey(Holder, related_name="+", verbose_name=_("asked"))
    person = TenantKey(Person, null=True, blank=True, related_name="+", verbose_name=_("person"))
    name = models.CharField(_("name"), max_length=120)
    is_deputy = models.BooleanField(_("as deputy"), default=False)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now, editable=False)
    coming = models.CharField(_("answer"), max_length=8, choices=Coming, blank=True)
    words = models.CharField(_("words to the convener"), max_length=300, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)

    class Meta:
        verbose_name = _("answer to a notice")
        verbose_name_plural = _("answers to notices")
        ordering = ["mandate_id", "is_deputy", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "meeting", "holder"], name="governance_answer_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.coming or '–'}"
