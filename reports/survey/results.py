"""What the members said together, for its own page and for the annual report.

Nothing is told before a survey is closed, nor of fewer than five members: the database holds it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import connection
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from courses.opinions import Tally
from network import charts
from network.charts import Chart, Palette
from reports.models import Survey, SurveyQuestion
from reports.survey.actions import questions_of

LEAST = 5  # members; the database's function has the same number


@dataclass(frozen=True)
class QuestionResult:
    """One question: how many chose 1 to 5, or what was written, in alphabetical order."""

    question: SurveyQuestion
    counts: Sequence[int] = (0, 0, 0, 0, 0)
    texts: Sequence[str] = ()
    before: Decimal | None = None

    @property
    def is_scale(self) -> bool:
        """Whether it is answered by a number."""
        return self.question.kind == SurveyQuestion.Kind.SCALE

    @property
    def answers(self) -> int:
        """How many chose a number."""
        return sum(self.counts)

    @property
    def mean(self) -> Decimal | None:
        """The mean with one decimal; none of fewer than five."""
        return Tally(list(self.counts)).mean if self.answers >= LEAST else None

    @property
    def change(self) -> Decimal | None:
        """How much the mean went up or down since the year before."""
        if self.mean is None or self.before is None:
            return None
        return self.mean - self.before


@dataclass(frozen=True)
class SurveyResults:
    """A year's survey: how many were asked, how many answered, and what they said."""

    survey: Survey
    asked: int
    answered: int
    questions: Sequence[QuestionResult] = field(default_factory=tuple)

    @property
    def shown(self) -> bool:
        """Whether there is anything to show: it is closed, and five members have answered."""
        return self.survey.closed_at is not None and self.answered >= LEAST

    @property
    def scales(self) -> list[QuestionResult]:
        """Questions with a mean."""
        return [one for one in self.questions if one.is_scale and one.mean is not None]

    @property
    def words(self) -> list[QuestionResult]:
        """Questions answered in words."""
        return [one for one in self.questions if one.texts]

    def chart(self, palette: Palette | None = None) -> Chart | None:
        """The means, this year's as bars and the year before's as ticks where it has them."""
        rows = [(one.question.text, one.mean or Decimal(0), one.before) for one in self.scales]
        if not rows:
            return None
        best = max(rows, key=lambda row: row[1])
        title = _("The members value this most: %(question)s") % {"question": best[0]}
        alt = _("Bar chart: the mean of each question from 1 to 5. %(title)s") % {"title": title}
        how = {"head": _("Question"), "alt": alt, "language": (get_language() or "sv")[:2],
               "palette": palette, "decimals": 1}  # fmt: skip
        if all(before is not None for _text, _mean, before in rows):
            return charts.bars_and_ticks(
                title,
                [(text, mean, before or Decimal(0)) for text, mean, before in rows],
                heads=(str(self.survey.year), _("the year before")),
                unit=_("Mean of 1 to 5 (bar) and of the year before (tick)"),
                **how,  # type: ignore[arg-type]
            )
        return charts.bars(
            title,
            [(text, mean) for text, mean, _before in rows],
            unit=_("Mean of 1 to 5"),
            whole=5,
            **how,  # type: ignore[arg-type]
        )


def results_of(year: int) -> SurveyResults | None:
    """The results of a year's survey in the open scope; None where none was held."""
    survey = Survey.objects.filter(year=year).first()
    return results(survey) if survey else None


def results(survey: Survey) -> SurveyResults:
    """What may be told of a survey; five questions to the database at most."""
    told = _told(survey)
    earlier = (
        Survey.objects.filter(year__lt=survey.year, closed_at__isnull=False)
        .order_by("-year")
        .first()
    )
    before = _means(earlier) if earlier else {}
    return SurveyResults(
        survey,
        *progress(survey),
        [
            QuestionResult(one, *told.get(one.pk, ((0, 0, 0, 0, 0), ())), before.get(one.key))
            for one in questions_of(survey)
        ],
    )


def progress(survey: Survey) -> tuple[int, int]:
    """How many members were asked, and how many have answered."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT asked, answered FROM app.survey_progress(%s::bigint)", [survey.pk])
        asked, answered = cursor.fetchone() or (0, 0)
    return asked, answered


def _told(survey: Survey) -> dict[int, tuple[Sequence[int], Sequence[str]]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM app.survey_results(%s::bigint)", [survey.pk])
        return {question: (counts, texts) for question, counts, texts in cursor.fetchall()}


def _means(survey: Survey) -> dict[str, Decimal]:
    told = _told(survey)
    found = {}
    for one in questions_of(survey):
        mean = QuestionResult(one, *told.get(one.pk, ((0, 0, 0, 0, 0), ()))).mean
        if mean is not None:
            found[one.key] = mean
    return found
