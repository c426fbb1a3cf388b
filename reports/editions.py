"""Making an edition of a report: who asks, the figures, the paper, the workbook, kept together."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from django.db import IntegrityError
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from network import scope
from network.actions.job import JobRefused, Run
from network.documents import Attachment, DocumentProblem, NetworkLook, render_pdf_bounded
from network.looks import look_of
from network.models import Document, Job, Network, User
from network.models.journal import note
from network.seat import Seat
from network.tables import CONTENT_TYPES
from reports.annual.facts import YearFacts
from reports.annual.figures import gather
from reports.annual.texts import written_at
from reports.models import Edition
from reports.rules import last_day

STEPS = 4  # the figures, the paper, the workbook, kept
ATTEMPTS = 3  # at a number, which another edition may have taken meanwhile


@dataclass(frozen=True)
class Recipe:
    """How a report becomes of a year's facts: who may, its template, its context, its workbook."""

    kind: str
    verb: str
    template: str
    context: Callable[..., dict[str, Any]]
    workbook: Callable[..., bytes]
    name: Callable[[int], str]


def stamp(year: int, today: date, written: datetime | None) -> datetime:
    """The moment that the files carry: the day that is counted on, or of the newest text.

    Not the clock's, so that the same input gives the same bytes.
    """
    counted = datetime.combine(last_day(year, today), time(12), tzinfo=UTC)
    return max(counted, written.replace(microsecond=0)) if written else counted


def render(
    recipe: Recipe,
    facts: YearFacts,
    *,
    look: NetworkLook,
    language: str,
    demo: bool,
    made: datetime,
) -> tuple[bytes, bytes]:
    """The paper and the workbook of the same facts; the workbook lies inside the paper as well."""
    table = recipe.workbook(facts, language=language, made=made)
    with translation.override(language):
        name = recipe.name(facts.year)
        about = _("The figures of the report, a sheet for each section")
    paper = render_pdf_bounded(
        recipe.template,
        recipe.context(facts, look=look, language=language, demo=demo),
        language=language,
        network=look,
        created=made,
        attachments=[Attachment(f"{name}.xlsx", table, about)],
    )
    return paper, table


def make(run: Run, recipe: Recipe) -> None:
    """Make an edition; made once, however often the job is run, and only if something changed.

    The figures are the whole network's, so they are read as the portal itself, after the one who
    ordered them has been asked for again: a role may have ended since.
    """
    year, language = int(run.facts["year"]), str(run.facts["language"])
    with translation.override(language):
        refuse_without(recipe.verb, run)
        with run.step():
            job = Job.objects.get(pk=run.job_id)
            if job.result_id:
                return
            # The day of the order, which a job that is run again still has.
            today = timezone.localtime(job.created_at).date()
            network = Network.objects.get(pk=run.network_id)
            facts = gather(year, today=today, language=language)
            made = stamp(year, today, written_at(year))
        if facts.is_empty:
            raise JobRefused(nothing_in(year))
        run.advance(1, STEPS)
        try:
            paper, table = render(
                recipe,
                facts,
                look=look_of(network),
                language=language,
                demo=network.example_data,
                made=made,
            )
        except DocumentProblem as problem:
            raise JobRefused(str(problem.sentence)) from problem
        run.advance(3, STEPS)
        _keep(run, recipe, year, language, paper, table)
        run.advance(STEPS, STEPS)


def nothing_in(year: int) -> str:
    """Why there is no report of a year."""
    return _(
        "There is nothing to report of %(year)s: no course, no fee, no mentor pair and no staff "
        "loan is registered in it. Choose another year."
    ) % {"year": year}


def _keep(run: Run, recipe: Recipe, year: int, language: str, paper: bytes, table: bytes) -> None:
    """Lay the edition beside its files; when a colleague's came first, look again what differs."""
    for attempt in range(ATTEMPTS):
        try:
            with run.step():
                _lay(run, recipe, year, language, paper, table)
        except IntegrityError:
            if attempt + 1 == ATTEMPTS:
                raise
        else:
            return


def _lay(run: Run, recipe: Recipe, year: int, language: str, paper: bytes, table: bytes) -> None:
    """The next edition; one that equals the newest is that one."""
    digest = hashlib.sha256(paper + table).hexdigest()
    job = Job.objects.select_for_update().get(pk=run.job_id)
    editions = Edition.objects.filter(kind=recipe.kind, year=year, language=language)
    newest = editions.order_by("-number").first()
    if newest is None or newest.digest != digest:
        number = newest.number + 1 if newest else 1
        name = _("%(report)s, edition %(number)s") % {
            "report": recipe.name(year),
            "number": number,
        }
        newest = Edition.objects.create(
            kind=recipe.kind,
            year=year,
            language=language,
            number=number,
            digest=digest,
            paper=_file(run, f"{name}.pdf", CONTENT_TYPES["pdf"], paper),
            workbook=_file(run, f"{name}.xlsx", CONTENT_TYPES["xlsx"], table),
            user_id=run.user_id,
        )
        note("make_edition", newest, kind=recipe.kind, year=year, number=number)
    job.result_id = newest.paper_id
    job.save(update_fields=["result"])


def _file(run: Run, name: str, media_type: str, content: bytes) -> Document:
    made: Document = Document.objects.create(
        kind=Document.Kind.REPORT,
        user_id=run.user_id,
        name=name,
        media_type=media_type,
        content=content,
    )
    return made


def refuse_without(verb: str, run: Run) -> None:
    """Stop where the one who ordered the job may not do that any more."""
    try:
        with scope.enter(run.user_id, run.network_id) as granted:
            user, network = User.objects.get(pk=run.user_id), Network.objects.get(pk=run.network_id)
            allowed = Seat(user, network, granted).may(verb)
    except scope.NotAMember:
        allowed = False
    if not allowed:
        raise JobRefused(_("You may not order reports any more."))
