"""The pages of a loan's life, as its parties use them."""

import pytest
from django.test import Client
from django.urls import reverse

from loans.models import EarlyEnd, Loan, LoanTerms, Review, Wording
from loans.rules import Stage
from loans.signing.tasks import warn
from network import scope
from network.actions import errand
from network.models import Errand, Letter, User
from tests.cast import VN, Cast, email
from tests.databases import acting_as
from tests.loans import making
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
AT = f"/{VN}/loans"


def as_somebody(client: Client, who: str) -> Client:
    client.force_login(User.objects.get(email=email(who)))
    return client


def do_errands(cast: Cast) -> None:
    """What the worker would do by now, errands of errands too."""
    for _round in range(4):
        with acting_as("portal_worker"):
            with scope.enter_system(cast.vn):
                waiting = list(Errand.objects.waiting().values_list("pk", flat=True))
            for pk in waiting:
                assert errand.run(cast.vn, pk)


def letters(cast: Cast, name: str) -> list[str]:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        rows = Letter.objects.filter(name=f"loans.{name}").order_by("to")
        return [row.to.split("@")[0] for row in rows]


def the(cast: Cast, pk: int) -> Loan:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        found: Loan = Loan.objects.get(pk=pk)
        return found


def test_those_in_the_loan_see_its_page_and_others_find_none(cast: Cast, client: Client) -> None:
    loan = making.make_running(cast, leader_id=cast.person("ulla"))
    for who in ("amina", "mats", "lena", "styrbjorn", "ulla"):
        page = as_somebody(client, who).get(f"{AT}/{loan}/")
        assert page.status_code == 200, who
        assert "Amina Hassan" in page.content.decode()
    sign_in(client, "karin")
    assert client.get(f"{AT}/{loan}/").status_code == 200
    for who in ("berit", "lars", "tove"):
        assert as_somebody(client, who).get(f"{AT}/{loan}/").status_code == 404, who


def test_who_leads_the_work_assesses_the_need_and_the_portal_takes_the_loan_on(
    cast: Cast, client: Client
) -> None:
    loan = making.make_running(cast, leader_id=cast.person("erik"))
    sign_in(client, "erik")
    form = {"needed_until": making.in_days(100).isoformat(), "assessment": making.ENOUGH}
    assert client.post(f"{AT}/{loan}/review/", form).status_code == 302
    assert the(cast, loan).stage == Stage.RUNNING
    do_errands(cast)
    assert the(cast, loan).stage == Stage.REVIEW
    assert letters(cast, "loan_assessed") == ["lena"]


def test_the_page_says_how_many_days_are_left(cast: Cast, client: Client) -> None:
    loan = making.make_running(cast, ends=making.in_days(31))
    text = as_somebody(client, "amina").get(f"{AT}/{loan}/", HTTP_ACCEPT_LANGUAGE="en")
    assert "31 days left" in text.content.decode() or "31 dagar kvar" in text.content.decode()


def test_the_list_finds_by_name_and_stage_and_leaves_as_a_file(cast: Cast, client: Client) -> None:
    making.make_running(cast)
    making.make_draft(cast, "berit", "timra", legal="others")
    as_somebody(client, "lena")
    page = client.get(f"{AT}/all/").content.decode()
    assert "Amina Hassan" in page
    assert "Berit Berg" in page
    assert "Berit Berg" not in client.get(f"{AT}/all/?stage=running").content.decode()
    assert "Amina Hassan" not in client.get(f"{AT}/all/?q=berit").content.decode()
    file = client.get(f"{AT}/all/?format=csv")
    assert "Amina Hassan" in file.content.decode("utf-8-sig")
    as_somebody(client, "amina")
    assert "Berit Berg" not in client.get(f"{AT}/all/").content.decode()
    assert client.get(f"{AT}/all/?format=csv")["Content-Type"].startswith("text/html")


def test_near_its_end_both_sides_are_asked_once(cast: Cast) -> None:
    loan = making.make_running(cast, starts=making.in_days(-150), ends=making.in_days(20))
    for times in (1, 0):
        with acting_as("portal_worker"), scope.enter_system(cast.vn):
            assert warn(making.in_days(0)) == times
    do_errands(cast)
    assert letters(cast, "loan_warned") == ["amina", "lena", "mats", "styrbjorn"]
    assert the(cast, loan).warned_at is not None


