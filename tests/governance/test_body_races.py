"""Two who change a body in the same moment: the last seat, a mandate, a place in the line."""

from collections.abc import Callable
from datetime import date, timedelta

from django.utils import timezone

from governance.actions.holder import appoint
from governance.actions.mandate import end_mandate, give_mandates
from governance.models import Body, Holder, Mandate
from governance.rules import Rank
from members.models import Membership
from network.models import JournalEntry
from network.seat import Seat
from tests.cast import VN, load
from tests.governance import making
from tests.governance.minuting import as_portal
from tests.governance.test_minutes_races import at_once

TODAY = timezone.localdate


def holding(mandate: int, person: int, rank: str = Rank.MEMBER) -> Callable[[Seat], str]:
    """Appoint somebody from today."""

    def act(by: Seat) -> str:
        there = Mandate.objects.select_related("body").get(pk=mandate)
        row = Holder(mandate=there, person_id=person, rank=rank, name=f"Nr {person}", since=TODAY())
        appoint(row, by=by)
        return "done"

    return act


def ending(mandate: Mandate, until: date) -> Callable[[Seat], str]:
    """End a mandate as its page showed it."""

    def act(by: Seat) -> str:
        shown = Mandate(
            **{
                field.attname: getattr(mandate, field.attname)
                for field in Mandate._meta.concrete_fields
            }
        )
        shown._state.adding = False
        end_mandate(shown, until, by=by)
        return "done"

    return act


TWO = ("karin", "karin")
"""The coordinator in two windows, or two who lead the network."""


def test_of_two_appointed_to_the_last_seat_at_once_one_has_it(in_own_database: str) -> None:
    cast = load()
    body = making.make_body(cast)
    for _try in range(4):
        mandate = making.make_mandate(cast, body, "csn", since=TODAY() - timedelta(days=_try))
        people = [cast.person(who) for who in ("mats", "berit")]
        with as_portal(cast):
            Holder.objects.filter(mandate__body=body).delete()
        told = at_once(
            in_own_database,
            cast,
            [(one, holding(mandate, person)) for one, person in zip(TWO, people, strict=True)],
        )
        assert told == ["done", "refused"]
        with as_portal(cast):
            assert Holder.objects.filter(mandate=mandate).count() == 1


def test_of_two_who_end_a_mandate_at_once_one_does_and_the_other_is_told(
    in_own_database: str,
) -> None:
    cast = load()
    seated = making.make_seated(cast)
    for member in ("spv", "csn", "timra"):
        with as_portal(cast):
            mandate = Mandate.objects.get(pk=seated.mandates[member])
        days = (TODAY(), TODAY() + timedelta(days=30))
        acts = [(one, ending(mandate, day)) for one, day in zip(TWO, days, strict=True)]
        assert at_once(in_own_database, cast, acts) == ["done", "refused"]
        with as_portal(cast):
            ended = Mandate.objects.get(pk=mandate.pk).until
            assert ended in days
            terms = Holder.objects.filter(mandate=mandate.pk).values_list("until", flat=True)
            assert set(terms) == {ended}
            notes = JournalEntry.objects.filter(
                verb="end_mandate", membership_id=mandate.membership_id
            )
            assert notes.count() == 1


def test_of_two_deputies_appointed_at_once_each_has_a_place_of_their_own(
    in_own_database: str,
) -> None:
    cast = load()
    mandate = making.make_mandate(cast, making.make_body(cast), "csn")
    people = [cast.person(who) for who in ("mats", "berit")]
    acts = [
        (one, holding(mandate, person, Rank.DEPUTY))
        for one, person in zip(TWO, people, strict=True)
    ]
    assert at_once(in_own_database, cast, acts) == ["done", "done"]
    with as_portal(cast):
        rows = Holder.objects.filter(mandate=mandate)
        assert sorted(rows.values_list("position", flat=True)) == [1, 2]


def test_two_who_give_everybody_a_mandate_at_once_give_each_one(in_own_database: str) -> None:
    cast = load()
    body = making.make_body(cast)

    def giving(by: Seat) -> str:
        members = list(Membership.objects.select_related("authority"))
        give_mandates(Body.objects.get(pk=body), members, since=TODAY(), by=by)
        return "done"

    at_once(in_own_database, cast, [(one, giving) for one in TWO])
    with as_portal(cast):
        given = list(Mandate.objects.filter(body=body).values_list("membership", flat=True))
    assert len(given) == len(set(given)) == len([k for k in cast.memberships if k[0] == VN])
