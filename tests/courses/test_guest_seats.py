"""Guests: a seat after the link in the letter, never too many, nothing told, and then forgotten."""

import re
import threading
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from courses.actions import guest
from courses.actions.tell_guest import forget_guests
from courses.models import GuestSeat, Run
from network import scope
from network.actions import errand
from network.models import Errand, Letter, Network
from network.secret_addresses import secret_of
from tests.cast import Cast
from tests.courses.makers import make_course, make_run
from tests.databases import acting_as
from tests.signing_in import sign_in

OPEN = "/vasternorrland/open/sv"
LINK = re.compile(r"/vasternorrland/open/sv/guests/[\w-]{43}/")


@pytest.fixture(autouse=True)
def no_floods() -> None:
    cache.clear()


@pytest.fixture
def run(cast: Cast) -> Run:
    with scope.enter(cast.users["jonas"], cast.vn):
        return make_run(guest_seats=1, course=make_course("Myndighetsspaning"))


def ask(run: Run, email: str = "gast@example.org", **more: str) -> str:
    answer = Client().post(
        f"{OPEN}/runs/{run.pk}/guest/", {"name": "Gunnel Gäst", "email": email, **more}
    )
    assert answer.status_code == 302
    return str(answer["Location"])


def letters(cast: Cast) -> list[Letter]:
    """What the worker writes now, in the order that it was caused."""
    with acting_as("portal_worker"):
        with scope.enter_system(cast.vn):
            waiting = list(Errand.objects.waiting().order_by("pk").values_list("pk", flat=True))
        for pk in waiting:
            errand.run(cast.vn, pk)
        with scope.enter_system(cast.vn):
            return list(Letter.objects.order_by("pk"))


def link(letter: Letter) -> str:
    return LINK.findall(letter.text)[0]  # type: ignore[no-any-return]


def taken(cast: Cast, run: Run) -> int:
    with scope.enter(cast.users["jonas"], cast.vn):
        return int(Run.objects.get(pk=run.pk).guests_taken)


def test_a_seat_is_the_guests_when_they_press_the_button_and_not_by_looking(
    cast: Cast, run: Run
) -> None:
    ask(run)
    (letter,) = letters(cast)
    assert letter.to == "gast@example.org"
    address = link(letter)
    for _look in range(2):
        assert "Bekräfta platsen" in Client().get(address).content.decode()
    assert taken(cast, run) == 0
    client = Client()
    for _click in range(2):
        assert client.post(address).status_code == 302
    assert taken(cast, run) == 1
    assert "Bekräfta platsen" not in client.get(address).content.decode()
    assert [row.name for row in letters(cast)][1:] == ["courses.guest_confirmed"]


def test_the_guests_page_lets_the_browser_say_that_its_button_was_pressed_here(
    cast: Cast, run: Run
) -> None:
    """A page without referrer sends `Origin: null`, and the guard against forged forms refuses."""
    ask(run)
    answer = Client().get(link(letters(cast)[0]))
    assert answer["Referrer-Policy"] == "same-origin"
    assert 'name="referrer"' not in answer.content.decode()


def test_a_seat_given_back_is_the_next_guests(cast: Cast, run: Run) -> None:
    ask(run)
    ask(run, "nasta@example.org")
    first, second = (link(letter) for letter in letters(cast))
    Client().post(first)
    Client().post(second)
    assert taken(cast, run) == 1
    for _click in range(2):
        Client().post(f"{first}withdrawal/")
    assert taken(cast, run) == 0
    Client().post(second)
    assert taken(cast, run) == 1
    Client().post(first)  # given back is given back: one asks anew
    assert taken(cast, run) == 1


def test_no_answer_tells_whether_the_address_has_asked_before(cast: Cast, run: Run) -> None:
    first, again = ask(run), ask(run)
    assert first == again
    with scope.enter(cast.users["karin"], cast.vn):
        assert GuestSeat.objects.count() == 1
    assert len(letters(cast)) == 1


