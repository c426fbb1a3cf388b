"""The member list and a member's page: found, filtered, sorted, exported; the same cost always."""

import io
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from members.models import Authority, HeadCount, InvoiceProfile, LegalPerson, Membership, Standing
from network import scope
from tests.cast import Cast
from tests.databases import acting_as
from tests.deciding import a_decision
from tests.members.test_member_import import confirm, upload
from tests.signing_in import sign_in

LIST = "/vasternorrland/members/"


@pytest.fixture
def karin(client: Client, cast: Cast) -> Client:
    sign_in(client, "karin")
    return client


def names(client: Client, query: str = "") -> list[str]:
    page = client.get(f"{LIST}{query}")
    assert page.status_code == 200
    return [member.name for member in page.context["page_obj"]]


def add_authority(cast: Cast, name: str, since: date | None = None) -> Membership:
    """A member more, as the network's coordinator adds it."""
    with acting_as("portal_owner"):
        person, _new = LegalPerson.objects.get_or_create(name="Åsele kommun")
        authority = Authority.objects.create(
            name=name, short_name=name[:60], kind="municipality", legal_person=person
        )
    with scope.enter(cast.users["karin"], cast.vn):
        member: Membership = Membership.objects.create(authority=authority, since=since)
        Standing.objects.create(
            membership=member, kind="associated", since=since, by_decision=a_decision()
        )
    return member


def test_members_stand_in_swedish_order_and_search_takes_any_part_of_the_name(
    karin: Client, cast: Cast
) -> None:
    for name in ("Örnsköldsviks kommun", "Ånge kommun", "Älvsborg"):
        add_authority(cast, name)
    assert names(karin)[-3:] == ["Ånge kommun", "Älvsborg", "Örnsköldsviks kommun"]
    assert names(karin, "?sort=-name")[0] == "Örnsköldsviks kommun"
    assert names(karin, "?q=kommun+timr") == ["Timrå kommun"]
    assert names(karin, "?q=202100-1819") == ["Centrala studiestödsnämnden"]


def test_filters_narrow_and_an_empty_list_says_what_to_do(karin: Client, cast: Cast) -> None:
    add_authority(cast, "Ånge kommun")
    assert names(karin, "?kind=university") == ["Mittuniversitetet"]
    assert names(karin, "?standing=associated") == ["Ånge kommun"]
    page = karin.get(f"{LIST}?kind=court")
    assert "Ingen medlem passar" in page.content.decode()


def test_former_members_are_shown_only_when_asked_for(karin: Client, cast: Cast) -> None:
    with scope.enter(cast.users["karin"], cast.vn):
        Membership.objects.filter(pk=cast.memberships["vasternorrland", "timra"]).update(
            until=date(2024, 12, 31)
        )
    assert "Timrå kommun" not in names(karin)
    assert "Timrå kommun" in names(karin, "?former=1")


def test_a_list_of_300_costs_as_many_queries_as_one_of_10(karin: Client, cast: Cast) -> None:
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            karin.get(LIST)
        return len(queries)

    for number in range(6):
        add_authority(cast, f"Kommun {number:03}")
    cost()  # the first page also notes when the session was last used
    few = cost()
    for number in range(6, 296):
        add_authority(cast, f"Kommun {number:03}")
    assert cost() == few


def test_the_export_can_be_imported_again_and_changes_nothing(karin: Client, cast: Cast) -> None:
    add_authority(cast, "=HYPERLINK(1)")
    content = karin.get(f"{LIST}?format=csv").content
    assert b"'=HYPERLINK" in content
    page = upload(karin, content)
    counts = page.context["preview"].counts
    assert counts == {"new": 0, "changed": 0, "unchanged": 5, "error": 0}


def test_the_workbook_holds_the_filtered_rows_with_typed_head_counts(karin: Client) -> None:
    answer = karin.get(f"{LIST}?format=xlsx&kind=university")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert [row[0] for row in rows] == ["organisation", "Mittuniversitetet"]
    assert rows[1][-1] == 120


def test_an_employee_sees_the_members_but_no_head_counts_and_no_export(
    client: Client, cast: Cast
) -> None:
    sign_in(client, "amina")
    page = client.get(LIST)
    assert "Anställda" not in page.content.decode()
    assert client.get(f"{LIST}?format=csv").status_code == 403


