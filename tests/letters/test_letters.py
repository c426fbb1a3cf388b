"""Letters: the same words twice, safe heads, an identity, a calendar file where there is a time."""

import email
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.mail import BadHeaderError
from django.template import engines
from django.template.loader import render_to_string
from django.utils import translation

from governance.models import HandOver, Idea
from members.models import HeadCount, HeadCountRound
from network.calendar import Happening, Party, call, course_days
from network.letters import compose
from tests.documents.samples import VASTERNORRLAND

DAYS = [
    Happening(
        uid=f"session-{month}@portal.example",
        sequence=0,
        starts=datetime(2027, month, 2, 8, tzinfo=UTC),
        ends=datetime(2027, month, 2, 15, 30, tzinfo=UTC),
        stamp=datetime(2026, 11, 21, tzinfo=UTC),
        summary="Ledare utan personalansvar",
    )
    for month in (2, 3)
]
PARTIES = {
    "organiser": Party("Utbildningskoordinatorn", "kurser@natverket.example"),
    "guest": Party("Åsa Öberg", "asa@csn.example"),
}
COURSE = {
    "course": "Ledare & <chef>",
    "days": DAYS,
    "place": "Bolagsverket, Sundsvall",
    "free_until": date(2027, 1, 19),
    "url": "https://portal.example/vasternorrland/plats?a=1&b=2",
    "position": 3,
    "own": True,
    "waiting": False,
}
ASKED = COURSE | {
    "who": "Amina <Hassan>",
    "kind": "local",
    "no_manager": True,
    "again": True,
    "price": "7 400 kr",
    "answer_by": datetime(2027, 1, 20, 22, 59, tzinfo=UTC),
}
INVOICE = {
    "number": "2026-0107",
    "title": "Medlemsavgift 2026",
    "total": Decimal(90_000),
    "due": date(2026, 2, 16),
    "reference": "1420",
    "url": "https://portal.example/vasternorrland/fakturor/107",
}
UNPAID = SimpleNamespace(
    code="2026-0107",
    title="Medlemsavgift <2026>",
    due=date(2026, 2, 16),
    balance=Decimal("45000.50"),
    payment_reference="2026010708",
    buyer_reference="1420",
    seller={"account_kind": "bankgiro"},
)
LETTERS: dict[str, dict[str, Any]] = {
    "seat_confirmed": COURSE,
    "moved_up": COURSE,
    "waiting_list": COURSE,
    "withdrawn": COURSE,
    "seats_allotted": COURSE
    | {"seats": 4, "optional": False, "until": date(2027, 1, 19), "seats_url": COURSE["url"]},
    "seats_moved": COURSE
    | {
        "seats": 2,
        "giver": "CSN",
        "receiver": "SPV",
        "ours": True,
        "reason": "Vi har inga nya i år.",
        "seats_url": COURSE["url"],
    },
    "course_reminder": COURSE,
    "course_message": COURSE
    | {"said": "Ta med datorn", "paragraphs": ["Hej", "Vi ses."], "writer": "Karin Öberg"},
    "applied": COURSE | {"draws_at": datetime(2027, 1, 20, 12, tzinfo=UTC)},
    "enrolment_ended": COURSE | {"kind": "late_reply", "had_seat": False},
    "not_placed": COURSE | {"explanation": ""},
    "placed": COURSE,
    "seat_offered": COURSE | {"reply_by": datetime(2027, 1, 20, 12, tzinfo=UTC)},
    "seat_pending": COURSE,
    "seat_taken_over": COURSE | {"giver": "Berit", "pending": False},
    "approval_asked": ASKED,
    "approval_refused": COURSE | {"kind": "manager", "lapsed": False, "reason": "Bokslut"},
    "mentor_request_received": {"asked_on": date(2026, 11, 21), "url": "https://portal.example/m"},
    "invoice_available": INVOICE,
    "invoice_reminder": {
        "tone": "plain",
        "member": "CSN <&>",
        "one": UNPAID,
        "invoices": [{"it": UNPAID, "account": "1234-5674"}],
        "total": UNPAID.balance,
        "fee": Decimal(0),
        "seen": date(2026, 3, 2),
        "contact": "avgifter@natverket.example",
        "host": "Statens tjänstepensionsverk",
        "url": INVOICE["url"],
    },
    "head_count_asked": {
        "kind": "remind",
        "round": HeadCountRound(
            network_id=1,
            year=2027,
            day=date(2026, 12, 31),
            text="anställda <i länet>",
            deadline=date(2027, 1, 31),
        ),
        "authority": "CSN <&>",
        "last": HeadCount(network_id=1, day=date(2025, 12, 31), count=540),
        "left": -3,
        "url": "https://portal.example/reply/vasternorrland/x/",
    },
}
MEETING = {
    "meeting": SimpleNamespace(
        starts=datetime(2027, 2, 11, 12, tzinfo=UTC),
        ends=datetime(2027, 2, 11, 14, tzinfo=UTC),
        place="Sundsvall <sal 2>",
        online="",
    ),
    "title": "Styrgruppen <&>",
    "body": "Styrgruppen",
    "what": "first",
    "instead_of": "",
    "agenda": ["1. Mötet öppnas", "2. Budget"],
    "papers": 2,
    "linked": True,
    "why_off": "För få kommer <&>",
    "why": "off",
    "url": "https://portal.example/reply/vasternorrland/x/",
}
LETTERS |= {
    "meeting_notice": MEETING,
    "meeting_called_off": MEETING,
    "holder_appointed": {
        "body": "Styrgruppen <&>",
        "authority": "Bolagsverket",
        "deputy": False,
        "since": date(2027, 1, 1),
        "until": None,
        "role": "Ledamot i styrgrupp",
        "reads": True,
        "url": "https://portal.example/vasternorrland/governance/bodies/1/",
    },
    "holder_left": {
        "body": "Styrgruppen <&>",
        "authority": "Bolagsverket",
        "deputy": False,
        "until": date(2027, 1, 1),
        "reads": True,
        "url": "https://portal.example/vasternorrland/governance/bodies/1/",
    },
    "meeting_action": {
        "action": SimpleNamespace(what="Räkna om <&>", due=date(2027, 3, 1)),
        "what": "after",
        "body": "Styrgruppen",
        "url": MEETING["url"],
    },
}
IDEA = {
    "it": Idea(
        network_id=1,
        what="Byt arbetsplats <en dag>",
        state="tried",
        words="Vi provar i tre månader & ser vad det ger.",
    ),
    "url": "https://portal.example/vasternorrland/idea/7",
}
HAND_OVER = {
    "it": HandOver(
        network_id=1,
        giver_name="Karin <Öberg>",
        receiver_name="Lena Lokal",
        on=date(2027, 3, 1),
        state="planned",
    ),
    "url": "https://portal.example/vasternorrland/hand-over/7",
}
LETTERS |= {"idea_step": IDEA, "hand_over": HAND_OVER}
TO = "asa@csn.example"


