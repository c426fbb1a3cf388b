"""Letters about somebody of a party outside the network."""

from loans.consents import emails
from loans.consents.standing import Standing, standing_of
from loans.models import Interest
from members.receivers import receivers
from network.actions.errand import errand


@errand("loans.tell_brought_in")
def tell_brought_in(interest_id: int) -> None:
    """Tell HR of the authority that would borrow whom it may choose."""
    rows = Interest.objects.with_standing().select_related("network")
    interest: Interest = rows.get(pk=interest_id)
    borrower = interest.notice.membership
    if borrower is None or interest.party is None or standing_of(interest) != Standing.AGREED:
        return
    for person in receivers([borrower.pk])[borrower.pk]:
        emails.tell_interested(interest, person, name=interest.outside_name, by=interest.party)
