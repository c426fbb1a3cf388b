from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Person
from mentorship.models.meeting import JointMeeting
from network.scope import TenantKey, TenantManager, TenantModel


class MeetingCall(TenantModel):
    """What somebody's calendar was last told of a joint meeting, so that it is told once."""

    meeting = TenantKey(
        JointMeeting, models.CASCADE, related_name="calls", verbose_name=_("joint meeting")
    )
    person = TenantKey(Person, models.CASCADE, related_name="+", verbose_name=_("person"))
    sequence = models.PositiveIntegerField(
        default=0, help_text=_("Grows with each call and each withdrawal of it.")
    )
    told = models.PositiveIntegerField(default=0, help_text=_("The meeting's state that was told."))
    stands = models.BooleanField(_("stands in the calendar"), default=True)
    told_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = TenantManager()

    class Meta:
        verbose_name = _("call to a joint meeting")
        verbose_name_plural = _("calls to joint meetings")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "meeting", "person"], name="mentorship_call_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.person_id}"
