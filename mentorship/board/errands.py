"""What the portal does after the coordinator has taken a question back; in the system scope."""

from mentorship.models import Pair
from mentorship.pairs import emails
from mentorship.rules import MENTEE, MENTOR
from network.actions.errand import errand


@errand("mentorship.tell_taken_back")
def tell_taken_back(pair_id: int) -> None:
    """Tell both that the question does not stand any more."""
    both = ("round", "network", "mentee_person__user", "mentor_person__user")
    pair = Pair.objects.select_related(*both).get(pk=pair_id)
    for role in (MENTEE, MENTOR):
        emails.write_lapsed(pair, role)
