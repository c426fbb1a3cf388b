"""Drafts of notices: kept while one writes, put back when one returns."""

from collections.abc import Iterable

from django.http import QueryDict
from django.utils import timezone

from loans.models import Notice, NoticeDraft

LONGEST = 4000  # characters of one answer; what a form takes is shorter
MOST = 40  # answers to one question


def draft_of(notice: Notice | None, person_id: int) -> NoticeDraft | None:
    """What somebody has begun to write of a notice, or of a new one."""
    there: NoticeDraft | None = NoticeDraft.objects.filter(person=person_id, notice=notice).first()
    return there


def keep_draft(
    notice: Notice | None, person_id: int, data: QueryDict, fields: Iterable[str]
) -> NoticeDraft:
    """Keep what stands in the form, right or wrong."""
    answers = {
        name: [value[:LONGEST] for value in data.getlist(name)[:MOST]]
        for name in fields
        if name in data
    }
    kept: NoticeDraft
    kept, _new = NoticeDraft.objects.update_or_create(
        person_id=person_id,
        notice=notice,
        defaults={"answers": answers, "changed_at": timezone.now()},
    )
    return kept


def drop_draft(notice: Notice | None, person_id: int) -> None:
    """Throw a draft away: it was saved as a notice, or its writer starts over."""
    NoticeDraft.objects.filter(person=person_id, notice=notice).delete()