def test_a_machine_that_fills_every_field_is_thanked_and_forgotten(cast: Cast, run: Run) -> None:
    assert ask(run, website="https://spam.example") == ask(run)
    with scope.enter(cast.users["karin"], cast.vn):
        assert GuestSeat.objects.count() == 1


def test_nobody_floods_one_address_or_asks_without_end(cast: Cast, run: Run) -> None:
    for number in range(20):
        ask(run, f"g{number}@example.org")
    answer = Client().post(
        f"{OPEN}/runs/{run.pk}/guest/", {"name": "Gunnel", "email": "g99@example.org"}
    )
    assert answer.status_code == 200
    assert 'value="g99@example.org"' in answer.content.decode()
    with scope.enter(cast.users["karin"], cast.vn):
        assert GuestSeat.objects.count() == 20


def test_a_link_is_good_for_a_day(cast: Cast, run: Run) -> None:
    ask(run)
    (letter,) = letters(cast)
    with acting_as("portal_owner"), scope.enter_system(cast.vn):
        GuestSeat.objects.update(asked_at=timezone.now() - timedelta(hours=25))
    Client().post(link(letter))
    assert taken(cast, run) == 0


@pytest.mark.parametrize(
    "change",
    [{"state": "cancelled"}, {"is_public": False}, {"guest_seats": 0}, {"state": "planned"}],
)
def test_a_run_that_takes_no_guests_any_more_takes_none_by_an_old_form_or_link(
    cast: Cast, run: Run, change: dict[str, object]
) -> None:
    ask(run)
    (letter,) = letters(cast)
    with scope.enter(cast.users["jonas"], cast.vn):
        Run.objects.filter(pk=run.pk).update(**change)
    Client().post(f"{OPEN}/runs/{run.pk}/guest/", {"name": "Sen", "email": "sen@example.org"})
    Client().post(link(letter))
    assert taken(cast, run) == 0 or "is_public" in change
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert GuestSeat.objects.count() == 1


@pytest.mark.parametrize("secret", ["x" * 43, "x", "å" * 43, "' OR 1=1 --"])
def test_a_link_that_is_nobodys_does_not_exist(cast: Cast, run: Run, secret: str) -> None:
    client = Client()
    for path in (f"{OPEN}/guests/{secret}/", f"{OPEN}/guests/{secret}/withdrawal/"):
        assert client.post(path).status_code in (302, 404)
    assert client.get(f"{OPEN}/guests/{secret}/").status_code == 404
    assert taken(cast, run) == 0


def test_a_link_of_one_network_opens_nothing_in_another(cast: Cast, run: Run) -> None:
    ask(run)
    (letter,) = letters(cast)
    elsewhere = link(letter).replace("vasternorrland", "jamtland")
    assert Client().get(elsewhere).status_code == 404


def test_fewer_guest_seats_than_are_taken_is_refused_by_the_database(cast: Cast, run: Run) -> None:
    ask(run)
    (letter,) = letters(cast)
    Client().post(link(letter))
    with (
        scope.enter(cast.users["jonas"], cast.vn),
        pytest.raises(IntegrityError),
        transaction.atomic(),
    ):
        Run.objects.filter(pk=run.pk).update(guest_seats=0)


def test_guests_are_known_to_the_network_alone(cast: Cast, run: Run) -> None:
    ask(run)
    for who in ("amina", "lena", "lars", "erik", "styrbjorn"):
        with scope.enter(cast.users[who], cast.vn):
            assert GuestSeat.objects.count() == 0
    with scope.enter(cast.users["karin"], cast.vn):
        assert GuestSeat.objects.count() == 1


