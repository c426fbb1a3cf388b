from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.models.body import Body
from governance.models.meeting import AgendaItem, Meeting
from members.models import Person
from network.scope import TenantKey, TenantModel


class ActionPoint(TenantModel):
    """Something that somebody does after a meeting (åtgärd), until it is done or dropped.

    `person` can say so by a link in mail; a name alone is asked at the next meeting.
    """

    body = TenantKey(Body, related_name="action_points", verbose_name=_("body"))
    meeting = TenantKey(
        Meeting, null=True, blank=True, related_name="action_points", verbose_name=_("meeting")
    )
    item = TenantKey(
        AgendaItem, null=True, blank=True, related_name="action_points", verbose_name=_("item")
    )
    what = models.CharField(_("what is done"), max_length=300)
    person = TenantKey(Person, null=True, blank=True, related_name="+", verbose_name=_("person"))
    name = models.CharField(_("who"), max_length=120)
    due = models.DateField(_("done by"), null=True, blank=True)
    done_at = models.DateTimeField(_("done"), null=True, editable=False)
    done_words = models.CharField(_("what came of it"), max_length=300, blank=True)
    dropped_at = models.DateTimeField(_("dropped"), null=True, editable=False)
    reminded_on = models.DateField(_("last reminded"), null=True, editable=False)
    made_by = models.BigIntegerField(_("written by"), null=True, editable=False)
    made_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        ordering = ["due", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(dropped_at=None),
                name="governance_action_over_once",
                violation_error_message=_("An action is done or dropped, not both."),
            ),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def is_open(self) -> bool:
        """Whether it is neither done nor dropped."""
        return self.done_at is None and self.dropped_at is None

    def is_overdue(self, day: date) -> bool:
        """Whether it should have been done before a day."""
        return self.is_open and self.due is not None and self.due < day
