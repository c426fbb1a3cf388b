"""Importing the member list: seen before it is done, done whole or not at all, done once."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from members.models import Authority, Membership, Person, Standing
from network import scope
from network.models.journal import JournalEntry
from tests.cast import Cast
from tests.deciding import ENTERED
from tests.signing_in import sign_in

DATA = Path(__file__).parents[2] / "config" / "demo" / "data"
HEAD = "organisation;kortnamn;typ;organisationsnummer;medlemskap;från;till;källa\n"


def upload(client: Client, text: str | bytes, name: str = "medlemmar.csv") -> Any:
    content = text.encode() if isinstance(text, str) else text
    return client.post(
        "/vasternorrland/members/imports/new/",
        {"file": SimpleUploadedFile(name, content)},
        follow=True,
    )


def confirm(client: Client, page: Any) -> Any:
    """Press the button of a preview, with what the page holds."""
    context = page.context
    address = f"{page.request['PATH_INFO']}application/"
    fields = {"sha256": context["upload"].sha256, "seen": context["preview"].fingerprint} | ENTERED
    return client.post(address, fields, follow=True)


@pytest.fixture
def karin(client: Client, cast: Cast) -> Client:
    sign_in(client, "karin")
    return client


def members(cast: Cast) -> dict[str, Membership]:
    with scope.enter(cast.users["karin"], cast.vn):
        return {
            row.name: row
            for row in Membership.objects.select_related("authority").prefetch_related("standings")
        }


def errors(page: Any) -> dict[int, str]:
    return {line["number"]: line["error"] for line in page.context["lines"] if line["error"]}


def test_the_real_list_is_previewed_without_writing_and_applied_as_it_was_seen(
    karin: Client, cast: Cast
) -> None:
    before = members(cast)
    page = upload(karin, (DATA / "vasternorrland-members.csv").read_bytes())
    preview = page.context["preview"]
    assert preview.counts == {"new": 19, "changed": 2, "unchanged": 2, "error": 0}
    assert members(cast).keys() == before.keys()
    done = confirm(karin, page)
    assert "19 nya medlemmar, 2 ändrade, 2 som förut" in done.content.decode()
    now = members(cast)
    assert len(now) == 23
    assert now["Sundsvalls kommun"].standings.all()[0].kind == Standing.Kind.ASSOCIATED
    assert str(now["Bolagsverket"].since) == "2009-01-01"
    assert now["Folke Bernadotteakademin"].authority.organisation_number == ""


def test_the_same_list_again_changes_nothing_and_says_so(karin: Client, cast: Cast) -> None:
    content = (DATA / "vasternorrland-members.csv").read_bytes()
    confirm(karin, upload(karin, content))
    with scope.enter(cast.users["karin"], cast.vn):
        lines = JournalEntry.objects.filter(verb__endswith="_member").count()
    assert lines == 21
    again = upload(karin, content)
    assert again.context["preview"].counts == {"new": 0, "changed": 0, "unchanged": 23, "error": 0}
    assert "ändrar ingenting" in again.content.decode()
    confirm(karin, again)
    with scope.enter(cast.users["karin"], cast.vn):
        assert JournalEntry.objects.filter(verb__endswith="_member").count() == lines


def test_a_part_of_a_registered_authority_is_a_part_and_not_a_second_authority(
    karin: Client, cast: Cast
) -> None:
    rows = "Mittuniversitetet bibliotek;;universitet;202100-4524;medlem;2020;;\n"
    page = upload(karin, HEAD + rows)
    assert "Del av Mittuniversitetet" in page.content.decode()
    confirm(karin, page)
    member = members(cast)["Mittuniversitetet bibliotek"]
    assert (member.authority.name, member.part) == ("Mittuniversitetet", "bibliotek")


def test_two_members_may_share_a_number_without_being_parts(karin: Client, cast: Cast) -> None:
    page = upload(karin, HEAD + "Överklagandenämnden;ÖKS;statlig myndighet;202100-1819;medlem;;;\n")
    assert "Delar nummer med Centrala studiestödsnämnden" in page.content.decode()
    confirm(karin, page)
    assert members(cast)["Överklagandenämnden"].authority.organisation_number == "2021001819"


def test_one_error_stops_the_whole_list_and_each_row_says_what_to_do(
    karin: Client, cast: Cast
) -> None:
    rows = (
        "Bolagsverket;;statlig myndighet;202100-5489;medlem;2009;;\n"
        "Tullverket;;statlig myndighet;202100-0968;medlem;;;\n"
        "Digg;;bolag;;medlem;;;\n"
        "FBA;;statlig myndighet;;medlem;2014;2013;\n"
        "bolagsverket;;statlig myndighet;;medlem;;;\n"
        "Timrå kommun;;region;212000-2395;medlem;;;\n"
        "Kramfors kommun;;kommun;;;igår;;\n"
    )
    page = upload(karin, HEAD + rows)
    found = errors(page)
    assert found.keys() == {3, 4, 5, 6, 7, 8}
    assert found[3].startswith("organisationsnummer: ")
    assert "statlig myndighet" in found[4]
    assert "före" in found[5]
    assert "2" in found[6]
    assert "organisation" not in found[6]
    assert "typen ”kommun”" in found[7]
    assert "medlemskap: " in found[8]
    assert "2026-12-13" in found[8]
    refused = confirm(karin, page)
    assert "Inget lästes in" in refused.content.decode()
    assert len(members(cast)) == 4
    assert not Authority.objects.filter(name="Bolagsverket").exists()


def test_a_change_shows_before_and_after_and_keeps_the_old_standing(
    karin: Client, cast: Cast
) -> None:
    page = upload(karin, HEAD + "Timrå kommun;TIMRA;kommun;;associerad part;2016;;\n")
    text = page.content.decode()
    assert "2014-01-01</del>" in text
    assert "2016-01-01</ins>" in text
    confirm(karin, page)
    member = members(cast)["Timrå kommun"]
    kinds = sorted(row.kind for row in member.standings.all())
    assert kinds == ["associated", "member"]
    assert member.since in {row.since for row in member.standings.all()}


def test_an_empty_cell_leaves_what_is_known_and_a_missing_number_is_filled_in(
    karin: Client, cast: Cast
) -> None:
    confirm(karin, upload(karin, HEAD + "FBA;;statlig myndighet;;medlem;2013;;\n"))
    again = upload(karin, HEAD + "FBA;;statlig myndighet;202100-6883;medlem;;;\n")
    assert again.context["preview"].counts["changed"] == 1
    confirm(karin, again)
    member = members(cast)["FBA"]
    assert str(member.since) == "2013-01-01"
    assert member.authority.organisation_number == "2021006883"


def test_an_outdated_preview_is_not_applied(karin: Client, cast: Cast) -> None:
    page = upload(karin, HEAD + "Timrå kommun;;kommun;;medlem;2016;;\n")
    with scope.enter(cast.users["karin"], cast.vn):
        Membership.objects.filter(pk=cast.memberships["vasternorrland", "timra"]).update(
            since="2015-01-01"
        )
    assert "har ändrats" in confirm(karin, page).content.decode()
    assert str(members(cast)["Timrå kommun"].since) == "2015-01-01"


def test_a_second_click_does_nothing(karin: Client, cast: Cast) -> None:
    page = upload(karin, HEAD + "FBA;;statlig myndighet;;medlem;2013;;\n")
    confirm(karin, page)
    assert "redan" in confirm(karin, page).content.decode()
    assert len(members(cast)) == 5


def test_a_file_that_is_no_member_list_is_refused_in_words(karin: Client, cast: Cast) -> None:
    page = upload(karin, "namn;telefon\nAnna;1\n")
    assert page.context["preview"].mistakes
    assert "organisation" in page.content.decode()
    refused = upload(karin, b"%PDF-1.4", "lista.csv")
    assert refused.context["form"].errors["file"]


def test_only_the_network_coordinator_imports_and_nobody_opens_anothers_preview(cast: Cast) -> None:
    karin, jamte, jonas = Client(), Client(), Client()
    sign_in(karin, "karin")
    sign_in(jamte, "jamte")
    sign_in(jonas, "jonas")
    page = upload(karin, HEAD + "FBA;;statlig myndighet;;medlem;2013;;\n")
    address = page.request["PATH_INFO"]
    assert jonas.get(address).status_code == 403
    assert jamte.get(address).status_code == 404
    assert jamte.get(address.replace("/vasternorrland/", "/jamtland/")).status_code == 404


def undo(client: Client, page: Any) -> Any:
    """Press the button that undoes an applied list."""
    return client.post(f"{page.request['PATH_INFO']}reversal/", follow=True)


def test_an_applied_list_can_be_undone_and_then_applied_again(karin: Client, cast: Cast) -> None:
    rows = (
        "FBA;;statlig myndighet;;medlem;2013;;\nTimrå kommun;;kommun;;associerad part;2016;2030;\n"
    )
    before = {name: (row.since, row.until) for name, row in members(cast).items()}
    page = upload(karin, HEAD + rows)
    confirm(karin, page)
    assert "FBA" in members(cast)
    assert "ångrades sedan" in undo(karin, page).content.decode()
    now = members(cast)
    assert {name: (row.since, row.until) for name, row in now.items()} == before
    assert {row.kind for row in now["Timrå kommun"].standings.all()} == {"member"}
    assert undo(karin, page).status_code == 404
    again = upload(karin, HEAD + rows)
    assert again.context["preview"].counts == {"new": 1, "changed": 1, "unchanged": 0, "error": 0}


def test_a_list_that_somebody_has_built_upon_is_not_undone(karin: Client, cast: Cast) -> None:
    page = upload(karin, HEAD + "FBA;;statlig myndighet;;medlem;2013;;\n")
    confirm(karin, page)
    member = members(cast)["FBA"]
    karin.post(
        f"/vasternorrland/members/{member.pk}/head-counts/new/",
        {"count": "90", "day": "2026-06-30", "source": "Lönesystemet"},
    )
    refused = undo(karin, page)
    assert "Inget ångrades: FBA" in refused.content.decode()
    assert "FBA" in members(cast)


def test_a_member_with_people_is_not_taken_away_by_an_undo(karin: Client, cast: Cast) -> None:
    page = upload(karin, HEAD + "FBA;;statlig myndighet;;medlem;2013;;\n")
    confirm(karin, page)
    with scope.enter(cast.users["karin"], cast.vn):
        member = Membership.objects.get(authority__name="FBA")
        Person.objects.create(membership=member, name="Sam", email="sam@example.org")
    assert "Inget ångrades: FBA" in undo(karin, page).content.decode()
    assert "FBA" in members(cast)
