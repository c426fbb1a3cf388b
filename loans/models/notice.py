from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loans.models.party import OutsideParty
from loans.querysets import ApproachQuerySet, NoticeQuerySet
from loans.rules import NoticeKind, Occasion, Reach, Remote
from members.models import Membership, Person
from network.scope import TenantKey, TenantManager, TenantModel


class Notice(TenantModel):
    """A need of staff, or an offer of staff or of a placement, on the board of the network.

    Written by a manager or HR, published by HR of the authority (route: Arbetsgivarverket). Draft
    until `published_at`, waiting for HR from `asked_at`, on the board until `closed_at` or the
    last day to answer.
    """

    membership = TenantKey(
        Membership, null=True, blank=True, related_name="+", verbose_name=_("authority")
    )
    party = TenantKey(
        OutsideParty, null=True, blank=True, related_name="+", verbose_name=_("outside party")
    )
    kind = models.CharField(_("kind"), max_length=9, choices=NoticeKind)
    occasion = models.CharField(
        _("occasion"), max_length=8, choices=Occasion, default=Occasion.ORDINARY
    )
    reach = models.CharField(_("shown to"), max_length=7, choices=Reach, default=Reach.OWN)
    title = models.CharField(_("title"), max_length=120)
    tasks = models.TextField(_("tasks"), max_length=3000)
    competences = ArrayField(
        models.CharField(max_length=12), verbose_name=_("competences"), size=8, default=list
    )
    people = models.PositiveSmallIntegerField(_("number of people"), default=1)
    starts = models.DateField(_("from"))
    ends = models.DateField(_("until"), help_text=_("That day included."))
    percent = models.PositiveSmallIntegerField(_("extent, per cent"), default=100)
    place = models.CharField(_("place"), max_length=80, blank=True)
    remote = models.CharField(_("from elsewhere"), max_length=6, choices=Remote, default=Remote.NO)
    secrecy = models.CharField(
        _("secrecy and security checks"),
        max_length=300,
        blank=True,
        help_text=_("Such as: secrecy under chapter 35, or placed in security class 3."),
    )
    contact = TenantKey(
        Person, null=True, blank=True, related_name="+", verbose_name=_("contact person")
    )
    answer_by = models.DateField(_("answer by"))
    written_by = TenantKey(Person, null=True, related_name="+", verbose_name=_("written by"))
    written_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    asked_at = models.DateTimeField(_("HR asked to publish"), null=True, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, editable=False)
    published_by = models.BigIntegerField(null=True, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False)

    objects = TenantManager.from_queryset(NoticeQuerySet)()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-published_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(membership=None, party__isnull=False)
                | Q(membership__isnull=False, party=None),
                name="loans_notice_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts")),
                name="loans_notice_days",
                violation_error_message=_("It ends before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(percent__range=(5, 100)),
                name="loans_notice_percent",
                violation_error_message=_("The extent is 5 to 100 per cent."),
            ),
            models.CheckConstraint(
                condition=Q(people__range=(1, 500)),
                name="loans_notice_people",
                violation_error_message=_("Say how many, at least one."),
            ),
            models.CheckConstraint(
                condition=Q(party=None) | Q(occasion=Occasion.CRISIS),
                name="loans_notice_outside_in_crisis",
                violation_error_message=_("A party outside the network borrows in a crisis only."),
            ),
        ]
        indexes = [models.Index(fields=["network", "-published_at"], name="notice_newest")]

    def __str__(self) -> str:
        return self.title

    @property
    def owner(self) -> Membership | OutsideParty:
        """Whose notice it is."""
        found: Membership | OutsideParty | None = self.membership or self.party
        assert found is not None  # noqa: S101 - the database holds one of the two
        return found

    def is_open(self, day: date) -> bool:
        """Whether one may answer it on a day."""
        return bool(self.published_at) and self.closed_at is None and self.answer_by >= day


class NoticeDraft(TenantModel):
    """A notice as far as it is written, right or wrong; nobody but its writer sees it.

    `notice` is the one that is being changed, empty for a new one.
    """

    person = TenantKey(Person, models.CASCADE, related_name="+", verbose_name=_("person"))
    notice = TenantKey(
        Notice, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("notice")
    )
    answers = models.JSONField(_("answers"), default=dict)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)

    objects = TenantManager()

    class Meta:
        verbose_name = _("draft of a notice")
        verbose_name_plural = _("drafts of notices")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "person", "notice"],
                name="loans_notice_draft_once",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.notice_id}"


class SavedSearch(TenantModel):
    """A search on the board that somebody keeps; new hits come in a letter each week."""

    person = TenantKey(Person, models.CASCADE, related_name="+", verbose_name=_("person"))
    name = models.CharField(_("name"), max_length=80)
    query = models.JSONField(
        _("search"), default=dict, help_text=_("The board's own search fields, by name.")
    )
    weekly = models.BooleanField(_("new hits by mail each week"), default=True)
    told_until = models.DateTimeField(_("told about until"), default=timezone.now, editable=False)

    objects = TenantManager()

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "person", "name"],
                name="loans_saved_search_once",
                violation_error_message=_("You have a search with that name."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Approach(TenantModel):
    """An authority's answer to an offer of staff: that it would like to borrow."""

    notice = TenantKey(Notice, related_name="approaches", verbose_name=_("notice"))
    membership = TenantKey(
        Membership, null=True, blank=True, related_name="+", verbose_name=_("authority")
    )
    party = TenantKey(
        OutsideParty, null=True, blank=True, related_name="+", verbose_name=_("outside party")
    )
    person = TenantKey(Person, null=True, related_name="+", verbose_name=_("written by"))
    words = models.TextField(_("what the work would be"), max_length=2000)
    at = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    declined_at = models.DateTimeField(_("declined"), null=True, editable=False)
    declined_why = models.CharField(_("why not"), max_length=500, blank=True)

    objects = TenantManager.from_queryset(ApproachQuerySet)()

    class Meta:
        verbose_name = _("approach")
        verbose_name_plural = _("approaches")
        constraints = [
            models.CheckConstraint(
                condition=Q(membership=None, party__isnull=False)
                | Q(membership__isnull=False, party=None),
                name="loans_approach_one_owner",
            ),
            models.UniqueConstraint(
                fields=["network", "notice", "membership"],
                condition=Q(declined_at=None),
                name="loans_approach_once",
                violation_error_message=_("Your authority has answered it already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.membership_id}"
