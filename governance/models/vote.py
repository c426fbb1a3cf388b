from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.models.body import Holder, Mandate
from governance.models.meeting import AgendaItem, Meeting
from governance.rules import Choice
from network.scope import TenantKey, TenantModel


class Vote(TenantModel):
    """A vote on an item (omröstning), open by name: one ballot a mandate until it is closed.

    The database counts it when it closes, and writes the sums into the item's resolution.
    `carried` is empty until then; `chair_decided` says that the chair's vote broke a tie.
    """

    item = TenantKey(AgendaItem, related_name="votes", verbose_name=_("item"))
    meeting = TenantKey(Meeting, related_name="votes", verbose_name=_("meeting"))
    question = models.TextField(_("what is voted on"), max_length=4000)
    opened_by = models.BigIntegerField(_("opened by"), null=True, editable=False)
    opened_at = models.DateTimeField(_("opened"), default=timezone.now, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False)
    votes_for = models.PositiveIntegerField(_("votes for"), null=True, editable=False)
    votes_against = models.PositiveIntegerField(_("votes against"), null=True, editable=False)
    abstained = models.PositiveIntegerField(_("abstained"), null=True, editable=False)
    to_discuss = models.PositiveIntegerField(_("want to discuss it"), null=True, editable=False)
    chair_decided = models.BooleanField(_("the chair's vote decided"), default=False)
    carried = models.BooleanField(_("carried"), null=True, editable=False)

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "item"],
                condition=Q(closed_at=None),
                name="governance_vote_one_open",
                violation_error_message=_("A vote on the item goes on already."),
            ),
            models.CheckConstraint(
                condition=~Q(question=""),
                name="governance_vote_question",
                violation_error_message=_("Write what is voted on."),
            ),
        ]

    def __str__(self) -> str:
        return self.question


class Ballot(TenantModel):
    """What a mandate answers at a vote, or in writing; it may be changed until the vote closes.

    The database weighs it by the body's rule, and says who cast it for the mandate.
    """

    vote = TenantKey(Vote, related_name="ballots", verbose_name=_("vote"))
    meeting = TenantKey(Meeting, related_name="+", verbose_name=_("meeting"))
    mandate = TenantKey(Mandate, related_name="+", verbose_name=_("mandate"))
    holder = TenantKey(Holder, null=True, related_name="+", verbose_name=_("who voted"))
    name = models.CharField(_("name"), max_length=120, blank=True)
    choice = models.CharField(_("answer"), max_length=8, choices=Choice)
    weight = models.PositiveSmallIntegerField(_("votes"), default=1, editable=False)
    comment = models.CharField(_("comment"), max_length=1000, blank=True)
    cast_by = models.BigIntegerField(_("cast by"), null=True, editable=False)
    cast_at = models.DateTimeField(_("cast"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("ballot")
        verbose_name_plural = _("ballots")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "vote", "mandate"],
                name="governance_ballot_once",
                violation_error_message=_("The mandate has voted already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.choice}"
