"""How long a loan may last: the rules of its first day, and a review that both agreed to."""

from datetime import date

from django.db.models import Max
from django.utils.translation import gettext as _

from loans.models import Loan, LoanTerms
from loans.rules import LoanRefused
from loans.terms import USUAL, Terms
from network.months import months_later
from network.wording import date_long


def terms_on(legal: str, day: date) -> Terms:
    """The network's own terms on a day, else the portal's."""
    own = LoanTerms.objects.on(day).filter(legal=legal).first()
    usual = next(one for one in USUAL if one.legal == legal)
    if own is None:
        return usual
    return Terms(
        own.legal, own.since, own.max_months, own.warn_months, own.notice_months, own.source
    )


def hold_length(loan: Loan, starts: date, ends: date) -> None:
    """Refuse a loan that is longer than its rules, unless a review has extended it."""
    terms = terms_on(loan.legal, starts)
    longest = months_later(starts, terms.max_months)
    if ends <= longest:
        return
    extended = loan.reviews.filter(agreed=True).aggregate(last=Max("needed_until"))["last"]
    if extended is None or extended < ends:
        raise LoanRefused(
            _(
                "A loan that starts on %(starts)s ends on %(longest)s at the latest (%(source)s). "
                "It is made longer only after a new written assessment of the need."
            )
            % {
                "starts": date_long(starts),
                "longest": date_long(longest),
                "source": terms.source,
            }
        )
