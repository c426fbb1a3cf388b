"""The other of a pair, as far as one may know them; the database decides how far."""

from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.utils.translation import gettext as _

from members.models import Competence
from mentorship.models import Pair
from mentorship.rules import MENTEE, MENTOR
from network.seat import Seat


@dataclass(frozen=True)
class Partner:
    """Name, title and authority of the other, their words, and the areas that both named.

    `email` is empty until both have said yes; `name` too, for people with protected identity.
    """

    role: str
    name: str
    title: str
    authority: str
    email: str
    words: str
    areas: tuple[str, ...]

    @property
    def shown_name(self) -> str:
        """The name, or that it is protected."""
        return self.name or _("Protected identity")

    @property
    def role_in_words(self) -> str:
        """What the other is to oneself."""
        return _("Your mentor") if self.role == MENTOR else _("Your mentee")


def own_person(pair: Pair, seat: Seat) -> int:
    """Which of the two the seat is; raises LookupError for who is neither."""
    for person in (pair.mentee_person_id, pair.mentor_person_id):
        if person in seat.scope.people:
            return int(person)
    raise LookupError("The seat is neither mentee nor mentor of the pair.")


def own_role(pair: Pair, seat: Seat) -> str:
    """Mentee or mentor, whichever the seat is in the pair."""
    return MENTEE if own_person(pair, seat) == pair.mentee_person_id else MENTOR


def partners(pairs: list[Pair], seat: Seat) -> dict[int, Partner]:
    """The others of one's own pairs, by pair; two questions however many there are."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pair_id, name, title, email, words, areas FROM app.mentor_partners()"
        )
        rows = {row[0]: row[1:] for row in cursor.fetchall()}
    known = {code for row in rows.values() for code in row[4]}
    words = {one.code: one.in_words for one in Competence.objects.filter(code__in=known)}
    found = {}
    for pair in pairs:
        if pair.pk not in rows:
            continue
        name, title, email, said, areas = rows[pair.pk]
        role = MENTOR if own_role(pair, seat) == MENTEE else MENTEE
        side = pair.mentor_membership if role == MENTOR else pair.mentee_membership
        named = tuple(words[code] for code in areas if code in words)
        found[pair.pk] = Partner(role, name, title, side.name, email, said, named)
    return found


def partner_days(pair: Pair) -> set[date]:
    """The days on which the other says that they met, without how it goes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.partner_days(%s)", [pair.pk])
        return {row[0] for row in cursor.fetchall()}
