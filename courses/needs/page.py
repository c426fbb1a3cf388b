"""What the page of an answer to the needs assessment shows, by account or by link."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import dateparse, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses import words
from courses.needs.before import Before, areas_wanted, before, wished_words
from courses.needs.campaigns import last_time
from courses.needs.form import NeedsForm, term_label
from courses.needs.sheet import Block, Sheet
from courses.needs.typing import SEATS, Clash, block_of, own_words, plain
from members.models import HeadCount, Person
from network.wording import clock

SHOWN_AT_FIRST = 6  # courses of the list, for an authority that has never asked for any
OFFERED = 500  # names in the type-ahead


@dataclass
class Shown:
    """A field as it is drawn: with what stood there, and what somebody else wrote meanwhile."""

    key: str
    bound: Any
    was: str
    label: str = ""
    hint: str = ""
    clash: Clash | None = None
    told: str = ""

    @property
    def short(self) -> str:
        """Numbers have narrow fields."""
        return "yes" if own_words(self.key) in SEATS else ""


@dataclass
class Need:
    """A need as it is drawn."""

    block: Block
    fields: dict[str, Shown] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    more: bool = False  # whether the less asked fields say something


class AnswerPage:
    """The parts of the page; each is worked out when it is asked for."""

    def __init__(
        self,
        sheet: Sheet,
        *,
        checked: bool = False,
        clashes: Iterable[Clash] = (),
        was: Mapping[str, str] | None = None,
    ) -> None:
        self.sheet = sheet
        self.stands = sheet.stands()
        self.clashes = {clash.key: clash for clash in clashes}
        # What stood there when the two began: until one of them chooses, it is a clash again.
        self.was = self.stands | {key: (was or {}).get(key, "") for key in self.clashes}
        shown = self.stands | {key: clash.mine for key, clash in self.clashes.items()}
        self.form = NeedsForm(shown if checked else None, sheet=sheet)
        if not checked:
            self.form.initial = dict(shown)
        self.names = names_of(sheet)
        self.before: Before = before(
            sheet.answer, [block.candidate for block in sheet.candidates() if block.candidate]
        )
        self.changed: list[str] = []
        self.theirs: list[str] = []
        if checked:
            self.form.is_valid()

    def saved(self) -> str:
        """When the draft was saved, in a sentence."""
        return saved_words(self.sheet, self.names)

    def shown_again(self, key: str) -> Shown:
        """A field as it stands in its need, with label and hint."""
        block = self.sheet.blocks.get(block_of(key))
        return self.need(block).fields[own_words(key)] if block else self.shown(key)

    def many(self) -> list[str]:
        """Needs of more seats than the authority has people: no fault, but worth a look."""
        answer = self.sheet.answer
        counts = HeadCount.objects.filter(membership=answer.membership_id).order_by("-day")
        people = counts.values_list("count", flat=True).first()
        if not people:
            return []
        return [
            _("%(what)s: %(seats)s seats, and you are %(people)s employees. Is it right?")
            % {"what": row["title"], "seats": row["line"].seats, "people": people}
            for row in lines_of(self.sheet)
            if row["line"].seats > people
        ]

    def shown(self, key: str, *, label: str = "", hint: str = "") -> Shown:
        """One field."""
        clash = self.clashes.get(key)
        told = told_of(self.sheet, clash, self.names) if clash else ""
        return Shown(key, self.form[key], self.was.get(key, ""), label, hint, clash, told)

    def need(self, block: Block) -> Need:
        """One need with its fields."""
        year = self.sheet.answer.campaign.year
        need = Need(block)
        for name, key in block.keys().items():
            label = term_label(name, year) if name in SEATS else ""
            hint = ""
            if block.candidate and name in SEATS:
                hint = self.before.hint(block.candidate, name)
            need.fields[name] = self.shown(key, label=label, hint=hint)
            if name not in (*SEATS, "text") and (
                plain(key, self.stands.get(key, "")) != plain(key, "")
                or key in self.form.errors
                or key in self.clashes
            ):
                need.more = True
        if block.candidate:
            wished = wished_words(self.before.wished.get(block.candidate.pk, {}))
            notes = (wished, self.before.others_want(block.candidate))
            need.notes = [note for note in notes if note]
        return need

    def context(self, more: int = 0) -> dict[str, Any]:
        """All of it."""
        sheet = self.sheet
        if more:
            sheet.own(more)
            self._know(sheet.own(more))
        used, rest = self._divided()
        areas = {area.pk: str(area) for area in sheet.areas}
        return {
            "form": self.form,
            "sheet": sheet,
            "answer": sheet.answer,
            "campaign": sheet.answer.campaign,
            "used": [self.need(block) for block in used],
            "rest": [self.need(block) for block in rest],
            "never": not any(self.before.asked.values()),
            "own": [self.need(block) for block in sheet.owns()],
            "shared": areas_wanted(self.before, areas),
            "questions": [self.shown(f"q{question.pk}") for question in sheet.questions],
            "ending": {name: self.shown(name) for name in ("approval", "approver")}
            | {"name": self.shown("approver_name"), "comment": self.shown("comment")},
            "offered": own_people(sheet),
            "saved": saved_words(sheet, self.names),
            "last": last_words(sheet),
            "clashing": len(self.clashes),
            "wished": sum(sum(terms.values()) for terms in self.before.wished.values()),
        }

    def _know(self, block: Block) -> None:
        for name, key in block.keys().items():
            if key not in self.form.fields:
                self.form.fields[key] = self.form._need_field(block, name)
                self.form.initial.setdefault(key, plain(key, ""))
                self.stands.setdefault(key, "")

    def _divided(self) -> tuple[list[Block], list[Block]]:
        used: list[Block] = []
        rest: list[Block] = []
        for block in self.sheet.candidates():
            keys = block.keys().values()
            said = block.line or any(
                key in self.form.errors or key in self.clashes or self.sheet.answer.typed.get(key)
                for key in keys
            )
            here = said or (block.candidate and self.before.in_use(block.candidate))
            (used if here else rest).append(block)
        if not used:
            used, rest = rest[:SHOWN_AT_FIRST], rest[SHOWN_AT_FIRST:]
        return used, rest


def own_people(sheet: Sheet) -> list[str]:
    """The mail addresses of the authority's people, for the type-ahead."""
    people = Person.objects.filter(membership=sheet.answer.membership_id)
    return list(
        people.on(timezone.localdate()).order_by("name").values_list("email", flat=True)[:OFFERED]
    )


