"""Ways that lead straight to where a fault in the order would show, one for each fault.

Somebody does act by act what an honest order refuses at the end; the machine looks at its promises
after each act that was accepted, and walks on from there as it likes.
"""

from collections.abc import Callable

from tests.loans.loan_acts import Acts
from tests.loans.loan_house import OTHERS, SLOTS

Way = Callable[[Acts, int], None]


def _drafted(house: Acts, slot: int, *, first: int = 0, length: int = 40) -> tuple[str, str]:
    """A draft with the manager's yes; gives HR of the lender and of the borrower."""
    lender, borrower = SLOTS[slot].signers
    house.consent(slot, SLOTS[slot].manager, legal=SLOTS[slot].legal)
    house.draft(slot, borrower, first, length, 60)
    return lender, borrower


def _sign(house: Acts, slot: int, *, on: bool = True, behind: int = 0) -> None:
    lender, borrower = SLOTS[slot].signers
    house.sign(slot, lender, "lender", on=on, behind=behind)
    house.sign(slot, borrower, "borrower", on=on, behind=behind)


def _signed(house: Acts, slot: int, *, first: int = 0, length: int = 40) -> tuple[str, str]:
    """A loan that both have signed; it runs when its first day has come."""
    signers = _drafted(house, slot, first=first, length=length)
    _sign(house, slot)
    return signers


def no_was_said(house: Acts, slot: int) -> None:
    """The manager said no, and HR goes on."""
    house.consent(slot, SLOTS[slot].manager, given=False, legal=SLOTS[slot].legal)
    _signed(house, slot)


def yes_was_taken_back(house: Acts, slot: int) -> None:
    """The manager took their yes back, and HR begins anew."""
    _, borrower = _drafted(house, slot)
    house.take_back(slot, SLOTS[slot].manager)
    house.draft(slot, borrower, 0, 40, 60)
    _sign(house, slot)


def own_yes(house: Acts, slot: int) -> None:
    """Somebody of HR without a registered manager says yes to their own loan."""
    house.be_hr_of_oneself(slot, now=True)
    house.consent(slot, SLOTS[slot].who, legal=SLOTS[slot].legal)
    house.be_hr_of_oneself(slot, now=False)


def usual_text(house: Acts, slot: int) -> None:
    """The yes was to a loan within the State, and the borrower is a municipality."""
    house.consent(OTHERS, SLOTS[OTHERS].manager, legal="state")
    house.draft(OTHERS, SLOTS[OTHERS].signers[1], 0, 40, 60)
    _sign(house, OTHERS)


def one_signs(house: Acts, slot: int) -> None:
    """One side signs, and says that it is done."""
    lender, _ = _drafted(house, slot)
    house.sign(slot, lender, "lender", on=False)
    house.change(slot, lender, stage="signed")


def fallen_signatures(house: Acts, slot: int) -> None:
    """Another wording follows on the one that both signed, and the loan is said to be signed."""
    _, borrower = _drafted(house, slot)
    _sign(house, slot, on=False)
    house.word(slot, borrower, None, 40, 60)
    house.change(slot, borrower, stage="signed")


def other_extent(house: Acts, slot: int) -> None:
    """The extent is not the one that both signed."""
    _, borrower = _drafted(house, slot)
    _sign(house, slot, on=False)
    house.change_part(slot, borrower, percent=5)
    house.change(slot, borrower, stage="signed")


def older_wording(house: Acts, slot: int) -> None:
    """Both sign the wording that another has followed."""
    _, borrower = _drafted(house, slot)
    house.word(slot, borrower, None, 30, 40)
    _sign(house, slot, behind=1)


def forged_hash(house: Acts, slot: int) -> None:
    """A signature is on something else than the wording."""
    lender, _ = _drafted(house, slot)
    house.sign(slot, lender, "lender", forged=True, on=False)


def lost_role(house: Acts, slot: int) -> None:
    """The borrower's HR lost the role yesterday, and signs."""
    _, borrower = _drafted(house, slot)
    house.set_role(SLOTS[slot].network, SLOTS[slot].borrower, held=False)
    house.sign(slot, borrower, "borrower", on=False)


def others_paper(house: Acts, slot: int) -> None:
    """The lender's HR lays in a paper for the borrower."""
    lender, _ = _drafted(house, slot)
    house.upload(slot, lender, "borrower", kind="uploaded")


def half_again(house: Acts, slot: int) -> None:
    """One person is lent twice, for 120 per cent together."""
    _signed(house, 0)
    _signed(house, 1)


def both_networks(house: Acts, slot: int) -> None:
    """One person is lent in each of their networks, for 120 per cent together."""
    _signed(house, 3)
    _signed(house, 4)


def last_day_of_a_draft(house: Acts, slot: int) -> None:
    """A draft is given an early last day."""
    _, borrower = _drafted(house, slot)
    house.change(slot, borrower, ended_on=house.day(5))


def before_the_first_day(house: Acts, slot: int) -> None:
    """A loan is said to run before it begins."""
    lender, _ = _signed(house, slot, first=20)
    house.change(slot, lender, stage="running")


def backwards(house: Acts, slot: int) -> None:
    """A running loan is said to be signed only."""
    lender, _ = _signed(house, slot)
    house.change(slot, lender, stage="signed")


def days_of_the_past(house: Acts, slot: int) -> None:
    """A loan that is over is said to have been longer."""
    lender, _ = _signed(house, slot)
    house.leap(50)
    house.look_after()
    house.change(slot, lender, ends=house.day(20))


def too_long(house: Acts, slot: int) -> None:
    """A loan is signed for longer than its rules allow."""
    _signed(house, slot, length=200)


def without_a_need(house: Acts, slot: int) -> None:
    """Both sign more days, and nobody has agreed that they are needed."""
    _, borrower = _signed(house, slot)
    house.assess(slot, borrower, 60)
    house.word(slot, borrower, None, 60, 60)
    _sign(house, slot)


WAYS: dict[str, Way] = {
    way.__name__: way
    for way in (
        *(no_was_said, yes_was_taken_back, own_yes, usual_text, one_signs, fallen_signatures),
        *(other_extent, older_wording, forged_hash, lost_role, others_paper, half_again),
        *(both_networks, last_day_of_a_draft, before_the_first_day, backwards),
        *(days_of_the_past, too_long, without_a_need),
    )
}
