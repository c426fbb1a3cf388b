"""What an agreement says of VAT, from who lends to whom in law.

The State is one legal person and one tax subject: what one state agency does for another is no
taxable transaction. To or from anybody else a loan is hiring out of staff, taxed at 25 per cent,
never exempt as education. Source: mervärdesskattelagen (2023:200) and Skatteverket's guidance.
The network's own rules of VAT lie with its economists, whom HR does not read; a statement asks
them when it is charged.
"""

from django.utils.translation import gettext as _

from fees.rules import Relation, relation_of
from loans.agreements.sides import Party

RATE = 25  # per cent


def relation(seller: Party, buyer: Party) -> Relation:
    """The VAT relation between lender and borrower."""
    return relation_of(
        same_person=seller.legal_person == buyer.legal_person, buyer_in_state=buyer.in_the_state
    )


def vat_words(seller: Party, buyer: Party) -> str:
    """The agreement's sentence on VAT."""
    if relation(seller, buyer) == Relation.SAME and seller.in_the_state:
        return _(
            "No VAT: both are parts of the State, which is one legal person, and what one state "
            "agency does for another is no taxable transaction."
        )
    if relation(seller, buyer) == Relation.SAME:
        return _("No VAT: both are parts of the same legal person.")
    return _(
        "VAT is added to the cost: a loan between different legal persons is hiring out of staff, "
        "taxed at %(rate)s per cent, also when the employee is a teacher."
    ) % {"rate": RATE}
