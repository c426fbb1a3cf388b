from datetime import datetime
from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models.course import Course
from courses.querysets import RunQuerySet
from courses.rules import Groups, Mode, Queue, RunFacts, RunState
from courses.settlement import PriceBasis
from network.scope import TenantKey, TenantManager, TenantModel


class Run(TenantModel):
    """One round of a course (kursomgång): its seats, price and days."""

    class Form(models.TextChoices):
        ON_SITE = "on_site", _("on site")
        DIGITAL = "digital", _("digital")
        BOTH = "both", _("on site and digital")

    course = TenantKey(Course, related_name="runs", verbose_name=_("course"))
    number = models.PositiveSmallIntegerField(_("run"))
    state = models.CharField(
        _("state"), max_length=12, choices=RunState, default=RunState.PLANNED, editable=False
    )
    form = models.CharField(_("form"), max_length=8, choices=Form, default=Form.ON_SITE)
    language = models.CharField(
        _("language"),
        max_length=2,
        choices=[("sv", _("Swedish")), ("en", _("English"))],
        default="sv",
    )
    place = models.CharField(
        _("place"), max_length=120, blank=True, help_text=_("Such as Bolagsverket in Sundsvall.")
    )
    town = models.CharField(_("town"), max_length=60, blank=True)
    host = TenantKey(
        "members.Membership",
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("host authority"),
    )
    teacher = models.CharField(_("teacher"), max_length=160, blank=True)
    capacity = models.PositiveSmallIntegerField(_("seats"))
    minimum = models.PositiveSmallIntegerField(_("least number of participants"), default=1)
    decide_on = models.DateField(
        _("day when it is decided whether it is held"), null=True, blank=True
    )
    price = models.DecimalField(
        _("price"),
        max_digits=9,
        decimal_places=2,
        default=Decimal(0),
        help_text=_("Kronor for each seat, without VAT. 0 if it is free."),
    )
    price_basis = models.CharField(
        _("how the price is set"), max_length=10, choices=PriceBasis, default=PriceBasis.FIXED
    )
    expected = models.PositiveSmallIntegerField(
        _("expected participants"),
        null=True,
        blank=True,
        help_text=_("What the preliminary price of a seat at self-cost is computed from."),
    )
    free_until = models.DateField(
        _("everybody may withdraw without cost until"), null=True, blank=True, editable=False
    )
    opens_at = models.DateTimeField(_("enrolment opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("enrolment closes"), null=True, blank=True)
    mode = models.CharField(
        _("how seats are given"), max_length=12, choices=Mode, default=Mode.FIRST_COME
    )
    queue = models.CharField(
        _("when a seat becomes free"), max_length=10, choices=Queue, default=Queue.IN_ORDER
    )
    is_public = models.BooleanField(
        _("shown to everybody"),
        default=True,
        help_text=_("In the open catalogue, if the network has one: days, place and free seats."),
    )
    guest_seats = models.PositiveSmallIntegerField(
        _("seats for guests"),
        default=0,
        help_text=_("For people outside the network, besides the other seats. 0 for none."),
    )
    # Counted by the database as guests confirm; the CHECK holds it.
    guests_taken = models.PositiveSmallIntegerField(_("guests"), default=0, editable=False)
    presence_percent = models.PositiveSmallIntegerField(
        _("percent of the time for a certificate"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("Leave it empty for the network's own rule."),
    )
    draws_at = models.DateTimeField(
        _("seats are given out"),
        null=True,
        blank=True,
        help_text=_("When those who applied are told, if seats are not given as they come."),
    )
    groups = models.CharField(
        _("a group that does not fit"), max_length=6, choices=Groups, default=Groups.FILL
    )
    offer_hours = models.PositiveSmallIntegerField(
        _("hours to answer an offer"), default=48, help_text=_("From 1 to 336.")
    )
    offer_stops_hours = models.PositiveSmallIntegerField(
        _("hours before the course when offers stop"),
        default=24,
        help_text=_("After that, a free seat is for who takes it first."),
    )
    week_of = models.DateField(
        _("Monday of the week that it is planned for"), null=True, blank=True, editable=False
    )
    begins_at = models.DateTimeField(_("first session begins"), null=True, editable=False)
    ends_at = models.DateTimeField(_("last session ends"), null=True, editable=False)
    # Calendar programs replace a time only by one with a higher number.
    revision = models.PositiveIntegerField(_("revision of its times"), default=0, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    objects = TenantManager.from_queryset(RunQuerySet)()

    class Meta:
        verbose_name = _("run")
        verbose_name_plural = _("runs")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "course", "number"],
                name="courses_run_once",
                violation_error_message=_("The course has a run with that number."),
            ),
            models.CheckConstraint(
                condition=Q(capacity__gte=1) & Q(capacity__lte=2000),
                name="courses_run_capacity",
                violation_error_message=_("Write the number of seats, from 1 to 2 000."),
            ),
            models.CheckConstraint(
                condition=Q(minimum__lte=F("capacity")),
                name="courses_run_minimum",
                violation_error_message=_("The least number cannot be above the seats."),
            ),
            models.CheckConstraint(
                condition=Q(price__gte=0),
                name="courses_run_price",
                violation_error_message=_("A price is 0 or more."),
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")) | Q(opens_at=None) | Q(closes_at=None),
                name="courses_run_window",
                violation_error_message=_("Enrolment closes before it opens."),
            ),
            models.CheckConstraint(
                condition=Q(guests_taken__lte=F("guest_seats")),
                name="courses_run_guests",
                violation_error_message=_("More guests than that have a seat already."),
            ),
            models.CheckConstraint(
                condition=Q(offer_hours__gte=1, offer_hours__lte=336, offer_stops_hours__lte=336),
                name="courses_run_offers",
                violation_error_message=_("Write hours from 1 to 336."),
            ),
        ]
        indexes = [models.Index(fields=["network", "begins_at"], name="run_begins")]

    def __str__(self) -> str:
        return f"{self.course.title} {self.number}"

    @property
    def facts(self) -> RunFacts:
        """What the rules ask about it."""
        return RunFacts(
            self.state, self.mode, self.opens_at, self.closes_at, self.begins_at, self.draws_at
        )

    @property
    def is_free(self) -> bool:
        """Whether a seat costs nothing."""
        return self.price == 0


class Session(TenantModel):
    """One course day, or a part of one (kurstillfälle)."""

    run = TenantKey(Run, models.CASCADE, related_name="sessions", verbose_name=_("run"))
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    title = models.CharField(_("content"), max_length=120, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    capacity = models.PositiveSmallIntegerField(
        _("seats of its own"),
        null=True,
        blank=True,
        help_text=_("Empty if all who take part may come."),
    )

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="courses_session_times",
                violation_error_message=_("The session ends before it begins."),
            ),
            models.UniqueConstraint(
                fields=["network", "run", "starts_at"],
                name="courses_session_once",
                violation_error_message=_("The run has a session at that time."),
            ),
        ]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.starts_at):%Y-%m-%d %H.%M}"

    def covers(self, other_starts: datetime, other_ends: datetime) -> bool:
        """Whether it overlaps another time."""
        return self.starts_at < other_ends and other_starts < self.ends_at


class SessionLink(TenantModel):
    """The online room of a session, in a table of its own: only those with a seat see it."""

    session = TenantKey(Session, models.CASCADE, related_name="links", verbose_name=_("session"))
    run = TenantKey(Run, models.CASCADE, related_name="links", verbose_name=_("run"))
    url = models.URLField(_("online link"), max_length=500)

    class Meta:
        verbose_name = _("online link")
        verbose_name_plural = _("online links")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "session"],
                name="courses_session_link_once",
                violation_error_message=_("The session has a link."),
            )
        ]

    def __str__(self) -> str:
        return self.url
