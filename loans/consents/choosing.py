"""What a choice would begin: the days, the rules and whom it is about."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from loans.consents.days import proposed
from loans.consents.named import Named, named
from loans.consents.parties import borrower_of, legal_of, lender_of
from loans.models import Interest
from loans.rules import Legal, LoanRefused
from members.models import Membership, Person
from network.wording import days_between


class Choosing:
    """A loan as it would begin, or the sentence why it cannot."""

    def __init__(self, interest: Interest) -> None:
        self.interest = interest
        self.who: Named = named([interest]).get(interest.pk, Named("", ""))
        self.lender = lender_of(interest)
        self.borrower = borrower_of(interest)
        self.days = self.problem = ""
        self.percent = 0
        try:
            self.legal = legal_of(interest)
            starts, ends, self.percent = proposed(interest, self.legal, timezone.localdate())
            self.days = days_between(starts, ends)
        except LoanRefused as refused:
            self.problem = str(refused)

    @property
    def outside_the_state(self) -> bool:
        """Whether the other text holds."""
        return not self.problem and self.legal == Legal.OTHERS


def leaders_for(interest: Interest) -> QuerySet[Any]:
    """Who could lead the work: the borrower's people, for those who may see them."""
    borrower = borrower_of(interest)
    if not isinstance(borrower, Membership):
        return Person.objects.none()
    here = Person.objects.on(timezone.localdate()).filter(membership=borrower)
    return here.order_by("name")