def test_a_loan_far_from_its_end_is_not_warned_of(cast: Cast) -> None:
    making.make_running(cast, ends=making.in_days(60))
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert warn(making.in_days(0)) == 0


@pytest.fixture
def assessed(cast: Cast, client: Client) -> int:
    """A running loan whose borrower has written that the need remains."""
    loan = making.make_running(cast)
    as_somebody(client, "styrbjorn")
    form = {"needed_until": making.in_days(100).isoformat(), "assessment": making.ENOUGH}
    page = client.post(f"{AT}/{loan}/review/", form)
    assert page.status_code == 302, page.content.decode()
    assert the(cast, loan).stage == Stage.REVIEW
    return loan


def test_an_extension_runs_when_the_lender_agrees_and_both_have_signed(
    cast: Cast, client: Client, assessed: int
) -> None:
    do_errands(cast)
    assert letters(cast, "loan_assessed") == ["lena"]
    as_somebody(client, "lena").post(f"{AT}/{assessed}/review/answer/", {"answer": "yes"})
    assert the(cast, assessed).ends == making.in_days(60), "nothing is extended by itself"
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        newest = Wording.objects.filter(loan=assessed).order_by("-number")[0]
        assert newest.content["ends"] == making.in_days(100).isoformat()
    making.sign_as(cast, assessed, "lender")
    assert the(cast, assessed).ends == making.in_days(60)
    making.sign_as(cast, assessed, "borrower")
    row = the(cast, assessed)
    assert (row.stage, row.ends) == (Stage.RUNNING, making.in_days(100))
    do_errands(cast)
    assert letters(cast, "loan_extended") == ["amina", "lena", "mats", "styrbjorn"]


def test_after_a_no_it_runs_and_ends_on_its_day(cast: Cast, client: Client, assessed: int) -> None:
    answer = {"answer": "no", "why": "Vi behöver henne själva."}
    as_somebody(client, "lena").post(f"{AT}/{assessed}/review/answer/", answer)
    row = the(cast, assessed)
    assert (row.stage, row.ends) == (Stage.RUNNING, making.in_days(60))
    do_errands(cast)
    assert letters(cast, "loan_declined") == ["amina", "lena", "mats", "styrbjorn"]
    with making.later(61):
        making.look_after(cast)
    assert the(cast, assessed).stage == Stage.ENDED


def test_an_agreed_extension_that_nobody_signed_ends_on_its_day(
    cast: Cast, client: Client, assessed: int
) -> None:
    as_somebody(client, "lena").post(f"{AT}/{assessed}/review/answer/", {"answer": "yes"})
    with making.later(61):
        making.look_after(cast)
    row = the(cast, assessed)
    assert (row.stage, row.ended_on) == (Stage.ENDED, making.in_days(60))


def test_the_borrower_does_not_answer_its_own_assessment(
    cast: Cast, client: Client, assessed: int
) -> None:
    page = as_somebody(client, "styrbjorn").post(
        f"{AT}/{assessed}/review/answer/", {"answer": "yes"}
    )
    assert page.status_code == 403


def test_a_thin_assessment_and_an_early_day_are_refused_and_kept(
    cast: Cast, client: Client
) -> None:
    loan = making.make_running(cast)
    as_somebody(client, "styrbjorn")
    for until, words in ((100, "Behövs."), (60, making.ENOUGH)):
        form = {"needed_until": making.in_days(until).isoformat(), "assessment": words}
        page = client.post(f"{AT}/{loan}/review/", form)
        assert page.status_code == 200
        assert words in page.content.decode()
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert not Review.objects.exists()
    assert the(cast, loan).stage == Stage.RUNNING


def notice(client: Client, loan: int, side: str, day: int) -> int:
    form = {"side": side, "last_day": making.in_days(day).isoformat(), "why": "Ny uppgift hemma."}
    return client.post(f"{AT}/{loan}/early-end/", form).status_code


def test_with_notice_a_side_ends_it_and_all_are_told(cast: Cast, client: Client) -> None:
    loan = making.make_running(cast)
    assert notice(as_somebody(client, "lena"), loan, "lender", 40) == 302
    row = the(cast, loan)
    assert (row.stage, row.ended_on, row.broken_by) == (
        Stage.RUNNING,
        making.in_days(40),
        "lender",
    )
    do_errands(cast)
    assert letters(cast, "loan_broken_off") == ["amina", "lena", "mats", "styrbjorn"]
    with making.later(41):
        making.look_after(cast)
    assert the(cast, loan).stage == Stage.BROKEN


