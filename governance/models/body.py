from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.querysets import BodyQuerySet, HolderQuerySet, MandateQuerySet
from governance.rules import Duty, Nature, OpenTo, Rank, VotesBy
from members.models import Membership, Person
from members.models.membership import days
from members.querysets import DatedQuerySet
from network.scope import TenantKey, TenantManager, TenantModel
from network.wording import in_language


class BodyKind(TenantModel):
    """A kind of body as the network names it: styrgrupp, creative board, arbetsgrupp."""

    name = models.CharField(_("name"), max_length=60)
    name_en = models.CharField(_("name in English"), max_length=60, blank=True)
    nature = models.CharField(_("what it is for"), max_length=12, choices=Nature)

    class Meta:
        verbose_name = _("kind of body")
        verbose_name_plural = _("kinds of bodies")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "name"],
                name="governance_body_kind_once",
                violation_error_message=_("The network has a kind of body with that name."),
            )
        ]

    def __str__(self) -> str:
        return self.in_words

    @property
    def in_words(self) -> str:
        """Its name in the reader's language, where the network has written one."""
        return in_language(self.name, self.name_en)


class Body(TenantModel):
    """A body of the network: its mandates say who sits there, its offices who calls it.

    It is quorate (beslutsför) when `quorum_percent` of its votes' mandates take part; more than
    that share, not exactly it, where the rule says "more than half" (50).
    """

    kind = TenantKey(BodyKind, related_name="bodies", verbose_name=_("kind"))
    name = models.CharField(_("name"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    purpose = models.TextField(_("what it does"), max_length=2000, blank=True)
    purpose_en = models.TextField(_("what it does, in English"), max_length=2000, blank=True)
    decides = models.BooleanField(
        _("decides for the network"),
        default=False,
        help_text=_("Its decisions stand in the register. Other bodies prepare and propose."),
    )
    open_to = models.CharField(_("read by"), max_length=8, choices=OpenTo, default=OpenTo.BODY)
    quorum_percent = models.PositiveSmallIntegerField(
        _("quorate above, percent of the mandates"), default=50
    )
    votes_by = models.CharField(_("votes"), max_length=8, choices=VotesBy, default=VotesBy.MANDATE)
    # Votes of a member by the level it has, such as {"1": 2}; a level not named has one vote.
    level_votes = models.JSONField(_("votes of each level"), default=dict, blank=True)
    chair_decides_ties = models.BooleanField(
        _("the chair's vote decides at equal votes"), default=True
    )
    discussion_wins = models.BooleanField(
        _("an item that somebody wants to discuss is not decided in writing"),
        default=True,
        help_text=_("It moves to the next meeting."),
    )
    calls_days_before = models.PositiveSmallIntegerField(
        _("notice, days before a meeting"), default=14
    )
    mail = models.EmailField(_("mail address of the body"), blank=True)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = TenantManager.from_queryset(BodyQuerySet)()

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        ordering = ["kind_id", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "name"],
                name="governance_body_once",
                violation_error_message=_("The network has a body with that name."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="governance_body_days",
                violation_error_message=_("The body ends before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(quorum_percent__lte=99),
                name="governance_body_quorum",
                violation_error_message=_("Quorate is above a share between 0 and 99 per cent."),
            ),
        ]

    def __str__(self) -> str:
        return self.in_words

    @property
    def in_words(self) -> str:
        """Its name in the reader's language, where the network has written one."""
        return in_language(self.name, self.name_en)

    @property
    def said_purpose(self) -> str:
        """What it does, in the reader's language where the network has written it."""
        return in_language(self.purpose, self.purpose_en)

    def is_active(self, day: date) -> bool:
        """Whether it exists on a day."""
        return self.since <= day and (self.until is None or self.until >= day)


class Mandate(TenantModel):
    """A seat in a body (mandat): an authority's, or a person's own in a group without mandates.

    `post` is the top post that holds it ex officio, such as generaldirektör; empty where somebody
    is named. It is vacant on a day when nobody holds it as a member.
    """

    body = TenantKey(Body, models.CASCADE, related_name="mandates", verbose_name=_("body"))
    membership = TenantKey(
        Membership, null=True, blank=True, related_name="+", verbose_name=_("authority")
    )
    post = models.CharField(
        _("held ex officio by"),
        max_length=80,
        blank=True,
        help_text=_("Such as the director-general. Empty where somebody is named."),
    )
    votes = models.BooleanField(_("votes"), default=True)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = TenantManager.from_queryset(MandateQuerySet)()

    class Meta:
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "body", "membership", "since"],
                name="governance_mandate_once",
                violation_error_message=_("The authority has its mandate already from that day."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="governance_mandate_days",
                violation_error_message=_("The mandate ends before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body_id}: {self.membership_id or self.post}"


class Holder(TenantModel):
    """Somebody who holds a mandate in a span of days, as a member or as a deputy.

    The name and post are as they were given for the body, so that they may be read by those who
    may not read the authority's people; the mail address is the body's own (`HolderContact`).
    """

    mandate = TenantKey(Mandate, models.CASCADE, related_name="holders", verbose_name=_("mandate"))
    person = TenantKey(Person, null=True, blank=True, related_name="+", verbose_name=_("person"))
    rank = models.CharField(_("as"), max_length=8, choices=Rank, default=Rank.MEMBER)
    name = models.CharField(_("name"), max_length=120)
    title = models.CharField(_("post"), max_length=120, blank=True)
    # Among the deputies: the first steps in first.
    position = models.PositiveSmallIntegerField(_("order"), default=1, db_default=1)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    # Whose term this one cut short, and the last day that the term had before; for the way back.
    replaces = TenantKey("self", null=True, blank=True, related_name="+", editable=False)
    replaced_until = models.DateField(null=True, editable=False)

    objects = TenantManager.from_queryset(HolderQuerySet)()

    class Meta:
        verbose_name = _("holder of a mandate")
        verbose_name_plural = _("holders of mandates")
        ordering = ["since", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="governance_holder_days",
                violation_error_message=_("The term ends before it begins."),
            ),
            ExclusionConstraint(
                name="governance_holder_one_member",
                expressions=[
                    ("network", RangeOperators.EQUAL),
                    ("mandate", RangeOperators.EQUAL),
                    (days(), RangeOperators.OVERLAPS),
                ],
                condition=Q(rank=Rank.MEMBER),
                violation_error_message=_("Somebody else holds the mandate on those days."),
            ),
            ExclusionConstraint(
                name="governance_holder_once",
                expressions=[
                    ("network", RangeOperators.EQUAL),
                    ("mandate", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    (days(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("The person holds that mandate already on those days."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class HolderContact(TenantModel):
    """Where letters of the body reach a holder; read by the body and the coordinators alone."""

    holder = TenantKey(Holder, models.CASCADE, related_name="contacts", verbose_name=_("holder"))
    email = models.EmailField(_("mail"))

    class Meta:
        verbose_name = _("mail address of a holder")
        verbose_name_plural = _("mail addresses of holders")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "holder"], name="governance_holder_contact_once"
            )
        ]

    def __str__(self) -> str:
        return self.email


class Office(TenantModel):
    """An office in a body in a span of days: chair, convener, secretary, or the host's turn."""

    body = TenantKey(Body, models.CASCADE, related_name="offices", verbose_name=_("body"))
    duty = models.CharField(_("office"), max_length=10, choices=Duty)
    person = TenantKey(Person, null=True, blank=True, related_name="+", verbose_name=_("person"))
    membership = TenantKey(
        Membership, null=True, blank=True, related_name="+", verbose_name=_("authority")
    )
    name = models.CharField(_("name"), max_length=120, blank=True)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = TenantManager.from_queryset(DatedQuerySet)()

    class Meta:
        verbose_name = _("office in a body")
        verbose_name_plural = _("offices in bodies")
        ordering = ["since", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="governance_office_days",
                violation_error_message=_("The office ends before it begins."),
            ),
            models.CheckConstraint(
                condition=~Q(person=None) | ~Q(membership=None),
                name="governance_office_somebody",
                violation_error_message=_("Choose a person or an authority."),
            ),
            ExclusionConstraint(
                name="governance_office_one_chair",
                expressions=[
                    ("network", RangeOperators.EQUAL),
                    ("body", RangeOperators.EQUAL),
                    (days(), RangeOperators.OVERLAPS),
                ],
                condition=Q(duty=Duty.CHAIR),
                violation_error_message=_("Somebody else is chair on those days."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_duty_display()}: {self.name}"
