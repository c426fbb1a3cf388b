"""The pages where an invoice is put right, for the economist, the approver and the payer."""

import re
from decimal import Decimal

import pytest
from django.test import Client

from fees.models import Allocation, Correction, Invoice
from tests.cast import VN, Cast
from tests.fees.correcting import (
    also_economist,
    found,
    last_correction,
    make_invoice,
    pay,
    ready,
    the_portal,
)
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
FEES = f"/{VN}/fees/"
WHY = "Reserven kom"


@pytest.fixture
def billing(cast: Cast) -> Cast:
    """Västernorrland can bill."""
    ready(cast)
    return cast


def text(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def hidden(page: str, name: str) -> str:
    match = re.search(rf'name="{name}" value="([^"]*)"', page)
    return match.group(1) if match else ""


def credit_first_line(client: Client, cast: Cast, pk: int) -> str:
    """Look at a credit note of the first line, then issue it; where that leads."""
    with the_portal(cast):
        line = Invoice.objects.get(pk=pk).lines.get(position=1).pk
    said = {"what": "lines", f"amount_{line}": "1625", "reason": WHY}
    address = f"{FEES}invoices/{pk}/credit/"
    page = client.post(address, {**said, "preview": "1"}).content.decode()
    assert "2 031,25" in text(page)
    once = "8a8f29c8-35d6-4cc5-93d5-6a6a4ac3b4f1"
    said |= {"seen": hidden(page, "seen"), "once": once}
    answers = [client.post(address, said) for _again in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]
    return str(answers[0]["Location"])


def test_the_credit_note_is_shown_before_it_is_issued_and_a_double_click_issues_one(
    billing: Cast, client: Client
) -> None:
    pk = make_invoice(billing)
    sign_in(client, "erik")
    address = credit_first_line(client, billing, pk)
    with the_portal(billing):
        (note,) = Invoice.objects.filter(is_credit=True)
    assert address.endswith(f"/fees/invoices/{note.pk}/")
    page = text(client.get(address).content.decode())
    assert f"Kreditfaktura {note.code}" in page
    assert WHY in page
    invoice = client.get(f"{FEES}invoices/{pk}/").content.decode()
    assert f"/fees/invoices/{note.pk}/" in invoice
    left = f"{found(billing, pk).balance:,.2f}".replace(",", " ").replace(".", ",")
    assert left in text(invoice)


def test_what_was_not_shown_is_not_issued(billing: Cast, client: Client) -> None:
    pk = make_invoice(billing)
    sign_in(client, "erik")
    address = f"{FEES}invoices/{pk}/credit/"
    answer = client.post(address, {"what": "whole", "reason": WHY, "seen": "1.00"})
    assert answer.status_code == 200
    with the_portal(billing):
        assert not Correction.objects.exists()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"what": "lines", "reason": WHY}, "Skriv ett antal eller ett belopp vid"),
        ({"what": "whole"}, "Skriv varför"),
        ({"reason": WHY}, "Välj vad som ska krediteras"),
        ({"what": "lines", "reason": WHY, "amount": "1625.01"}, "Högst"),
        ({"what": "lines", "reason": WHY, "amount": "-1"}, "Högst"),
        ({"what": "lines", "reason": WHY, "amount": "mycket"}, "Fyll i ett tal"),
        ({"what": "lines", "reason": WHY, "quantity": "4"}, "så många eller färre"),
    ],
)
def test_what_cannot_be_credited_is_told_at_its_field_and_uses_no_number(
    billing: Cast, client: Client, said: dict[str, str], sentence: str
) -> None:
    pk = make_invoice(billing)
    with the_portal(billing):
        first, second = Invoice.objects.get(pk=pk).lines.values_list("pk", flat=True)
    if "amount" in said:
        said = {**said, f"amount_{first}": said["amount"]}
    if "quantity" in said:
        said = {**said, f"quantity_{second}": said["quantity"]}
    sign_in(client, "erik")
    address = f"{FEES}invoices/{pk}/credit/"
    answer = client.post(address, said)
    assert answer.status_code == 200
    with the_portal(billing):
        assert Invoice.objects.count() == 1
    assert sentence in answer.content.decode()


def test_another_economist_approves_and_the_one_who_asked_cannot(
    cast: Cast, client: Client
) -> None:
    ready(cast, two_people=True)
    also_economist(cast)
    pk = make_invoice(cast)
    sign_in(client, "erik")
    address = credit_first_line(client, cast, pk)
    assert "/fees/corrections/" in address
    approval = f"{FEES}corrections/{last_correction(cast).pk}/approval/"
    assert approval not in client.get(address).content.decode()
    client.post(approval)
    assert last_correction(cast).state == "waiting"
    other = Client()
    sign_in(other, "karin")
    assert "/fees/corrections/" in other.get(f"/{VN}/").content.decode()
    assert approval in other.get(address).content.decode()
    assert other.post(approval).status_code == 302
    assert last_correction(cast).state == "done"
    assert found(cast, last_correction(cast).credit_id or 0).total == Decimal("-2031.25")


