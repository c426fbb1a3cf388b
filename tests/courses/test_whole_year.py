"""The whole year of a small member that has no account: by links in mail alone."""

from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from courses.actions.campaign import close_campaign
from courses.actions.campaign_letters import invite
from courses.actions.move import move
from courses.actions.run import save_sessions
from courses.models import Campaign, Candidate, Enrolment, Run
from courses.rules import RunState
from members.models import Person, Role
from network import scope
from network.models import User
from tests.cast import VN, Cast
from tests.courses.answering import Asked, letters, link_in, written
from tests.courses.decided import make_plan, make_planned
from tests.courses.makers import seat
from tests.courses.outbox import do_errands, do_jobs
from tests.databases import acting_as
from tests.deciding import ENTERED
from tests.signing_in import sign_in


def _without_account(cast: Cast) -> None:
    """Timrå's contact has a mail address, and no sign-in."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Person.objects.filter(pk=cast.person("lars")).update(user=None)
        assert Role.objects.filter(person=cast.person("lars"), kind="local_coordinator").exists()
    User.objects.filter(pk=cast.users["lars"]).update(is_active=False)


def _asked(cast: Cast) -> tuple[Asked, str]:
    cache.clear()
    _without_account(cast)
    asked = Asked(cast, "timra")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        invite(asked.pk)
    return asked, link_in(cast, letters(cast)["lars@example.org"])


def _write(client: Client, path: str, **changes: str) -> Any:
    return client.post(f"{path}?part=saving", written(client.get(path), **changes))


def test_a_small_member_answers_the_whole_assessment_from_one_link(
    client: Client, cast: Cast
) -> None:
    asked, path = _asked(cast)
    led = _write(client, path, **{f"c{asked.excel}-autumn": "3", "approval": "alone"})
    assert (led.status_code, led["Location"]) == (302, path)
    assert asked.seats() == {"Excel grund": (0, 3)}
    review = client.get(f"{path}?part=review")
    assert "Excel grund" in review.content.decode()
    client.post(f"{path}?part=sending", {"version": review.context["version"]})
    row = asked.row()
    assert (row.state, row.approved_by_id) == ("approved", cast.person("lars"))
    assert "Excel grund" in client.get(path).content.decode()
    do_errands(cast)
    assert letters(cast)["lars@example.org"].name == "courses.needs_answered"


def test_it_may_name_somebody_who_approves_by_a_link_too(client: Client, cast: Cast) -> None:
    asked, path = _asked(cast)
    _write(
        client,
        path,
        **{f"c{asked.law}-spring": "2"},
        approver="chef@example.org",
        approver_name="Cecilia Chef",
    )
    client.post(f"{path}?part=sending", {"version": asked.row().version})
    assert asked.row().state == "sent"
    do_errands(cast)
    client.post(link_in(cast, letters(cast)["chef@example.org"]), {"answer": "yes"})
    assert asked.row().state == "approved"


def test_the_link_opens_no_other_answer_and_nothing_else(client: Client, cast: Cast) -> None:
    asked, path = _asked(cast)
    other = Asked(cast, "csn", year=2099)
    assert f"/answers/{other.pk}/" not in client.get(path).content.decode()
    for part in ("saving", "sending", "return", "need", "removal"):
        assert client.get(f"{path}?part={part}").status_code == 405, part
    assert client.get(other.url()).status_code in (302, 404)
    assert client.get(asked.url()).status_code == 302, "the account's page asks for a sign-in"
    page = client.get(path)
    assert page["Referrer-Policy"] == "no-referrer"
    assert VN in path


def _published(cast: Cast, asked: Asked) -> Run:
    """The assessment is closed, the council decides, and the plan with three seats is published."""
    with scope.enter(cast.users["jonas"], cast.vn):
        close_campaign(Campaign.objects.get(pk=asked.campaign), by=seat())
    jonas = Client()
    sign_in(jonas, "jonas")
    plans = f"/{VN}/courses/plans"
    said = {"meeting": "Utbildningsrådet", "met_on": timezone.localdate().isoformat()}
    verdicts = {f"verdict-{asked.excel}": "carry_out", f"verdict-{asked.law}": "decline"}
    jonas.post(
        f"{plans}/council/{asked.campaign}/decisions/", said | verdicts | {"reason": "Som ni bad."}
    )
    with scope.enter(cast.users["jonas"], cast.vn):
        plan = make_plan(Campaign.objects.get(pk=asked.campaign))
        excel = Candidate.objects.get(pk=asked.excel)
        make_planned(plan, excel, {cast.memberships[VN, "timra"]: 3}, term="autumn", week=40)
    jonas.post(f"{plans}/{plan.pk}/adoption/", ENTERED)
    jonas.post(f"{plans}/{plan.pk}/publication/")
    do_jobs(cast)
    do_errands(cast)
    with scope.enter(cast.users["jonas"], cast.vn):
        found: Run = Run.objects.get(planned__plan=plan)
        return found


def test_from_the_question_to_the_names_on_the_seats_by_mail_links_alone(
    client: Client, cast: Cast
) -> None:
    asked, path = _asked(cast)
    _write(client, path, **{f"c{asked.excel}-autumn": "3", "approval": "alone"})
    review = client.get(f"{path}?part=review")
    client.post(f"{path}?part=sending", {"version": review.context["version"]})
    run = _published(cast, asked)

    told = letters(cast)["lars@example.org"]
    assert told.name == "courses.plan_published"
    outcome = client.get(link_in(cast, told)).content.decode()
    assert "Ni får alla 3 platser." in outcome

    with scope.enter(cast.users["jonas"], cast.vn):
        starts = timezone.now() + timedelta(days=200)
        day = {"starts_at": starts, "ends_at": starts + timedelta(hours=6), "title": ""}
        save_sessions(run, [{**day, "place": ""}], by=seat())
        move(run, RunState.OPEN, by=seat())
    do_errands(cast)
    naming = link_in(cast, letters(cast)["lars@example.org"])
    people = {f"name-{n}": f"Deltagare {n}" for n in (1, 2, 3)}
    mails = {f"email-{n}": f"deltagare{n}@example.org" for n in (1, 2, 3)}
    client.post(naming, people | mails)
    do_errands(cast)
    with scope.enter(cast.users["jonas"], cast.vn):
        seats = Enrolment.objects.filter(run=run, state="enrolled")
        assert {row.membership_id for row in seats} == {cast.memberships[VN, "timra"]}
        assert seats.count() == 3
    assert letters(cast)["deltagare1@example.org"]
