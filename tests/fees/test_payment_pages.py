"""The economist's pages: a file is looked through, taken in, and the rest is placed by hand."""

from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fees.models import Allocation, Payment, PaymentFile
from network import scope
from tests.cast import VN, Cast
from tests.fees.banks import bgmax_of, paid
from tests.fees.paying import balance, bill, host, take
from tests.signing_in import sign_in

PAGES = f"/{VN}/fees/payments/"


def _economist() -> Client:
    client = Client()
    client.cookies["language"] = "en"
    sign_in(client, "erik")
    return client


def _upload(client: Client, content: bytes, name: str = "bank.txt") -> str:
    answer = client.post(f"{PAGES}files/new/", {"file": SimpleUploadedFile(name, content)})
    return answer["Location"] if answer.status_code == 302 else answer.content.decode()


def test_a_file_is_looked_through_then_taken_in_and_the_rest_placed_by_hand(cast: Cast) -> None:
    host(cast)
    one, two = bill(cast, "csn", 1000, 2000)
    client = _economist()
    content = bgmax_of(paid(1000, one.payment_reference), paid(2000, "", payer_name="Okänd"))
    page = _upload(client, content)
    looked = client.get(page).content.decode()
    assert one.code in looked
    with scope.enter(cast.users["erik"], cast.vn):
        assert not Payment.objects.exists()
    for _click in range(2):
        assert client.post(f"{page}reading/").status_code == 302
    with scope.enter(cast.users["erik"], cast.vn):
        waiting = Payment.objects.unplaced().get()
    assert _upload(client, content) == page
    assert two.code in client.get(f"{PAGES}work/").content.decode()
    once = {f"amount-{two.pk}": "2 000,00"}
    rest = client.get(f"{PAGES}{waiting.pk}/rest/", {f"amount-{two.pk}": "1 500,50"})
    assert "499" in rest.content.decode()
    assert client.post(f"{PAGES}{waiting.pk}/placement/", once).status_code == 302
    assert balance(cast, two) == (0, "paid")
    with scope.enter(cast.users["erik"], cast.vn):
        row = Allocation.objects.get(payment=waiting)
    client.post(f"{PAGES}placings/{row.pk}/undoing/")
    assert balance(cast, two) == (2000, "issued")


def test_a_file_that_cannot_be_trusted_says_why_and_is_not_kept(cast: Cast) -> None:
    host(cast)
    client = _economist()
    lines = bgmax_of(paid(100, "20267"), paid(200, "20268")).splitlines(keepends=True)
    wrong = {
        b"%PDF-1.7": "no bank file",
        b"".join(lines[:-1]): "ends too early",
        b"".join([*lines[:2], *lines[3:]]): "add up to",
        bgmax_of(paid(1, "2"), account="9912346"): "9912346",
    }
    for content, sentence in wrong.items():
        assert sentence in _upload(client, content)
    with scope.enter(cast.users["erik"], cast.vn):
        assert not PaymentFile.objects.exists()


def test_too_much_on_an_invoice_is_refused_and_what_was_typed_stays(cast: Cast) -> None:
    host(cast)
    [one] = bill(cast, "csn", 1000)
    [payment] = take(cast, paid(3000, "0"))
    client = _economist()
    answer = client.post(f"{PAGES}{payment.pk}/placement/", {f"amount-{one.pk}": "1 000,50"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "is left to pay" in page
    assert "1 000,50" in page
    assert balance(cast, one) == (1000, "issued")


def test_money_is_set_aside_with_a_reason_and_taken_up_again(cast: Cast) -> None:
    host(cast)
    [payment] = take(cast, paid(300, "0"))
    client = _economist()
    address = f"{PAGES}{payment.pk}/"
    assert client.post(f"{address}aside/", {"aside-why": ""}).status_code == 200
    client.post(f"{address}aside/", {"aside-why": "Not ours"})
    assert "Not ours" in client.get(address).content.decode()
    client.post(f"{address}resumption/")
    client.post(f"{address}repayment/", {"repay-day": "2026-11-20", "repay-why": "Twice"})
    with scope.enter(cast.users["erik"], cast.vn):
        row = Payment.objects.get()
        assert (row.set_aside, row.why_aside, row.left) == (True, "Twice", Decimal(300))


def test_the_list_is_searched_filtered_and_taken_away(cast: Cast) -> None:
    host(cast)
    [one] = bill(cast, "csn", 1000)
    take(cast, paid(1000, one.payment_reference), paid("77.50", "991234", payer_name="Okänd"))
    client = _economist()

    def codes(query: str) -> str:
        return client.get(f"{PAGES}?{query}").content.decode()

    assert "991234" in codes("q=77,50")
    assert "991234" not in codes("state=placed")
    assert "991234" in codes("state=waiting")
    assert "991234" not in codes(f"q={one.code}")
    assert b"991234" in client.get(f"{PAGES}?format=csv").content
    assert client.get(f"{PAGES}?since=yesterday&file=x&sort=nothing").status_code == 200
