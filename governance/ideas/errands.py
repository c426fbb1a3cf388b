"""What the portal does for ideas after a step: the proposer hears of it."""

from governance.ideas import emails
from governance.models import Idea
from network.actions.errand import errand


@errand("governance.tell_idea")
def tell(idea: int) -> None:
    """Write to the proposer; an idea always has its answer."""
    emails.told(Idea.objects.select_related("network").get(pk=idea))
