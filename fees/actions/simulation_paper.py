"""A fee simulation as a document for the steering committee, drawn by a job."""

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from fees.models import Simulation
from fees.simulations import papers as simulation_papers
from network.actions.job import JobRefused, Run, job, start
from network.documents import DocumentProblem, render_pdf_bounded
from network.looks import look_of
from network.models import Document, Job, Network
from network.seat import Seat

STEPS = 2  # the figures, the paper


def order_paper(simulation: Simulation, language: str, *, by: Seat) -> Job:
    """Order the document of a simulation in a language."""
    return start(
        "fees.simulation_paper",
        key=f"simulation-{simulation.pk}-{language}-{by.user.pk}",
        by=by,
        total=STEPS,
        simulation=simulation.pk,
        language=language,
    )


@job("fees.simulation_paper")
def draw_paper(run: Run) -> None:
    """Draw the document as the one who ordered it may see it; once, however often it is run."""
    language = str(run.facts["language"])
    with translation.override(language):
        with run.step():
            if Job.objects.get(pk=run.job_id).result_id:
                return
            found = (
                Simulation.objects.filter(pk=run.facts["simulation"])
                .prefetch_related("schemes")
                .first()
            )
            if found is None:
                raise JobRefused(_("The simulation is not there any more."))
            network = Network.objects.get(pk=run.network_id)
        look = look_of(network)
        context = simulation_papers.context(
            found, look=look, language=language, demo=network.example_data
        )
        run.advance(1, STEPS)
        try:
            content = render_pdf_bounded(
                simulation_papers.TEMPLATE,
                context,
                language=language,
                network=look,
                created=timezone.now(),
            )
        except DocumentProblem as problem:
            raise JobRefused(str(problem.sentence)) from problem
        run.advance(2, STEPS)
        run.keep(
            kind=Document.Kind.REPORT,
            name=_("Fee simulation %(year)s, %(name)s.pdf")
            % {"year": found.year, "name": found.name},
            media_type="application/pdf",
            content=content,
        )
