"""Writing an authority's answer to the needs assessment: saved, sent, taken back."""

from collections.abc import Collection, Mapping

from django.utils import timezone

from courses.models import NeedsAnswer
from courses.needs.campaigns import SHUT, may_answer
from courses.needs.rules import AnswerState
from courses.needs.sheet import Sheet
from courses.needs.typing import ANSWER, KEY, Merged, block_of, merge
from members.models import Person
from network.actions.errand import send_on
from network.models.journal import note
from network.seat import Seat

MOST_OWN = 60  # needs in own words in one answer


class Shut(Exception):
    """The answer cannot be written in; the sentence says why."""

    @property
    def sentence(self) -> str:
        """Why."""
        return str(self.args[0])


def why_shut(answer: NeedsAnswer) -> str:
    """Why nothing may be written, in a sentence; empty while the answer is open."""
    shut = may_answer(answer.campaign, answer, timezone.now())
    return str(SHUT[shut]) if shut else ""


def locked(pk: int) -> NeedsAnswer:
    """The answer, with whoever else writes in it waiting."""
    answers = NeedsAnswer.objects.select_for_update(of=("self",))
    found: NeedsAnswer = answers.select_related("campaign", "approver", "membership").get(pk=pk)
    return found


def save(
    answer: NeedsAnswer,
    was: Mapping[str, str],
    typed: Mapping[str, str],
    *,
    by: Seat,
    keep: Collection[str] = (),
    take: Collection[str] = (),
) -> tuple[Sheet, Merged]:
    """Save what a page holds, field by field; raises Shut.

    What somebody else changed meanwhile in the same field is not written over: it comes back as
    a clash, with both texts.
    """
    row = locked(answer.pk)
    if why := why_shut(row):
        raise Shut(why)
    sheet = Sheet.of(row)
    known = set(sheet.keys())
    fields = {key: text for key, text in typed.items() if key in known or _is_new(key, sheet)}
    for key in fields:
        if block_of(key).startswith("o"):
            sheet.own(int(block_of(key)[1:]))
    merged = merge(sheet.stands(), was, fields, keep=keep, take=take)
    if merged.changes:
        row.saved_by_id = by.scope.user_id
        sheet.write(merged.changes, person_id=by.person_id)
    return sheet, merged


def _is_new(key: str, sheet: Sheet) -> bool:
    """Whether a field is of a need in own words that is written for the first time."""
    found = KEY.fullmatch(key)
    if not found or found[1] != "o" or int(found[2]) > 32_000 or len(sheet.owns()) >= MOST_OWN:
        return False
    return found[3] in sheet.own(int(found[2])).names


def remove(answer: NeedsAnswer, number: int, *, by: Seat) -> str:
    """Take a need in own words away; returns what it said. Raises Shut."""
    row = locked(answer.pk)
    if why := why_shut(row):
        raise Shut(why)
    sheet = Sheet.of(row)
    if f"o{number}" not in sheet.blocks:
        return ""
    block = sheet.own(number)
    said = sheet.stands()[f"{block.key}-text"]
    sheet.write(dict.fromkeys(block.keys().values(), ""), person_id=by.person_id)
    return said


def send(answer: NeedsAnswer, *, by: Seat) -> NeedsAnswer:
    """Send a checked answer to who approves it, or to the council at once; raises Shut."""
    row = locked(answer.pk)
    if why := why_shut(row):
        raise Shut(why)
    mine = by.scope.people
    if not row.alone and row.approver is None:
        row.approver = _register(row)
    row.sent_at = timezone.now()
    row.returned_why = ""
    row.typed = {key: text for key, text in row.typed.items() if key in ANSWER}
    row.version += 1
    facts = {"membership_id": row.membership_id, "person_id": by.person_id}
    if row.alone or row.approver_id in mine:
        row.state = AnswerState.APPROVED
        row.approved_at = row.sent_at
        row.approved_by_id = by.person_id
        row.save()
        note("approve_needs_answer", row, **facts)
        send_on("courses.tell_needs_approved", key=f"needs-{row.pk}-{row.version}", answer=row.pk)
        return row
    row.state = AnswerState.SENT
    row.save()
    note("send_needs_answer", row, **facts)
    send_on("courses.ask_needs_approval", key=f"needs-asked-{row.pk}-{row.version}", answer=row.pk)
    return row


def _register(answer: NeedsAnswer) -> Person:
    """Somebody who approves and was not in the register: a name and an address, no sign-in."""
    person = Person(
        membership_id=answer.membership_id,
        name=answer.typed["approver_name"],
        email=answer.typed["approver"],
    )
    person.save()
    note("add_person", person, person_id=person.pk, membership_id=person.membership_id)
    return person


def take_back(answer: NeedsAnswer, *, by: Seat) -> bool:
    """Make a sent answer a draft again, before it is approved; False when it was too late."""
    row = locked(answer.pk)
    if row.state != AnswerState.SENT:
        return False
    row.state = AnswerState.DRAFT
    row.sent_at = None
    row.version += 1
    row.save()
    note("take_back_needs_answer", row, membership_id=row.membership_id, person_id=by.person_id)
    return True
