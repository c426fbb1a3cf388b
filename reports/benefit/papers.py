"""Benefit statements as documents: one, or all of a year with a workbook, by a job."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.models import Membership
from network.actions.job import JobRefused, Run, job, start
from network.charts import Palette
from network.documents import DocumentProblem, NetworkLook, render_pdf_bounded
from network.looks import look_of
from network.models import Document, Job, Network, User
from network.seat import Seat
from network.sentences import name_jobs
from network.sorting import swedish_order
from network.tables import file_name, to_workbook
from reports.benefit import words
from reports.benefit.exports import SHEETS
from reports.benefit.figures import benefits_of
from reports.benefit.statement import Shelf, Statement, statement_of

TEMPLATE = "documents/benefit_statement.html"
WHEN = (1980, 1, 1, 0, 0, 0)  # of every file in an archive: the same input, the same bytes

name_jobs(
    {
        "reports.benefit_statement": gettext_lazy("Benefit statement %(year)s, %(authority)s"),
        "reports.benefit_statements": gettext_lazy("All benefit statements %(year)s"),
    }
)


def order_statement(member: Membership, year: int, language: str, *, by: Seat) -> Job:
    """Order one member's statement."""
    return start(
        "reports.benefit_statement",
        key=f"{year}-{member.pk}-{language}-{by.user.pk}",
        by=by,
        total=1,
        year=year,
        member=member.pk,
        authority=member.short_name,
        language=language,
        day=timezone.localdate().isoformat(),
    )


def order_statements(year: int, language: str, *, by: Seat) -> Job:
    """Order every member's statement and their workbook."""
    return start(
        "reports.benefit_statements",
        key=f"{year}-{language}-{by.user.pk}",
        by=by,
        year=year,
        language=language,
        day=timezone.localdate().isoformat(),
    )


def statements_of(year: int, members: Sequence[Membership], today: date) -> Iterator[Statement]:
    """The statements of some members, those that the open scope may read."""
    own, network = benefits_of(year)
    shelf = Shelf.of(year, today)
    for member in members:
        if member.pk in own:
            yield statement_of(member, own[member.pk], network, shelf)


def members_of(year: int) -> list[Membership]:
    """Those who were members some day of a year, in Swedish order."""
    found = (
        Membership.objects.exclude(since__gt=date(year, 12, 31))
        .exclude(until__lt=date(year, 1, 1))
        .select_related("authority")
    )
    return sorted(found, key=lambda member: swedish_order(member.name))


def context(it: Statement, palette: Palette, *, demo: bool) -> dict[str, Any]:
    """What the document shows."""
    return {
        "demo": demo,
        "it": it,
        "lead": words.lead_of(it),
        "got": words.got(it),
        "gave": words.gave(it),
        "paid": words.paid(it),
        "areas": words.area_chart(it, palette),
        "use": words.use_chart(it, palette),
        "counting": list(words.ways_of_counting(it)),
    }


def _drawn(run: Run, it: Statement, network: Network, look: NetworkLook) -> bytes:
    made = timezone.make_aware(datetime.combine(_day(run), time.min))
    try:
        return render_pdf_bounded(
            TEMPLATE,
            context(it, Palette.of(look), demo=network.example_data),
            language=str(run.facts["language"]),
            network=look,
            created=made,
        )
    except DocumentProblem as problem:
        raise JobRefused(str(problem.sentence)) from problem


def _day(run: Run) -> date:
    return date.fromisoformat(str(run.facts["day"]))


def _seat(run: Run, granted: Any, verb: str) -> Seat:
    network = Network.objects.get(pk=run.network_id)
    seat = Seat(User.objects.get(pk=run.user_id), network, granted)
    if not seat.may(verb):
        raise JobRefused(_("You may not order reports any more."))
    return seat


@job("reports.benefit_statement")
def draw_statement(run: Run) -> None:
    """Draw one statement as the one who ordered it may read it."""
    year = int(run.facts["year"])
    with translation.override(str(run.facts["language"])):
        with run.step() as granted:
            if Job.objects.get(pk=run.job_id).result_id:
                return
            network = _seat(run, granted, "see_benefit").network
            member = Membership.objects.filter(pk=run.facts["member"]).select_related("authority")
            found = list(statements_of(year, list(member), _day(run)))
            if not found:
                raise JobRefused(_("There is no statement of that member and year."))
            look = look_of(network)
        content = _drawn(run, found[0], network, look)
        run.advance(1, 1)
        run.keep(
            kind=Document.Kind.TABLE,  # for the one who ordered it alone
            name=_("Benefit statement %(year)s, %(name)s.pdf")
            % {"year": year, "name": found[0].member.short_name},
            media_type="application/pdf",
            content=content,
        )


@job("reports.benefit_statements")
def draw_statements(run: Run) -> None:
    """Draw every statement of a year, one after the other, and their workbook beside."""
    year = int(run.facts["year"])
    with translation.override(str(run.facts["language"])):
        with run.step() as granted:
            if Job.objects.get(pk=run.job_id).result_id:
                return
            network = _seat(run, granted, "see_benefits").network
            found = list(statements_of(year, members_of(year), _day(run)))
            look = look_of(network)
        if not found:
            raise JobRefused(_("Nobody was a member in that year."))
        box = io.BytesIO()
        with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as archive:
            for done, it in enumerate(found):
                run.advance(done, len(found))
                name = file_name(f"{it.member.name} {year}", "pdf")
                archive.writestr(zipfile.ZipInfo(name, WHEN), _drawn(run, it, network, look))
            made = timezone.make_aware(datetime.combine(_day(run), time.min))
            sheets = [(str(title), heads(), rows(found)) for title, heads, rows in SHEETS]
            workbook = to_workbook(sheets, made=made)
            name = file_name(_("Benefit statements %(year)s") % {"year": year}, "xlsx")
            archive.writestr(zipfile.ZipInfo(name, WHEN), workbook)
        run.advance(len(found), len(found))
        run.keep(
            kind=Document.Kind.REPORT,
            name=_("Benefit statements %(year)s.zip") % {"year": year},
            media_type="application/zip",
            content=box.getvalue(),
        )
