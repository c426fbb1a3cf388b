"""A notice: written by a manager or HR, published by HR, closed, hung up again, copied."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from loans.models import Notice, NoticeDraft
from members.models import Authority
from network import scope
from network.models import JournalEntry
from tests.cast import Cast, email
from tests.databases import acting_as
from tests.loans.boards import AT, hang, in_days, the_notice, titles, written
from tests.mentorship.asking import enter, letters, run_errands
from tests.signing_in import sign_in


def refusal(client: Client, cast: Cast, who: str, **changes: object) -> str:
    """What the form says to a notice with these changes; nothing may be lost or kept."""
    enter(client, who)
    response = client.post(f"{AT}/notices/new/", written(cast, who, **changes))
    assert response.status_code == 200
    form = response.context["form"]
    assert form.data["tasks"] == "Bokslut och avstämningar."
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert not Notice.objects.exists()
    return str(form.errors)


def test_a_manager_writes_hr_is_asked_and_publishes_and_the_manager_is_told(
    cast: Cast, client: Client
) -> None:
    enter(client, "mats")
    response = client.post(f"{AT}/notices/new/", written(cast, "mats"))
    notice = the_notice(cast)
    assert response["Location"] == f"{AT}/notices/{notice.pk}/"
    assert notice.published_at is None
    assert client.post(f"{AT}/notices/{notice.pk}/publication/").status_code == 403
    for _click in range(2):
        client.post(f"{AT}/notices/{notice.pk}/request/")
    run_errands(cast)
    assert [row.to for row in letters(cast, "loan_notice_asked")] == [email("lena")]
    enter(client, "lena")
    start = client.get("/vasternorrland/").content.decode()
    assert f"{AT}/notices/{notice.pk}/" in start
    for _click in range(2):
        client.post(f"{AT}/notices/{notice.pk}/publication/")
    run_errands(cast)
    assert [row.to for row in letters(cast, "loan_notice_published")] == [email("mats")]
    enter(client, "miriam")
    assert titles(client) == ["Controller"]
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        verbs = list(JournalEntry.objects.about(notice).values_list("verb", flat=True))
    assert sorted(verbs) == ["ask_to_publish_notice", "publish_notice", "write_notice"]


def test_hr_that_publishes_its_own_notice_gets_no_letter(cast: Cast, client: Client) -> None:
    enter(client, "lena")
    client.post(f"{AT}/notices/new/", written(cast, "lena"))
    client.post(f"{AT}/notices/{the_notice(cast).pk}/publication/")
    run_errands(cast)
    assert letters(cast) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ends": in_days(19)}, "ends"),
        ({"starts": in_days(-90), "ends": in_days(-1), "answer_by": in_days(-2)}, "ends"),
        ({"answer_by": in_days(-1)}, "answer_by"),
        ({"answer_by": in_days(101)}, "answer_by"),
        ({"ends": "2226-01-01"}, "ends"),
        ({"percent": "4"}, "percent"),
        ({"percent": "101"}, "percent"),
        ({"people": "0"}, "people"),
        ({"competences": []}, "competences"),
        ({"competences": ["finns-inte"]}, "competences"),
        ({"place": " "}, "place"),
        ({"contact": "999999"}, "contact"),
        ({"contact": ""}, "contact"),
    ],
)
def test_bad_input_is_refused_with_a_sentence_at_its_field_and_nothing_is_lost(
    cast: Cast, client: Client, changes: dict[str, object], field: str
) -> None:
    assert f'id="id_{field}_error"' in refusal(client, cast, "lena", **changes)
    # The sentences stand with what was typed when one comes back.
    page = client.get(f"{AT}/notices/new/").content.decode()
    assert "Bokslut och avstämningar." in page


def test_the_work_may_have_no_place_when_it_is_done_from_anywhere(
    cast: Cast, client: Client
) -> None:
    enter(client, "lena")
    client.post(f"{AT}/notices/new/", written(cast, "lena", place="", remote="wholly"))
    assert the_notice(cast).remote == "wholly"


def test_a_member_that_the_rules_do_not_cover_is_told_what_to_do_instead(
    cast: Cast, client: Client
) -> None:
    with acting_as("portal_owner"), scope.enter_system(cast.vn):
        Authority.objects.filter(short_name="CSN").update(kind="other")
    said = refusal(client, cast, "lena")
    assert "Centrala studiestödsnämnden" in said


def test_an_employee_neither_writes_nor_publishes_nor_closes(cast: Cast, client: Client) -> None:
    pk = hang(cast, "csn")
    enter(client, "amina")
    assert client.get(f"{AT}/notices/new/").status_code == 403
    for act in ("publication", "closing", "opening", "draft", "request"):
        assert client.post(f"{AT}/notices/{pk}/{act}/").status_code == 403, act


def test_hr_of_another_authority_may_read_and_not_touch(cast: Cast, client: Client) -> None:
    pk = hang(cast, "csn")
    enter(client, "lars")
    assert client.get(f"{AT}/notices/{pk}/").status_code == 200
    assert client.post(f"{AT}/notices/{pk}/closing/").status_code == 403
    assert client.get(f"{AT}/notices/{pk}/change/").status_code == 403
    assert the_notice(cast).closed_at is None


def test_one_writes_for_ones_own_authority_whatever_the_form_says(
    cast: Cast, client: Client
) -> None:
    enter(client, "lena")
    elsewhere = cast.memberships["vasternorrland", "timra"]
    client.post(f"{AT}/notices/new/", written(cast, "lena", membership=elsewhere))
    assert the_notice(cast).owner.name == "Centrala studiestödsnämnden"


def test_nobody_of_another_authority_is_made_the_contact(cast: Cast, client: Client) -> None:
    sign_in(client, "karin")
    there = {"membership": cast.memberships["vasternorrland", "csn"]}
    for stranger in ("tove", "lars"):
        form = written(cast, "karin", contact=cast.person(stranger), **there)
        assert client.post(f"{AT}/notices/new/", form).status_code == 200
    assert client.post(f"{AT}/notices/new/", form | {"contact": cast.person("lena")})["Location"]


def test_the_coordinator_writes_for_any_member(cast: Cast, client: Client) -> None:
    sign_in(client, "karin")
    elsewhere = cast.memberships["vasternorrland", "timra"]
    client.post(f"{AT}/notices/new/", written(cast, "karin", membership=elsewhere))
    assert the_notice(cast).owner.name == "Timrå kommun"


def test_a_closed_notice_is_hung_up_again_as_it_was(cast: Cast, client: Client) -> None:
    pk = hang(cast, "csn", title="Bort och hem")
    enter(client, "lena")
    client.post(f"{AT}/notices/{pk}/closing/")
    assert titles(client) == []
    assert f"{AT}/notices/{pk}/opening/" in client.get(f"{AT}/notices/{pk}/").content.decode()
    client.post(f"{AT}/notices/{pk}/opening/")
    assert titles(client) == ["Bort och hem"]


def test_one_too_late_to_answer_is_neither_published_nor_hung_up_again(
    cast: Cast, client: Client
) -> None:
    late = hang(cast, "csn", title="Utkast", published_at=None, answer_by=in_days(-1))
    shut = hang(cast, "csn", title="Stängd", closed_at=timezone.now(), answer_by=in_days(-1))
    enter(client, "lena")
    client.post(f"{AT}/notices/{late}/publication/")
    client.post(f"{AT}/notices/{shut}/opening/")
    assert the_notice(cast, late).published_at is None
    assert the_notice(cast, shut).closed_at is not None


def test_a_copy_takes_the_words_and_new_days(cast: Cast, client: Client) -> None:
    pk = hang(cast, "csn", title="Varje vinter", closed_at=timezone.now() - timedelta(days=300))
    enter(client, "lena")
    form = client.get(f"{AT}/notices/new/?copy={pk}").context["form"]
    assert form["title"].value() == "Varje vinter"
    assert form["competences"].value() == ["strategy"]
    assert form["answer_by"].value() > timezone.localdate()
    assert client.get(f"{AT}/notices/new/?copy=99999999").status_code == 404


def test_what_is_half_written_comes_back_and_is_nobody_elses(cast: Cast, client: Client) -> None:
    enter(client, "lena")
    client.post(f"{AT}/notices/new/draft/", {"title": "Halv", "ends": "i vår"})
    page = client.get(f"{AT}/notices/new/").content.decode()
    assert "Halv" in page
    assert "/notices/new/" in client.get("/vasternorrland/").content.decode()
    enter(client, "mats")
    assert "Halv" not in client.get(f"{AT}/notices/new/").content.decode()
    enter(client, "lena")
    client.post(f"{AT}/notices/new/", written(cast, "lena"))
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert not NoticeDraft.objects.exists()


def test_a_change_that_is_half_written_changes_nothing_yet(cast: Cast, client: Client) -> None:
    pk = hang(cast, "csn", title="Före", contact_id=cast.person("lena"))
    enter(client, "lena")
    client.post(f"{AT}/notices/{pk}/draft/", {"title": "Efter"})
    assert the_notice(cast).title == "Före"
    assert "Efter" in client.get(f"{AT}/notices/{pk}/change/").content.decode()
    client.post(f"{AT}/notices/{pk}/draft/removal/")
    assert "Efter" not in client.get(f"{AT}/notices/{pk}/change/").content.decode()
    client.post(f"{AT}/notices/{pk}/change/", written(cast, "lena", title="Efter"))
    assert the_notice(cast).title == "Efter"
    assert the_notice(cast).published_at


def test_a_notice_never_published_can_be_thrown_away_though_others_have_drafts_of_it(
    cast: Cast, client: Client
) -> None:
    pk = hang(cast, "csn", published_at=None, written_by_id=cast.person("mats"))
    for who in ("mats", "lena"):
        enter(client, who)
        client.post(f"{AT}/notices/{pk}/draft/", {"title": who})
    client.post(f"{AT}/notices/{pk}/removal/")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert not Notice.objects.exists()


def test_a_notice_that_has_hung_on_the_board_is_not_thrown_away(cast: Cast, client: Client) -> None:
    pk = hang(cast, "csn")
    enter(client, "lena")
    client.post(f"{AT}/notices/{pk}/removal/")
    assert the_notice(cast)


def test_the_contact_is_read_across_the_authorities_registers(cast: Cast, client: Client) -> None:
    pk = hang(cast, "csn", contact_id=cast.person("mats"))
    enter(client, "tove")
    page = client.get(f"{AT}/notices/{pk}/").content.decode()
    assert "Mats Chef" in page
    assert email("mats") in page


def test_a_need_shows_hr_the_offers_that_fit_with_every_reason(cast: Cast, client: Client) -> None:
    need = hang(cast, "csn", competences=["money"])
    hang(cast, "timra", kind="idle", title="Ledig", competences=["money"], percent=50)
    hang(cast, "spv", kind="idle", title="Annan", competences=["self"])
    enter(client, "lena")
    (row,) = client.get(f"{AT}/notices/{need}/").context["suggested"]
    assert row["notice"].title == "Ledig"
    assert [but for _said, but in row["why"]] == [False, False, True, False, True]
    enter(client, "amina")
    assert client.get(f"{AT}/notices/{need}/").context["suggested"] == []


def test_an_open_need_is_found_by_the_search_and_a_draft_is_not(cast: Cast, client: Client) -> None:
    up = hang(cast, "spv", title="Klarspråkare")
    down = hang(cast, "spv", title="Klarspråkare två", published_at=None)
    enter(client, "amina")
    page = client.get("/vasternorrland/search/?q=klarspråkare").content.decode()
    assert f"/notices/{up}/" in page
    assert f"/notices/{down}/" not in page
