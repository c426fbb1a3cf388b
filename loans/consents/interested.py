"""Those whose managers have agreed, as who would borrow reads them."""

from dataclasses import dataclass

from loans.consents.named import Named, named
from loans.consents.standing import Standing, standing_of
from loans.models import Interest, Notice
from network.seat import Seat

ORDER = (Standing.AGREED, Standing.CHOSEN, Standing.PASSED)


@dataclass(frozen=True)
class Interested:
    """One of them, with name, and where it stands."""

    interest: Interest
    who: Named
    standing: Standing
    may_choose: bool

    @property
    def authority(self) -> str:
        """Whose employee it is."""
        owner = self.interest.membership or self.interest.party
        return str(owner.name)


def interested_in(notice: Notice, seat: Seat) -> list[Interested]:
    """All of a notice that one may know of, those to choose among first; three questions."""
    rows = list(Interest.objects.seen_by(seat).agreed().filter(notice=notice).with_standing())
    who = named(rows)
    found = [
        Interested(row, who[row.pk], standing_of(row), seat.may("choose_for_loan", row))
        for row in rows
        if row.pk in who
    ]
    return sorted(found, key=lambda one: (ORDER.index(one.standing), one.interest.agreed_at))