def test_a_refusal_says_why(cast: Cast, client: Client) -> None:
    ready(cast, two_people=True)
    also_economist(cast)
    pk = make_invoice(cast)
    sign_in(client, "erik")
    said = {"amount": "100", "reason": "Konkurs"}
    client.post(f"{FEES}invoices/{pk}/write-off/", said)
    asked = last_correction(cast)
    other = Client()
    sign_in(other, "karin")
    refusal = f"{FEES}corrections/{asked.pk}/refusal/"
    assert other.post(refusal, {"reason": ""}).status_code == 200
    assert other.post(refusal, {"reason": "Betalar nästa vecka"}).status_code == 302
    page = client.get(f"{FEES}corrections/{asked.pk}/").content.decode()
    assert "Betalar nästa vecka" in page


def test_a_write_off_is_on_the_years_list_until_it_is_undone(billing: Cast, client: Client) -> None:
    pk = make_invoice(billing)
    sign_in(client, "erik")
    answer = client.post(f"{FEES}invoices/{pk}/write-off/", {"amount": "500", "reason": "Konkurs"})
    assert answer.status_code == 302
    page = text(client.get(f"{FEES}write-offs/").content.decode())
    assert "500,00" in page
    assert "Konkurs" in page
    assert client.get(f"{FEES}write-offs/?format=xlsx").status_code == 200
    assert client.get(f"{FEES}write-offs/?year=99999999999").status_code == 200
    with the_portal(billing):
        row = Allocation.objects.get(invoice=pk)
    undoing = f"{FEES}settlements/{row.pk}/undoing/"
    assert client.get(undoing).status_code == 200
    assert client.post(undoing, {"reason": "Pengar kom"}).status_code == 302
    assert found(billing, pk).balance == found(billing, pk).total


def test_what_was_paid_is_set_off_or_repaid_from_the_credit_note(
    billing: Cast, client: Client
) -> None:
    pk, other = make_invoice(billing), make_invoice(billing, [(25, "1", "400")])
    pay(billing, pk, str(found(billing, pk).total))
    sign_in(client, "erik")
    note = credit_first_line(client, billing, pk)
    page = client.get(note + "set-off/").content.decode()
    assert found(billing, other).code in page
    assert client.post(note + "set-off/", {"invoice": other, "amount": "9999"}).status_code == 200
    assert client.post(note + "set-off/", {"invoice": other, "amount": "500"}).status_code == 302
    said = {"amount": "1531.25", "day": "2026-01-02", "reason": "Bankgiro"}
    assert client.post(note + "repayment/", {**said, "day": "2999-01-01"}).status_code == 200
    assert client.post(note + "repayment/", said).status_code == 302
    assert found(billing, other).balance == 0
    assert client.get(note + "repayment/").status_code == 404


def test_an_invoice_that_has_not_left_is_cancelled_on_its_page(
    billing: Cast, client: Client
) -> None:
    pk = make_invoice(billing)
    sign_in(client, "erik")
    cancel = f"{FEES}invoices/{pk}/cancellation/"
    assert cancel in client.get(f"{FEES}invoices/{pk}/").content.decode()
    assert client.post(cancel, {"reason": "Fel år"}).status_code == 302
    page = text(client.get(f"{FEES}invoices/{pk}/").content.decode())
    assert "Makulerad före utskick" in page
    assert cancel not in client.get(f"{FEES}invoices/{pk}/").content.decode()


def test_the_payer_sees_its_credit_note_and_may_put_nothing_right(
    billing: Cast, client: Client
) -> None:
    pk = make_invoice(billing)
    economist = Client()
    sign_in(economist, "erik")
    note = credit_first_line(economist, billing, pk)
    sign_in(client, "lars")
    page = client.get(note).content.decode()
    assert WHY in page
    assert "set-off" not in page
    for path in ("credit/", "cancellation/", "write-off/"):
        assert client.get(f"{FEES}invoices/{pk}/{path}").status_code == 403
    stranger = Client()
    sign_in(stranger, "lena")
    assert stranger.get(note).status_code == 404


def test_the_list_filters_by_where_invoices_stand_and_sums_what_is_left(
    billing: Cast, client: Client
) -> None:
    credited, paid, late = (make_invoice(billing, [(25, "1", "400")]) for _place in range(3))
    pay(billing, paid, "500")
    pay(billing, late, "100")
    sign_in(client, "erik")
    page = client.post(
        f"{FEES}invoices/{credited}/credit/", {"what": "whole", "reason": WHY}
    ).content.decode()
    said = {"what": "whole", "reason": WHY, "seen": hidden(page, "seen")}
    assert client.post(f"{FEES}invoices/{credited}/credit/", said).status_code == 302
    expected = {
        "state=open": {late},
        "state=paid&paper=invoice": {paid},
        "state=part_paid": {late},
        "state=credited": {credited},
        "state=overdue": set(),
        "state=written_off": set(),
        "paper=invoice&kind=other": {credited, paid, late},
        "kind=membership": set(),
        "due_until=2000-01-01": set(),
    }
    for query, invoices in expected.items():
        answer = client.get(f"{FEES}invoices/?{query}")
        assert {row[0].pk for row in answer.context["rows"]} == invoices, query
    answer = client.get(f"{FEES}invoices/")
    assert len(answer.context["rows"]) == 4
    assert answer.context["sums"]["open"] == 400
    assert answer.context["sums"]["total"] == 1000
    assert client.get(f"{FEES}invoices/?format=csv").content.decode("utf-8-sig").count("\r\n") == 5
