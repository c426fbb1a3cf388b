from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.querysets import RegisterQuerySet
from network.scope import TenantKey, TenantManager, TenantModel


class Decision(TenantModel):
    """A decision of the network, as its register keeps it: numbered by year, never changed.

    The register lies beneath the fees and the courses, since nothing of theirs that asks for a
    decision may change without one; governance is where decisions come about. The database
    numbers it, and refuses to change or remove it: a later decision replaces it.
    """

    class Origin(models.TextChoices):
        MEETING = "meeting", _("decided at a meeting")
        WRITTEN = "written", _("decided in writing between meetings")
        ELSEWHERE = "elsewhere", _("decided outside the portal")
        BROUGHT_IN = "brought_in", _("decided before the portal")

    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number"), editable=False)
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("decision"), max_length=4000)
    decided_on = models.DateField(_("decided"))
    takes_effect_on = models.DateField(_("takes effect"))
    origin = models.CharField(_("how it was decided"), max_length=10, choices=Origin)
    body = models.CharField(
        _("decided by"), max_length=120, help_text=_("The body as it was called that day.")
    )
    # The body and the item of its agenda, where it was decided in the portal.
    body_id = models.BigIntegerField(_("body"), null=True, editable=False)
    item_id = models.BigIntegerField(_("item"), null=True, editable=False)
    reference = models.CharField(
        _("where it is noted"),
        max_length=200,
        blank=True,
        help_text=_("Minutes and paragraph, or a registration number."),
    )
    replaces = TenantKey(
        "self", null=True, blank=True, related_name="replaced_by", verbose_name=_("replaces")
    )
    entered_by = models.BigIntegerField(_("entered by"), null=True, editable=False)
    entered_at = models.DateTimeField(_("entered"), default=timezone.now, editable=False)

    objects = TenantManager.from_queryset(RegisterQuerySet)()

    class Meta:
        verbose_name = _("decision of the network")
        verbose_name_plural = _("decisions of the network")
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "year", "number"], name="members_decision_number_once"
            ),
            models.UniqueConstraint(
                fields=["network", "item_id"],
                condition=Q(item_id__isnull=False),
                name="members_decision_item_once",
                violation_error_message=_("The item has its decision in the register already."),
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(text="") & ~Q(body=""),
                name="members_decision_words",
                violation_error_message=_("Write what was decided, and by whom."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.designation} {self.title}"

    @property
    def designation(self) -> str:
        """What it is called in the register: year and number, such as 2026:14."""
        return f"{self.year}:{self.number}"


class DecisionEffect(TenantModel):
    """What a decision changes, and whether it has: `kind` is one that `members.effects` knows.

    `subject_id` is the row that it concerns, in the room that declared the kind; `words` say what
    it is as it was decided, so that they stand even when the row is gone.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for its day")
        DONE = "done", _("has taken effect")
        FAILED = "failed", _("could not take effect")

    decision = TenantKey(Decision, related_name="effects", verbose_name=_("decision"))
    kind = models.CharField(_("what it changes"), max_length=24)
    subject_id = models.BigIntegerField(_("row"))
    words = models.CharField(_("in words"), max_length=300)
    on = models.DateField(_("takes effect"))
    state = models.CharField(
        _("state"), max_length=8, choices=State, default=State.WAITING, editable=False
    )
    done_at = models.DateTimeField(_("took effect"), null=True, editable=False)
    fault = models.CharField(_("why it could not"), max_length=300, blank=True, editable=False)

    class Meta:
        verbose_name = _("effect of a decision")
        verbose_name_plural = _("effects of decisions")
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "decision", "kind", "subject_id"],
                name="members_decision_effect_once",
                violation_error_message=_("The decision changes that already."),
            ),
            models.CheckConstraint(
                condition=Q(state="done", done_at__isnull=False)
                | Q(state="waiting", done_at=None)
                | (Q(state="failed", done_at=None) & ~Q(fault="")),
                name="members_decision_effect_state",
            ),
        ]

    def __str__(self) -> str:
        return self.words
