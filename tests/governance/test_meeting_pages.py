"""The pages of meetings: who reads them, and what each act on them does."""

import io
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from governance.models import (
    ActionPoint,
    AgendaItem,
    Attendance,
    Meeting,
    NoticeAnswer,
    StandingItem,
)
from network import scope
from network.models import Errand, User
from tests.cast import VN, Cast, email
from tests.databases import acting_as
from tests.governance import making
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


def signed_in(who: str) -> Client:
    client = Client()
    if who in ("karin", "jonas"):
        sign_in(client, who)
    else:
        client.force_login(User.objects.get(email=email(who)))
    return client


def page(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(f"/{VN}/governance/meetings/{path}")
    assert answer.status_code == status, (path, answer.status_code)
    return answer.content.decode()


def post(client: Client, path: str, **data: object) -> str:
    answer = client.post(f"/{VN}/governance/meetings/{path}", data)
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    return str(answer["Location"])


def test_a_convener_plans_calls_and_opens_a_meeting(cast: Cast) -> None:
    seated = making.make_seated(cast, calls_days_before=14)
    ulla = signed_in("ulla")
    day = timezone.localdate()
    form = {"body": seated.body, "day": day, "from_time": "09:00", "to_time": "23:59"}
    page(ulla, "new/")
    where = post(ulla, "new/", title="Höstmötet", place="Sundsvall", **form)
    meeting = int(where.rstrip("/").rpartition("/")[2])
    assert "Mötet öppnas" in page(ulla, f"{meeting}/")
    page(ulla, f"{meeting}/notice/")
    post(ulla, f"{meeting}/notice/")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        asked = set(NoticeAnswer.objects.values_list("name", flat=True))
        assert asked == {"Styrbjörn Styr", "Ulla Utbildningsråd", "Lars Lokal"}
        assert Errand.objects.filter(name="governance.send_notice").count() == 1
    post(ulla, f"{meeting}/answer/", coming="in_place", words="Kommer tidigt")
    assert "Kommer tidigt" in page(ulla, f"{meeting}/")
    post(ulla, f"{meeting}/opening/")
    body = page(ulla, f"{meeting}/attendance/")
    assert "Ulla Utbildningsråd" in body
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert list(Attendance.objects.values_list("name", flat=True)) == ["Ulla Utbildningsråd"]
        numbers = AgendaItem.objects.filter(meeting=meeting).order_by("paragraph")
        assert list(numbers.values_list("paragraph", flat=True)) == [1, 2, 3, 4, 5]


def test_one_tap_marks_somebody_and_the_quorum_is_counted_at_once(cast: Cast) -> None:
    seated = making.make_seated(cast)
    meeting = making.make_meeting(cast, seated.body, state="open")
    ulla = signed_in("ulla")
    assert "2 more are needed" in page_in_english(ulla, f"{meeting}/attendance/")
    for member, who in (("csn", "mats"), ("spv", "styrbjorn")):
        post(
            ulla,
            f"{meeting}/attendance/mark/",
            mandate=seated.mandates[member],
            holder=seated.holders[who],
            presence="digital",
        )
    assert "Quorate: 2 of 3" in page_in_english(ulla, f"{meeting}/attendance/")
    post(ulla, f"{meeting}/attendance/guests/", name="En gäst", organisation="Digg")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        row = Attendance.objects.get(name="Mats Chef")
        guest = Attendance.objects.get(name="En gäst")
    post(ulla, f"attendance/{row.pk}/", first="2", last="")
    post(ulla, f"attendance/{guest.pk}/removal/")
    assert "from § 2" in page_in_english(ulla, f"{meeting}/attendance/")


def page_in_english(client: Client, path: str) -> str:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return page(client, path)


def test_the_order_of_the_agenda_moves_by_buttons_and_by_a_drag(cast: Cast) -> None:
    seated = making.make_seated(cast)
    meeting = making.make_meeting(cast, seated.body)
    first, second, third = (
        making.make_item(cast, seated.body, meeting, title=title) for title in "ABC"
    )
    ulla = signed_in("ulla")

    def order() -> list[int]:
        with acting_as("portal_worker"), scope.enter_system(cast.vn):
            rows = AgendaItem.objects.filter(meeting=meeting).order_by("position")
            return list(rows.values_list("pk", flat=True))

    post(ulla, f"{meeting}/agenda/", item=third, step="up")
    assert order() == [first, third, second]
    post(ulla, f"{meeting}/agenda/", item=first, step="up")
    assert order() == [first, third, second]
    post(ulla, f"{meeting}/agenda/", order=f"{second},{first}")
    assert order() == [second, first, third]
    fragment = ulla.post(
        f"/{VN}/governance/meetings/{meeting}/agenda/",
        {"item": first, "step": "down"},
        headers={"HX-Request": "true"},
    )
    assert b"<html" not in fragment.content
    assert order() == [second, third, first]


def test_an_item_is_raised_taken_up_and_given_back(cast: Cast) -> None:
    seated = making.make_seated(cast)
    meeting = making.make_meeting(cast, seated.body)
    lars, ulla = signed_in("lars"), signed_in("ulla")
    page(lars, "items/new/")
    where = post(
        lars, "items/new/", body=seated.body, title="Ny arbetsgrupp", kind="decision", proposal="Ja"
    )
    item = int(where.rstrip("/").rpartition("/")[2])
    assert "Ny arbetsgrupp" in page(lars, "items/")
    page(lars, f"items/{item}/change/")
    page(ulla, f"{meeting}/agenda/")
    post(ulla, f"{meeting}/agenda/items/", item=item)
    assert "Ny arbetsgrupp" in page(ulla, f"{meeting}/agenda/")
    page(lars, f"items/{item}/change/", 403)
    post(ulla, f"items/{item}/leaving/")
    post(lars, f"items/{item}/removal/")
    page(lars, f"items/{item}/", 404)


def test_a_new_item_comes_before_the_last_standing_ones(cast: Cast) -> None:
    seated = making.make_seated(cast)
    making.make_item(cast, seated.body, title="Väntar")
    ulla = signed_in("ulla")
    form = {"day": timezone.localdate(), "from_time": "09:00", "to_time": "10:00"}
    meeting = post(ulla, "new/", body=seated.body, **form).rstrip("/").rpartition("/")[2]
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        item = AgendaItem.objects.open().get()
    post(ulla, f"{meeting}/agenda/items/", item=item.pk)
    post(ulla, f"items/new/?meeting={meeting}", title="Ny punkt", kind="information")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        titles = AgendaItem.objects.filter(meeting=meeting).order_by("position")
        assert list(titles.values_list("title", flat=True))[-3:] == ["Väntar", "Ny punkt", "Övrigt"]
        assert StandingItem.objects.count() == 5


def test_calling_off_opens_the_items_again_and_tells_those_who_were_called(cast: Cast) -> None:
    seated = making.make_seated(cast)
    meeting = making.make_meeting(cast, seated.body, state="called")
    item = making.make_item(cast, seated.body, meeting)
    ulla = signed_in("ulla")
    page(ulla, f"{meeting}/calling-off/")
    post(ulla, f"{meeting}/calling-off/", why="För få kommer")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert AgendaItem.objects.get(pk=item).meeting_id is None
        assert Errand.objects.get(name="governance.send_notice").facts["what"] == "off"
    assert "För få kommer" in page(ulla, f"{meeting}/")


def test_a_moved_meeting_is_called_anew_and_a_renamed_one_is_not(cast: Cast) -> None:
    seated = making.make_seated(cast)
    meeting = making.make_meeting(cast, seated.body, state="called")
    ulla = signed_in("ulla")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        row = Meeting.objects.get(pk=meeting)
    starts = timezone.localtime(row.starts).replace(second=0, microsecond=0)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Meeting.objects.filter(pk=meeting).update(
            starts=starts.replace(hour=9, minute=0), ends=starts.replace(hour=11, minute=0)
        )
    form = {"day": starts.date(), "from_time": "09:00", "to_time": "11:00", "place": row.place}
    post(ulla, f"{meeting}/change/", title="Annat namn", **form)
    post(ulla, f"{meeting}/change/", title="Annat namn", **form | {"from_time": "08:00"})
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert Meeting.objects.get(pk=meeting).revision == 1
        assert [e.facts["what"] for e in Errand.objects.filter(name="governance.send_notice")] == [
            "changed"
        ]


def test_the_year_is_proposed_from_the_last_one(cast: Cast) -> None:
    seated = making.make_seated(cast)
    for days in (300, 200, 100, 20):
        starts = timezone.now() - timedelta(days=days)
        making.make_meeting(cast, seated.body, starts=starts)
    ulla = signed_in("ulla")
    body = page(ulla, f"bodies/{seated.body}/year/")
    assert body.count('name="on_') == 4
    data: dict[str, object] = {}
    for place in range(4):
        day = timezone.localdate() + timedelta(days=30 * (place + 1))
        data |= {f"day_{place}": day, f"from_{place}": "09:00", f"to_{place}": "11:00"}
    post(ulla, f"bodies/{seated.body}/year/", on_0="on", on_2="on", **data)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert Meeting.objects.count() == 6


def test_an_action_is_given_found_done_and_opened_again(cast: Cast) -> None:
    seated = making.make_seated(cast)
    meeting, item = making.make_decided(cast, seated)
    ulla, lars, amina = signed_in("ulla"), signed_in("lars"), signed_in("amina")
    page(ulla, f"actions/new/?meeting={meeting}")
    post(
        ulla,
        f"actions/new/?meeting={meeting}&item={item}",
        what="Räkna om avgifterna",
        holder=cast.person("lars"),
        due=timezone.localdate() - timedelta(days=2),
    )
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        row = ActionPoint.objects.get()
    assert row.name == "Lars Lokal"
    for kind in ("", "?whose=mine", "?state=overdue", "?format=csv"):
        assert "Räkna om" in page(lars, f"actions/{kind}")
    assert "Räkna om" not in page(amina, "actions/")
    page(amina, f"actions/{row.pk}/", 404)
    page(lars, f"actions/{row.pk}/change/", 403)
    post(lars, f"actions/{row.pk}/done/", done_words="Klart")
    assert "Klart" in page(ulla, f"actions/{row.pk}/")
    post(ulla, f"actions/{row.pk}/reopening/")
    post(ulla, f"actions/{row.pk}/dropping/")
    page(ulla, f"actions/{row.pk}/change/")


@pytest.mark.parametrize("open_to", ["body", "members", "network"])
def test_who_does_not_read_the_body_finds_no_meeting(cast: Cast, open_to: str) -> None:
    seated = making.make_seated(cast, open_to=open_to)
    meeting = making.make_meeting(cast, seated.body, state="called", title="Hemligt möte")
    reads = {"ulla": True, "amina": open_to == "network", "lena": open_to != "body", "karin": True}
    for who, may in reads.items():
        client = signed_in(who)
        page(client, f"{meeting}/", 200 if may else 404)
        assert ("Hemligt möte" in page(client, "")) is may
        if who not in ("ulla", "karin"):
            page(client, f"{meeting}/agenda/", 403 if may else 404)


def test_every_list_has_its_empty_page_and_its_table(cast: Cast) -> None:
    ulla = signed_in("ulla")
    for path in ("", "?view=past", "?whose=mine", "items/", "actions/", "?q=inget"):
        page(ulla, path)
    seated = making.make_seated(cast)
    making.make_meeting(cast, seated.body)
    for path in ("?format=csv", "items/?format=csv", "actions/?format=csv"):
        page(ulla, path)
    for path in (f"?body={seated.body}&state=planned&sort=-starts", "?year=1999"):
        page(ulla, path)
    page(ulla, f"bodies/{seated.body}/standing/")
    post(ulla, f"bodies/{seated.body}/standing/", title="Ekonomi", kind="information")
    page(ulla, f"bodies/{seated.body}/standing/")


def test_each_list_is_taken_away_as_a_table_with_what_it_shows(cast: Cast) -> None:
    seated = making.make_seated(cast, name="Styrgruppen")
    meeting, item = making.make_decided(cast, seated)
    making.make_item(cast, seated.body, title="Öppet ärende")
    ulla = signed_in("ulla")
    facts = {"what": "Räkna om", "holder": cast.person("lars"), "due": "2027-01-01"}
    post(ulla, f"actions/new/?meeting={meeting}&item={item}", **facts)
    for path, words in (
        ("?view=past&format=", "Styrgruppen"),
        ("items/?format=", "Öppet ärende"),
        ("actions/?format=", "Räkna om"),
    ):
        answer = ulla.get(f"/{VN}/governance/meetings/{path}xlsx")
        assert answer["Content-Type"].endswith("spreadsheetml.sheet")
        sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
        cells = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]
        assert any(words in cell for row in cells[1:] for cell in row), (path, cells)
        plain = ulla.get(f"/{VN}/governance/meetings/{path}csv").content.decode("utf-8-sig")
        assert len(plain.strip().splitlines()) == len(cells)


