"""The notice of a meeting: its letters, the answer by link, the deputies, and actions by mail."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from governance.meetings import errands, seats, tasks
from governance.models import (
    ActionPoint,
    AgendaItem,
    Guest,
    GuestContact,
    Holder,
    Meeting,
    NoticeAnswer,
    PaperVersion,
)
from network import scope
from network.links import put_secrets_in
from network.models import Errand, Letter, User
from tests.cast import VN, Cast, email
from tests.databases import acting_as
from tests.governance import making
from tests.governance.making import Seated
from tests.governance.test_meeting_pages import page, post, signed_in
from tests.network.test_papers import PDF

pytestmark = pytest.mark.django_db


def run_errands(cast: Cast) -> None:
    works = {
        "governance.send_notice": errands.send_notice,
        "governance.ask_deputy": errands.ask_deputy,
        "governance.tell_action": errands.tell_action,
    }
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        for row in Errand.objects.filter(done_at=None).order_by("id"):
            if row.name in works:
                works[row.name](**row.facts)
                Errand.objects.filter(pk=row.pk).update(done_at=timezone.now())


def letters(cast: Cast) -> list[Letter]:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        return list(Letter.objects.order_by("id"))


def link_in(cast: Cast, letter: Letter) -> str:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        (text,) = put_secrets_in([letter.text], person_id=letter.person_id)
    start = text.index("/reply/")
    return text[start:].split()[0]


def called(cast: Cast) -> tuple[Seated, int, Client]:
    seated = making.make_seated(cast)
    meeting = making.make_meeting(cast, seated.body)
    ulla = signed_in("ulla")
    post(ulla, f"{meeting}/notice/")
    run_errands(cast)
    return seated, meeting, ulla


def test_each_holder_gets_one_letter_with_a_calendar_file_and_a_link(cast: Cast) -> None:
    _seated, meeting, _ulla = called(cast)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        starts = timezone.localtime(Meeting.objects.get(pk=meeting).starts)
    found = letters(cast)
    assert sorted(row.to.split("@")[0] for row in found) == ["lars", "styrbjorn", "ulla"]
    for row in found:
        assert "METHOD:REQUEST" in row.calendar
        assert f"{starts:%H.%M}" in row.text
        assert "/reply/vasternorrland/" in row.text
    run_errands(cast)
    assert len(letters(cast)) == 3


def test_the_body_is_named_in_the_language_of_who_gets_the_letter(cast: Cast) -> None:
    body = making.make_seated(cast, name="Chefsgruppen", name_en="The group of managers").body
    with acting_as("portal_owner"):
        User.objects.filter(email=email("lars")).update(language="en")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        guest = Guest.objects.create(
            body_id=body, person_id=cast.people[VN, "amina"], name="Amina", since=making.SINCE
        )
        GuestContact.objects.create(guest=guest, email=email("amina"))
    post(signed_in("ulla"), f"{making.make_meeting(cast, body)}/notice/")
    run_errands(cast)
    said = {row.to.split("@")[0]: row.text for row in letters(cast)}
    assert "The group of managers" in said["lars"]
    assert "Chefsgruppen" not in said["lars"]
    assert "Chefsgruppen" in said["ulla"]
    assert "Chefsgruppen" in said["amina"]


def test_a_member_answers_by_link_without_signing_in_and_may_change_it(cast: Cast) -> None:
    _seated, meeting, ulla = called(cast)
    letter = next(row for row in letters(cast) if row.to.startswith("lars"))
    address = link_in(cast, letter)
    somebody = Client()
    assert "Styrgruppsmöte" in somebody.get(address).content.decode()
    for coming in ("digital", "in_place"):
        assert somebody.post(address, {"coming": coming}).status_code == 302
        with acting_as("portal_worker"), scope.enter_system(cast.vn):
            assert NoticeAnswer.objects.get(name="Lars Lokal").coming == coming
    assert somebody.post(address, {"coming": "perhaps"}).status_code == 200
    assert "Lars Lokal" in page(ulla, f"{meeting}/")
    making.go_on(cast, meeting, "open")
    somebody.post(address, {"coming": "absent"})
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert NoticeAnswer.objects.get(name="Lars Lokal").coming == "in_place"


def test_deputies_are_asked_in_their_order_and_let_go_when_the_member_comes(cast: Cast) -> None:
    seated, meeting, ulla = called(cast)
    second = making.make_holder(
        cast, seated.mandates["csn"], None, rank="deputy", since=making.SINCE + timedelta(days=9)
    )
    post(ulla, f"{meeting}/answer/", coming="absent")
    run_errands(cast)

    def asked() -> list[tuple[int, str]]:
        with acting_as("portal_worker"), scope.enter_system(cast.vn):
            rows = NoticeAnswer.objects.filter(is_deputy=True).order_by("id")
            return list(rows.values_list("holder_id", "coming"))

    assert asked() == [(seated.holders["mats"], "")]
    letter = letters(cast)[-1]
    assert letter.to.startswith("mats")
    Client().post(link_in(cast, letter), {"coming": "absent"})
    run_errands(cast)
    assert asked() == [(seated.holders["mats"], "absent"), (second, "")]
    post(ulla, f"{meeting}/answer/", coming="in_place")
    run_errands(cast)
    assert asked() == []
    assert ["METHOD:CANCEL" in row.calendar for row in letters(cast)[-2:]] == [True, True]


def test_changing_and_calling_off_send_new_letters_with_a_higher_sequence(cast: Cast) -> None:
    _seated, meeting, ulla = called(cast)
    form = {"day": timezone.localdate() + timedelta(days=9), "from_time": "08:00"}
    post(ulla, f"{meeting}/change/", title="Flyttat", to_time="09:00", **form)
    run_errands(cast)
    post(ulla, f"{meeting}/calling-off/", why="Sjukdom")
    run_errands(cast)
    mine = [row for row in letters(cast) if row.to.startswith("ulla")]
    sequences = [row.calendar.split("SEQUENCE:")[1].split()[0] for row in mine]
    assert sequences == ["0", "1", "3"]
    assert "METHOD:CANCEL" in mine[-1].calendar
    assert "Sjukdom" in mine[-1].text


def test_who_has_not_answered_is_reminded_once_three_days_before(cast: Cast) -> None:
    seated = making.make_seated(cast)
    starts = timezone.now() + timedelta(days=2)
    meeting = making.make_meeting(cast, seated.body, starts=starts)
    post(signed_in("ulla"), f"{meeting}/notice/")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        asked = NoticeAnswer.objects.filter(meeting=meeting)
        asked.update(asked_at=timezone.now() - timedelta(days=9))
        NoticeAnswer.objects.filter(name="Lars Lokal").update(coming="in_place")
        for _time in range(2):
            tasks.remind_of_notices(timezone.localdate())
    assert sorted(row.to.split("@")[0] for row in letters(cast)) == ["styrbjorn", "ulla"]


def test_an_action_is_told_reminded_of_before_and_after_and_done_by_link(cast: Cast) -> None:
    seated = making.make_seated(cast)
    today = timezone.localdate()
    ulla = signed_in("ulla")
    post(
        ulla, "actions/new/", body=seated.body, what="Räkna om", holder=cast.person("lars"),
        due=today + timedelta(days=2),
    )  # fmt: skip
    run_errands(cast)
    for days in (0, 1, 3, 4, 20):
        with acting_as("portal_worker"), scope.enter_system(cast.vn):
            tasks.remind_of_actions(today + timedelta(days=days))
            last = Errand.objects.filter(name="governance.tell_action").count()
        assert last == {0: 2, 1: 2, 3: 3, 4: 3, 20: 4}[days]
    run_errands(cast)
    letter = letters(cast)[0]
    assert letter.to.startswith("lars")
    answer = Client().post(link_in(cast, letter), {"done_words": "Klart i går"})
    assert answer.status_code == 200
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert ActionPoint.objects.get().done_words == "Klart i går"


def test_an_item_that_was_put_off_comes_back_once(cast: Cast) -> None:
    seated = making.make_seated(cast)
    meeting = making.make_meeting(cast, seated.body)
    item = making.make_item(cast, seated.body, meeting, title="Bordlagd", background="Varför")
    making.go_on(cast, meeting, "open")
    making.make_resolution(cast, item, outcome="deferred", text="")
    making.go_on(cast, meeting, "closed")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        for _time in range(2):
            tasks.open_what_was_put_off()
        back = AgendaItem.objects.open().get()
        assert (back.title, back.background, back.follows_id) == ("Bordlagd", "Varför", item)


def test_a_link_of_somebody_else_shows_no_confidential_paper(cast: Cast) -> None:
    _seated, meeting, ulla = called(cast)
    post(ulla, f"{meeting}/papers/new/", file=SimpleUploadedFile("a.pdf", PDF), title="Öppen")
    post(
        ulla, f"{meeting}/papers/new/", file=SimpleUploadedFile("b.pdf", PDF), title="Hemlig",
        confidential="on",
    )  # fmt: skip
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        versions = dict(PaperVersion.objects.values_list("paper__title", "pk"))
    address = link_in(cast, letters(cast)[0])
    assert Client().get(f"{address}?paper={versions['Öppen']}").content == PDF
    assert Client().get(f"{address}?paper={versions['Hemlig']}").content != PDF
    assert VN in address


def test_who_comes_to_a_seat_after_the_notice_is_asked_and_who_left_it_is_not_waited_for(
    cast: Cast,
) -> None:
    seated, meeting, _ulla = called(cast)
    before = len(letters(cast))
    today = timezone.localdate()
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Holder.objects.filter(pk=seated.holders["lars"]).update(until=today)
        NoticeAnswer.objects.filter(holder=seated.holders["lars"]).update(coming="in_place")
    making.make_holder(
        cast, seated.mandates["timra"], "amina", since=today + timedelta(days=1), rank="member"
    )
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        guest = Guest.objects.create(body_id=seated.body, name="Gösta Gäst", since=today)
        GuestContact.objects.create(guest=guest, email="gosta@example.org")
        for _time in range(2):
            seats.follow_seats()
        asked = set(NoticeAnswer.objects.filter(meeting=meeting).values_list("name", flat=True))
    assert "Lars Lokal" not in asked
    assert "Amina" in asked
    sent = {row.to.split("@")[0]: row for row in letters(cast)[before:]}
    assert sorted(sent) == ["amina", "gosta", "lars"]
    assert "METHOD:CANCEL" in sent["lars"].calendar
    assert "inte längre kallad" in sent["lars"].subject
    assert "METHOD:REQUEST" in sent["amina"].calendar
    assert "/reply/" in sent["amina"].text
    assert len(letters(cast)) == before + 3


def test_standing_guests_get_the_notice_its_change_and_its_end_and_are_asked_nothing(
    cast: Cast,
) -> None:
    seated = making.make_seated(cast)
    today = timezone.localdate()
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        amina = Guest(
            body_id=seated.body, person_id=cast.person("amina"), name="Amina", since=today
        )
        outside = Guest(body_id=seated.body, name="Gäst <utan>", since=today)
        left = Guest(body_id=seated.body, name="Har slutat", since=today, until=today)
        for guest in (amina, outside, left):
            guest.save()
        for guest in (outside, left):
            GuestContact.objects.create(guest=guest, email=f"gast{guest.pk}@example.org")
    meeting = making.make_meeting(cast, seated.body)
    ulla = signed_in("ulla")
    assert "Gäst &lt;utan&gt;" in page(ulla, f"{meeting}/notice/")
    post(ulla, f"{meeting}/notice/")
    run_errands(cast)
    post(
        ulla,
        f"{meeting}/change/",
        title="Flyttat",
        day=today + timedelta(days=9),
        from_time="08:00",
        to_time="09:00",
    )
    run_errands(cast)
    post(ulla, f"{meeting}/calling-off/", why="Sjukdom")
    run_errands(cast)
    sent = letters(cast)
    for to in ("amina@example.org", f"gast{outside.pk}@example.org"):
        mine = [row for row in sent if row.to == to]
        assert [row.calendar.split("METHOD:")[1].split()[0] for row in mine] == [
            "REQUEST", "REQUEST", "CANCEL",
        ]  # fmt: skip
        assert not any("/reply/" in row.text or "{{" in row.text for row in mine)
        assert len({row.calendar.split("UID:")[1].split()[0] for row in mine}) == 1
    assert not [row for row in sent if row.to == f"gast{left.pk}@example.org"]
    outsiders = [row for row in sent if row.to == f"gast{outside.pk}@example.org"]
    assert not any("/governance/" in row.text for row in outsiders)  # there is no page for them
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert not NoticeAnswer.objects.filter(name__in=("Amina", outside.name)).exists()