def names_of(sheet: Sheet) -> dict[int, str]:
    """The names of those who have written in the sheet, as far as one may know them."""
    by = {mark.get("by") for mark in sheet.answer.marks.values()}
    return dict(Person.objects.filter(pk__in=by).values_list("pk", "name")) if by else {}


def told_of(sheet: Sheet, clash: Clash, names: Mapping[int, str]) -> str:
    """Lotta wrote 12 at 10.40; you wrote 8."""
    mark = sheet.answer.marks.get(clash.key, {})
    facts = {
        "who": names.get(mark.get("by", 0)) or _("Somebody else"),
        "theirs": clash.theirs or _("nothing"),
        "mine": clash.mine or _("nothing"),
        "at": _clock(mark.get("at")),
    }
    if facts["at"]:
        return _("%(who)s wrote “%(theirs)s” %(at)s; you wrote “%(mine)s”. Choose one.") % facts
    return _("%(who)s wrote “%(theirs)s”; you wrote “%(mine)s”. Choose one.") % facts


def _clock(at: str | None) -> str:
    moment = dateparse.parse_datetime(at) if at else None
    return clock(timezone.localtime(moment).time()) if moment else ""


def saved_words(sheet: Sheet, names: Mapping[int, str]) -> str:
    """When the draft was saved, in a sentence; empty before anybody has written."""
    answer = sheet.answer
    if answer.version <= 1 and not answer.marks:
        return ""
    return _("The draft was saved %(at)s. You can close the page and go on later.") % {
        "at": when(answer.saved_at)
    }


def when(at: datetime) -> str:
    """A moment, as short as can be: at 10.42 today, else with its day."""
    local = timezone.localtime(at)
    if local.date() == timezone.localdate():
        return clock(local.time())
    return words.moment(at)


def last_words(sheet: Sheet) -> str:
    """The last time to answer."""
    last = last_time(sheet.answer.campaign, sheet.answer)
    return words.moment(last) if last else ""


def lines_of(sheet: Sheet) -> list[dict[str, Any]]:
    """What is asked for, line by line, as who approves reads it."""
    rows = []
    for block in [*sheet.candidates(), *sheet.owns()]:
        line = block.line
        if line is None or not line.seats:
            continue
        rows.append(
            {
                "line": line,
                "title": block.candidate.title if block.candidate else line.text,
                "own": block.candidate is None,
            }
        )
    return rows


def asked_words(line: Any) -> str:
    """Seats by term in words: 10 in spring, 6 in autumn."""
    parts = []
    if line.spring:
        parts.append(_("%(n)s in spring") % {"n": line.spring})
    if line.autumn:
        parts.append(_("%(n)s in autumn") % {"n": line.autumn})
    return ", ".join(parts)


def standing(sheet: Sheet) -> str:
    """Where an answer stands that is not written in any more."""
    answer = sheet.answer
    if answer.approved_at:
        told = {"when": words.moment(answer.approved_at)}
        return _("Approved %(when)s.") % told
    if answer.sent_at:
        told = {
            "when": words.moment(answer.sent_at),
            "who": answer.approver.name if answer.approver else "",
        }
        return _("Sent %(when)s. %(who)s is asked to approve it.") % told
    return ""


def total_words(sheet: Sheet) -> str:
    """How much is asked for in all."""
    rows = lines_of(sheet)
    seats = sum(row["line"].seats for row in rows)
    if not seats:
        return _("You ask for no seats. That is an answer too.")
    counted = ngettext("%(n)s seat", "%(n)s seats", seats) % {"n": seats}
    return ngettext(
        "You ask for %(seats)s on %(n)s course.",
        "You ask for %(seats)s on %(n)s courses.",
        len(rows),
    ) % {"seats": counted, "n": len(rows)}
