from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.models.body import Body, Holder, Mandate
from governance.querysets import AgendaItemQuerySet, MeetingQuerySet
from governance.rules import ItemKind, MeetingKind, MeetingState, Outcome, Presence
from network.scope import TenantKey, TenantManager, TenantModel


class Meeting(TenantModel):
    """A meeting of a body, or its written procedure between two, until the minutes are approved.

    A written procedure has its last moment to answer in `ends`.
    """

    body = TenantKey(Body, related_name="meetings", verbose_name=_("body"))
    kind = models.CharField(
        _("kind"), max_length=8, choices=MeetingKind, default=MeetingKind.MEETING
    )
    title = models.CharField(_("title"), max_length=120, blank=True)
    starts = models.DateTimeField(_("starts"))
    ends = models.DateTimeField(_("ends"))
    place = models.CharField(_("place"), max_length=160, blank=True)
    online = models.URLField(_("address to take part digitally"), max_length=500, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=MeetingState, default=MeetingState.PLANNED
    )
    called_at = models.DateTimeField(_("called"), null=True, editable=False)
    opened_at = models.DateTimeField(_("opened"), null=True, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False)
    approved_at = models.DateTimeField(_("minutes approved"), null=True, editable=False)
    chair_name = models.CharField(_("chair of the meeting"), max_length=120, blank=True)
    secretary_name = models.CharField(_("secretary of the meeting"), max_length=120, blank=True)
    registry = models.CharField(_("registration number"), max_length=60, blank=True)
    # How often its time or place was changed after the notice, as calendar files count.
    revision = models.PositiveSmallIntegerField(_("revision"), default=0, editable=False)
    cancelled_because = models.CharField(
        _("why it was called off"), max_length=300, blank=True, editable=False
    )
    made_by = models.BigIntegerField(_("planned by"), null=True, editable=False)

    objects = TenantManager.from_queryset(MeetingQuerySet)()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-starts", "-id"]
        indexes = [models.Index(fields=["network", "body", "-starts"], name="meeting_latest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")),
                name="governance_meeting_times",
                violation_error_message=_("The meeting ends before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"{self.body_id} {self.starts:%Y-%m-%d}"


class AgendaItem(TenantModel):
    """An item of a body: open until a meeting takes it up, then a paragraph (§) of its minutes.

    `effect` and `subject_id` are what a decision on it would change (`members.effects`), and
    `takes_effect_on` when. `paragraph` counts on through the body's year and is set when the
    meeting opens.
    """

    body = TenantKey(Body, related_name="items", verbose_name=_("body"))
    meeting = TenantKey(
        Meeting, null=True, blank=True, related_name="items", verbose_name=_("meeting")
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    paragraph = models.PositiveSmallIntegerField(_("paragraph"), null=True, editable=False)
    kind = models.CharField(_("for"), max_length=12, choices=ItemKind, default=ItemKind.DISCUSSION)
    title = models.CharField(_("item"), max_length=200)
    background = models.TextField(_("background"), max_length=8000, blank=True)
    proposal = models.TextField(_("proposed decision"), max_length=4000, blank=True)
    minutes_planned = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    raised_by = models.CharField(_("raised by"), max_length=120, blank=True)
    effect = models.CharField(_("what it changes"), max_length=24, blank=True)
    subject_id = models.BigIntegerField(_("row"), null=True, blank=True)
    effect_words = models.CharField(
        _("what it changes, in words"), max_length=300, blank=True, editable=False
    )
    takes_effect_on = models.DateField(_("takes effect"), null=True, blank=True)
    # Where it came from in the portal, such as an idea: kind and row.
    source = models.CharField(_("came from"), max_length=24, blank=True, editable=False)
    source_id = models.BigIntegerField(_("row it came from"), null=True, editable=False)
    # The item that was put off to this one.
    follows = TenantKey("self", null=True, blank=True, related_name="+", verbose_name=_("follows"))
    made_by = models.BigIntegerField(_("written by"), null=True, editable=False)
    made_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)

    objects = TenantManager.from_queryset(AgendaItemQuerySet)()

    class Meta:
        verbose_name = _("item of an agenda")
        verbose_name_plural = _("items of agendas")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(effect="", subject_id=None) | (~Q(effect="") & ~Q(subject_id=None)),
                name="governance_item_effect",
                violation_error_message=_("Choose which row the decision changes."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Attendance(TenantModel):
    """Who took part in a meeting for a mandate, or as a guest (then without one).

    From and to paragraph say for which items; empty is the whole meeting.
    """

    meeting = TenantKey(
        Meeting, models.CASCADE, related_name="attendances", verbose_name=_("meeting")
    )
    mandate = TenantKey(Mandate, null=True, blank=True, related_name="+", verbose_name=_("mandate"))
    holder = TenantKey(
        Holder, null=True, blank=True, related_name="+", verbose_name=_("who held it")
    )
    name = models.CharField(_("name"), max_length=120)
    organisation = models.CharField(_("organisation"), max_length=160, blank=True)
    presence = models.CharField(
        _("took part"), max_length=8, choices=Presence, default=Presence.IN_PLACE
    )
    from_paragraph = models.PositiveSmallIntegerField(_("from paragraph"), null=True, blank=True)
    to_paragraph = models.PositiveSmallIntegerField(_("to paragraph"), null=True, blank=True)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "meeting", "mandate"],
                name="governance_attendance_once",
                violation_error_message=_("Only one person holds a mandate at a meeting."),
            ),
            models.CheckConstraint(
                condition=Q(to_paragraph=None)
                | Q(from_paragraph=None)
                | Q(to_paragraph__gte=F("from_paragraph")),
                name="governance_attendance_paragraphs",
                violation_error_message=_("Somebody left before they came."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Resolution(TenantModel):
    """What a body resolved on an item, in a meeting or in writing; once for each item.

    It may be mended while the meeting goes on. When the meeting closes, the database writes the
    decisions of a body that decides for the network into the register, and refuses those of a
    meeting without a quorum.
    """

    item = TenantKey(AgendaItem, related_name="resolutions", verbose_name=_("item"))
    meeting = TenantKey(Meeting, related_name="resolutions", verbose_name=_("meeting"))
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome)
    text = models.TextField(_("decision"), max_length=4000, blank=True)
    takes_effect_on = models.DateField(_("takes effect"), null=True, blank=True)
    votes_for = models.PositiveSmallIntegerField(_("votes for"), null=True, editable=False)
    votes_against = models.PositiveSmallIntegerField(_("votes against"), null=True, editable=False)
    abstained = models.PositiveSmallIntegerField(_("abstained"), null=True, editable=False)
    made_by = models.BigIntegerField(_("written by"), null=True, editable=False)
    made_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("resolution")
        verbose_name_plural = _("resolutions")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "item"],
                name="governance_resolution_once",
                violation_error_message=_("The item is resolved already."),
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["noted", "deferred"]) | ~Q(text=""),
                name="governance_resolution_words",
                violation_error_message=_("Write what was decided."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.outcome}"
