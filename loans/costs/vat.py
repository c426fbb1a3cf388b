"""The VAT of lent staff, by the legal persons of lender and borrower."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from fees.rules import Category, Relation, relation_of, staff_loan_category
from loans.models import Loan, OutsideParty
from members.models import Membership
from network.money import ZERO
from network.wording import number

# The usual rate since 1990-07-01 (mervärdesskattelag 2023:200, 9 kap. 2 §). What an invoice of
# the portal carries follows the economist's own VAT rule.
RATE = Decimal(25)


@dataclass(frozen=True)
class Vat:
    """Category of the e-invoice standard and rate in per cent, between which two."""

    category: Category
    rate: Decimal
    in_the_state: bool


def vat_of_loan(loan: Loan) -> Vat:
    """What the law says of lending between the two parties of a loan."""
    lender, borrower = loan.lent_by, loan.borrowed_by
    both_state = _in_the_state(lender) and _in_the_state(borrower)
    relation = relation_of(
        same_person=both_state or _same_person(lender, borrower),
        buyer_in_state=_in_the_state(borrower),
    )
    category = staff_loan_category(relation)
    rate = ZERO if category == Category.OUTSIDE else RATE
    return Vat(category, rate, in_the_state=relation == Relation.SAME and both_state)


def vat_words(vat: Vat) -> str:
    """What stands under the sum."""
    if vat.category == Category.STANDARD:
        return _("VAT of %(rate)s %% is added: hiring out staff is taxable, and never exempt.") % {
            "rate": number(vat.rate)
        }
    if vat.in_the_state:
        return _("Supply between state agencies: no VAT.")
    return _("Within one and the same legal person: no VAT.")


def _in_the_state(party: Membership | OutsideParty) -> bool:
    if isinstance(party, OutsideParty):
        return party.in_the_state
    return bool(party.authority.legal_person.is_state)


def _same_person(lender: Membership | OutsideParty, borrower: Membership | OutsideParty) -> bool:
    if isinstance(lender, OutsideParty) or isinstance(borrower, OutsideParty):
        return False
    return lender.authority.legal_person_id == borrower.authority.legal_person_id
