"""All certificates of a run at once, as a job: a letter to each, and one file with all."""

import io
import zipfile
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.actions.attendance import attended
from courses.actions.certificate import OVER, is_earned, issue, least_presence
from courses.models import Certificate, Enrolment, Run
from network.actions.job import JobRefused, job, start
from network.actions.job import Run as Work
from network.models import Document, Job
from network.seat import Seat
from network.sentences import name_jobs
from network.tables import file_name

JOB = "courses.certificates"

name_jobs({JOB: gettext_lazy("Certificates, %(course)s")})


def earners(run: Run) -> list[int]:
    """The enrolments that have earned a certificate by now."""
    least, there = least_presence(run), attended([run.pk])
    rows = Enrolment.objects.filter(run=run, pk__in=there).select_related("run").order_by("pk")
    return [row.pk for row in rows if is_earned(row, there[row.pk], least)]


def order(run: Run, *, by: Seat) -> Job:
    """Have all earned certificates of a run made; refused while the run is not over."""
    by.require("issue_certificates")
    ready = earners(run) if run.state in OVER else []
    if not ready:
        raise JobRefused(_("Nobody has earned a certificate yet."))
    return start(
        JOB, key=f"run:{run.pk}", by=by, total=len(ready), run=run.pk, course=run.course.title
    )


@job(JOB, as_system=True)
def make_all(work: Work) -> None:
    """Issue what is not issued, one in each step, and keep all of them as one file."""
    run_id = int(work.facts["run"])
    with work.step():
        ids = earners(Run.objects.get(pk=run_id))
    for done, pk in enumerate(ids, start=1):
        with work.step():
            issue(Enrolment.objects.for_certificate().get(pk=pk))
        work.advance(done, len(ids))
    with work.step():
        content = _zip(run_id)
    work.keep(
        kind=Document.Kind.TABLE,
        name=_("Certificates %(course)s.zip") % {"course": work.facts["course"]},
        media_type="application/zip",
        content=content,
    )


def _zip(run_id: int) -> bytes:
    file = io.BytesIO()
    # People with protected identity get theirs by letter only.
    held = Certificate.objects.filter(run=run_id, revoked_at=None, person__protected=False)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as folder:
        for one in held.order_by("name", "pk"):
            issued: datetime = timezone.localtime(one.issued_at)
            name = file_name(f"{one.name} {one.printed_code}", "pdf")
            folder.writestr(zipfile.ZipInfo(name, issued.timetuple()[:6]), bytes(one.paper))
    return file.getvalue()