def test_standing_items_change_places_among_their_own(cast: Cast) -> None:
    seated = making.make_seated(cast)
    ulla, lars = signed_in("ulla"), signed_in("lars")
    at = f"bodies/{seated.body}/standing/"
    for title, more in (("Ett", {}), ("Två", {}), ("Tre", {}), ("Sist", {"last": "on"})):
        post(ulla, at, title=title, kind="information", **more)

    def order() -> list[str]:
        with acting_as("portal_worker"), scope.enter_system(cast.vn):
            return list(
                StandingItem.objects.filter(body=seated.body).values_list("title", flat=True)
            )

    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        keys = dict(StandingItem.objects.values_list("title", "pk"))
    post(ulla, at, moved=keys["Tre"], step="up")
    assert order() == ["Ett", "Tre", "Två", "Sist"]
    post(ulla, at, moved=keys["Sist"], step="up")  # it stands after the others all the same
    post(ulla, at, moved=keys["Ett"], step="up")
    post(ulla, at, moved=keys["Ett"], step="down")
    assert order() == ["Tre", "Ett", "Två", "Sist"]
    client = lars.post(f"/{VN}/governance/meetings/{at}", {"moved": keys["Två"], "step": "up"})
    assert client.status_code == 403


def test_the_start_page_tells_until_when_a_body_decides_in_writing(cast: Cast) -> None:
    seated = making.make_seated(cast)
    ends = timezone.now() + timedelta(days=3)
    making.make_meeting(
        cast,
        seated.body,
        state="called",
        kind="written",
        title="Yttrande",
        place="",
        starts=timezone.now() - timedelta(days=2),
        ends=ends,
    )
    styrbjorn = signed_in("styrbjorn")
    styrbjorn.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    start = styrbjorn.get(f"/{VN}/").content.decode()
    told = start.partition("Coming up")[2].partition("</section>")[0]
    assert "Yttrande" in told
    assert "Answers until" in told
    assert f"<b>{timezone.localtime(ends).day}</b>" in told
