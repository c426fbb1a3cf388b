"""Minutes as they are met on pages: written with and without a script, voted on, approved by
link, and made into a lasting and accessible file.
"""

import hashlib
import io
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.test import Client
from django.utils import timezone

from governance.actions.approve import approve, send_for_approval
from governance.actions.resolve import resolve
from governance.actions.write_minutes import save_text
from governance.minutes.tasks import look_after_written
from governance.models import (
    AgendaItem,
    ApprovedMinutes,
    Approver,
    Attendance,
    Meeting,
    MinutesVersion,
    Resolution,
    Vote,
)
from network.actions import job
from network.links import put_secrets_in
from network.models import Document, Job, Letter
from tests.cast import Cast, email
from tests.databases import acting_as
from tests.documents.verapdf import check
from tests.governance import making
from tests.governance.minuting import (
    AT,
    GoingOn,
    acting,
    as_portal,
    item_of,
    make_going_on,
    meeting_of,
    visitor,
)
from tests.governance.test_minutes_order import approver, close
from tests.loans.drafting import run_errands
from tests.loans.making import later

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}


def link_to(cast: Cast, name: str, who: str) -> str:
    """The address in the newest letter of a kind, as its receiver gets it."""
    with as_portal(cast):
        letter = Letter.objects.filter(name=name, to=email(who)).order_by("-pk")[0]
        (text,) = put_secrets_in([letter.text], person_id=letter.person_id)
    found = re.search(r"(/reply/\S+/)", text)
    assert found
    return found[1]


def test_a_text_saves_itself_and_two_who_write_lose_nothing(cast: Cast) -> None:
    on = make_going_on(cast)
    at = f"{AT}/paragraphs/{on.items[0]}/text/"
    ulla, karin = visitor("ulla"), visitor("karin")
    first = ulla.post(at, {"base": 0, "text": "ett\n\ntvå"}, headers=JSON).json()
    assert (first["how"], first["head"]) == ("saved", 1)
    assert karin.post(at, {"base": 1, "text": "ett\n\nTVÅ"}, headers=JSON).json()["how"] == "saved"
    third = ulla.post(at, {"base": 1, "text": "ETT\n\ntvå"}, headers=JSON).json()
    assert (third["how"], third["text"]) == ("merged", "ETT\n\nTVÅ")
    fourth = ulla.post(at, {"base": 1, "text": "en\n\ntvå"}, headers=JSON).json()
    assert fourth["how"] == "aside"
    page = ulla.get(f"{AT}/paragraphs/{on.items[0]}/versions/").content.decode()
    assert "ETT" in page
    assert "en" in page
    settled = {"number": fourth["own"], "head": third["head"], "text": "Två i ett."}
    ulla.post(f"{AT}/paragraphs/{on.items[0]}/settlement/", settled)
    ulla.post(f"{AT}/paragraphs/{on.items[0]}/versions/1/restoration/")
    with as_portal(cast):
        texts = list(MinutesVersion.objects.order_by("number").values_list("text", flat=True))
    assert texts[-2:] == ["Två i ett.", "ett\n\ntvå"]
    assert {"ett\n\nTVÅ", "ETT\n\ntvå", "en\n\ntvå"} <= set(texts)


def test_minutes_are_written_without_a_script_and_kept_when_they_cannot_be(cast: Cast) -> None:
    on = make_going_on(cast)
    at = f"{AT}/paragraphs/{on.items[0]}/text/"
    ulla = visitor("ulla")
    answer = ulla.post(at, {"base": 0, "text": "Utan skript."})
    assert answer["Location"].endswith(f"#item-{on.items[0]}")
    assert "Utan skript." in ulla.get(f"{AT}/{on.meeting}/minutes/writing/").content.decode()
    close(cast, on)
    answer = ulla.post(at, {"base": 1, "text": "För sent skrivet."})
    assert "För sent skrivet." in answer.content.decode()


def test_a_meeting_without_a_quorum_that_decides_is_told_so_and_loses_nothing(cast: Cast) -> None:
    on = make_going_on(cast, present=("ulla",))
    ulla = visitor("ulla")
    ulla.cookies["language"] = "en"
    at = f"{AT}/paragraphs/{on.items[0]}/resolution/"
    answer = ulla.post(at, {"outcome": "carried", "text": "Vi beslutar detta."})
    page = answer.content.decode()
    assert "1 more mandate is needed" in page
    assert "Vi beslutar detta." in page
    with as_portal(cast):
        assert not Resolution.objects.exists()


