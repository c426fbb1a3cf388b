"""The summary of a needs assessment on the screen: who sees what, the job, the letters."""

import io
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from courses.actions import needs_summary, needs_summary_job, needs_summary_letters
from courses.models import Campaign, NeedsPage, NeedsPaper, NeedsSummary
from courses.needs.rules import CampaignState
from members.models import Role
from network import scope
from network.actions import job as actions
from network.models import Document, Job, Letter, User
from tests.cast import VN, Cast
from tests.courses.needs import bring
from tests.courses.needs_many import grow
from tests.courses.needs_years import CANARY, Years, two_years
from tests.databases import acting_as
from tests.signing_in import sign_in

AT = "/vasternorrland/courses/needs"


def years_of(cast: Cast) -> Years:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        return two_years(cast)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers that take no time, for tests of who and when."""
    monkeypatch.setattr(needs_summary, "render_pdf_bounded", lambda *args, **facts: b"%PDF-1.7")


def make(cast: Cast, years: Years) -> int:
    with acting_as("portal_worker"):
        return needs_summary.make(cast.vn, years.now.pk, user_id=None)


def work(cast: Cast, name: str) -> Job:
    with acting_as("portal_worker"):
        with scope.enter_system(cast.vn):
            pk = Job.objects.filter(name=name).latest("pk").pk
        assert actions.run(cast.vn, pk)
        with scope.enter_system(cast.vn):
            done: Job = Job.objects.with_result().get(pk=pk)
            return done


def test_the_coordinator_makes_the_summary_and_fetches_its_papers(
    cast: Cast, client: Client, quick: None
) -> None:
    years = years_of(cast)
    page = f"{AT}/{years.now.pk}/summary/"
    sign_in(client, "jonas")
    before = client.get(page)
    assert before.status_code == 200
    assert "Gör sammanställningen" in before.content.decode()
    assert client.post(f"{page}making/").status_code == 302
    shown = client.get(page).content.decode()
    assert "<progress" in shown
    assert "Avbryt jobbet" in shown
    done = work(cast, needs_summary_job.JOB)
    assert (done.state, done.done, done.total) == (Job.State.DONE, 5, 5), done.error
    assert client.get(f"{page}progress/")["HX-Refresh"] == "true"
    after = client.get(page).content.decode()
    assert "Siffrorna är desamma nu" in after
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        papers = {(one.kind, one.language): one.pk for one in NeedsPaper.objects.all()}
    assert client.get(f"{AT}/papers/{papers['pdf', 'sv']}/").content == b"%PDF-1.7"
    assert client.get(f"{AT}/papers/{papers['xlsx', 'en']}/").content[:2] == b"PK"


def test_a_late_answer_is_told_beside_the_old_papers(
    cast: Cast, client: Client, quick: None
) -> None:
    years = years_of(cast)
    make(cast, years)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        bring(years.now.answers.get(membership=cast.memberships[VN, "timra"]), "approved")
    sign_in(client, "karin")
    shown = client.get(f"{AT}/{years.now.pk}/summary/").content.decode()
    assert "Siffrorna har ändrats sedan dess" in shown
    assert "Gör en ny sammanställning" in shown


def test_a_role_that_ended_makes_no_summary(cast: Cast, client: Client, quick: None) -> None:
    years = years_of(cast)
    sign_in(client, "jonas")
    client.post(f"{AT}/{years.now.pk}/summary/making/")
    with acting_as("portal_owner"), scope.enter_system(cast.vn):
        Role.objects.filter(person=cast.person("jonas")).delete()
    done = work(cast, needs_summary_job.JOB)
    assert done.state == Job.State.FAILED
    assert done.error
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert not NeedsSummary.objects.exists()


def test_what_has_closed_is_put_together_by_itself_and_once(cast: Cast, quick: None) -> None:
    years = years_of(cast)
    with acting_as("portal_worker"):
        assert needs_summary_job.make_due(cast.vn) == 1  # the year before is closed
        assert needs_summary_job.make_due(cast.vn) == 0
        with scope.enter_system(cast.vn):
            Campaign.objects.filter(pk=years.now.pk).update(state=CampaignState.CLOSED)
        assert needs_summary_job.make_due(cast.vn) == 1
        with scope.enter_system(cast.vn):
            NeedsPaper.objects.latest("pk").delete()
        assert needs_summary_job.make_due(cast.vn) == 1  # a killed one is gone on with
        assert needs_summary_job.make_due(cast.vn) == 0
        with scope.enter_system(cast.vn):
            assert NeedsSummary.objects.count() == 2


def test_those_who_plan_the_year_get_one_letter_with_a_link(cast: Cast, quick: None) -> None:
    pk = make(cast, years_of(cast))
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        needs_summary_letters.tell_needs_summary(pk)
        needs_summary_letters.tell_needs_summary(pk)
        letters = list(Letter.objects.filter(name="courses.needs_summary"))
    to = {letter.to.partition("@")[0] for letter in letters}
    assert {"karin", "jonas", "styrbjorn"} <= to
    assert not to & {"lena", "lars", "amina", "mats", "erik"}
    assert len(letters) == len(to)
    assert "/summary/" in letters[0].text
    assert CANARY not in letters[0].text


def test_all_members_pages_come_as_one_file(cast: Cast, client: Client, quick: None) -> None:
    pk = make(cast, years_of(cast))
    sign_in(client, "karin")
    assert client.post(f"{AT}/summaries/{pk}/pages/").status_code == 302
    done = work(cast, needs_summary_job.PAGES)
    assert done.state == Job.State.DONE, done.error
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        content = bytes(Document.objects.get(pk=done.result_id).content)
    assert len(ZipFile(io.BytesIO(content)).namelist()) == 4


def test_a_local_coordinator_sees_the_own_members_page_and_no_other(
    cast: Cast, client: Client, quick: None
) -> None:
    years = years_of(cast)
    own, other = cast.memberships[VN, "csn"], cast.memberships[VN, "spv"]
    client.force_login(User.objects.get(pk=cast.users["lena"]))
    page = f"{AT}/year/{years.now.year}/members/{own}/"
    assert "Inte sammanställt än" in client.get(page).content.decode()
    make(cast, years)
    shown = client.get(page).content.decode()
    assert "Skriva klarspråk" in shown
    assert "Statens tjänstepensionsverk" not in shown
    assert client.get(f"{AT}/year/{years.now.year}/members/{other}/").status_code == 404
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        pages = {one.membership_id: one.pk for one in NeedsPage.objects.all()}
    assert client.get(f"{AT}/pages/{pages[own]}/").content == b"%PDF-1.7"
    assert client.get(f"{AT}/pages/{pages[other]}/").status_code == 404
    assert client.get(f"{AT}/{years.now.pk}/summary/").status_code == 403


@pytest.mark.parametrize("who", ["karin", "jonas", "styrbjorn"])
def test_those_who_oversee_the_needs_see_the_figures(cast: Cast, client: Client, who: str) -> None:
    years = years_of(cast)
    sign_in(client, who)
    page = f"{AT}/{years.now.pk}/summary/"
    shown = client.get(page).content.decode()
    assert "30 kursplatser" in shown
    assert CANARY not in shown
    law = client.get(f"{page}?area={years.staten.area_id}").content.decode()
    assert "AI i handläggningen" not in law
    table = client.get(f"{page}?format=csv&member={cast.memberships[VN, 'spv']}")
    assert b"AI i handl" in table.content
    assert CANARY not in table.content.decode()
    assert client.get(page, {"area": "x", "member": "999"}).status_code == 200


def test_the_page_asks_the_same_number_of_questions_for_any_number_of_members(
    cast: Cast, client: Client
) -> None:
    years = years_of(cast)
    sign_in(client, "karin")
    page = f"{AT}/{years.now.pk}/summary/"
    with CaptureQueriesContext(connection) as few:
        client.get(page)
    with acting_as("portal_owner"), scope.enter_system(cast.vn):
        grow(years.now, members=40, lines=20, candidates=15)
    with CaptureQueriesContext(connection) as many:
        assert client.get(page).status_code == 200
    assert len(many) <= len(few)
    assert len(many) <= 32
