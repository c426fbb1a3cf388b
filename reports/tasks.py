"""What the worker does for the reports."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from network.actions.job import Run, job
from network.sentences import name_jobs
from reports import editions, more  # noqa: F401 - the workbooks beside the papers
from reports.annual import paper as annual_paper
from reports.annual.workbook import workbook as annual_workbook
from reports.benefit import papers as benefit_papers  # noqa: F401 - jobs
from reports.dashboard import paper as dashboard_paper  # noqa: F401 - a job
from reports.dashboard import tasks as dashboard_tasks  # noqa: F401 - the clock
from reports.models import Edition
from reports.regional import paper as regional_paper
from reports.regional.workbook import workbook as regional_workbook
from reports.survey import replies as survey_replies  # noqa: F401 - a page behind links
from reports.survey import tasks as survey_tasks  # noqa: F401 - the clock

ANNUAL = editions.Recipe(
    Edition.Kind.ANNUAL,
    "order_report",
    annual_paper.TEMPLATE,
    annual_paper.annual_report,
    annual_workbook,
    lambda year: _("Annual report %(year)s") % {"year": year},
)
REGIONAL = editions.Recipe(
    Edition.Kind.REGIONAL,
    "order_regional_pack",
    regional_paper.TEMPLATE,
    regional_paper.regional_pack,
    regional_workbook,
    lambda year: _("Regional pack %(year)s") % {"year": year},
)

name_jobs(
    {
        "reports.year_report": gettext_lazy("Annual report %(year)s"),
        "reports.regional_pack": gettext_lazy("Regional pack %(year)s"),
    }
)


@job("reports.year_report", as_system=True)
def year_report(run: Run) -> None:
    """Make the annual report of a year in a language, as paper and workbook."""
    editions.make(run, ANNUAL)


@job("reports.regional_pack", as_system=True)
def regional_pack(run: Run) -> None:
    """Make the regional pack of a year in a language, as paper and workbook."""
    editions.make(run, REGIONAL)