def test_sooner_than_the_notice_the_other_side_must_agree(cast: Cast, client: Client) -> None:
    loan = making.make_running(cast)
    assert notice(as_somebody(client, "styrbjorn"), loan, "borrower", 5) == 302
    assert the(cast, loan).ended_on is None
    do_errands(cast)
    assert letters(cast, "loan_shorter") == ["lena"]
    assert letters(cast, "loan_broken_off") == []
    answer = f"{AT}/{loan}/early-end/answer/"
    as_somebody(client, "styrbjorn").post(answer, {"answer": "yes"})
    assert the(cast, loan).ended_on is None, "nobody agrees with themselves"
    as_somebody(client, "lena").post(answer, {"answer": "yes"})
    assert the(cast, loan).ended_on == making.in_days(5)
    do_errands(cast)
    assert letters(cast, "loan_broken_off") == ["amina", "lena", "mats", "styrbjorn"]


def test_after_a_no_to_the_shorter_notice_it_goes_on(cast: Cast, client: Client) -> None:
    loan = making.make_running(cast)
    notice(as_somebody(client, "styrbjorn"), loan, "borrower", 5)
    as_somebody(client, "lena").post(f"{AT}/{loan}/early-end/answer/", {"answer": "no"})
    assert the(cast, loan).ended_on is None
    assert notice(as_somebody(client, "styrbjorn"), loan, "borrower", 35) == 302
    assert the(cast, loan).ended_on == making.in_days(35)


def test_a_signed_loan_far_ahead_is_called_off_with_notice(cast: Cast, client: Client) -> None:
    loan = making.make_signed(cast, starts=making.in_days(60), ends=making.in_days(150))
    assert notice(as_somebody(client, "lena"), loan, "lender", 45) == 302
    row = the(cast, loan)
    assert (row.stage, row.ended_on) == (Stage.BROKEN, None)


@pytest.mark.parametrize("day", [-1, 60, 200])
def test_a_last_day_behind_or_after_the_end_is_a_sentence(
    cast: Cast, client: Client, day: int
) -> None:
    loan = making.make_running(cast)
    assert notice(as_somebody(client, "lena"), loan, "lender", day) == 200
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert not EarlyEnd.objects.exists()


def test_a_draft_falls_and_all_who_knew_of_it_are_told(cast: Cast, client: Client) -> None:
    loan = making.make_draft(cast)
    making.make_signers(cast)
    as_somebody(client, "styrbjorn").post(f"{AT}/{loan}/draft-end/", {"why": "Behovet är borta."})
    assert the(cast, loan).stage == Stage.BROKEN
    do_errands(cast)
    assert letters(cast, "loan_dropped") == ["amina", "lena", "mats", "styrbjorn"]


def test_the_coordinator_lays_rules_and_the_ones_before_end(cast: Cast, client: Client) -> None:
    sign_in(client, "karin")
    form = {
        "legal": "state",
        "since": "2026-01-01",
        "max_months": "9",
        "warn_months": "8",
        "notice_months": "2",
        "source": "Styrgruppen 2025-12-01",
    }
    assert client.post(f"{AT}/rules/new/", form).status_code == 302
    assert client.post(f"{AT}/rules/new/", form | {"since": "2026-06-01"}).status_code == 302
    assert client.post(f"{AT}/rules/new/", form | {"since": "2026-03-01"}).status_code == 200
    for wrong in ({"source": ""}, {"warn_months": "9"}, {"max_months": "40"}):
        later = form | {"since": "2027-01-01"} | wrong
        assert client.post(f"{AT}/rules/new/", later).status_code == 200, wrong
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        rows = LoanTerms.objects.order_by("since").values_list("since", "until")
        assert [(str(one), str(two)) for one, two in rows] == [
            ("2026-01-01", "2026-05-31"),
            ("2026-06-01", "None"),
        ]
    assert (
        "Styrgruppen 2025-12-01"
        in as_somebody(client, "amina").get(f"{AT}/rules/").content.decode()
    )
    assert as_somebody(client, "lena").get(f"{AT}/rules/new/").status_code == 403


def test_addresses_are_where_letters_say(cast: Cast) -> None:
    assert reverse("loan", args=[7], urlconf="config.network_urls").endswith("/loans/7/")
