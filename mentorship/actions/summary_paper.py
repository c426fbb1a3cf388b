"""The report of a round as a document for the steering committee, drawn by a job."""

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentorship.models import MentorRound
from mentorship.summary.page import context
from mentorship.summary.report import report_of
from network.actions.job import JobRefused, Run, job, start
from network.charts import Palette
from network.documents import DocumentProblem, render_pdf_bounded
from network.looks import look_of
from network.models import Document, Job, Network, User
from network.seat import Seat
from network.sentences import name_jobs

STEPS = 2  # the figures, the paper
TEMPLATE = "documents/round_report.html"

name_jobs({"mentorship.round_paper": gettext_lazy("Report of %(title)s")})


def order_paper(found: MentorRound, language: str, *, by: Seat) -> Job:
    """Order the report of a round in a language."""
    return start(
        "mentorship.round_paper",
        # Somebody else's job may not be seen, so each person has their own.
        key=f"round-{found.pk}-{language}-{by.user.pk}",
        by=by,
        total=STEPS,
        round=found.pk,
        title=found.title,
        language=language,
    )


@job("mentorship.round_paper")
def draw_paper(run: Run) -> None:
    """Draw the report as the one who ordered it may read it; once, however often it is run."""
    language = str(run.facts["language"])
    with translation.override(language):
        with run.step() as granted:
            if Job.objects.get(pk=run.job_id).result_id:
                return
            network = Network.objects.get(pk=run.network_id)
            seat = Seat(User.objects.get(pk=run.user_id), network, granted)
            if not seat.may("see_round_report"):
                raise JobRefused(_("You may not order reports any more."))
            found = MentorRound.objects.seen_by(seat).filter(pk=run.facts["round"]).first()
            if found is None:
                raise JobRefused(_("The round is not there any more."))
            look = look_of(network)
            shown = context(report_of(found), Palette.of(look))
        run.advance(1, STEPS)
        try:
            content = render_pdf_bounded(
                TEMPLATE,
                {**shown, "demo": network.example_data},
                language=language,
                network=look,
                created=timezone.now(),
            )
        except DocumentProblem as problem:
            raise JobRefused(str(problem.sentence)) from problem
        run.advance(2, STEPS)
        run.keep(
            kind=Document.Kind.REPORT,
            name=_("Report of %(round)s.pdf") % {"round": found.title},
            media_type="application/pdf",
            content=content,
        )