def letter(name: str, language: str = "sv", **extra: Any) -> EmailMessage:
    """The letter as the receiver's program reads it."""
    message = compose(
        name,
        LETTERS[name] | extra.pop("facts", {}),
        to=TO,
        language=language,
        network=VASTERNORRLAND,
        letter_id=f"letter-{name}",
        **extra,
    )
    return email.message_from_bytes(message.message().as_bytes(), policy=default)


def words(name: str, language: str = "sv") -> tuple[str, str]:
    """The plain text and what one sees of the HTML, with ordinary spaces."""
    message = letter(name, language)
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert html is not None
    seen = BeautifulSoup(html.get_content(), "html.parser").body
    assert seen is not None
    return " ".join(plain.get_content().split()), " ".join(seen.get_text(" ").split())


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", LETTERS)
def test_both_halves_say_the_same(name: str, language: str) -> None:
    plain, seen = words(name, language)
    spoken = set(re.findall(r"\w{3,}", plain)) - set(re.findall(r"\w+", LETTERS[name]["url"]))
    assert spoken <= set(re.findall(r"\w+", seen))
    assert len(spoken) > 20


@pytest.mark.parametrize("name", LETTERS)
def test_a_swedish_letter_is_not_in_english(name: str) -> None:
    swedish, english = words(name, "sv")[0], words(name, "en")[0]
    assert re.search("Du får (det här )?brevet|Brevet går till", swedish)
    assert not re.search(r"\b(You|The|Your)\b", swedish)
    assert not re.search(r"\b(Du|och|Avsändare)\b", english)


@pytest.mark.parametrize("name", LETTERS)
def test_what_people_write_stays_text(name: str) -> None:
    message = letter(name)
    html = message.get_body(("html",))
    assert html is not None
    assert "<chef>" not in html.get_content()
    assert "&amp;lt;" not in html.get_content()
    assert "&lt;" not in words(name)[0]


@pytest.mark.parametrize("name", LETTERS)
def test_one_button_leads_to_the_one_place(name: str) -> None:
    message = letter(name)
    html, plain = message.get_body(("html",)), message.get_body(("plain",))
    assert html is not None
    assert plain is not None
    buttons = BeautifulSoup(html.get_content(), "html.parser").select("a.btn")
    assert [button["href"] for button in buttons] == [LETTERS[name]["url"]]
    assert plain.get_content().count(LETTERS[name]["url"]) == 1


def test_a_letter_loads_nothing_and_has_a_dark_side() -> None:
    for name in LETTERS:
        html = letter(name).get_body(("html",))
        assert html is not None
        page = html.get_content()
        assert not re.search(r"<img|<link|<script|url\(|src=", page)
        assert "prefers-color-scheme: dark" in page


def test_subjects_say_what_and_when() -> None:
    assert letter("seat_confirmed")["Subject"] == (
        "Du har en plats: Ledare & <chef>, start 2 februari 2027"
    )
    assert letter("invoice_available", "en")["Subject"] == (
        "Invoice 2026-0107: Medlemsavgift 2026, due 16 February 2026"
    )