def test_members_vote_on_their_phones_for_their_own_mandate_alone(cast: Cast) -> None:
    on = make_going_on(cast)
    with as_portal(cast):
        vote = Vote.objects.create(item_id=on.items[0], meeting_id=on.meeting, question="Ja?")
    at, mandates = f"{AT}/votes/{vote.pk}", on.seated.mandates
    lars = visitor("lars")
    lars.post(f"{at}/ballot/", {"mandate": mandates["timra"], "choice": "yes"})
    lars.post(f"{at}/ballot/", {"mandate": mandates["spv"], "choice": "no"})
    assert lars.post(f"{at}/closing/").status_code == 403
    with as_portal(cast):
        assert list(vote.ballots.values_list("name", "choice")) == [("Lars Lokal", "yes")]
    ulla = visitor("ulla")
    ulla.post(f"{at}/ballot/", {"mandate": mandates["spv"], "choice": "no"})
    ulla.post(f"{at}/closing/")
    with as_portal(cast):
        vote.refresh_from_db()
        kept = Resolution.objects.get(item=on.items[0])
        assert (vote.votes_for, vote.votes_against, kept.outcome) == (1, 1, "rejected")


def ask(cast: Cast, **body: Any) -> tuple[making.Seated, Meeting]:
    """A body that is asked in writing, with its letters out."""
    seated = making.make_seated(cast, **body)
    item = making.make_item(cast, seated.body)
    sent = visitor("karin").post(
        f"{AT}/bodies/{seated.body}/written/",
        {"items": [item], "last_day": timezone.localdate() + timedelta(days=7), "title": "Remiss"},
    )
    assert sent.status_code == 302, sent.content.decode()
    run_errands(cast)
    with as_portal(cast):
        return seated, Meeting.objects.get(body=seated.body)


def say(cast: Cast, meeting: Meeting, who: str, choice: str) -> None:
    """Somebody answers by the link in their letter, without signing in."""
    with as_portal(cast):
        vote = Vote.objects.get(meeting=meeting)
    url = link_to(cast, "governance.written_asked", who)
    client = Client()
    assert client.get(url).status_code == 200
    answer = client.post(url, {f"choice_{vote.pk}": choice, f"comment_{vote.pk}": "Av skäl."})
    assert answer.status_code == 200
    run_errands(cast)


def test_a_body_decides_in_writing_by_links_and_closes_when_all_have_answered(cast: Cast) -> None:
    _seated, meeting = ask(cast)
    for who, choice in (("styrbjorn", "yes"), ("ulla", "yes"), ("lars", "no")):
        with as_portal(cast):
            assert Meeting.objects.get(pk=meeting.pk).state == "open"
        say(cast, meeting, who, choice)
    with as_portal(cast):
        meeting.refresh_from_db()
        kept = Resolution.objects.get(meeting=meeting)
        assert (meeting.state, kept.outcome) == ("closed", "carried")
        assert (kept.votes_for, kept.votes_against) == (2, 1)
        there = Attendance.objects.filter(meeting=meeting)
        assert set(there.values_list("presence", flat=True)) == {"digital"}


def test_what_somebody_wants_to_discuss_moves_to_a_meeting_where_the_body_says_so(
    cast: Cast,
) -> None:
    for wins, outcome in ((True, "deferred"), (False, "carried")):
        _seated, meeting = ask(cast, discussion_wins=wins)
        for who, choice in (("styrbjorn", "yes"), ("ulla", "yes"), ("lars", "discuss")):
            say(cast, meeting, who, choice)
        with as_portal(cast):
            assert Resolution.objects.get(meeting=meeting).outcome == outcome
            back = AgendaItem.objects.filter(follows__meeting=meeting, meeting=None)
            assert back.exists() is wins


def test_a_written_procedure_reminds_once_and_ends_by_itself_with_a_quorum_or_without(
    cast: Cast,
) -> None:
    for answers, outcome in ((("ulla",), "deferred"), (("ulla", "lars"), "carried")):
        _seated, meeting = ask(cast)
        for who in answers:
            say(cast, meeting, who, "yes")
        with as_portal(cast):
            before = Letter.objects.filter(name="governance.written_asked").count()
            Meeting.objects.filter(pk=meeting.pk).update(ends=timezone.now() + timedelta(days=1))
        for _turn in range(2):
            with acting_as("portal_worker"):
                look_after_written()
            run_errands(cast)
        with as_portal(cast):
            after = Letter.objects.filter(name="governance.written_asked").count()
        assert after - before == 3 - len(answers)
        with later(2), acting_as("portal_worker"):
            look_after_written()
        with as_portal(cast):
            assert Meeting.objects.get(pk=meeting.pk).state == "closed"
            assert Resolution.objects.get(meeting=meeting).outcome == outcome


def test_minutes_are_approved_by_link_and_the_body_is_told(cast: Cast) -> None:
    on = make_going_on(cast)
    close(cast, on)
    run_errands(cast)
    for who in ("styrbjorn", "lars"):
        url = link_to(cast, "governance.minutes_to_approve", who)
        client = Client()
        assert "Ärende 1" in client.get(url).content.decode()
        refused = client.post(url, {"answer": "return", "comment": ""})
        assert refused.status_code == 200
        assert client.post(url, {"answer": "approve"}).status_code == 200
    run_errands(cast)
    with as_portal(cast):
        assert Meeting.objects.get(pk=on.meeting).state == "approved"
        told = Letter.objects.filter(name="governance.minutes_approved")
        assert set(told.values_list("to", flat=True)) == {
            email(who) for who in ("styrbjorn", "ulla", "lars", "mats")
        }


