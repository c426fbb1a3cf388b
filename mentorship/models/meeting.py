from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mentorship.models.round import MentorRound
from mentorship.querysets import JointMeetingQuerySet
from network.scope import TenantKey, TenantManager, TenantModel


class JointMeeting(TenantModel):
    """A meeting for all pairs of a round, put into the calendars of those who take part."""

    class Kind(models.TextChoices):
        KICK_OFF = "kick_off", _("kick-off")
        MEETING = "meeting", _("joint meeting")
        CLOSING = "closing", _("closing meeting")

    round = TenantKey(MentorRound, related_name="meetings", verbose_name=_("mentoring round"))
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.MEETING)
    title = models.CharField(_("title"), max_length=120)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("place"), max_length=120, blank=True)
    link = models.URLField(_("link to the meeting"), max_length=300, blank=True)
    about = models.TextField(_("about the meeting"), max_length=1000, blank=True)
    sequence = models.PositiveIntegerField(
        default=0, editable=False, help_text=_("Grows with each change that calendars are told of.")
    )
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = TenantManager.from_queryset(JointMeetingQuerySet)()

    class Meta:
        verbose_name = _("joint meeting")
        verbose_name_plural = _("joint meetings")
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="mentorship_meeting_times",
                violation_error_message=_("It ends before it starts."),
            )
        ]

    def __str__(self) -> str:
        return self.title
