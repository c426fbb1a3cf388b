"""The workbook beside each paper, where its job's page offers both."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from network.models import Job
from network.results import More, declare_more
from network.seat import Seat
from reports.models import Edition


def _of_edition(job: Job, seat: Seat) -> Sequence[More]:
    found = Edition.objects.seen_by(seat).with_papers().filter(paper_id=job.result_id).first()
    if found is None:
        return ()
    return [More(found.workbook.name, reverse("document", args=[found.workbook_id]))]


def _of_statement(job: Job, seat: Seat) -> Sequence[More]:
    year, member = job.facts["year"], job.facts["member"]
    address = reverse("benefit", args=[member])
    name = _("Benefit statement %(year)s, %(name)s.xlsx") % {
        "year": year,
        "name": job.facts["authority"],
    }
    return [More(name, f"{address}?year={year}&format=xlsx")]


def _of_dashboard(job: Job, seat: Seat) -> Sequence[More]:
    return [More(_("How the network stands.xlsx"), reverse("dashboard") + "?format=xlsx")]


declare_more("reports.year_report", _of_edition)
declare_more("reports.regional_pack", _of_edition)
declare_more("reports.benefit_statement", _of_statement)
declare_more("reports.dashboard", _of_dashboard)
