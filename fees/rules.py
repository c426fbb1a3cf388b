"""The words of the fees: kinds, VAT categories and relations, and what may be missing."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from network.refusals import Refused


class RuleRefused(Refused):
    """A fee rule cannot become so; the message is a sentence for the one who asked."""


class FeeKind(models.TextChoices):
    """What a charge is for; the purpose itself is known only to the room that charges."""

    MEMBERSHIP = "membership", _("membership fee")
    COURSE_SEAT = "course_seat", _("course fee")
    LATE_FEE = "late_fee", _("late cancellation fee")
    NO_SHOW = "no_show", _("no-show fee")
    SETTLEMENT = "settlement", _("self-cost settlement")
    STAFF_LOAN = "staff_loan", _("staff loan")
    OTHER = "other", _("other fee")


# The kinds that one run bills together, by the kind that the run is called after.
BILLED_TOGETHER = {
    FeeKind.MEMBERSHIP: (FeeKind.MEMBERSHIP,),
    FeeKind.COURSE_SEAT: (
        FeeKind.COURSE_SEAT,
        FeeKind.LATE_FEE,
        FeeKind.NO_SHOW,
        FeeKind.SETTLEMENT,
    ),
    FeeKind.STAFF_LOAN: (FeeKind.STAFF_LOAN,),
    # A membership fee that waits was laid by hand or is billed again: the year's run computes its
    # own. A staff loan in it was charged by hand, without a lender that sells.
    FeeKind.OTHER: (FeeKind.OTHER, FeeKind.MEMBERSHIP, FeeKind.STAFF_LOAN),
}


class Relation(models.TextChoices):
    """Who sells to whom in law; the State is one legal person."""

    SAME = "same", _("within one legal person")
    TO_STATE = "to_state", _("from outside the State to the State")
    OTHER = "other", _("to another legal person")


class Category(models.TextChoices):
    """VAT category of the e-invoice standard (UNCL 5305)."""

    OUTSIDE = "O", _("outside VAT")
    STANDARD = "S", _("with VAT")
    EXEMPT = "E", _("exempt from VAT")


class Missing(models.TextChoices):
    """Why a member cannot be billed yet."""

    REFERENCE = "reference", _("Your reference is missing")
    HEAD_COUNT = "head_count", _("The head count is missing")
    LEVEL = "level", _("The level is missing")
    STEP = "step", _("No step of the fee model fits")
    VAT = "vat", _("No VAT rule covers the member")
    CREDIT = "credit", _("More is taken back than charged: it waits for the next run")


class Notice(models.TextChoices):
    """What to look at before a member is billed; it does not hinder."""

    NO_ENDPOINT = "no_endpoint", _("No Peppol address: goes as PDF by mail")
    NOWHERE = "nowhere", _("Neither Peppol address nor mail: hand the invoice over yourself")
    WRONG_ENDPOINT = "wrong_endpoint", _("The Peppol address has a wrong digit")
    NO_NUMBER = "no_number", _("The organisation number is missing")
    WRONG_NUMBER = "wrong_number", _("The organisation number has a wrong digit")
    PROFILE_ENDED = "profile_ended", _("How the member wants its invoices has ended")
    HEAD_COUNT = "head_count_changed", _("The head count has changed since last year's invoice")
    PART_YEAR = "part_year", _("Member a part of the year only")
    LEFT = "left", _("No longer a member")


class RowState(models.TextChoices):
    """Where a payer of a run in preparation stands."""

    READY = "ready", _("ready")
    WARNED = "warned", _("to look at")
    BLOCKED = "blocked", _("lacks something")
    OWN = "own", _("the host's own fee")
    EXCLUDED = "excluded", _("left out")


class Unit(models.TextChoices):
    """What a contribution in kind is counted in."""

    HOUR = "hour", _("hour")
    DAY = "day", _("day")


class ContributionState(models.TextChoices):
    """How far a contribution in kind has come; only the accepted ones count."""

    REPORTED = "reported", pgettext_lazy("contribution in kind", "reported")
    ACCEPTED = "accepted", pgettext_lazy("contribution in kind", "accepted")
    DECLINED = "declined", pgettext_lazy("contribution in kind", "declined")


def relation_of(*, same_person: bool, buyer_in_state: bool) -> Relation:
    """Which VAT relation holds between a seller and a buyer."""
    if same_person:
        return Relation.SAME
    return Relation.TO_STATE if buyer_in_state else Relation.OTHER


def staff_loan_category(relation: str) -> Category:
    """The VAT category of lent staff between two legal persons.

    The State is one tax subject, and so is each municipality and region: between its own parts
    nothing is sold (mervärdesskattelag 2023:200, 4 kap. 4–5 §§). To another it is hiring out
    staff, taxable and never exempt as education (Skatteverket on hired-out teachers).
    """
    return Category.OUTSIDE if relation == Relation.SAME else Category.STANDARD
