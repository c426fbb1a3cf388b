"""What follows on a statement: letters to the other side, and the charge; each once."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from fees.actions.charge import charge
from fees.rules import FeeKind
from loans.costs import emails
from loans.costs.rules import BilledBy
from loans.costs.words import days_in_words
from loans.models import Statement
from network.actions.errand import errand
from network.models.journal import note


@errand("loans.tell_statement_sent")
def tell_statement_sent(statement_id: int) -> None:
    """The borrower's HR has something to approve."""
    emails.write_sent(_found(statement_id))


@errand("loans.tell_statement_returned")
def tell_statement_returned(statement_id: int) -> None:
    """The lender's HR has something to put right."""
    emails.write_returned(_found(statement_id))


@errand("loans.statement_approved")
def statement_approved(statement_id: int) -> None:
    """The lender sells what is approved: a charge once, where the portal bills it, and a letter."""
    statement = _found(statement_id)
    if statement.billed_by == BilledBy.PORTAL:
        _charge(statement)
    emails.write_approved(statement)


def _charge(statement: Statement) -> None:
    """Neither name nor salary stands on the invoice: the payer finds both in the statement."""
    loan = statement.loan
    with translation.override(settings.LANGUAGE_CODE):
        days = days_in_words(statement.since, statement.until)
        laid = charge(
            FeeKind.STAFF_LOAN,
            statement.reference_in_fees,
            membership_id=loan.borrower_id or 0,
            seller_id=loan.lender_id,
            net=statement.net,
            text=_("Staff loan %(number)s, %(days)s") % {"number": loan.pk, "days": days},
            note=statement.reference,
            reason=_("Cost statement approved by %(who)s") % {"who": statement.approved_name},
            basis={
                "words": _("By the approved cost statement of the lending authority."),
                "statement": statement.pk,
            },
        )
    if laid:
        note(
            "charge_statement",
            statement,
            membership_id=loan.borrower_id,
            loan=loan.pk,
            since=statement.since.isoformat(),
            until=statement.until.isoformat(),
        )


def _found(statement_id: int) -> Statement:
    found: Statement = (
        Statement.objects.with_parties().select_related("network").get(pk=statement_id)
    )
    return found
