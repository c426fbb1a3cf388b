"""Reminders of unpaid invoices: in steps, once, never of what is paid, and what is how old."""

import threading
from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fees.actions import remind
from fees.actions.issue import issue
from fees.models import (
    Allocation,
    Charge,
    Invoice,
    InvoiceReminder,
    InvoiceRun,
    ReminderRule,
    ReminderStep,
)
from fees.reminders.rules import Tone, aging, step_due
from members.models import InvoiceProfile
from network import scope, wording
from network.models import Letter, Network, User
from network.seat import Seat
from tests.cast import VN, Cast, load
from tests.databases import acting_as
from tests.fees.makers import approved_run, furnish
from tests.signing_in import sign_in

TODAY = timezone.localdate()
STEPS = [SimpleNamespace(number=n, days=days) for n, days in ((1, 10), (2, 30), (3, 60))]
DUE = date(2026, 1, 31)


@pytest.mark.parametrize(
    ("late", "sent", "since_last", "number"),
    [
        (9, 0, None, None),
        (10, 0, None, 1),
        (80, 0, None, 1),  # forgotten for long: still the friendly one first
        (80, 1, 5, None),  # and then time to answer
        (80, 1, 20, 2),
        (31, 1, 21, 2),
        (90, 3, 30, None),
    ],
)
def test_each_step_comes_after_its_days_and_leaves_time_to_answer(
    late: int, sent: int, since_last: int | None, number: int | None
) -> None:
    today = DUE + timedelta(days=late)
    last = today - timedelta(days=since_last) if since_last is not None else None
    found = step_due(STEPS, due=DUE, sent=sent, last_sent=last, today=today)
    assert (found.number if found else None) == number


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.tuples(st.integers(1, 800), st.integers(1, 10**7)), max_size=20))
def test_the_ages_together_are_all_that_is_overdue(owed: list[tuple[int, int]]) -> None:
    today = date(2026, 3, 2)
    rows = [(today - timedelta(days=days), Decimal(ore) / 100) for days, ore in owed]
    aged = aging(rows, today)
    assert sum((one.sum for one in aged), Decimal(0)) == sum((b for _d, b in rows), Decimal(0))
    assert sum(one.count for one in aged) == len(owed)
    for one in aged:
        fits = [days for days, _ore in owed if days >= one.low and (one.high or days) >= days]
        assert one.count == len(fits)


def bill(cast: Cast, days_ago: int, keys: tuple[str, ...] = ("csn", "timra")) -> list[Invoice]:
    """Invoices of 31 250 kr, issued some days ago with thirty days to pay."""
    furnish(cast.vn, cast.memberships[VN, "spv"])
    run_id, _job = approved_run(cast.vn, cast.users["erik"])
    found = []
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        run = InvoiceRun.objects.get(pk=run_id)
        for key in keys:
            made = issue(
                run,
                cast.memberships[VN, key],
                outside_vat=False,
                on=TODAY - timedelta(days=days_ago),
            )
            assert made is not None
            found.append(made)
        for number, (days, tone) in enumerate(zip((10, 30, 60), Tone, strict=True), start=1):
            ReminderStep.objects.create(number=number, days=days, tone=tone)
    return found


@pytest.fixture
def late(cast: Cast) -> list[Invoice]:
    """CSN's and Timrå's invoices, some twenty days overdue."""
    return bill(cast, 55)


def _send(cast: Cast) -> int:
    with scope.enter(cast.users["erik"], cast.vn):
        network = Network.objects.get(pk=cast.vn)
        by = Seat(User.objects.get(pk=cast.users["erik"]), network, scope.current())
        return remind.send(None, by=by, today=TODAY)


def _reminders(cast: Cast) -> list[tuple[int, int]]:
    with scope.enter(cast.users["erik"], cast.vn):
        return sorted(InvoiceReminder.objects.values_list("invoice", "number"))


def pay(cast: Cast, invoice: Invoice) -> None:
    with scope.enter(cast.users["erik"], cast.vn):
        Allocation.objects.create(
            invoice=invoice,
            membership_id=invoice.membership_id,
            amount=invoice.balance,
            kind="write_off",
            reason="test",
            day=TODAY,
        )


def test_a_second_run_the_same_day_reminds_nobody_again(cast: Cast, late: list[Invoice]) -> None:
    assert _send(cast) == 2
    assert _send(cast) == 0
    assert _reminders(cast) == sorted((one.pk, 1) for one in late)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert Letter.objects.filter(name="invoice_reminder").count() == 2


def test_what_is_settled_after_the_page_was_shown_is_not_reminded_of(
    cast: Cast, client: Client, late: list[Invoice]
) -> None:
    sign_in(client, "erik")
    page = client.get(f"/{VN}/fees/reminders/").content.decode()
    keys = [f"{one.membership_id}-1" for one in late]
    assert all(key in page for key in keys)
    pay(cast, late[0])
    client.post(f"/{VN}/fees/reminders/", {"chosen": keys})
    assert _reminders(cast) == [(late[1].pk, 1)]


