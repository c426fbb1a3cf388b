"""An authority's answer as a sheet of fields: what stands in each, and writing in it.

The database keeps the needs as rows. What was typed and cannot be read yet waits beside them, so
that nothing is lost and nothing is counted that nobody meant.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from courses.models import (
    Area,
    CampaignQuestion,
    Candidate,
    NeedLine,
    NeedsAnswer,
    NeedsReply,
)
from courses.needs.typing import ANSWER, OWN, SAID, Unreadable, block_of, plain, read
from members.models import Person


@dataclass
class Block:
    """The fields of one need: a candidate's, or one in own words."""

    key: str  # c12 or o101
    number: int
    candidate: Candidate | None = None
    line: NeedLine | None = None

    @property
    def names(self) -> Iterable[str]:
        """The words that it may say."""
        return SAID if self.candidate else OWN

    def keys(self) -> dict[str, str]:
        """Its fields by name."""
        return {name: f"{self.key}-{name}" for name in self.names}


@dataclass
class Sheet:
    """All that an answer may hold, and what stands there."""

    answer: NeedsAnswer
    blocks: dict[str, Block] = field(default_factory=dict)
    questions: list[CampaignQuestion] = field(default_factory=list)
    replies: dict[int, NeedsReply] = field(default_factory=dict)
    areas: list[Area] = field(default_factory=list)

    @classmethod
    def of(cls, answer: NeedsAnswer) -> "Sheet":
        """Read it; as many questions to the database however long it is."""
        sheet = cls(answer)
        candidates = Candidate.objects.standing().filter(campaign=answer.campaign_id)
        for candidate in candidates.select_related("course", "area"):
            key = f"c{candidate.pk}"
            sheet.blocks[key] = Block(key, candidate.pk, candidate)
        for line in NeedLine.objects.filter(answer=answer):
            if line.text:
                sheet.own(line.number).line = line
            elif (key := f"c{line.candidate_id}") in sheet.blocks:
                sheet.blocks[key].line = line
        for key in answer.typed:
            if key.startswith("o"):
                sheet.own(int(block_of(key)[1:] or 0))
        sheet.questions = list(CampaignQuestion.objects.filter(campaign=answer.campaign_id))
        sheet.replies = {reply.question_id: reply for reply in answer.replies.all()}
        sheet.areas = list(Area.objects.all())
        return sheet

    def own(self, number: int) -> Block:
        """The need in own words with a number; an empty one if there is none."""
        return self.blocks.setdefault(f"o{number}", Block(f"o{number}", number))

    def owns(self) -> list[Block]:
        """The needs in own words, in the order in which they were added."""
        return sorted(
            (block for block in self.blocks.values() if not block.candidate),
            key=lambda block: block.number,
        )

    def candidates(self) -> list[Block]:
        """The needs of the list, in its order."""
        return [block for block in self.blocks.values() if block.candidate]

    def next_number(self) -> int:
        """A number for one more need; not likely the one that somebody else takes just now."""
        last = max((block.number for block in self.owns()), default=0)
        return min(last + 1 + timezone.now().microsecond % 40, 32_000)

    def keys(self) -> list[str]:
        """Every field."""
        needs = [key for block in self.blocks.values() for key in block.keys().values()]
        return [*needs, *(f"q{question.pk}" for question in self.questions), *ANSWER]

    def stands(self) -> dict[str, str]:
        """What stands in each field, as it was typed where that cannot be read yet."""
        found = {f"q{pk}": reply.text for pk, reply in self.replies.items()}
        for block in self.blocks.values():
            for name, key in block.keys().items():
                found[key] = _text(block.line, name) if block.line else ""
        answer = self.answer
        found |= {
            "comment": answer.comment,
            "approval": "alone" if answer.alone else "somebody",
            "approver": answer.approver.email if answer.approver else "",
        }
        return {key: answer.typed.get(key, plain(key, found.get(key, ""))) for key in self.keys()}

    def write(self, changes: Mapping[str, str], *, person_id: int) -> None:
        """Put changed texts in; what can be read becomes rows, the rest waits as typed."""
        at = timezone.now()
        stands = self.stands() | dict(changes)
        touched = {block_of(key) for key in changes}
        for key in changes:
            if (found := block_of(key)).startswith("o"):
                self.own(int(found[1:]))
            self.answer.marks[key] = {"by": person_id, "at": at.isoformat()}
        for block in [self.blocks[key] for key in touched if key in self.blocks]:
            self._settle(block, {name: stands.get(key, "") for name, key in block.keys().items()})
        for question in self.questions:
            if (key := f"q{question.pk}") in changes:
                self._reply(question, changes[key])
        self._answer({key: text for key, text in changes.items() if key in ANSWER})
        self.answer.version += 1
        self.answer.saved_at = at
        self.answer.save()

    def _settle(self, block: Block, texts: Mapping[str, str]) -> None:
        keys, typed = block.keys(), self.answer.typed
        areas = {area.pk for area in self.areas}
        facts: dict[str, Any] = {}
        for name, text in texts.items():
            typed.pop(keys[name], None)
            try:
                facts[name] = read(name, text or plain(keys[name], text), areas)
            except Unreadable:
                typed[keys[name]] = text
        said = {
            name: text
            for name, text in texts.items()
            if plain(keys[name], text) != plain(keys[name], "")
        }
        if not (facts.get("text") if block.candidate is None else said):
            if block.line:
                block.line.delete()
                block.line = None
            for key in keys.values():
                typed.pop(key, None)
            typed.update({keys[name]: text for name, text in said.items()})
            return
        facts["area_id"] = facts.pop("area", None)
        if block.candidate:
            facts |= {"audience": block.candidate.audience, "area_id": block.candidate.area_id}
        line = block.line or NeedLine(
            answer=self.answer,
            membership_id=self.answer.membership_id,
            candidate=block.candidate,
            number=block.number if not block.candidate else block.candidate.position,
        )
        for name, value in facts.items():
            setattr(line, name, value)
        line.save()
        block.line = line

    def _reply(self, question: CampaignQuestion, text: str) -> None:
        reply = self.replies.get(question.pk) or NeedsReply(
            answer=self.answer, membership_id=self.answer.membership_id, question=question
        )
        reply.text = text
        reply.save()
        self.replies[question.pk] = reply

    def _answer(self, changes: Mapping[str, str]) -> None:
        answer = self.answer
        if "comment" in changes:
            answer.comment = changes["comment"]
        if "approval" in changes:
            answer.alone = changes["approval"] == "alone"
        if "approver_name" in changes:
            answer.typed["approver_name"] = changes["approver_name"]
        if "approver" in changes:
            answer.approver = found_approver(answer, changes["approver"])
            answer.typed.pop("approver", None)
            if answer.approver is None and changes["approver"]:
                answer.typed["approver"] = changes["approver"]


def found_approver(answer: NeedsAnswer, text: str) -> Person | None:
    """Somebody of the answer's authority by mail address, or by a name that only one has."""
    people = Person.objects.filter(membership=answer.membership_id).on(timezone.localdate())
    by_mail: Person | None = people.filter(email__iexact=text.strip()).first()
    if by_mail or not text.strip():
        return by_mail
    named = list(people.filter(name__iexact=text.strip())[:2])
    return named[0] if len(named) == 1 else None


def _text(line: NeedLine, name: str) -> str:
    value = line.area_id if name == "area" else getattr(line, name)
    return "" if value is None else str(value)