def test_a_members_page_shows_invoices_and_history_only_to_its_own_and_to_coordinators(
    cast: Cast,
) -> None:
    with scope.enter(cast.users["karin"], cast.vn):
        InvoiceProfile.objects.create(
            membership_id=cast.memberships["vasternorrland", "csn"], reference="CANARY-77"
        )
    address = f"{LIST}{cast.memberships['vasternorrland', 'csn']}/"
    for who, sees in (
        ("karin", True),
        ("lena", True),
        ("erik", True),
        ("lars", False),
        ("amina", False),
    ):
        client = Client()
        sign_in(client, who)
        page = client.get(address)
        assert page.status_code == 200
        assert ("CANARY-77" in page.content.decode()) is sees, who


def test_a_leap_in_the_head_count_is_asked_about_and_then_kept(cast: Cast, client: Client) -> None:
    sign_in(client, "lena")
    member = cast.memberships["vasternorrland", "csn"]
    address = f"{LIST}{member}/head-counts/new/"
    fields = {"count": "12000", "day": "2026-06-30", "source": "Lönesystemet"}
    fields["definition"] = "persons"
    asked = client.post(address, fields)
    assert BeautifulSoup(asked.content, "html.parser").find("textarea", {"name": "explanation"})
    client.post(address, fields | {"explanation": "Två myndigheter har gått ihop."})
    with scope.enter(cast.users["lena"], cast.vn):
        counts = HeadCount.objects.filter(membership=member).values_list("count", flat=True)
        assert counts[0] == 12000


def test_a_small_change_of_the_head_count_is_not_questioned(cast: Cast, client: Client) -> None:
    sign_in(client, "lena")
    member = cast.memberships["vasternorrland", "csn"]
    fields = {"count": "130", "day": "2026-06-30", "source": "Lönesystemet"}
    fields["definition"] = "persons"
    assert client.post(f"{LIST}{member}/head-counts/new/", fields).status_code == 302


def test_nobody_declares_for_another_authority(cast: Cast, client: Client) -> None:
    sign_in(client, "lars")
    member = cast.memberships["vasternorrland", "csn"]
    for page in ("head-counts/new", "invoice-profile", "change"):
        assert client.get(f"{LIST}{member}/{page}/").status_code == 403, page


def test_invoice_details_hold_from_their_day_and_the_old_ones_end_the_day_before(
    cast: Cast, client: Client
) -> None:
    sign_in(client, "lena")
    member = cast.memberships["vasternorrland", "csn"]
    address = f"{LIST}{member}/invoice-profile/"
    first = {"reference": "A", "payment_days": "30", "since": "2025-01-01"}
    assert client.post(address, first).status_code == 302
    wrong = first | {"endpoint_scheme": "0007", "endpoint": "2021001818", "since": "2026-01-01"}
    assert "endpoint" in client.post(address, wrong).context["form"].errors
    right = wrong | {"endpoint": "202100-1819", "reference": "B"}
    assert client.post(address, right).status_code == 302
    with scope.enter(cast.users["lena"], cast.vn):
        kept = list(
            InvoiceProfile.objects.filter(membership=member)
            .order_by("since")
            .values_list("reference", "until", "endpoint")
        )
    assert kept == [("A", date(2025, 12, 31), ""), ("B", None, "2021001819")]


def test_a_membership_is_ended_on_its_own_page_and_the_history_says_so(
    karin: Client, cast: Cast
) -> None:
    member = cast.memberships["vasternorrland", "timra"]
    fields = {"since": "2014-01-01", "until": "2026-06-30", "standing": "member"}
    karin.post(f"{LIST}{member}/change/", fields)
    page = karin.get(f"{LIST}{member}/").content.decode()
    assert "Var medlem till 2026-06-30" in page
    assert "”Till” sattes till 2026-06-30" in page


def test_the_imported_list_is_what_the_list_shows(karin: Client) -> None:
    head = "organisation;typ;medlemskap\n"
    confirm(karin, upload(karin, f"{head}Sundsvalls kommun;kommun;associerad part\n"))
    assert names(karin, "?standing=associated") == ["Sundsvalls kommun"]
