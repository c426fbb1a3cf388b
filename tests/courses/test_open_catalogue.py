"""The open catalogue: the same page for whoever comes, with nothing in it that is somebody's."""

import json
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from courses.models import Enrolment, OpenCatalogue, Run, SessionLink
from network import scope
from tests.cast import Cast
from tests.courses.makers import make_course, make_run
from tests.databases import acting_as
from tests.signing_in import sign_in

HOME = "/vasternorrland/open"
LIST = f"{HOME}/sv/courses/"
FEED = f"{HOME}/v1/courses.json"
CALENDAR = f"{HOME}/sv/courses.ics"


@pytest.fixture
def run(cast: Cast) -> Run:
    """A public run with a secret link, a teacher, and Amina on it."""
    with scope.enter(cast.users["jonas"], cast.vn):
        made = make_run(capacity=5, course=make_course("Klarspråk"), teacher="Kanariefågel Läraren")
        for session in made.sessions.all():
            SessionLink.objects.create(session=session, run=made, url="https://canary.example.org")
        Enrolment.objects.create(
            run=made,
            person_id=cast.person("amina"),
            membership_id=cast.memberships["vasternorrland", "csn"],
            reference="KANARIE-7",
        )
    return made


def pages(run: Run) -> list[str]:
    return [LIST, f"{LIST}{run.course_id}/", FEED, CALENDAR, f"{HOME}/sitemap.xml"]


def test_anybody_finds_the_course_and_is_led_through_the_sign_in_to_its_run(
    client: Client, run: Run
) -> None:
    assert "Klarspråk" in client.get(LIST).content.decode()
    page = client.get(f"{LIST}{run.course_id}/").content.decode()
    to_run = f"/vasternorrland/courses/runs/{run.pk}/"
    assert f'href="{to_run}"' in page
    assert client.get(to_run)["Location"] == f"/accounts/login/?next={to_run}"


def test_no_open_page_holds_anything_about_people_or_a_link_to_take_part(
    client: Client, run: Run
) -> None:
    for address in pages(run):
        text = client.get(address).content.decode()
        assert not re.search("canary|Kanarie|KANARIE|Amina|amina@|Jonas", text), address


def test_whoever_is_signed_in_gets_the_same_bytes_as_nobody(run: Run) -> None:
    nobody, karin, stranger = Client(), Client(), Client()
    sign_in(karin, "karin")
    sign_in(stranger, "frosta")
    karin.cookies["__Host-language"] = "en"
    for address in pages(run):
        first = nobody.get(address)
        assert first["Cache-Control"] == "public, max-age=300"
        assert first["Vary"] == "Accept-Encoding"
        assert not first.cookies
        for other in (karin, stranger):
            assert other.get(address).content == first.content, address


def test_what_somebody_has_already_is_not_sent_again_until_it_changes(
    client: Client, cast: Cast, run: Run
) -> None:
    for address in pages(run)[:4]:
        tag = client.get(address)["ETag"]
        assert client.get(address, headers={"if-none-match": tag}).status_code == 304
        with scope.enter(cast.users["jonas"], cast.vn):
            Run.objects.filter(pk=run.pk).update(place=f"Ny plats {address[-3:]}")
        changed = client.get(address, headers={"if-none-match": tag})
        assert changed.status_code == 200, address


