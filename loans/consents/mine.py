"""One's own interests and loans, and what waits for one's answer as a manager."""

from dataclasses import dataclass

from loans.consents.parties import borrower_of
from loans.consents.standing import OVER, Standing, own_words, standing_of
from loans.models import Interest, Loan
from loans.rules import Stage
from network.seat import Seat

KINDS = {
    Standing.ASKED: "now",
    Standing.WAITING: "now",
    Standing.AGREED: "good",
    Standing.CHOSEN: "good",
}


@dataclass(frozen=True)
class Mine:
    """One of one's own, with where it stands and the loan that came of it."""

    interest: Interest
    standing: Standing
    loan: Loan | None

    @property
    def words(self) -> str:
        """Where it stands, said to the person; a loan that is there says it better."""
        if self.loan and self.loan.stage != Stage.DRAFT:
            return str(Stage(self.loan.stage).label).capitalize()
        return own_words(self.standing)

    @property
    def kind(self) -> str:
        """The colour of the words."""
        return KINDS.get(self.standing, "off")

    @property
    def borrower(self) -> str:
        """Who would borrow."""
        return borrower_of(self.interest).short_name

    @property
    def is_over(self) -> bool:
        """Whether nothing more happens."""
        return self.standing in OVER


def mine_of(seat: Seat) -> list[Mine]:
    """One's own, newest first, in two questions."""
    rows = list(Interest.objects.of(seat).with_standing())
    loans = Loan.objects.filter(interest__in=[row.pk for row in rows]).order_by("pk")
    of = {loan.interest_id: loan for loan in loans if loan.stage != Stage.BROKEN or loan.signed_at}
    return [Mine(row, standing_of(row), of.get(row.pk)) for row in rows]


def waiting_of(seat: Seat) -> list[Interest]:
    """Those that wait for the seat's answer, oldest first."""
    return list(Interest.objects.waiting_for(seat).with_standing().order_by("agreed_at", "pk"))
