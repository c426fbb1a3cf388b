from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

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
        ENROLLED = "enrolled", _("has a seat")
        WAITING = "waiting", _("on the waiting list")
        WITHDRAWN = "withdrawn", _("withdrawn")

    ACTIVE = (State.ENROLLED, State.WAITING)

    run = TenantKey(Run, related_name="enrolments", verbose_name=_("run"))
    person = TenantKey("members.Person", related_name="+", verbose_name=_("person"))
    membership = TenantKey("members.Membership", related_name="+", verbose_name=_("authority"))
    # Written by the engine; a default of the database's own comes back with the INSERT.
    state = models.CharField(_("state"), max_length=10, choices=State, db_default=State.ENROLLED)
    number = models.PositiveIntegerField(_("number in line"), db_default=0)
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
                condition=Q(state__in=["enrolled", "waiting"]),
                name="courses_enrolment_once",
                violation_error_message=_("The person is enrolled already."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["network", "run", "number"],
                name="enrolment_line",
                condition=Q(state="waiting"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.person_id} {self.state}"

    @property
    def is_active(self) -> bool:
        """Whether it holds a seat or a place in the line."""
        return self.state in self.ACTIVE

    @property
    def late_terms(self) -> list[Term]:
        """What a withdrawal costs and until when, as it was when the person enrolled."""
        return [Term.from_json(frozen) for frozen in self.terms]


class Withdrawal(TenantModel):
    """Somebody gave a seat or a place in the line back; laying the row is the withdrawal."""

    enrolment = TenantKey(Enrolment, related_name="withdrawals", verbose_name=_("enrolment"))
    person = TenantKey("members.Person", related_name="+", verbose_name=_("person"))
    membership = TenantKey("members.Membership", related_name="+", verbose_name=_("authority"))
    run = TenantKey(Run, related_name="withdrawals", verbose_name=_("run"))
    by_user_id = models.BigIntegerField(_("by"), null=True, editable=False)
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)
    reason = models.CharField(_("why"), max_length=300, blank=True)
    was_waiting = models.BooleanField(_("was on the waiting list"), default=False, editable=False)
    sick = models.BooleanField(_("was sick"), default=False)
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