def test_minutes_sent_back_by_link_reach_who_writes_them_with_the_comment(cast: Cast) -> None:
    on = make_going_on(cast)
    close(cast, on)
    run_errands(cast)
    url = link_to(cast, "governance.minutes_to_approve", "lars")
    Client().post(url, {"answer": "return", "comment": "Beloppet är fel."})
    run_errands(cast)
    with as_portal(cast):
        letters = Letter.objects.filter(name="governance.minutes_sent_back")
        assert {one.to for one in letters} == {email("styrbjorn"), email("ulla")}
        assert all("Beloppet är fel." in one.text for one in letters)
        assert Approver.objects.get(meeting=on.meeting, state="returned").comment


def written_down(cast: Cast) -> GoingOn:
    """A meeting with a text and a decision on its first item."""
    on = make_going_on(cast, open_to="network")
    with acting(cast, "ulla") as seat:
        save_text(item_of(on.items[0]), "Så sades det.\n\nOch så.", base=0, by=seat)
        resolve(item_of(on.items[0]), "carried", "Ja.", takes_effect_on=None, by=seat)
    return on


def approve_all(cast: Cast, on: GoingOn) -> None:
    for who in ("styrbjorn", "lars"):
        with acting(cast, who) as seat:
            approve(approver(cast, on, who), by=seat)


def paper(cast: Cast, client: Client, address: str) -> bytes:
    """Order a file and let the worker make it."""
    assert client.post(address).status_code == 302
    with as_portal(cast):
        ordered = Job.objects.order_by("-pk")[0]
    with acting_as("portal_worker"):
        assert job.run(cast.vn, ordered.pk)
    with as_portal(cast):
        ordered.refresh_from_db()
        assert ordered.result is not None, ordered.error
        return bytes(Document.objects.get(pk=ordered.result_id).content)


def test_draft_approved_and_extract_are_accessible_and_lasting_and_the_same_again(
    cast: Cast, tmp_path: Path
) -> None:
    on = written_down(cast)
    ulla, at = visitor("ulla"), f"{AT}/{on.meeting}/minutes/paper/"
    papers = {"draft": paper(cast, ulla, at)}
    assert paper(cast, ulla, at) == papers["draft"]
    close(cast, on)
    approve_all(cast, on)
    papers["approved"] = paper(cast, ulla, at)
    assert paper(cast, ulla, at) == papers["approved"]
    papers["extract"] = paper(cast, ulla, f"{AT}/paragraphs/{on.items[0]}/extract/")
    paths = [tmp_path / f"{name}.pdf" for name in papers]
    for path in paths:
        path.write_bytes(papers[path.stem])
    assert {(one.outcome, *one.faults) for one in check(paths)} == {("pass",)}
    with pikepdf.open(io.BytesIO(papers["approved"])) as opened:
        hashed = opened.attachments["minutes.json"].get_file().read_bytes()
    with as_portal(cast):
        kept = ApprovedMinutes.objects.get(meeting=on.meeting)
    assert hashlib.sha256(hashed).hexdigest() == kept.digest


def test_a_draft_is_the_bodys_own_and_approved_minutes_are_for_who_reads_the_body(
    cast: Cast,
) -> None:
    on = written_down(cast)
    at = f"{AT}/{on.meeting}/minutes/"
    for who, reads in (("lars", True), ("amina", False), ("tove", False)):
        page = visitor(who).get(at)
        assert page.status_code == 200
        assert ("Så sades det." in page.content.decode()) is reads, who
    assert visitor("amina").post(f"{at}paper/").status_code == 404
    close(cast, on)
    approve_all(cast, on)
    assert "Så sades det." in visitor("amina").get(at).content.decode()


def test_the_form_sends_the_minutes_and_says_when_there_is_nobody_to_send_them_to(
    cast: Cast,
) -> None:
    on = make_going_on(cast)
    ulla, at = visitor("ulla"), f"{AT}/{on.meeting}"
    assert ulla.post(f"{at}/closing/").status_code == 302
    assert ulla.post(f"{at}/minutes/approval/", {"send": "1"}).status_code == 200
    holder = on.seated.holders["lars"]
    ulla.post(f"{at}/minutes/approval/", {"send": "1", "holders": [holder]})
    with as_portal(cast):
        assert Approver.objects.get(meeting=on.meeting).state == "asked"
        assert AgendaItem.objects.filter(meeting=on.meeting).count() == 2
    with acting(cast, "ulla") as seat:
        assert send_for_approval(meeting_of(on.meeting), by=seat) == 0
