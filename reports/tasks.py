"""What the worker does for the reports."""

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from network import scope
from network.actions.job import JobRefused, Run, job
from network.documents import DocumentProblem, render_pdf_bounded
from network.looks import look_of
from network.models import Document, Job, Network, User
from network.seat import Seat
from network.sentences import name_jobs
from reports import papers
from reports.figures import gather

STEPS = 3  # who asks, the figures, the paper

name_jobs({"reports.year_report": gettext_lazy("Annual report %(year)s")})


@job("reports.year_report", as_system=True)
def year_report(run: Run) -> None:
    """Make the annual report of a year in a language; made once, however often it is run.

    The figures are the whole network's, so they are read as the portal itself, after the one who
    ordered them has been asked for again: a role may have ended since.
    """
    year, language = int(run.facts["year"]), str(run.facts["language"])
    with translation.override(language):
        _refuse_without_permission(run)
        run.advance(1, STEPS)
        with run.step():
            if Job.objects.get(pk=run.job_id).result_id:
                return
            network = Network.objects.get(pk=run.network_id)
            facts = gather(year, today=timezone.localdate(), language=language)
        run.advance(2, STEPS)
        look = look_of(network)
        context = papers.year_report(facts, look=look, language=language, demo=network.example_data)
        try:
            content = render_pdf_bounded(
                papers.TEMPLATE,
                context,
                language=language,
                network=look,
                created=timezone.now(),
            )
        except DocumentProblem as problem:
            raise JobRefused(str(problem.sentence)) from problem
        run.advance(3, STEPS)
        run.keep(
            kind=Document.Kind.REPORT,
            name=_("Annual report %(year)s.pdf") % {"year": year},
            media_type="application/pdf",
            content=content,
        )


def _refuse_without_permission(run: Run) -> None:
    try:
        with scope.enter(run.user_id, run.network_id) as granted:
            user, network = User.objects.get(pk=run.user_id), Network.objects.get(pk=run.network_id)
            allowed = Seat(user, network, granted).may("order_report")
    except scope.NotAMember:
        allowed = False
    if not allowed:
        raise JobRefused(_("You may not order reports any more."))
