"""The rules that hold where a network has written none of its own, each with its source and day.

A network's own rows (`LoanTerms`) come first. The database's `app.loan_months` knows the same
figures; a test holds the two together.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loans.rules import Legal
from members.models import Authority


@dataclass(frozen=True)
class Terms:
    """At most `max_months`, warned after `warn_months`; either side may end it with notice."""

    legal: Legal
    since: date
    max_months: int
    warn_months: int
    notice_months: int
    source: str | Promise


USUAL = (
    Terms(
        Legal.STATE,
        date(2023, 12, 1),
        max_months=6,
        warn_months=5,
        notice_months=1,
        source=_("Arbetsgivarverket, staff loans between state agencies"),
    ),
    Terms(
        Legal.OTHERS,
        date(2023, 12, 1),
        max_months=6,
        warn_months=5,
        notice_months=1,
        source=_("By analogy with the State's text; the parties agree otherwise in writing"),
    ),
)

# Which rules hold for staff of a kind of authority. What is missing here is not covered: the
# State's text leaves out voluntary members (Arbetsgivarverket), and a company is none of them.
COVERED: Mapping[str, Legal] = {
    **{kind.value: Legal.STATE for kind in Authority.STATE_KINDS},
    Authority.Kind.MUNICIPALITY.value: Legal.OTHERS,
    Authority.Kind.REGION.value: Legal.OTHERS,
}


def covered(kind: str) -> Legal | None:
    """The rules under which a kind of authority lends and borrows staff; None where none hold."""
    return COVERED.get(kind)
