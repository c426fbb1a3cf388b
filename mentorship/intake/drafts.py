"""Drafts of expressions of interest: kept while one writes, put back when one returns."""

from collections.abc import Iterable

from django.http import QueryDict
from django.utils import timezone

from mentorship.models import InterestDraft, MentorRound

LONGEST = 2000  # characters of one answer; what a form takes is shorter
MOST = 60  # answers to one question

Answers = dict[str, list[str]]


def draft_of(found: MentorRound, person_id: int, role: str) -> InterestDraft | None:
    """What somebody has begun to write, or None."""
    there: InterestDraft | None = InterestDraft.objects.filter(
        round=found, person=person_id, role=role
    ).first()
    return there


def keep_draft(
    found: MentorRound, person_id: int, role: str, data: QueryDict, fields: Iterable[str]
) -> InterestDraft:
    """Keep what stands in the form, right or wrong."""
    answers: Answers = {
        name: [value[:LONGEST] for value in data.getlist(name)[:MOST]]
        for name in fields
        if name in data
    }
    kept: InterestDraft
    kept, _new = InterestDraft.objects.update_or_create(
        round=found,
        person_id=person_id,
        role=role,
        defaults={"answers": answers, "changed_at": timezone.now()},
    )
    return kept


def drop_draft(found: MentorRound, person_id: int, role: str) -> None:
    """Throw a draft away: it was sent, or its writer starts over."""
    InterestDraft.objects.filter(round=found, person=person_id, role=role).delete()


def as_posted(draft: InterestDraft) -> QueryDict:
    """The draft as the form would have been sent."""
    data = QueryDict(mutable=True)
    for name, values in draft.answers.items():
        data.setlist(name, values)
    return data
