"""The rules of loans as dated rows: new ones from a day, and the ones before end the day before."""

from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from loans.models import LoanTerms
from loans.refusing import refused_in_words
from loans.rules import LoanRefused
from network.models.journal import note
from network.seat import Seat


def lay_terms(terms: LoanTerms, *, by: Seat) -> LoanTerms:
    """Let other rules hold from a day; loans that are signed keep the rules of their first day.

    Raises LoanRefused where rules that begin later are laid already.
    """
    same = LoanTerms.objects.filter(legal=terms.legal)
    if same.filter(since__gte=terms.since).exists():
        raise LoanRefused(_("Rules from that day, or a later one, are written down already."))
    with refused_in_words():
        holding = same.filter(Q(until=None) | Q(until__gte=terms.since))
        holding.update(until=terms.since - timedelta(days=1))
        terms.save(force_insert=True)
        note(
            "lay_loan_terms",
            terms,
            since=terms.since.isoformat(),
            months=terms.max_months,
        )
    return terms