def test_a_letter_sent_twice_is_one_letter() -> None:
    first, second = letter("seat_confirmed"), letter("seat_confirmed")
    assert first["Message-ID"] == second["Message-ID"] != letter("moved_up")["Message-ID"]
    assert re.fullmatch(r"<letter-seat_confirmed@[a-z.]+>", first["Message-ID"])


def test_machines_are_asked_not_to_answer() -> None:
    message = letter("seat_confirmed")
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Reply-To"] == "kurser@natverket.example"
    assert message["Content-Language"] == "sv"


def test_one_course_day_stands_in_the_letter_and_beside_it() -> None:
    file = call(DAYS[0], **PARTIES, name="kursdag.ics")
    message = letter("seat_confirmed", ics=[file], facts={"days": DAYS[:1]})
    calendars = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    assert [part.get_param("method") for part in calendars] == ["REQUEST", "REQUEST"]
    assert [part.get_filename() for part in calendars] == [None, "kursdag.ics"]
    for part in calendars:
        written = part.get_payload(decode=True)
        assert isinstance(written, bytes)
        assert written.split() == file.content.split()


def test_several_course_days_are_all_attached_and_none_hides_the_others() -> None:
    files = course_days(DAYS, **PARTIES, method="CANCEL", stem="kursdag")
    message = letter("withdrawn", ics=files)
    calendars = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    assert [part.get_filename() for part in calendars] == [file.name for file in files]
    assert [part.get_param("method") for part in calendars] == ["CANCEL", "CANCEL"]


def test_a_line_break_adds_no_head() -> None:
    message = letter("seat_confirmed", facts={"course": "Kurs\r\nBcc: evil@example.com\x0b!"})
    assert message["Bcc"] is None
    assert "\n" not in message["Subject"]
    with pytest.raises(BadHeaderError):
        compose(
            "seat_confirmed",
            COURSE,
            to="a@b.example\nBcc: evil@example.com",
            language="sv",
            network=VASTERNORRLAND,
            letter_id="x",
        ).message()
    for name, letter_id in (("../account/login", "x"), ("seat_confirmed", "x>\n"), ("x", "")):
        with pytest.raises(ValueError, match="letter"):
            compose(name, {}, to=TO, language="sv", network=None, letter_id=letter_id)


def test_a_letter_about_an_invoice_names_nobody() -> None:
    plain = words("invoice_available")[0]
    assert "90 000,00 kr" in plain
    assert TO not in plain


SIGN_IN = sorted(
    str(file.relative_to(folder))[: -len("_message.txt")]
    for folder in [Path(engines["django"].dirs[0])]
    for file in [
        *folder.glob("account/email/*_message.txt"),
        *folder.glob("mfa/email/*_message.txt"),
    ]
)


@pytest.mark.parametrize("prefix", SIGN_IN)
def test_the_letters_of_the_sign_in_are_whole(prefix: str) -> None:
    facts = {"code": "K7F-2QX", "timestamp": DAYS[0].stamp, "ip": "192.0.2.1", "user_agent": "x"}
    with translation.override("sv"):
        subject = render_to_string(f"{prefix}_subject.txt", facts).strip()
        plain = render_to_string(f"{prefix}_message.txt", facts)
        html = render_to_string(f"{prefix}_message.html", facts)
    assert subject
    assert "K7F" not in subject
    assert subject in plain
    assert (
        ("K7F-2QX" in plain)
        == ("K7F-2QX" in html)
        == prefix.endswith(("_code", "confirmation", "signup"))
    )
    assert "Du får brevet" in plain
    assert "Du får brevet" in html
    assert not re.search(r"\b(You|Your|The|Was|Type)\b", plain)


def test_the_sign_in_sends_no_letter_that_is_not_ours() -> None:
    assert "account/email/login_code" in SIGN_IN
    assert "account/email/password_reset_code" in SIGN_IN
    assert "mfa/email/webauthn_added" in SIGN_IN


def test_a_proposer_is_thanked_first_and_then_told_how_far_the_idea_has_come() -> None:
    received = Idea(network_id=1, what="Byt arbetsplats", state="proposed")
    assert letter("idea_step", facts={"it": received})["Subject"] == (
        "Din idé är mottagen: Byt arbetsplats"
    )
    plain, _seen = words("idea_step")
    assert "Vi provar i tre månader & ser vad det ger." in plain


@pytest.mark.parametrize(("state", "said"), [("planned", "2027-03-01"), ("done", "Lena Lokal")])
def test_both_of_a_hand_over_are_told_the_day_and_then_that_it_is_done(
    state: str, said: str
) -> None:
    row = HandOver(network_id=1, giver_name="Karin", receiver_name="Lena Lokal", state=state)
    row.on = date(2027, 3, 1)
    assert said in str(letter("hand_over", facts={"it": row})["Subject"])