def test_what_is_planned_or_not_for_everybody_does_not_exist(client: Client, cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        hidden = [make_run(is_public=False), make_run(state="planned")]
    for run in hidden:
        assert client.get(f"{LIST}{run.course_id}/").status_code == 404
    assert json.loads(client.get(FEED).content)["courses"] == []
    assert "BEGIN:VEVENT" not in client.get(CALENDAR).content.decode()


@pytest.mark.parametrize("slug", ["jamtland", "finns-inte"])
def test_a_closed_network_answers_as_one_that_does_not_exist(
    client: Client, cast: Cast, slug: str
) -> None:
    for path in ("", "sv/courses/", "v1/courses.json", "sv/courses.ics", "sitemap.xml"):
        assert client.get(f"/{slug}/open/{path}").status_code == 404, path


def test_the_coordinator_closes_the_catalogue_at_once_and_opens_it_again(
    client: Client, cast: Cast, run: Run
) -> None:
    karin = Client()
    sign_in(karin, "karin")
    switch = "/vasternorrland/courses/opening/"
    karin.post(switch, {"open": "no"})
    assert client.get(LIST).status_code == 404
    karin.post(switch, {"open": "yes"})
    karin.post(switch, {"open": "yes"})
    assert client.get(LIST).status_code == 200
    with scope.enter(cast.users["karin"], cast.vn):
        assert OpenCatalogue.objects.count() == 2
    karin.post(switch, {"open": "no"})
    assert client.get(LIST).status_code == 404
    assert client.get("/robots.txt").content.decode().count("Sitemap") == 0


def test_the_feed_keeps_its_promised_fields(client: Client, run: Run) -> None:
    feed = json.loads(client.get(FEED).content)
    assert feed["version"] == 1
    assert {"network", "page", "pages", "total", "next", "courses"} <= set(feed)
    (course,) = feed["courses"]
    assert course["title"] == {"sv": "Klarspråk", "en": None}
    (one,) = course["runs"]
    assert one["seats"] == {"total": 5, "free": 4, "waiting": 0}
    assert one["price"] == {"amount": "7400.00", "currency": "SEK", "vat": "not included"}
    assert len(one["sessions"]) == 2
    assert client.get(FEED)["Access-Control-Allow-Origin"] == "*"


def test_the_feed_is_paged_and_every_course_is_on_one_page(client: Client, cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        for number in range(103):
            make_run(course=make_course(f"Kurs nummer {number}"))
    seen, address = [], FEED
    while address:
        page = json.loads(client.get(address).content)
        seen += [course["id"] for course in page["courses"]]
        address = (page["next"] or "").removeprefix("http://testserver")
        address = re.sub(r"^https?://[^/]+", "", address)
    assert len(seen) == len(set(seen)) == page["total"] == 103


def test_the_calendar_is_one_that_a_strict_reader_takes(client: Client, cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        made = make_run(course=make_course("Semikolon; komma, å"))
        called_off = make_run()
        Run.objects.filter(pk=called_off.pk).update(state="cancelled", revision=3)
    answer = client.get(CALENDAR)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    calendar: Any = Calendar.from_ical(answer.content)
    assert not calendar.errors
    assert calendar["METHOD"] == "PUBLISH"
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT4H" in answer.content
    assert b"X-PUBLISHED-TTL:PT4H" in answer.content
    events = calendar.walk("VEVENT")
    assert len(events) == 4
    assert all(not event.errors for event in events)
    assert {str(e["SUMMARY"]) for e in events if str(e["STATUS"]) == "CONFIRMED"} == {
        "Semikolon; komma, å"
    }
    off = [e for e in events if str(e["STATUS"]) == "CANCELLED"]
    assert [int(e["SEQUENCE"]) for e in off] == [3, 3]
    zones = {zone["TZID"] for zone in calendar.walk("VTIMEZONE")}
    assert {e["DTSTART"].params["TZID"] for e in events} == zones == {"Europe/Stockholm"}
    assert len({str(e["UID"]) for e in events}) == 4
    with scope.enter(cast.users["jonas"], cast.vn):
        day = made.sessions.order_by("starts_at")[0]
    assert any(e["DTSTART"].dt == day.starts_at for e in events)
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))


def test_the_linked_data_of_a_course_is_read_and_cannot_break_out_of_its_block(
    client: Client, cast: Cast
) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        made = make_run(course=make_course("</script><script>alert(1)</script>"))
    page = client.get(f"{LIST}{made.course_id}/").content.decode()
    assert page.count("<script>") == 0
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    data = json.loads(block)
    assert data["@type"] == "Course"
    assert data["name"] == "</script><script>alert(1)</script>"
    (instance,) = data["hasCourseInstance"]
    assert instance["remainingAttendeeCapacity"] == 2
    assert instance["offers"]["price"] == "7400.00"


def test_open_pages_name_themselves_and_their_twin_in_the_other_language(
    client: Client, run: Run
) -> None:
    page = client.get(f"{LIST}{run.course_id}/").content.decode()
    here = f"/vasternorrland/open/sv/courses/{run.course_id}/"
    assert re.search(rf'rel="canonical" href="https?://[^"]+{here}"', page)
    for code in ("sv", "en"):
        there = here.replace("/sv/", f"/{code}/")
        assert re.search(rf'hreflang="{code}" href="https?://[^"]+{there}"', page)
    assert 'property="og:title"' in page
    assert 'lang="en"' in client.get(here.replace("/sv/", "/en/")).content.decode()


def test_an_open_page_costs_the_same_queries_for_ten_runs_as_for_sixty(
    client: Client, cast: Cast
) -> None:
    counts = []
    for more in (10, 50):
        with scope.enter(cast.users["jonas"], cast.vn):
            for _ in range(more):
                make_run()
        taken = []
        for address in (LIST, FEED, CALENDAR):
            with CaptureQueriesContext(connection) as asked:
                client.get(address)
            taken.append(len(asked))
        counts.append(taken)
    assert counts[0] == counts[1]


def test_a_search_in_the_open_finds_public_courses_alone(client: Client, cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        make_run(course=make_course("Upphandling för alla"))
        make_run(course=make_course("Upphandling bakom låsta dörrar"), is_public=False)
    with acting_as("portal_worker"), scope.enter_system(cast.jl):
        make_run(course=make_course("Upphandling i Jämtland"))
    page = client.get(f"{LIST}?q=upphandlingar").content.decode()
    assert "Upphandling för alla" in page
    assert "låsta" not in page
    assert "i Jämtland" not in page
    assert "låsta" not in client.get(f"{LIST}?q=upphandlign+bakom").content.decode()
