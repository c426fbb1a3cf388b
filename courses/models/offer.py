from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models.enrolment import Enrolment
from courses.models.run import Run
from courses.querysets import OfferQuerySet
from network.scope import TenantKey, TenantManager, TenantModel


class Offer(TenantModel):
    """A freed seat held for the first in line until a last time to answer (erbjudande)."""

    class Answer(models.TextChoices):
        OPEN = "", _("not answered")
        YES = "yes", _("yes")
        NO = "no", _("no")
        LATE = "late", _("too late")
        VOID = "void", _("no longer needed")

    enrolment = TenantKey(Enrolment, related_name="offers", verbose_name=_("enrolment"))
    run = TenantKey(Run, related_name="+", verbose_name=_("run"))
    person = TenantKey("members.Person", related_name="+", verbose_name=_("person"))
    membership = TenantKey("members.Membership", related_name="+", verbose_name=_("authority"))
    offered_at = models.DateTimeField(_("offered"), default=timezone.now, editable=False)
    reply_by = models.DateTimeField(_("answer by"))
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)
    answer = models.CharField(_("answer"), max_length=4, choices=Answer, blank=True)

    objects = TenantManager.from_queryset(OfferQuerySet)()

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "enrolment"],
                condition=Q(answer=""),
                name="courses_offer_open_once",
                violation_error_message=_("The seat is offered already."),
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="courses_offer_answered",
                violation_error_message=_("An answer has a time."),
            ),
        ]
        indexes = [
            models.Index(fields=["network", "reply_by"], name="offer_open", condition=Q(answer=""))
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.answer}"


class Priority(TenantModel):
    """Somebody was put before others in the line, with the reason; laying it moves them."""

    enrolment = TenantKey(Enrolment, related_name="priorities", verbose_name=_("enrolment"))
    run = TenantKey(Run, related_name="+", verbose_name=_("run"))
    person = TenantKey("members.Person", related_name="+", verbose_name=_("person"))
    membership = TenantKey("members.Membership", related_name="+", verbose_name=_("authority"))
    priority = models.SmallIntegerField(
        _("priority"), help_text=_("0 for the usual order; a higher number goes before.")
    )
    reason = models.CharField(_("why"), max_length=300)
    by_user_id = models.BigIntegerField(_("by"), null=True, editable=False)
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("priority")
        verbose_name_plural = _("priorities")
        constraints = [
            models.CheckConstraint(
                condition=Q(priority__gte=-9, priority__lte=9),
                name="courses_priority_range",
                violation_error_message=_("Write a priority from -9 to 9."),
            ),
            models.CheckConstraint(
                condition=~Q(reason__regex=r"^\s*$"),
                name="courses_priority_reason",
                violation_error_message=_("Write why."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id}: {self.priority}"
