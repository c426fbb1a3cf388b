"""The results of evaluations as pages and tables: which blocks, which figures, which charts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from courses.actions.evaluation import Results, questions_shown, results
from courses.after_forms import EvaluationFilter
from courses.models import Course, Evaluation, EvaluationBlock, Question
from courses.opinions import LEAST, Tally, change, shown_scores
from network.charts import Chart, bars, bars_and_ticks
from network.figures import figure
from network.tables import table_file


@dataclass(frozen=True)
class Selection:
    """What one looks at: a course, a teacher, a year; empty means all of them."""

    course: int | None = None
    teacher: str = ""
    year: int | None = None

    @classmethod
    def of(cls, asked: QueryDict) -> "Selection":
        """As it stands in the address; the newest year with answers where none is named."""
        course, year = asked.get("course", ""), asked.get("year", "")
        return cls(
            int(course) if course.isdecimal() and len(course) < 18 else None,
            asked.get("teacher", "")[:160],
            int(year) if year.isdecimal() and len(year) == 4 else _newest_year(),
        )

    def blocks(self, year: int | None) -> Any:
        """The blocks of a year that match; the lock of the database holds besides."""
        found = EvaluationBlock.objects.all()
        if year is not None:
            found = found.filter(year=year)
        if self.course is not None:
            found = found.filter(course=self.course)
        if self.teacher:
            found = found.filter(teacher=self.teacher)
        return found.select_related("course")


def _newest_year() -> int:
    newest = EvaluationBlock.objects.order_by("-year").values_list("year", flat=True).first()
    return newest or timezone.localdate().year


def page_of(selection: Selection) -> dict[str, Any]:
    """Everything that the page of results shows."""
    year = selection.year or timezone.localdate().year
    now = results(selection.blocks(year))
    before = results(selection.blocks(year - 1))
    blocks = EvaluationBlock.objects.all()
    courses = Course.objects.filter(pk__in=blocks.values("course")).order_by("title_sv")
    teachers = blocks.exclude(teacher="").order_by("teacher").values_list("teacher", flat=True)
    rows = asked_for(None, now, before.tallies)
    return {
        "selection": selection,
        "year": year,
        "before_year": year - 1,
        "results": now,
        "rows": rows,
        "chart": _chart(rows, year) if now.shown else None,
        "filters": EvaluationFilter(
            {"year": year, "course": selection.course or "", "teacher": selection.teacher},
            years=sorted(set(blocks.values_list("year", flat=True)) | {year}, reverse=True),
            courses=courses,
            teachers=list(dict.fromkeys(teachers)),
        ),
        "course": next((c for c in courses if c.pk == selection.course), None),
        "runs": _runs(selection, year),
        "least": LEAST,
    }


def asked_for(questions: Any, found: Results, before: Mapping[str, Tally]) -> list[dict[str, Any]]:
    """The questions in their order, each with its figures and what they were last year."""
    language = get_language() or "sv"
    changes = change(found.tallies, before)
    rows = []
    for question in questions_shown(questions):
        tally = found.tallies.get(question.key)
        was = before.get(question.key)
        moved = changes.get(question.key)
        rows.append(
            {
                "question": question.text,
                "text": question.kind == Question.Kind.TEXT,
                "mean": tally.mean if tally else None,
                "mean_words": _decimal(tally.mean, language) if tally and tally.mean else "–",
                "answers": tally.answers if tally else 0,
                "scores": shown_scores(tally.counts) if tally else [],
                "said": tally.texts if tally else [],
                "was": was.mean if was else None,
                "was_words": _decimal(was.mean, language) if was and was.mean else "–",
                "moved": _signed(moved, language) if moved is not None else "–",
            }
        )
    return rows


def _decimal(value: Any, language: str) -> str:
    return figure(value, 1, language=language)


def _signed(value: Any, language: str) -> str:
    words = figure(value, 1, language=language)
    return f"+{words}" if value > 0 else words


def _chart(rows: list[dict[str, Any]], year: int) -> Chart | None:
    drawn = [(row["question"], row["mean"], row["was"]) for row in rows if row["mean"] is not None]
    if not drawn:
        return None
    language = get_language() or "sv"
    if any(was is None for _name, _mean, was in drawn):
        title = _("The answers of %(year)s") % {"year": year}
        return bars(
            title,
            [(name, mean) for name, mean, _was in drawn],
            head=_("Question"),
            unit=_("mean of 1 to 5"),
            alt=title,
            language=language,
            decimals=1,
        )
    title = _("The answers of %(year)s against the year before") % {"year": year}
    return bars_and_ticks(
        title,
        [(name, mean, was) for name, mean, was in drawn if was is not None],
        head=_("Question"),
        heads=(str(year), str(year - 1)),
        unit=_("mean of 1 to 5"),
        alt=title,
        language=language,
        decimals=1,
    )


def _runs(selection: Selection, year: int) -> list[dict[str, Any]]:
    """The evaluations behind the figures, open ones too, with how many answered."""
    found = Evaluation.objects.select_related("run__course", "block")
    if selection.course is not None:
        found = found.filter(run__course=selection.course)
    if selection.teacher:
        found = found.filter(run__teacher=selection.teacher)
    found = found.filter(run__ends_at__year=year).order_by("-run__ends_at")
    return [
        {
            "evaluation": row,
            "course": row.run.course.title,
            "number": row.run.number,
            "teacher": row.run.teacher,
            "ended": row.run.ends_at,
            "open": row.closed_at is None,
            "shown": row.block is not None and row.block.answers >= LEAST,
        }
        for row in found
    ]


def table_of(selection: Selection, kind: str) -> HttpResponse:
    """The figures as a table; what people wrote stays in the portal."""
    year = selection.year or timezone.localdate().year
    now, before = results(selection.blocks(year)), results(selection.blocks(year - 1))
    headers = [_("Question"), _("Answers"), _("Mean"), _("Mean the year before")]
    headers += ["1", "2", "3", "4", "5"]
    rows = [
        [
            row["question"],
            row["answers"],
            row["mean"],
            row["was"],
            *[count for _score, count in reversed(row["scores"])],
        ]
        for row in asked_for(None, now, before.tallies)
        if not row["text"]
    ]
    return table_file(_("Evaluations %(year)s") % {"year": year}, headers, rows, kind)
