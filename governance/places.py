"""In which bodies a seat sits, which it keeps, and which it reads; the database works it out.

The policies ask the same three functions, so that a page and its rows never disagree.
"""

from dataclasses import dataclass

from django.db import connection
from django.db.models import BigIntegerField
from django.db.models.expressions import RawSQL

from network.seat import Seat

PLACES = "SELECT app.bodies(), app.bodies_kept(), app.bodies_read()"


@dataclass(frozen=True)
class Places:
    """Bodies by key: `sits` in as a holder or an officer, `keeps` as an officer.

    A standing guest sits in none, since guests never vote: the body is among those it `reads`.
    """

    sits: frozenset[int]
    keeps: frozenset[int]
    reads: frozenset[int]


def places_of(seat: Seat) -> Places:
    """The places of the seat whose scope is open; one question."""
    with connection.cursor() as cursor:
        cursor.execute(PLACES)
        sits, keeps, reads = (frozenset(row or ()) for row in cursor.fetchone())
    return Places(sits, keeps, reads)


def sat_in() -> RawSQL:
    """The keys of the bodies that the open scope sits in, for a filter."""
    return RawSQL("SELECT unnest(app.bodies())", (), BigIntegerField())


def kept() -> RawSQL:
    """The keys of the bodies whose meetings the open scope calls."""
    return RawSQL("SELECT unnest(app.bodies_kept())", (), BigIntegerField())


def read() -> RawSQL:
    """The keys of the bodies whose meetings the open scope reads."""
    return RawSQL("SELECT unnest(app.bodies_read())", (), BigIntegerField())
