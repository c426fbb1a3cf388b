"""The days and the extent that a loan begins with: what all of them have said yes to."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from loans.agreements.lasting import terms_on
from loans.models import Interest
from loans.rules import LoanRefused
from network.months import months_later


def proposed(interest: Interest, legal: str, today: date) -> tuple[date, date, int]:
    """First day, last day and per cent: the notice's, the person's and the manager's together.

    Cut at the longest time that the rules of the first day allow; refused where no day is left.
    """
    first, last = interest.days
    starts = max(interest.notice.starts, first, today)
    longest = months_later(starts, terms_on(legal, starts).max_months) - timedelta(days=1)
    ends = min(interest.notice.ends, last, longest)
    if ends < starts:
        raise LoanRefused(
            _("No day is left that suits the notice, the person and their manager alike.")
        )
    return starts, ends, min(interest.notice.percent, interest.extent)
