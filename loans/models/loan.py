from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loans.models.interest import Interest
from loans.models.notice import Notice
from loans.models.party import OutsideParty
from loans.querysets import LoanQuerySet
from loans.rules import Legal, Side, Stage
from members.models import Membership, Person
from network.scope import TenantKey, TenantManager, TenantModel


class Loan(TenantModel):
    """Somebody's loan (personallån) from one authority to another, from draft to evaluation.

    The employment stays with the lender. The database holds the order of the stages: a loan
    needs the manager's standing consent, and both signatures on one and the same wording before
    it is signed or runs. `name` and `title` are frozen for the documents.
    """

    notice = TenantKey(Notice, related_name="loans", verbose_name=_("notice"))
    interest = TenantKey(Interest, related_name="loans", verbose_name=_("interest"))
    person = TenantKey(Person, null=True, blank=True, related_name="+", verbose_name=_("person"))
    name = models.CharField(_("name"), max_length=120)
    title = models.CharField(_("title"), max_length=120, blank=True)
    lender = TenantKey(
        Membership, null=True, blank=True, related_name="+", verbose_name=_("lending authority")
    )
    lender_party = TenantKey(OutsideParty, null=True, blank=True, related_name="+")
    borrower = TenantKey(
        Membership, null=True, blank=True, related_name="+", verbose_name=_("borrowing authority")
    )
    borrower_party = TenantKey(OutsideParty, null=True, blank=True, related_name="+")
    leader = TenantKey(
        Person,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("leads the work at the borrower"),
    )
    legal = models.CharField(_("which rules"), max_length=6, choices=Legal)
    stage = models.CharField(
        _("stage"), max_length=9, choices=Stage, default=Stage.DRAFT, editable=False
    )
    starts = models.DateField(_("from"))
    ends = models.DateField(_("until"), help_text=_("That day included."))
    made_at = models.DateTimeField(_("begun"), default=timezone.now, editable=False)
    made_by = models.BigIntegerField(null=True, editable=False)
    signed_at = models.DateTimeField(_("signed by both"), null=True, editable=False)
    started_at = models.DateTimeField(_("started"), null=True, editable=False)
    warned_at = models.DateTimeField(_("warned of its end"), null=True, editable=False)
    ended_on = models.DateField(_("last day"), null=True, editable=False)
    broken_by = models.CharField(
        _("broken off by"), max_length=8, choices=Side, blank=True, editable=False
    )
    broken_why = models.CharField(_("why it was broken off"), max_length=300, blank=True)

    objects = TenantManager.from_queryset(LoanQuerySet)()

    class Meta:
        verbose_name = _("staff loan")
        verbose_name_plural = _("staff loans")
        ordering = ["-starts", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lender=None, lender_party__isnull=False, person=None)
                | Q(lender__isnull=False, lender_party=None, person__isnull=False),
                name="loans_loan_one_lender",
            ),
            models.CheckConstraint(
                condition=Q(borrower=None, borrower_party__isnull=False)
                | Q(borrower__isnull=False, borrower_party=None),
                name="loans_loan_one_borrower",
            ),
            models.CheckConstraint(
                condition=Q(lender__isnull=False) | Q(borrower__isnull=False),
                name="loans_loan_one_member",
                violation_error_message=_("One of the two is a member of the network."),
            ),
            models.CheckConstraint(
                condition=Q(lender=None) | Q(borrower=None) | ~Q(lender=F("borrower")),
                name="loans_loan_other_authority",
                violation_error_message=_("An authority does not lend to itself."),
            ),
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts")),
                name="loans_loan_days",
                violation_error_message=_("The loan ends before it starts."),
            ),
            models.UniqueConstraint(
                fields=["network", "interest"],
                condition=~Q(stage=Stage.BROKEN),
                name="loans_loan_once",
                violation_error_message=_("There is a loan of that interest already."),
            ),
        ]
        indexes = [models.Index(fields=["network", "stage", "ends"], name="loan_stage")]

    def __str__(self) -> str:
        return self.name

    @property
    def lent_by(self) -> Membership | OutsideParty:
        """Who lends."""
        found: Membership | OutsideParty | None = self.lender or self.lender_party
        assert found is not None  # noqa: S101 - the database holds one of the two
        return found

    @property
    def borrowed_by(self) -> Membership | OutsideParty:
        """Who borrows."""
        found: Membership | OutsideParty | None = self.borrower or self.borrower_party
        assert found is not None  # noqa: S101 - the database holds one of the two
        return found

    @property
    def last_day(self) -> date:
        """The day that it ended on, or is to end on."""
        return self.ended_on or self.ends


