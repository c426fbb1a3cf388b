"""The texts of the annual report: the newest of each section, and adding a version."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from members.models import Person
from network.models.journal import note
from network.seat import Seat
from reports.annual.sections import DECIDED, PARTICULARS, REGISTRY
from reports.models import ReportText

BOTH = "sv"  # what has no words to translate stands under one language

Texts = Mapping[str, Mapping[str, Any]]


class Overtaken(Exception):
    """Somebody saved another version meanwhile: the newest is in `newest`."""

    def __init__(self, newest: ReportText) -> None:
        super().__init__()
        self.newest = newest


def language_of(section: str, language: str) -> str:
    """The language that a section's text is kept in."""
    return BOTH if section == PARTICULARS else language


def newest(year: int, section: str, language: str) -> ReportText | None:
    """The version of a text that holds."""
    found: ReportText | None = (
        ReportText.objects.filter(year=year, section=section, language=language)
        .order_by("-number")
        .first()
    )
    return found


def texts_of(year: int, language: str) -> dict[str, dict[str, Any]]:
    """By section, what the report of a year says in a language; empty texts are left out."""
    found = ReportText.objects.filter(year=year).newest()
    return {
        text.section: text.content
        for text in found
        if text.language == language_of(text.section, language) and any(text.content.values())
    }


def particulars(texts: Texts) -> tuple[str, date | None]:
    """The registry number and the day on which the report was adopted."""
    said = texts.get(PARTICULARS, {})
    decided = said.get(DECIDED)
    return str(said.get(REGISTRY) or ""), date.fromisoformat(decided) if decided else None


def save_text(
    year: int,
    section: str,
    language: str,
    content: Mapping[str, Any],
    *,
    base_number: int,
    by: Seat,
) -> ReportText:
    """Keep a new version, written from version `base_number` (0 is the empty one).

    Raises Overtaken when another came first; the database holds it for two at the same moment.
    """
    kept = language_of(section, language)
    before = newest(year, section, kept)
    if before is not None and before.number != base_number:
        raise Overtaken(before)
    text = ReportText(
        year=year,
        section=section,
        language=kept,
        number=(before.number if before else 0) + 1,
        content=dict(content),
        by_name=_name_of(by),
        user_id=by.user.pk,
    )
    try:
        with transaction.atomic():
            text.save(force_insert=True)
    except IntegrityError:
        first = newest(year, section, kept)
        if first is None:
            raise
        raise Overtaken(first) from None
    note("write_report_text", text, year=year, section=section, number=text.number)
    return text


def _name_of(by: Seat) -> str:
    found = Person.objects.filter(pk__in=by.scope.people).values_list("name", flat=True).first()
    return found or str(by.user.email)


def written_at(year: int) -> datetime | None:
    """When anything was last written for the report of a year."""
    found: datetime | None = ReportText.objects.filter(year=year).aggregate(at=Max("at"))["at"]
    return found
