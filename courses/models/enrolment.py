from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models.allotment import Allotment
from courses.models.group import EnrolmentGroup
from courses.models.run import Run
from courses.querysets import EnrolmentQuerySet
from courses.rules import Term
from network.scope import TenantKey, TenantManager, TenantModel


class Enrolment(TenantModel):
    """A person's seat on a run, or place in its line (anmälan, reservplats).

    The seat engine in the database decides state and number, fills in authority and price, and
    is the only one to change the state.
    """

    class State(models.TextChoices):
        APPLIED = "applied", _("has applied")
        WAITING = "waiting", _("on the waiting list")
        OFFERED = "offered", _("is offered a seat")
        PENDING = "pending", _("has a seat if it is approved")
        ENROLLED = "enrolled", _("has a seat")
        WITHDRAWN = "withdrawn", _("withdrawn")
        REFUSED = "refused", _("got no seat")

    class SeatBy(models.TextChoices):
        FIRST_COME = "first_come", _("in the order of enrolment")
        SHARE = "share", _("by the authority's share")
        DRAW = "draw", _("by lot")
        SELECTION = "selection", _("by selection")
        ALLOTMENT = "allotment", _("a seat of the authority's own")
        OFFER = "offer", _("by saying yes to an offer")
        LINE = "line", _("from the waiting list")
        HAND_OVER = "hand_over", _("from a colleague")

    # Wants a seat or has one; the others are over.
    ACTIVE = (State.APPLIED, State.WAITING, State.OFFERED, State.PENDING, State.ENROLLED)
    # A seat is kept for them.
    HOLDING = (State.OFFERED, State.PENDING, State.ENROLLED)

    run = TenantKey(Run, related_name="enrolments", verbose_name=_("run"))
    person = TenantKey("members.Person", related_name="+", verbose_name=_("person"))
    membership = TenantKey("members.Membership", related_name="+", verbose_name=_("authority"))
    # Written by the engine; a default of the database's own comes back with the INSERT.
    state = models.CharField(_("state"), max_length=10, choices=State, db_default=State.ENROLLED)
    number = models.PositiveIntegerField(_("number in line"), db_default=0)
    awaits = models.PositiveSmallIntegerField(_("approvals not yet given"), db_default=0)
    priority = models.SmallIntegerField(_("priority"), db_default=0)
    seat_by = models.CharField(
        _("how the seat was given"), max_length=10, choices=SeatBy, blank=True, db_default=""
    )
    group = TenantKey(EnrolmentGroup, null=True, related_name="enrolments", verbose_name=_("group"))
    allotment = TenantKey(
        Allotment, null=True, related_name="enrolments", verbose_name=_("seat of the authority")
    )
    choice = models.PositiveSmallIntegerField(_("choice"), null=True)
    price = models.DecimalField(
        _("price when enrolled"), max_digits=9, decimal_places=2, db_default=Decimal(0)
    )
    terms = models.JSONField(_("late fees when enrolled"), default=list)
    reference = models.CharField(_("your reference"), max_length=80, blank=True)
    enrolled_at = models.DateTimeField(_("enrolled"), default=timezone.now, editable=False)
    moved_up_at = models.DateTimeField(_("got a seat from the line"), null=True, editable=False)

    objects = TenantManager.from_queryset(EnrolmentQuerySet)()

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "run", "person"],
                condition=Q(state__in=["applied", "waiting", "offered", "pending", "enrolled"]),
                name="courses_enrolment_once",
                violation_error_message=_("The person is enrolled already."),
            ),
            models.CheckConstraint(
                condition=~Q(state="enrolled") | Q(awaits=0),
                name="courses_enrolment_approved",
                violation_error_message=_("An approval has not been given."),
            ),
            models.CheckConstraint(
                condition=Q(choice=None) | Q(choice__gte=1, choice__lte=3),
                name="courses_enrolment_choice",
                violation_error_message=_("Choose a first, second and third run."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["network", "run", "-priority", "number"],
                name="enrolment_line",
                condition=Q(state="waiting"),
            ),
            models.Index(fields=["network", "run", "number"], name="enrolment_numbers"),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.person_id} {self.state}"

    @property
    def is_active(self) -> bool:
        """Whether it wants a seat or has one."""
        return self.state in self.ACTIVE

    @property
    def is_holding(self) -> bool:
        """Whether a seat is kept for the person."""
        return self.state in self.HOLDING

    @property
    def late_terms(self) -> list[Term]:
        """What a withdrawal costs and until when, as it was when the person enrolled."""
        return [Term.from_json(frozen) for frozen in self.terms]


class Withdrawal(TenantModel):
    """Somebody gave a seat or a place in the line back; laying the row is the withdrawal."""

    class Kind(models.TextChoices):
        WITHDRAWN = "withdrawn", _("withdrew")
        DECLINED = "declined", _("said no to the offered seat")
        LATE_REPLY = "late_reply", _("did not answer in time")
        PLACED_ELSEWHERE = "placed_elsewhere", _("got a seat on another run")
        HANDED_OVER = "handed_over", _("handed the seat to a colleague")
        REFUSED_APPROVAL = "refused_approval", _("was not approved")
        RUN_CANCELLED = "run_cancelled", _("the run was cancelled")
        NO_SHOW = "no_show", _("did not come")

    enrolment = TenantKey(Enrolment, related_name="withdrawals", verbose_name=_("enrolment"))
    person = TenantKey("members.Person", related_name="+", verbose_name=_("person"))
    membership = TenantKey("members.Membership", related_name="+", verbose_name=_("authority"))
    run = TenantKey(Run, related_name="withdrawals", verbose_name=_("run"))
    by_user_id = models.BigIntegerField(_("by"), null=True, editable=False)
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)
    reason = models.CharField(_("why"), max_length=300, blank=True)
    kind = models.CharField(
        _("kind"), max_length=16, choices=Kind, default=Kind.WITHDRAWN, db_default=Kind.WITHDRAWN
    )
    was = models.CharField(
        _("was"), max_length=10, choices=Enrolment.State, db_default="", editable=False
    )
    was_waiting = models.BooleanField(_("was on the waiting list"), default=False, editable=False)
    sick = models.BooleanField(_("was sick"), default=False, db_default=False)
    fee_until = models.DateField(_("last day of the late fee that applied"), null=True)
    fee = models.DecimalField(_("late fee"), max_digits=9, decimal_places=2, default=Decimal(0))

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "enrolment"],
                name="courses_withdrawal_once",
                violation_error_message=_("The enrolment is withdrawn already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.at:%Y-%m-%d}"
