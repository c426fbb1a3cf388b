"""What staff loans tell the start page and the search, gathered from their parts."""

from loans.agreements import todos as agreements
from loans.board import todos as board
from loans.consents import todos as consents
from loans.crisis import todos as crisis
from loans.signing import todos as signing
from network.start import Parts

PARTS = Parts(agreements, board, consents, crisis, signing)
todos, coming, cards, found = PARTS.todos, PARTS.coming, PARTS.cards, PARTS.found