class LoanPart(TenantModel):
    """The extent of a loan in a span of its days: one row, more where the extent changes.

    The database holds that one and the same person is never lent for more than 100 % a day,
    in all loans and networks together.
    """

    loan = TenantKey(Loan, models.CASCADE, related_name="parts", verbose_name=_("loan"))
    starts = models.DateField(_("from"))
    ends = models.DateField(_("until"))
    percent = models.PositiveSmallIntegerField(_("extent, per cent"))

    objects = TenantManager()

    class Meta:
        verbose_name = _("extent of a loan")
        verbose_name_plural = _("extents of loans")
        ordering = ["starts", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts")),
                name="loans_part_days",
                violation_error_message=_("It ends before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(percent__range=(1, 100)),
                name="loans_part_percent",
                violation_error_message=_("The extent is 1 to 100 per cent."),
            ),
            models.UniqueConstraint(
                fields=["network", "loan", "starts"],
                name="loans_part_once",
                violation_error_message=_("Another extent begins that day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts} {self.percent} %"


class Review(TenantModel):
    """A new written assessment of the need, without which no loan is extended.

    Source: Arbetsgivarverket's text on staff loans: at most six months, longer only after a new
    assessment, never automatically.
    """

    loan = TenantKey(Loan, models.CASCADE, related_name="reviews", verbose_name=_("loan"))
    needed_until = models.DateField(_("needed until"))
    assessment = models.TextField(_("new assessment of the need"), max_length=3000)
    written_by = models.BigIntegerField(null=True, editable=False)
    by_name = models.CharField(_("written by"), max_length=120)
    at = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    agreed = models.BooleanField(_("extended"), null=True, editable=False)
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)
    answered_by = models.BigIntegerField(null=True, editable=False)
    why = models.CharField(_("why not"), max_length=500, blank=True)

    objects = TenantManager()

    class Meta:
        verbose_name = _("review of an extension")
        verbose_name_plural = _("reviews of extensions")
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "loan"],
                condition=Q(agreed=None),
                name="loans_review_one_open",
                violation_error_message=_("An extension is under review already."),
            ),
            models.CheckConstraint(
                condition=Q(assessment__regex=r"\S.{39,}"),
                name="loans_review_assessed",
                violation_error_message=_("Write why the need remains, in at least a sentence."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.loan_id} {self.needed_until}"


class Evaluation(TenantModel):
    """What one of the three thinks of a loan that is over, in figures from 1 to 5."""

    class Who(models.TextChoices):
        EMPLOYEE = "employee", pgettext_lazy("evaluation of a loan", "employee")
        LENDER = "lender", _("lending authority")
        BORROWER = "borrower", _("borrowing authority")

    loan = TenantKey(Loan, models.CASCADE, related_name="evaluations", verbose_name=_("loan"))
    who = models.CharField(_("who"), max_length=8, choices=Who)
    satisfaction = models.PositiveSmallIntegerField(_("how content you are"))
    learnt = models.PositiveSmallIntegerField(_("what it gave in competence"))
    again = models.BooleanField(_("I would do it again"))
    words = models.TextField(
        _("what should be done otherwise?"),
        max_length=1000,
        blank=True,
        help_text=_("May be asked for as a public document; write nothing about anybody's health."),
    )
    user_id = models.BigIntegerField(null=True, editable=False)
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = TenantManager()

    class Meta:
        verbose_name = _("evaluation of a loan")
        verbose_name_plural = _("evaluations of loans")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "loan", "who"], name="loans_evaluation_once"
            ),
            models.CheckConstraint(
                condition=Q(satisfaction__range=(1, 5)) & Q(learnt__range=(1, 5)),
                name="loans_evaluation_figures",
                violation_error_message=_("Answer from 1 to 5."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.loan_id} {self.who}"
