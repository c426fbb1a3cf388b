"""An operational plan as a table, and as a paper."""

from django.db.models import Max
from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

from governance.models import ActivityStatus, OperationalPlan
from governance.plans.page import given_by_member, goals_of, newest_texts, progress_chart
from network.charts import Palette
from network.documents import render_pdf_bounded
from network.looks import look_of
from network.tables import table_file

TEMPLATE = "documents/operational_plan.html"


def plan_table(plan: OperationalPlan, kind: str) -> HttpResponse:
    """Each activity with its goal, status, budget and what members give."""
    headers = [
        _("Goal"), _("Activity"), _("Answers for it"), _("From"), _("Until"), _("Status"),
        _("Status on"), _("In words"), _("Budget"), _("Hours given"), _("Kronor given"),
    ]  # fmt: skip
    cells = [
        [
            one.goal.title,
            line.row.title,
            line.row.body.in_words if line.row.body else line.row.answers,
            line.row.starts,
            line.row.ends,
            line.progress,
            line.row.progress_on,  # type: ignore[attr-defined]
            line.row.progress_words or "",  # type: ignore[attr-defined]
            line.row.budget,
            line.hours,
            line.kronor,
        ]
        for one in goals_of(plan)
        for line in one.lines
    ]
    name = str(plan)
    return table_file(name, headers, cells, kind)


def plan_paper(plan: OperationalPlan, language: str) -> bytes:
    """The plan as a paper, PDF/UA-1 and PDF/A-3a; the same bytes for the same state."""
    look = look_of(plan.network)
    with translation.override(language):
        goals = goals_of(plan)
        texts = newest_texts(plan)
        facts = {
            "plan": plan,
            "goals": goals,
            "chart": progress_chart(goals, language, Palette.of(look)),
            "given": given_by_member(plan),
            "budget": sum(one.budget for one in goals),
            "texts": [texts[kind] for kind in ("foreword", "manifest", "vision") if kind in texts],
            "demo": plan.network.example_data,
        }
    statuses = ActivityStatus.objects.filter(activity__plan=plan)
    last = statuses.aggregate(at=Max("made_at"))["at"]
    newest = [plan.made_at, *(one.made_at for one in texts.values()), *([last] if last else [])]
    return render_pdf_bounded(
        TEMPLATE, facts, language=language, network=look, created=max(newest).replace(microsecond=0)
    )
