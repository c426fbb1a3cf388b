"""The overview as a document for the steering committee, drawn by a job."""

from datetime import datetime, time
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from network.actions.job import JobRefused, Run, job, start
from network.charts import Palette
from network.documents import DocumentProblem, render_pdf_bounded
from network.looks import look_of
from network.models import Document, Job, Network, User
from network.seat import Seat
from network.sentences import name_jobs
from reports.dashboard.drawing import Drawing
from reports.dashboard.page import drawing_of, drawn, keys_of

STEPS = 2  # the figures, the paper
TEMPLATE = "documents/dashboard.html"

name_jobs({"reports.dashboard": gettext_lazy("How the network stands %(day)s")})


def order_paper(language: str, *, by: Seat) -> Job:
    """Order today's overview in a language."""
    day = timezone.localdate().isoformat()
    return start(
        "reports.dashboard",
        key=f"{day}-{language}-{by.user.pk}",
        by=by,
        total=STEPS,
        day=day,
        language=language,
    )


def context(it: Drawing, *, demo: bool) -> dict[str, Any]:
    """What the document shows."""
    return {
        "demo": demo,
        "today": it.today,
        "keys": keys_of(it),
        "shown": list(drawn(it)),
        "years": it.years,
    }


@job("reports.dashboard")
def draw_dashboard(run: Run) -> None:
    """Draw the overview as the one who ordered it may read it; once, however often it is run."""
    language = str(run.facts["language"])
    with translation.override(language):
        with run.step() as granted:
            if Job.objects.get(pk=run.job_id).result_id:
                return
            network = Network.objects.get(pk=run.network_id)
            seat = Seat(User.objects.get(pk=run.user_id), network, granted)
            look = look_of(network)
            today = timezone.localdate()
            it = drawing_of(today, Palette.of(look)) if seat.may("see_dashboard") else None
            if it is None:
                raise JobRefused(_("You may not order reports any more."))
            shown = context(it, demo=network.example_data)
        run.advance(1, STEPS)
        try:
            content = render_pdf_bounded(
                TEMPLATE,
                shown,
                language=language,
                network=look,
                created=timezone.make_aware(datetime.combine(today, time.min)),
            )
        except DocumentProblem as problem:
            raise JobRefused(str(problem.sentence)) from problem
        run.advance(2, STEPS)
        run.keep(
            kind=Document.Kind.REPORT,
            name=_("How the network stands %(day)s.pdf") % {"day": today.isoformat()},
            media_type="application/pdf",
            content=content,
        )
