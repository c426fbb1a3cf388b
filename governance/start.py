"""What governance tells the start page and the search, gathered from its parts."""

from governance.bodies import todos as bodies
from governance.decisions import todos as decisions
from governance.handing import todos as handing
from governance.ideas import todos as ideas
from governance.map import todos as network_map
from governance.meetings import todos as meetings
from governance.membership import todos as membership
from governance.minutes import todos as minutes
from governance.plans import todos as plans
from governance.wheel import todos as wheel
from network.start import Parts

PARTS = Parts(
    bodies,
    decisions,
    handing,
    ideas,
    meetings,
    membership,
    minutes,
    network_map,
    plans,
    wheel,
)
todos, coming, cards, found = PARTS.todos, PARTS.coming, PARTS.cards, PARTS.found
