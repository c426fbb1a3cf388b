from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models.run import Run
from courses.querysets import AllotmentQuerySet
from network.scope import TenantKey, TenantManager, TenantModel


class Allotment(TenantModel):
    """Seats of a run that are one authority's own until a day (tilldelade platser).

    Named seats are enrolments; what is not named and not released is kept free for the
    authority. The seat engine counts `used` and sets `released_at`.
    """

    class Kind(models.TextChoices):
        FIRM = "firm", _("firm")
        OPTIONAL = "optional", _("optional")

    run = TenantKey(Run, related_name="allotments", verbose_name=_("run"))
    membership = TenantKey("members.Membership", related_name="+", verbose_name=_("authority"))
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.FIRM)
    seats = models.PositiveSmallIntegerField(_("seats"))
    release_on = models.DateField(
        _("day when unnamed seats go to all"), null=True, blank=True,
        help_text=_("From that day, seats without a name are anybody's."),
    )  # fmt: skip
    used = models.PositiveSmallIntegerField(_("named"), default=0, editable=False)
    released_at = models.DateTimeField(_("released"), null=True, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    objects = TenantManager.from_queryset(AllotmentQuerySet)()

    class Meta:
        verbose_name = _("allotment")
        verbose_name_plural = _("allotments")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "run", "membership", "kind"],
                condition=Q(released_at=None),
                name="courses_allotment_once",
                violation_error_message=_("The authority has such seats on the run already."),
            ),
            models.CheckConstraint(
                condition=Q(used__lte=F("seats")),
                name="courses_allotment_used",
                violation_error_message=_("More of the seats are named than that."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.membership_id} {self.used}/{self.seats}"

    @property
    def unnamed(self) -> int:
        """Seats that are still kept for names to come."""
        return 0 if self.released_at else self.seats - self.used


class AllotmentMove(TenantModel):
    """Unnamed seats went from an authority to another, or back to all; laying it moves them."""

    run = TenantKey(Run, related_name="+", verbose_name=_("run"))
    membership = TenantKey("members.Membership", related_name="+", verbose_name=_("from"))
    receiver = TenantKey(
        "members.Membership", null=True, blank=True, related_name="+", verbose_name=_("to")
    )
    kind = models.CharField(
        _("kind"), max_length=8, choices=Allotment.Kind, default=Allotment.Kind.FIRM
    )
    seats = models.PositiveSmallIntegerField(_("seats"))
    reason = models.CharField(_("why"), max_length=300)
    by_user_id = models.BigIntegerField(_("by"), null=True, editable=False)
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("move of seats")
        verbose_name_plural = _("moves of seats")
        constraints = [
            models.CheckConstraint(
                condition=Q(seats__gte=1),
                name="courses_allotment_move_some",
                violation_error_message=_("Write how many seats, 1 or more."),
            ),
            models.CheckConstraint(
                condition=Q(receiver=None) | ~Q(receiver=F("membership")),
                name="courses_allotment_move_away",
                violation_error_message=_("Choose another authority."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.membership_id} → {self.receiver_id} {self.seats}"
