"""Those who take part in a programme, module by module."""

from typing import Literal

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from induction.exports import export
from induction.figures import completion
from induction.forms import ParticipationFilter
from induction.models import Participation
from induction.progress import Progress, progress_of
from induction.rules import Stage
from induction.views.programme import found_programme
from induction.words import KINDS
from network.middleware import NetworkRequest
from network.permissions import policy
from network.sorting import swedish_order

PAGE = 50
FORMATS: tuple[Literal["csv", "xlsx"], ...] = ("csv", "xlsx")


@policy("see_participations")
def participations(request: NetworkRequest, pk: int) -> HttpResponse:
    """People and modules: search, filter, sort, export; one's own authority's, or everybody's."""
    seat, it = request.seat, found_programme(request, pk)
    seen = Participation.objects.overseen_by(seat).filter(programme=it)
    filters = ParticipationFilter(request.GET, seen=seen)
    modules = list(it.modules.all())
    today = timezone.localdate()
    everybody = progress_of(seen.with_all(), modules, today=today, seat=seat)
    rows = _sorted([row for row in everybody if _fits(row, filters)], request.GET.get("sort", ""))
    knows_mentor = seat.scope.whole and it.mentor_round_id is not None
    if "format" in request.GET:
        seat.require("export_participations")
        for kind in FORMATS:
            if request.GET["format"] == kind:
                return export(rows, modules, it, kind, mentors=knows_mentor)
        raise Http404
    taking = [row for row in everybody if row.it.stage in (Stage.TAKING, Stage.COMPLETED)]
    return render(
        request,
        "induction/participation_list.html",
        {
            "it": it,
            "modules": modules,
            "page_obj": Paginator(rows, PAGE).get_page(request.GET.get("page")),
            "kinds": KINDS,
            "filters": filters,
            "knows_mentor": knows_mentor,
            "invites": seat.may("invite_to_induction"),
            "chart": completion(taking, modules, language=get_language() or "sv"),
        },
    )


def _fits(row: Progress, filters: ParticipationFilter) -> bool:
    it, pace = row.it, filters.of("pace")
    words = filters.of("q").casefold().split()
    if not all(word in f"{row.name} {it.membership.name}".casefold() for word in words):
        return False
    if filters.of("membership") not in ("", str(it.membership_id)):
        return False
    if pace and (pace == "late") != (it.stage == Stage.TAKING and row.is_late):
        return False
    return filters.fits(it)


def _sorted(rows: list[Progress], asked: str) -> list[Progress]:
    """By name, unless authority or how much is done is asked for; with - the other way round."""
    rows.sort(key=lambda row: swedish_order(row.name))
    last_first = asked.startswith("-")
    name = asked.removeprefix("-")
    if name == "authority":
        rows.sort(key=lambda row: swedish_order(row.it.membership.name), reverse=last_first)
    elif name == "done":
        rows.sort(key=lambda row: row.done, reverse=last_first)
    elif last_first:
        rows.reverse()
    return rows
