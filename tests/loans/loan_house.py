"""The rows that the machine of loans works on, and ways to act in them as somebody.

Three people (one of them in both networks), five loans that may come about. The acts go through
the portal's role with the actor's own scope, by raw SQL or by the portal's own action; the
database may refuse any of them. `seen` is what the machine remembers by itself.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from loans.models import (
    Interest,
    Notice,
)
from loans.rules import LoanRefused
from members.models import Person, Role
from network import scope
from tests.cast import JL, VN, Cast
from tests.databases import acting_as


@dataclass(frozen=True)
class Slot:
    """Somebody who may be lent: where, by whom and to whom, and who speaks for each."""

    who: str
    network: str
    lender: str
    borrower: str
    manager: str
    signers: tuple[str, str]
    legal: str = "state"


SLOTS = (
    Slot("amina", VN, "csn", "spv", "mats", ("lena", "styrbjorn")),
    Slot("amina", VN, "csn", "timra", "mats", ("lena", "lars"), "others"),
    Slot("berit", VN, "csn", "miun", "mats", ("lena", "ulla")),
    Slot("miriam", VN, "miun", "spv", "tove", ("ulla", "styrbjorn")),
    Slot("miriam", JL, "miun", "lansstyrelsen", "frosta", ("frosta", "jamte")),
)
SIGNERS = {
    **{(VN, key): who for key, who in (("csn", "lena"), ("spv", "styrbjorn"), ("timra", "lars"))},
    (VN, "miun"): "ulla",
    (JL, "miun"): "frosta",
    (JL, "lansstyrelsen"): "jamte",
}
ACTORS = {
    VN: ("lena", "styrbjorn", "lars", "ulla", "mats", "tove", "amina", "miriam", "karin"),
    JL: ("frosta", "jamte", "miriam"),
}
SIDES = ("lender", "borrower")
OTHERS = next(n for n, slot in enumerate(SLOTS) if slot.legal == "others")
# The database's no, the action's, or that the actor does not even see the row.
REFUSALS = (DatabaseError, LoanRefused, scope.NotAMember, ObjectDoesNotExist, IndexError)


@dataclass
class Seen:
    """What the machine saw happen, whatever the rows say now."""

    stages: dict[int, str] = field(default_factory=dict)
    signatures: set[int] = field(default_factory=set)
    consents: set[int] = field(default_factory=set)
    starts: dict[int, date] = field(default_factory=dict)
    ends: dict[int, date] = field(default_factory=dict)
    reached: Counter[str] = field(default_factory=Counter)


class House:
    """The rows that the machine works on, and ways to act in them as somebody."""

    def __init__(self, cast: Cast, look: Callable[[], None]) -> None:
        self.cast = cast
        self.look = look  # at what must hold, after each act that was accepted
        self.today = timezone.localdate()
        self.holding = set(SIGNERS)
        self.interests: list[int] = []
        self.notices: list[int] = []
        self._move_clock()
        self._people_the_house()

    def _people_the_house(self) -> None:
        for network in (VN, JL):
            with acting_as("portal_worker"), scope.enter_system(self.cast.networks[network]):
                for (where, key), who in SIGNERS.items():
                    if where == network:
                        Role.objects.create(
                            person_id=self.cast.person(who, network),
                            membership_id=self.cast.memberships[network, key],
                            kind=Role.Kind.HR_SIGNER,
                            since=date(2021, 1, 1),
                        )
                for slot in SLOTS:
                    if slot.network == network:
                        Person.objects.filter(pk=self.cast.person(slot.who, network)).update(
                            manager=self.cast.person(slot.manager, network)
                        )
        self.interests = [self._interest(slot) for slot in SLOTS]

    def _interest(self, slot: Slot) -> int:
        days = {"starts": self.day(0), "ends": self.day(150)}
        with acting_as("portal_worker"), scope.enter_system(self.cast.networks[slot.network]):
            notice = Notice.objects.create(
                membership_id=self.cast.memberships[slot.network, slot.borrower],
                kind="need",
                title="x",
                tasks="x",
                answer_by=self.day(100),
                published_at=timezone.now(),
                **days,
            )
            self.notices.append(notice.pk)
            made: Interest = Interest.objects.create(
                notice=notice,
                person_id=self.cast.person(slot.who, slot.network),
                membership_id=self.cast.memberships[slot.network, slot.lender],
                agreed_at=timezone.now(),
                own_consent=True,
                **days,
            )
            return made.pk

    def day(self, offset: int) -> date:
        """A day so many days from the machine's today."""
        return self.today + timedelta(days=offset)

    def leap(self, days: int) -> None:
        """Let days pass, in the database too."""
        self.today += timedelta(days=days)
        self._move_clock()

    def _move_clock(self) -> None:
        with acting_as("portal_owner"), connection.cursor() as cursor:
            cursor.execute(
                "CREATE OR REPLACE FUNCTION app.today() RETURNS date LANGUAGE sql STABLE"
                f" PARALLEL SAFE AS $$ SELECT DATE '{self.today:%Y-%m-%d}' $$"
            )

    def act(self, who: str, network: str, work: Callable[[], Any]) -> bool:
        """Let somebody do something as a transaction of their own; False when it was refused."""
        try:
            with transaction.atomic():
                with scope.enter(self.cast.users[who], self.cast.networks[network]):
                    work()
                self._settle()
        except REFUSALS:
            return False
        self.look()
        return True

    def portal(self, network: str, work: Callable[[], Any]) -> bool:
        """The same by the portal itself."""
        try:
            with transaction.atomic():
                with acting_as("portal_worker"), scope.enter_system(self.cast.networks[network]):
                    work()
                self._settle()
        except (DatabaseError, LoanRefused):
            return False
        return True

    def _settle(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")

    def newest(self, slot: int) -> int | None:
        """The newest loan of a slot."""
        rows = self.read(
            "SELECT max(id) FROM loans_loan WHERE interest_id = %s", [self.interests[slot]]
        )
        return None if rows[0][0] is None else int(rows[0][0])

    def read(self, question: str, values: list[Any] | None = None) -> list[tuple[Any, ...]]:
        """Rows as the owner sees them, past every lock."""
        with acting_as("portal_owner"), connection.cursor() as cursor:
            cursor.execute(question, values or [])
            return list(cursor.fetchall())
