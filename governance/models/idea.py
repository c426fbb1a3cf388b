from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.ideas.rules import Became, IdeaState
from governance.models.meeting import AgendaItem
from governance.querysets import IdeaQuerySet
from members.models import Membership, Person
from network.scope import TenantKey, TenantManager, TenantModel


class Idea(TenantModel):
    """Something that anyone in a member proposes that the network tries (förslagslådan, Testa!).

    Who proposed it lies in `IdeaProposer`, so that the database can hide it. `support` is counted
    by the database from the supports.
    """

    what = models.CharField(_("what"), max_length=200)
    why = models.TextField(_("why"), max_length=4000)
    gains = models.CharField(_("who would gain"), max_length=300)
    state = models.CharField(
        _("state"), max_length=10, choices=IdeaState, default=IdeaState.PROPOSED, editable=False
    )
    support = models.PositiveIntegerField(_("supported by"), default=0, editable=False)
    proposed_at = models.DateTimeField(_("proposed"), default=timezone.now, editable=False)
    stepped_at = models.DateTimeField(_("last step"), default=timezone.now, editable=False)
    words = models.TextField(_("what is said to the proposer"), max_length=2000, blank=True)
    item = TenantKey(AgendaItem, null=True, editable=False, related_name="+")
    tried_from = models.DateField(_("tried from"), null=True, blank=True)
    tried_until = models.DateField(_("tried until"), null=True, blank=True)
    find_out = models.CharField(_("what to find out"), max_length=300, blank=True)
    became = models.CharField(_("became"), max_length=8, choices=Became, blank=True)
    link = models.URLField(_("where it is read about"), blank=True)

    objects = TenantManager.from_queryset(IdeaQuerySet)()

    class Meta:
        verbose_name = _("idea")
        verbose_name_plural = _("ideas")
        ordering = ["-proposed_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(what="") & ~Q(why="") & ~Q(gains=""),
                name="governance_idea_said",
                violation_error_message=_("Write what, why, and who would gain."),
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(words=""),
                name="governance_idea_reason",
                violation_error_message=_("Write why the idea is declined."),
            ),
            models.CheckConstraint(
                condition=~Q(state="became") | (~Q(became="") & ~Q(words="")),
                name="governance_idea_became",
                violation_error_message=_("Write what the idea became."),
            ),
            models.CheckConstraint(
                condition=~Q(state="tried")
                | Q(tried_from__isnull=False, tried_until__gte=F("tried_from")) & ~Q(find_out=""),
                name="governance_idea_tried",
                violation_error_message=_("Write from when to when, and what to find out."),
            ),
        ]

    def __str__(self) -> str:
        return self.what


class IdeaProposer(TenantModel):
    """Who proposed an idea; hidden from other authorities where they wish so."""

    idea = TenantKey(Idea, models.CASCADE, related_name="proposers", verbose_name=_("idea"))
    person = TenantKey(Person, related_name="+", verbose_name=_("person"))
    membership = TenantKey(Membership, related_name="+", verbose_name=_("authority"))
    name = models.CharField(_("name"), max_length=120)
    authority = models.CharField(_("authority"), max_length=160)
    hidden = models.BooleanField(_("hide my name from other authorities"), default=False)

    class Meta:
        verbose_name = _("proposer of an idea")
        verbose_name_plural = _("proposers of ideas")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "idea"], name="governance_idea_proposer_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class IdeaSupport(TenantModel):
    """Somebody supports an idea; one each."""

    idea = TenantKey(Idea, models.CASCADE, related_name="supports", verbose_name=_("idea"))
    person = TenantKey(Person, models.CASCADE, related_name="+", verbose_name=_("person"))
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("support of an idea")
        verbose_name_plural = _("supports of ideas")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "idea", "person"],
                name="governance_idea_support_once",
                violation_error_message=_("You support the idea already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.idea_id)


class IdeaText(TenantModel):
    """A version of the text in which an idea is shaped together; never changed or removed."""

    idea = TenantKey(Idea, related_name="texts", verbose_name=_("idea"))
    person = TenantKey(Person, related_name="+", verbose_name=_("person"))
    name = models.CharField(_("name"), max_length=120)
    number = models.PositiveIntegerField(_("version"))
    text = models.TextField(_("text"), max_length=8000)
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("text of an idea")
        verbose_name_plural = _("texts of ideas")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "idea", "number"],
                name="governance_idea_text_once",
                violation_error_message=_("Somebody wrote another version meanwhile."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.idea_id}: {self.number}"


class IdeaComment(TenantModel):
    """What somebody says of an idea."""

    idea = TenantKey(Idea, models.CASCADE, related_name="comments", verbose_name=_("idea"))
    person = TenantKey(Person, related_name="+", verbose_name=_("person"))
    name = models.CharField(_("name"), max_length=120)
    text = models.TextField(_("comment"), max_length=2000)
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("comment on an idea")
        verbose_name_plural = _("comments on ideas")
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.idea_id}: {self.name}"
