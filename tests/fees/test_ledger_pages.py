"""The economist's way to a closed batch: accounts, counterparties, layouts, files."""

import pytest
from django.test import Client
from django.utils import timezone

from fees.models import AccountRule, Counterparty, LedgerBatch, LedgerFile, LedgerLayout
from network import scope
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.fees.dispatches import issue_all
from tests.fees.ledgers import host, make_rules
from tests.fees.makers import furnish
from tests.loans.stating import let_the_portal_bill
from tests.signing_in import sign_in

LEDGER = f"/{VN}/fees/ledger/"
RULE = {"entry": "bank", "account": "1930", "since": "2026-01-01"}


def rows(cast: Cast, model: type) -> list[object]:
    """Every row of the network."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        return list(model.objects.order_by("pk"))  # type: ignore[attr-defined]


def test_the_examples_are_read_in_once_and_marked_until_somebody_saves_them(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue_all(cast, monkeypatch)
    sign_in(client, "erik")
    for _click in range(2):
        client.post(f"{LEDGER}accounts/examples/", {"plan": "bas"})
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert AccountRule.objects.count() == AccountRule.objects.examples().count() == 11
        bank = AccountRule.objects.get(entry="bank")
    answer = client.post(f"{LEDGER}accounts/{bank.pk}/", {**RULE, "account": "1931"})
    assert answer.status_code == 302
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert AccountRule.objects.examples().count() == 10
        assert AccountRule.objects.get(pk=bank.pk).account == "1931"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"account": "19 30"}, "account"),
        ({"kind": "membership"}, "whatever"),
        ({"until": "2025-01-01"}, "ends"),
        ({}, "Another"),
    ],
)
def test_a_rule_that_cannot_hold_is_refused_in_words(
    cast: Cast,
    client: Client,
    change: dict[str, str],
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    issue_all(cast, monkeypatch)
    sign_in(client, "erik")
    assert client.post(f"{LEDGER}accounts/new/", RULE).status_code == 302
    client.cookies["language"] = "en"
    answer = client.post(f"{LEDGER}accounts/new/", {**RULE, **change})
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert len(rows(cast, AccountRule)) == 1


def test_the_hosts_ledger_opens_first_and_a_lenders_by_its_own_link(
    cast: Cast, client: Client
) -> None:
    lender, seller = cast.memberships[VN, "csn"], cast.memberships[VN, "timra"]
    assert lender < seller
    furnish(cast.vn, seller)
    let_the_portal_bill(cast, "csn")
    sign_in(client, "erik")
    for page in ("", "next/", "accounts/", "counterparties/"):
        assert client.get(f"{LEDGER}{page}").context["host"].pk == seller
    assert client.get(f"{LEDGER}?host={lender}").context["host"].pk == lender


def test_a_batch_is_made_once_however_often_the_button_is_pressed(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue_all(cast, monkeypatch)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        make_rules(host(cast))
    sign_in(client, "erik")
    asked = {"host": host(cast), "through": timezone.localdate().isoformat()}
    answers = [client.post(f"{LEDGER}next/", asked) for _click in range(2)]
    assert [answer.status_code for answer in answers] == [302, 200]
    (batch,) = rows(cast, LedgerBatch)
    page = client.get(answers[0]["Location"]).content.decode()
    assert "2026-0001" in page
    assert "1561" in page
    (file,) = rows(cast, LedgerFile)
    taken = [client.get(f"{LEDGER}files/{file.pk}/").content for _time in range(2)]  # type: ignore[attr-defined]
    assert taken[0] == taken[1] == bytes(file.content)  # type: ignore[attr-defined]
    assert taken[0].startswith(b"#FLAGGA 0\r\n")
    layout = {"name": "Ny", "separator": "tab", "decimals": "point", "dates": "compact"}
    places = {"place_day": 2, "heading_day": "Dag", "place_amount": 1, "heading_amount": "Kr"}
    answer = client.post(
        f"{LEDGER}layouts/new/", {**layout, **places, "encoding": "cp1252", "with_headings": "on"}
    )
    assert answer.status_code == 302
    (made,) = rows(cast, LedgerLayout)
    assert made.columns == [["amount", "Kr"], ["day", "Dag"]]  # type: ignore[attr-defined]
    for _click in range(2):
        client.post(f"{LEDGER}batches/{batch.pk}/files/", {"layout": made.pk})  # type: ignore[attr-defined]
    _sie, table = rows(cast, LedgerFile)
    lines = bytes(table.content).decode("cp1252").splitlines()  # type: ignore[attr-defined]
    assert lines[0] == "Kr\tDag"
    assert lines[1] == f"31250.00\t{timezone.localdate():%Y%m%d}"


def test_a_layout_without_columns_is_refused(cast: Cast, client: Client) -> None:
    sign_in(client, "erik")
    answer = client.post(
        f"{LEDGER}layouts/new/",
        {"name": "x", "separator": "tab", "decimals": "point", "dates": "iso", "encoding": "utf-8"},
    )
    assert answer.status_code == 200
    assert rows(cast, LedgerLayout) == []


def test_a_counterparty_holds_from_its_day_and_the_one_before_ends(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue_all(cast, monkeypatch)
    sign_in(client, "erik")
    page = f"{LEDGER}counterparties/{cast.memberships[VN, 'timra']}/"
    client.post(page, {"code": "82", "since": "2025-01-01"})
    client.post(page, {"code": "821", "since": "2026-01-01"})
    assert client.post(page, {"code": "too long!", "since": "2026-02-01"}).status_code == 200
    held = [(str(one), one.since, one.until) for one in rows(cast, Counterparty)]  # type: ignore[attr-defined]
    assert [(code, str(since), str(until)) for code, since, until in held] == [
        ("82", "2025-01-01", "2025-12-31"),
        ("821", "2026-01-01", "None"),
    ]


def test_the_coordinator_reads_and_does_not_enter(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue_all(cast, monkeypatch)
    sign_in(client, "karin")
    assert client.get(LEDGER).status_code == 200
    assert client.get(f"{LEDGER}next/").status_code == 200
    assert client.post(f"{LEDGER}next/", {"host": host(cast)}).status_code == 403
    assert rows(cast, LedgerBatch) == []
