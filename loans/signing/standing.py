"""Where a loan stands: its stage, what is left of it, and what is asked about it, in words."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loans.agreements.lasting import terms_on
from loans.agreements.sides import other
from loans.models import EarlyEnd, Loan, Review
from loans.rules import Side, Stage
from loans.terms import Terms
from network.months import months_later
from network.wording import date_long

COLOURS = {
    Stage.DRAFT: "now",
    Stage.SIGNED: "good",
    Stage.RUNNING: "good",
    Stage.REVIEW: "notice",
}
GOING = (Stage.RUNNING, Stage.REVIEW)


@dataclass(frozen=True)
class Standing:
    """A loan on a day: its terms, the newest assessment, and an end that was given notice of."""

    loan: Loan
    today: date
    terms: Terms
    review: Review | None
    early: EarlyEnd | None

    @property
    def days_left(self) -> int:
        """Days after today until its last day, that day counted."""
        return (self.loan.last_day - self.today).days

    @property
    def longest(self) -> date:
        """The last day that the rules allow without an extension."""
        return months_later(self.loan.starts, self.terms.max_months)

    @property
    def warned_from(self) -> date:
        """The day from which both sides are asked whether the need remains."""
        return warning_day(self.loan, self.terms)

    @property
    def may_be_assessed(self) -> bool:
        """Whether the borrower may ask for an extension now."""
        return self.loan.stage == Stage.RUNNING and self.loan.ended_on is None

    @property
    def is_near_its_end(self) -> bool:
        """Whether it is time to say if the need remains."""
        warned = self.loan.warned_at is not None
        return self.may_be_assessed and (warned or self.today >= self.warned_from)

    @property
    def waits_for_lender(self) -> bool:
        """Whether an assessment waits for the lender's answer."""
        return (
            self.loan.stage == Stage.REVIEW
            and self.review is not None
            and self.review.agreed is None
        )

    @property
    def waits_for_yes(self) -> Side | None:
        """The side that has still to say whether the loan ends sooner than the notice."""
        if self.early is None or not self.early.shorter or self.early.agreed is not None:
            return None
        if self.loan.stage not in (Stage.SIGNED, *GOING):
            return None
        return other(self.early.side)

    @property
    def colour(self) -> str:
        """The kind of status that goes with it."""
        if self.is_near_its_end or (self.loan.ended_on is not None and self.loan.stage in GOING):
            return "notice"
        return COLOURS.get(Stage(self.loan.stage), "off")

    @property
    def head(self) -> str:
        """The stage with what is left, as a sentence."""
        match self.loan.stage:
            case Stage.DRAFT:
                return _("Being drafted.")
            case Stage.SIGNED:
                return ngettext(
                    "Signed by both, begins in %(n)s day.",
                    "Signed by both, begins in %(n)s days.",
                    (self.loan.starts - self.today).days,
                ) % {"n": (self.loan.starts - self.today).days}
            case Stage.RUNNING:
                return _("Running, %(left)s.") % {"left": self.left}
            case Stage.REVIEW:
                return _("Extension under review, %(left)s.") % {"left": self.left}
            case Stage.ENDED:
                return _("Ended %(day)s.") % {"day": date_long(self.loan.last_day)}
            case Stage.BROKEN if self.loan.started_at is None:
                return _("Did not come about.")
            case Stage.BROKEN:
                return _("Broken off %(day)s.") % {"day": date_long(self.loan.last_day)}
        return _("Evaluated. It ended %(day)s.") % {"day": date_long(self.loan.last_day)}

    @property
    def left(self) -> str:
        """How many days are left."""
        if self.days_left < 1:
            return _("last day today")
        return ngettext("%(n)s day left", "%(n)s days left", self.days_left) % {"n": self.days_left}

    @property
    def tail(self) -> str:
        """What follows from it, as a sentence; empty where nothing does."""
        loan = self.loan
        if loan.stage in GOING and loan.ended_on is not None:
            who = loan.lent_by if loan.broken_by == Side.LENDER else loan.borrowed_by
            return _("%(who)s has broken it off.") % {"who": who.short_name}
        if (side := self.waits_for_yes) is not None:
            who = loan.lent_by if side == Side.LENDER else loan.borrowed_by
            return _("%(who)s says whether it ends sooner than the notice.") % {
                "who": who.short_name
            }
        if self.waits_for_lender:
            return _("%(who)s answers whether it goes on.") % {"who": loan.lent_by.short_name}
        if loan.stage == Stage.REVIEW:
            return _("Agreed to: both sign the new version before the last day.")
        if self.is_near_its_end:
            return _("An extension asks for a new assessment of the need.")
        if loan.stage == Stage.BROKEN:
            return loan.broken_why
        return ""


def warning_day(loan: Loan, terms: Terms) -> date:
    """When both sides are asked: so long before the last day as the warning is before the longest.

    A loan of six months with a warning after five is asked about a month before its end, and so
    is a shorter one; never before it has begun.
    """
    return max(loan.starts, months_later(loan.ends, terms.warn_months - terms.max_months))


def standing_of(loan: Loan, today: date) -> Standing:
    """Where a loan stands on a day."""
    review = Review.objects.filter(loan=loan).order_by("-at", "-id").first()
    early = EarlyEnd.objects.filter(loan=loan).order_by("-at", "-id").first()
    return Standing(loan, today, terms_on(loan.legal, loan.starts), review, early)
