from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.festivals.querysets import FestivalItemQuerySet, FestivalQuerySet
from courses.festivals.rules import OPEN_TO_CHANGE, FestivalState, ItemState, may_propose
from courses.festivals.timetable import Half
from courses.models.run import Run
from members.models import Membership, Person
from network.scope import TenantKey, TenantManager, TenantModel
from network.wording import in_language


class Festival(TenantModel):
    """A week in which each authority shows something (myndighetsfestivalen), under one theme."""

    name_sv = models.CharField(_("name in Swedish"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    theme_sv = models.CharField(_("theme in Swedish"), max_length=160)
    theme_en = models.CharField(_("theme in English"), max_length=160, blank=True)
    about_sv = models.TextField(_("about it, in Swedish"), max_length=2000, blank=True)
    about_en = models.TextField(_("about it, in English"), max_length=2000, blank=True)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    call_opens = models.DateField(_("items are taken from"))
    call_closes = models.DateField(_("items are taken until"), help_text=_("That day included."))
    items_each = models.PositiveSmallIntegerField(
        _("items from each authority"),
        default=1,
        help_text=_("More than that only when a coordinator adds it."),
    )
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=FestivalState,
        default=FestivalState.PLANNED,
        editable=False,
    )

    objects = TenantManager.from_queryset(FestivalQuerySet)()

    class Meta:
        verbose_name = _("festival")
        verbose_name_plural = _("festivals")
        ordering = ["-first_day"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "first_day"],
                name="courses_festival_once",
                violation_error_message=_("A festival begins on that day already."),
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="courses_festival_days",
                violation_error_message=_("It ends before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(call_closes__gte=F("call_opens")),
                name="courses_festival_call",
                violation_error_message=_("The call closes before it opens."),
            ),
            models.CheckConstraint(
                condition=Q(call_closes__lt=F("first_day")),
                name="courses_festival_call_before",
                violation_error_message=_("The call must close before the first day."),
            ),
            models.CheckConstraint(
                condition=Q(items_each__gte=1, items_each__lte=10),
                name="courses_festival_items_each",
                violation_error_message=_("Write a number from 1 to 10."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Its name in the reader's language."""
        return in_language(self.name_sv, self.name_en)

    @property
    def theme(self) -> str:
        """The theme of the year."""
        return in_language(self.theme_sv, self.theme_en)

    @property
    def about(self) -> str:
        """What it is."""
        return in_language(self.about_sv, self.about_en)

    def takes_items(self, today: date) -> bool:
        """Whether the call is open on a day."""
        return may_propose(self.state, self.call_opens, self.call_closes, today)


class FestivalPlace(TenantModel):
    """A room of the festival, or an online room."""

    festival = TenantKey(
        Festival, models.CASCADE, related_name="places", verbose_name=_("festival")
    )
    name = models.CharField(_("place"), max_length=120)
    seats = models.PositiveSmallIntegerField(_("seats"))
    digital = models.BooleanField(_("digital"), default=False)

    class Meta:
        verbose_name = _("festival place")
        verbose_name_plural = _("festival places")
        ordering = ["digital", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "festival", "name"],
                name="courses_festival_place_once",
                violation_error_message=_("The festival has a place with that name."),
            ),
            models.CheckConstraint(
                condition=Q(seats__gte=1, seats__lte=2000),
                name="courses_festival_place_seats",
                violation_error_message=_("Write the number of seats, from 1 to 2 000."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FestivalSlot(TenantModel):
    """A time of the timetable, and the authority whose people welcome and introduce."""

    festival = TenantKey(Festival, models.CASCADE, related_name="slots", verbose_name=_("festival"))
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    host = TenantKey(
        Membership, null=True, blank=True, related_name="+", verbose_name=_("host authority")
    )

    class Meta:
        verbose_name = _("time of the timetable")
        verbose_name_plural = _("times of the timetable")
        ordering = ["starts_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "festival", "starts_at"],
                name="courses_festival_slot_once",
                violation_error_message=_("The timetable has that time."),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="courses_festival_slot_times",
                violation_error_message=_("The time ends before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.starts_at):%Y-%m-%d %H.%M}"


class FestivalItem(TenantModel):
    """What an authority proposes to show in a festival (programpunkt), and where it stands.

    The database lets the proposer write what is proposed; the answer, the time and the place are
    the coordinators' to give.
    """

    class Form(models.TextChoices):
        TALK = "talk", _("talk")
        WORKSHOP = "workshop", _("workshop")
        DISCUSSION = "discussion", _("discussion")
        VISIT = "visit", _("visit")

    class Wish(models.TextChoices):
        ANY = Half.ANY, _("any time")
        MORNING = Half.MORNING, _("in the morning")
        AFTERNOON = Half.AFTERNOON, _("in the afternoon")

    festival = TenantKey(Festival, models.CASCADE, related_name="items", verbose_name=_("festival"))
    membership = TenantKey(Membership, related_name="+", verbose_name=_("authority"))
    person = TenantKey(Person, related_name="+", verbose_name=_("proposed by"))
    title_sv = models.CharField(_("title in Swedish"), max_length=120)
    title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    summary_sv = models.CharField(_("what one gets, in Swedish"), max_length=240)
    summary_en = models.CharField(_("what one gets, in English"), max_length=240, blank=True)
    form = models.CharField(_("form"), max_length=10, choices=Form, default=Form.TALK)
    minutes = models.PositiveSmallIntegerField(_("length in minutes"), default=60)
    seats = models.PositiveSmallIntegerField(
        _("most participants"), default=40, help_text=_("At most, however large the room is.")
    )
    digital = models.BooleanField(_("digital"), default=False)
    presenters = models.CharField(
        _("who presents"), max_length=240, help_text=_("Names with a comma between them.")
    )
    wish_day = models.DateField(_("best day"), null=True, blank=True)
    wish_half = models.CharField(
        _("best time of the day"), max_length=10, choices=Wish, default=Wish.ANY
    )
    comment = models.TextField(_("to the coordinator"), max_length=1000, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=ItemState, default=ItemState.DRAFT)
    slot = TenantKey(
        FestivalSlot, null=True, blank=True, related_name="items", verbose_name=_("time")
    )
    place = TenantKey(
        FestivalPlace, null=True, blank=True, related_name="items", verbose_name=_("place")
    )
    pinned = models.BooleanField(_("stays where it is"), default=False)
    run = TenantKey(Run, null=True, blank=True, related_name="+", verbose_name=_("run"))
    proposed_at = models.DateTimeField(_("proposed"), default=timezone.now, editable=False)

    objects = TenantManager.from_queryset(FestivalItemQuerySet)()

    class Meta:
        verbose_name = _("programme item")
        verbose_name_plural = _("programme items")
        ordering = ["proposed_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=10, minutes__lte=480),
                name="courses_festival_item_minutes",
                violation_error_message=_("Write a length from 10 to 480 minutes."),
            ),
            models.CheckConstraint(
                condition=Q(seats__gte=1, seats__lte=2000),
                name="courses_festival_item_seats",
                violation_error_message=_("Write the number of seats, from 1 to 2 000."),
            ),
            models.UniqueConstraint(
                fields=["network", "slot", "place"],
                condition=Q(state="accepted"),
                name="courses_festival_one_item_in_a_room",
                deferrable=None,
                violation_error_message=_("Something else stands there at that time."),
            ),
            models.CheckConstraint(
                condition=Q(slot=None, place=None) | Q(slot__isnull=False, place__isnull=False),
                name="courses_festival_item_placed",
                violation_error_message=_("Give the item both a time and a place."),
            ),
        ]
        indexes = [models.Index(fields=["network", "festival", "state"], name="festival_items")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return in_language(self.title_sv, self.title_en)

    @property
    def summary(self) -> str:
        """What one gets."""
        return in_language(self.summary_sv, self.summary_en)

    @property
    def open_to_change(self) -> bool:
        """Whether the authority may still write in it."""
        return self.state in OPEN_TO_CHANGE

    @property
    def presenter_names(self) -> frozenset[str]:
        """Those who present, as the timetable compares them."""
        names = (name.strip().casefold() for name in self.presenters.split(","))
        return frozenset(name for name in names if name)


class ItemAnswer(TenantModel):
    """The coordinators' answer to a proposed item: who, when, what and why."""

    class Answer(models.TextChoices):
        ACCEPT = "accept", _("accept")
        CHANGE = "change", _("ask for a change")
        DECLINE = "decline", _("decline")

    item = TenantKey(
        FestivalItem, models.CASCADE, related_name="answers", verbose_name=_("programme item")
    )
    person = TenantKey(Person, related_name="+", verbose_name=_("proposed by"))
    membership = TenantKey(Membership, related_name="+", verbose_name=_("authority"))
    answer = models.CharField(_("answer"), max_length=8, choices=Answer)
    why = models.TextField(_("reason"), max_length=1000, blank=True)
    user_id = models.BigIntegerField(_("answered by"), editable=False)
    at = models.DateTimeField(_("answered"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("answer to a programme item")
        verbose_name_plural = _("answers to programme items")
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="accept") | ~Q(why=""),
                name="courses_festival_answer_says_why",
                violation_error_message=_("Write what to change, or why not."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.answer}"
