"""What an interest's page shows, by who looks: the person, their manager, HR of either side."""

from typing import Any

from loans.consents.named import named
from loans.consents.page import about_notice, offered
from loans.consents.parties import borrower_of
from loans.consents.standing import OVER, Standing, own_words, standing_of
from loans.models import Interest, Loan
from loans.rules import Stage
from network.models import JournalEntry
from network.seat import Seat
from network.sentences import deed

KNOWN = 20  # lines of history on the page
COLOURS = {
    Standing.ASKED: "now",
    Standing.WAITING: "now",
    Standing.AGREED: "good",
    Standing.CHOSEN: "good",
    Standing.REFUSED: "bad",
    Standing.TAKEN_BACK: "bad",
}


def interest_page(interest: Interest, seat: Seat) -> dict[str, Any]:
    """The facts and the next action of one interest."""
    standing = standing_of(interest)
    own = interest.person_id in seat.scope.people
    said = interest.said
    agreed = standing in (Standing.AGREED, Standing.CHOSEN)
    near = own or seat.may("answer_loan_interest", interest)
    who = named([interest]).get(interest.pk)
    return {
        "interest": interest,
        "own": own,
        "who": who.shown if who else interest.name,
        "title": who.title if who else getattr(interest.person, "title", ""),
        "standing": standing,
        "words": own_words(standing) if own else standing.label,
        "colour": COLOURS.get(standing, "off"),
        "about": about_notice(interest.notice, interest),
        "offered": offered(interest, own=own),
        "borrower": borrower_of(interest),
        "said": said if near else None,
        "loan": _loan(interest),
        "may_say_yes": own and standing == Standing.ASKED,
        "may_answer": standing == Standing.WAITING and seat.may("answer_loan_interest", interest),
        "may_withdraw": own and standing not in OVER and standing != Standing.ASKED,
        "may_take_back": agreed and seat.may("withdraw_consent", interest),
        "may_choose": standing == Standing.AGREED and seat.may("choose_for_loan", interest),
        "may_choose_after_all": standing == Standing.PASSED
        and seat.may("choose_for_loan", interest),
        "history": _history(interest),
    }


def _loan(interest: Interest) -> Loan | None:
    found: Loan | None = Loan.objects.filter(interest=interest).exclude(stage=Stage.BROKEN).first()
    return found


def _history(interest: Interest) -> list[dict[str, Any]]:
    entries = JournalEntry.objects.about(interest)[:KNOWN]
    return [{"at": row.at, "words": deed(row.verb, row.facts)} for row in entries]
