"""What one notice's page shows, by who looks."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from loans.board.contacts import Contacts, contacts_about
from loans.board.facts import Facts, facts_of
from loans.board.page import OTHER_WAY, names_of_competences, state_in_words
from loans.board.sisters import SisterNotice
from loans.board.suggesting import best
from loans.board.words import (
    days_in_words,
    extent_in_words,
    kind_in_words,
    line_of,
    names_of,
    place_in_words,
    reasons_in_words,
)
from loans.models import Approach, Notice
from loans.rules import NoticeKind, Occasion, Reach
from network.models import JournalEntry
from network.naming import names_of_users
from network.seat import Seat
from network.sentences import deed

MOST = 5  # suggestions on the page
KNOWN = 20  # lines of history


def notice_page(notice: Notice, seat: Seat) -> dict[str, Any]:
    """The page's context; whether somebody may act follows the rules of the verbs."""
    today = timezone.localdate()
    it, names = facts_of(notice), names_of_competences()
    contacts = contacts_about([notice.pk])
    answers_for = seat.may("close_notice", notice)
    hangs = notice.is_open(today)
    approaches = approaches_of(notice, seat, contacts)
    suggests = hangs and seat.may("write_notice") and notice.kind in OTHER_WAY
    return {
        "notice": notice,
        "it": it,
        "kind": kind_in_words(notice.kind),
        "state": state_in_words(notice, today),
        "hangs": hangs,
        "facts": facts_in_words(notice, it, names, contacts),
        "changes": seat.may("change_notice", notice),
        "publishes": notice.published_at is None and seat.may("publish_notice", notice),
        "asks": notice.published_at is None
        and notice.asked_at is None
        and not seat.may("publish_notice", notice)
        and seat.may("change_notice", notice),
        "closes": answers_for and notice.published_at is not None,
        "copies": seat.may("write_notice"),
        "late": notice.answer_by < today,
        "approaches": approaches,
        "may_approach": hangs
        and notice.kind == NoticeKind.IDLE
        and _may_approach(notice, seat, approaches),
        "answers": reverse("loan_interest_new", args=[notice.pk])
        if hangs and notice.kind != NoticeKind.IDLE
        else "",
        "brings_in": hangs and notice.party_id is None and seat.may("keep_outside_parties"),
        "own": notice.membership_id in seat.scope.memberships,
        "suggests": suggests,
        "suggested": _suggested(it, seat, names) if suggests else [],
        "history": _history(notice, seat) if answers_for else [],
    }


def facts_in_words(
    notice: Notice, it: Facts, names: dict[str, str], contacts: Contacts
) -> list[tuple[str, str]]:
    """What a notice says, as terms and words."""
    contact = contacts.notices.get(notice.pk) or notice.contact
    rows = [
        *_facts(it, ", ".join(names_of(it.competences, names)), notice.secrecy),
        (_("Contact"), str(contact) if contact else ""),
        (_("Mail address"), contact.email if contact else ""),
        (_("Shown to"), capfirst(str(Reach(notice.reach).label))),
    ]
    return [(term, said) for term, said in rows if said]


def sister_facts(it: SisterNotice) -> list[tuple[str, str]]:
    """What a sister network's notice says, as terms and words."""
    rows = [
        (_("Network"), it.network_name),
        *_facts(it, ", ".join(it.competence_words), it.secrecy),
        (_("Contact"), it.contact_name),
        (_("Mail address"), it.contact_email),
    ]
    return [(term, said) for term, said in rows if said]


def _facts(it: Facts, competences: str, secrecy: str) -> list[tuple[str, str]]:
    return [
        (_("Authority"), it.owner_name),
        (_("Occasion"), capfirst(str(Occasion(it.occasion).label))),
        (_("Competences"), competences),
        (_("Time"), days_in_words(it.starts, it.ends)),
        (_("Extent"), capfirst(extent_in_words(it.percent, it.people))),
        (_("Place"), place_in_words(it.place, it.remote)),
        (_("Secrecy and security checks"), secrecy),
        (_("Answer by"), date_format(it.answer_by, "j F Y")),
    ]


def _may_approach(notice: Notice, seat: Seat, approaches: list[dict[str, Any]]) -> bool:
    if not seat.may("approach_offer"):
        return False
    asked = {one["row"].membership_id for one in approaches if one["row"].declined_at is None}
    return seat.scope.whole or bool(seat.scope.memberships - asked - {notice.membership_id})


def approaches_of(notice: Notice, seat: Seat, contacts: Contacts) -> list[dict[str, Any]]:
    """Who would like to borrow, as the lender and those who asked read it."""
    if notice.kind != NoticeKind.IDLE:
        return []
    seen = Approach.objects.seen_by(seat).filter(notice=notice)
    rows = seen.select_related("membership__authority", "party").order_by("at", "pk")
    answers = seat.may("answer_approach", notice)
    return [
        {
            "row": row,
            "name": (row.membership or row.party).name,
            "contact": contacts.approaches.get(row.pk),
            "answers": answers and row.declined_at is None,
        }
        for row in rows
    ]


def _suggested(it: Facts, seat: Seat, names: dict[str, str]) -> list[dict[str, Any]]:
    """Needs for an offer, offers for a need, the best first, with each reason in words."""
    today = timezone.localdate()
    others = list(
        Notice.objects.seen_by(seat)
        .open_on(today)
        .filter(kind=OTHER_WAY[NoticeKind(it.kind)], competences__overlap=list(it.competences))
        .with_owner()
    )
    facts = [facts_of(row) for row in others]
    return [
        {
            "notice": others[place],
            "owner": facts[place].owner_name,
            "line": line_of(facts[place]),
            "score": fits.score,
            "why": reasons_in_words(fits, names),
        }
        for place, fits in best(it, facts, today)[:MOST]
    ]


def _history(notice: Notice, seat: Seat) -> list[dict[str, Any]]:
    entries = list(JournalEntry.objects.seen_by(seat).about(notice)[:KNOWN])
    names = names_of_users(entry.user_id for entry in entries)
    somebody = _("Somebody")
    return [
        {
            "at": entry.at,
            "sentence": f"{names.get(entry.user_id or 0) or somebody}"
            f" {deed(entry.verb, entry.facts)}.",
        }
        for entry in entries
    ]