def test_the_coordinator_sees_who_comes_and_takes_the_list_to_the_door(
    client: Client, cast: Cast, run: Run
) -> None:
    sign_in(client, "jonas")
    page = f"/vasternorrland/courses/runs/{run.pk}/guests/"
    assert "gast@example.org" not in client.get(page).content.decode()
    Client().post(
        f"{OPEN}/runs/{run.pk}/guest/", {"name": "=cmd|calc", "email": "gast@example.org"}
    )
    assert "gast@example.org" in client.get(page).content.decode()
    listed = client.get(f"{page}?format=csv").content.decode("utf-8-sig")
    assert "gast@example.org" in listed
    assert not re.search(r"(^|;|\")=cmd", listed, re.M)
    assert page in client.get(f"/vasternorrland/courses/runs/{run.pk}/").content.decode()


def test_guests_are_told_once_when_the_run_is_moved_and_when_it_is_called_off(
    cast: Cast, run: Run
) -> None:
    ask(run)
    ask(run, "vantar@example.org")  # never confirms, so is told nothing more
    Client().post(link(letters(cast)[0]))
    for change in ({"revision": 1, "place": "Timrå"}, {"capacity": 9}, {"state": "cancelled"}):
        with scope.enter(cast.users["jonas"], cast.vn):
            Run.objects.filter(pk=run.pk).update(**change)
        letters(cast)
    news = [row for row in letters(cast) if row.name == "courses.guest_news"]
    assert [row.to for row in news] == ["gast@example.org"] * 2
    assert "Timrå" in news[0].text
    assert "inställ" in news[1].subject.lower()


def test_what_is_kept_of_a_guest_ends_and_the_number_stays(cast: Cast) -> None:
    now = timezone.now()
    with scope.enter(cast.users["jonas"], cast.vn):
        over = make_run(guest_seats=1, in_days=-61)  # its last day was 31 days ago
        fresh = make_run(guest_seats=1, in_days=-59)
        coming = make_run(guest_seats=3)
    facts = {"name": "Gunnel", "language": "sv", "nonce": b"n"}
    with acting_as("portal_owner"), scope.enter_system(cast.vn):
        rows = [
            (over, "confirmed", now),
            (fresh, "confirmed", now),
            (coming, "asked", now - timedelta(days=3)),
            (coming, "asked", now),
            (coming, "withdrawn", now),
        ]
        for number, (its, state, asked) in enumerate(rows):
            GuestSeat.objects.create(
                run=its,
                state=state,
                asked_at=asked,
                withdrawn_at=now - timedelta(days=3) if state == "withdrawn" else None,
                email=f"g{number}@example.org",
                digest=bytes([number]),
                **facts,
            )
        Run.objects.filter(pk=over.pk).update(guests_taken=1)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert forget_guests() == 3
        assert sorted(GuestSeat.objects.values_list("email", flat=True)) == [
            "g1@example.org",
            "g3@example.org",
        ]
        assert Run.objects.get(pk=over.pk).guests_taken == 1


def test_twenty_guests_at_once_never_take_more_seats_than_there_are(in_own_database: str) -> None:
    vn = Network.objects.get(slug="vasternorrland").pk
    with acting_as("portal_worker"), scope.enter_system(vn):
        run = make_run(guest_seats=3)
    with scope.enter_public(vn):
        for number in range(20):
            guest.ask(run, name="G", email=f"g{number}@example.org", language="sv")
    with acting_as("portal_worker"), scope.enter_system(vn):
        secrets = [secret_of(guest.PURPOSE, row.nonce) for row in GuestSeat.objects.all()]
    answers: list[str] = []
    ready = threading.Barrier(20)

    def confirm(secret: str) -> None:
        ready.wait()
        try:
            with scope.enter_public(vn):
                answers.append(guest.confirm(secret))
        finally:
            connection.close()

    threads = [threading.Thread(target=confirm, args=(secret,)) for secret in secrets]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["confirmed"] * 3 + ["full"] * 17
    with acting_as("portal_worker"), scope.enter_system(vn):
        assert GuestSeat.objects.filter(state="confirmed").count() == 3
        assert Run.objects.get(pk=run.pk).guests_taken == 3
