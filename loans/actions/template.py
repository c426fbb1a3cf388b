"""The network's own template of agreements, from a day."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from loans.models import AgreementTemplate
from loans.refusing import refused_in_words
from loans.rules import LoanRefused
from network.models.journal import note
from network.seat import Seat

DAY = timedelta(days=1)


def keep_template(found: AgreementTemplate, *, by: Seat) -> AgreementTemplate:
    """Let a template hold from its first day; the one before ends the day before.

    Raises LoanRefused when another begins on that day or later: what is written ahead stands.
    """
    by.require("keep_loan_rules")
    same = AgreementTemplate.objects.filter(legal=found.legal)
    if same.filter(since__gte=found.since).exists():
        raise LoanRefused(_("Another template begins on that day or later. Choose a day after it."))
    with refused_in_words():
        _end_before(found.legal, found.since)
        found.save(force_insert=True)
    note("keep_agreement_template", found, title=found.title, since=found.since.isoformat())
    return found


def _end_before(legal: str, since: date) -> None:
    holding = AgreementTemplate.objects.on(since).filter(legal=legal).first()
    if holding is not None:
        holding.until = since - DAY
        holding.save(update_fields=["until"])