def test_a_payment_between_the_look_and_the_lock_stops_the_letter(
    cast: Cast, late: list[Invoice], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = remind.due_on

    def look_and_be_paid(today: date) -> list[remind.Due]:
        due = seen(today)
        invoice = late[0]
        Allocation.objects.create(
            invoice=invoice,
            membership_id=invoice.membership_id,
            amount=invoice.balance,
            kind="write_off",
            reason="test",
            day=TODAY,
        )
        return due

    monkeypatch.setattr(remind, "due_on", look_and_be_paid)
    assert _send(cast) == 1
    assert _reminders(cast) == [(late[1].pk, 1)]


def test_respite_keeps_reminders_back_until_it_is_ended(
    cast: Cast, client: Client, late: list[Invoice]
) -> None:
    sign_in(client, "erik")
    address = f"/{VN}/fees/invoices/{late[0].pk}/respite/"
    until = (TODAY + timedelta(days=5)).isoformat()
    assert client.post(address, {"until": until, "reason": "Väntar på kredit"}).status_code == 302
    assert _send(cast) == 1
    assert _reminders(cast) == [(late[1].pk, 1)]
    client.post(f"{address}end/")
    assert _send(cast) == 1


def test_one_letter_lists_a_members_invoices_in_its_language(
    cast: Cast, late: list[Invoice]
) -> None:
    csn = cast.memberships[VN, "csn"]
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        InvoiceProfile.objects.filter(membership=csn).update(language="en")
        run = InvoiceRun.objects.get()
        first = Charge.objects.get(membership=csn)
        Charge.objects.create(
            membership_id=csn,
            kind="membership",
            reference="2026/extra",
            text="Tillägg",
            unit="år",
            price=100,
            net=100,
            vat_rule=first.vat_rule,
            vat_category="O",
            vat_rate=0,
            run=run,
        )
        issue(run, csn, outside_vat=True, on=TODAY - timedelta(days=55))
    assert _send(cast) == 2
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        letter = Letter.objects.get(membership_id=csn)
        codes = list(Invoice.objects.filter(membership=csn).values_list("code", flat=True))
    assert letter.subject == "Reminder: 2 invoices have fallen due"
    assert all(code in letter.text for code in codes)


def test_a_fee_is_charged_openly_and_only_where_it_is_set(cast: Cast, late: list[Invoice]) -> None:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        ReminderStep.objects.filter(number=1).update(fee=60)
    assert _send(cast) == 2
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        fees = Charge.objects.filter(kind="other", reference__startswith="reminder/")
        assert sorted(fees.values_list("net", flat=True)) == [60, 60]
        assert all("60,00" in one.text for one in Letter.objects.all())


def test_nothing_goes_by_itself_before_the_network_has_said_so(
    cast: Cast, late: list[Invoice]
) -> None:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert remind.send_due(TODAY) == 0
        ReminderRule.objects.create(since=TODAY, automatic=True)
        assert remind.send_due(TODAY) == 2


def test_the_list_shows_what_its_ages_add_up_to(
    cast: Cast, client: Client, late: list[Invoice]
) -> None:
    sign_in(client, "erik")
    page = client.get(f"/{VN}/fees/overdue/")
    assert page.context["sum"] == sum(one.balance for one in late)
    assert client.get(f"/{VN}/fees/overdue/?age=3").context["page_obj"].paginator.count == 0
    assert client.get(f"/{VN}/fees/overdue/?age=0").context["page_obj"].paginator.count == 2


def test_what_there_is_to_remind_of_is_told_beside_all_that_is_overdue(
    cast: Cast, late: list[Invoice], client: Client
) -> None:
    sign_in(client, "erik")
    client.cookies["language"] = "en"
    client.post(
        f"/{VN}/fees/invoices/{late[0].pk}/respite/",
        {"until": (TODAY + timedelta(days=9)).isoformat(), "reason": "De har lovat att betala."},
    )
    page = client.get(f"/{VN}/fees/").context
    told = next(todo.why for todo in page["todos"] if "/reminders/" in todo.url)
    assert page["front"].overdue == late[0].balance + late[1].balance
    with override("en"):
        sums = [wording.kr_short(one) for one in (late[1].balance, page["front"].overdue)]
    assert told == f"{sums[0]} of the {sums[1]} that is overdue."


def test_two_who_send_at_once_write_each_letter_once(in_own_database: str) -> None:
    cast = load()
    late = bill(cast, 55)
    gate, sent = threading.Barrier(2), []

    def send() -> None:
        try:
            gate.wait(20)
            sent.append(_send(cast))
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _one in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sum(sent) == 2
    assert _reminders(cast) == sorted((one.pk, 1) for one in late)
