"""The network map: as a picture and as tables, and one circle of it."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from governance.actions import circle as acts
from governance.map.forms import CircleForm, MapFilter
from governance.map.found import NetworkMap, found_gaps, network_map, said_of_overlaps
from governance.map.picture import picture
from governance.models import Circle, Cluster
from members.models import Membership
from network.charts.matrix import MOST as MOST_IN_MATRIX
from network.charts.matrix import matrix
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in
from network.sorting import swedish_order
from network.tables import table_file


def seen_circle(request: NetworkRequest, pk: int) -> Circle:
    """A circle of the network."""
    rows = Circle.objects.seen_by(request.seat).select_related("cluster")
    found: Circle = get_object_or_404(rows, pk=pk)
    return found


@policy("see_map")
def map_page(request: NetworkRequest) -> HttpResponse:
    """Who is in what, where circles overlap, and what is not covered."""
    today = timezone.localdate()
    every = sorted(
        Membership.objects.on(today).select_related("authority"),
        key=lambda row: swedish_order(row.name),
    )
    known = list(Cluster.objects.all())
    filters = MapFilter(request.GET, clusters=known, members=every)
    asked = filters.cleaned_data if filters.is_valid() else {}
    found = network_map(request.seat, today, asked, every, known)
    if (kind := request.GET.get("format", "")) in ("csv", "xlsx"):
        return _table(found, kind)
    filtered = any(asked.values())
    clusters, alone = ([], []) if filtered else found_gaps(found)
    language = get_language() or "sv"
    context = {
        "found": found,
        "filters": filters,
        "filtered": filtered,
        "said": {name: filters.words_of(name) for name in ("kind", "cluster", "member")},
        "picture": picture(found.member_nodes, found.circle_nodes, found.lines, language),
        "common": _common(found, language),
        "grid": [
            (row, [(row.pk, circle.pk) in found.lines for circle in found.circles])
            for row in found.members
        ],
        "overlaps": said_of_overlaps(found),
        "clusters": clusters,
        "alone": alone,
        "keeps": request.seat.may("keep_circles"),
    }
    return render(request, "governance/map.html", context)


def _common(found: NetworkMap, language: str) -> Any:
    """How many members each two circles have in common; None where it could not be read."""
    circles = found.of_circles()
    if not 2 <= len(circles) <= MOST_IN_MATRIX:
        return None
    keys = list(circles)
    cells = {
        (row, column): len(circles[one] & circles[other])
        for row, one in enumerate(keys)
        for column, other in enumerate(keys)
        if row != column
    }
    pairs = sum(count > 0 for count in cells.values()) // 2
    title = ngettext(
        "%(n)s pair has members in common", "%(n)s pairs have members in common", pairs
    ) % {"n": pairs}
    return matrix(
        title,
        [row.name for row in found.circles],
        cells,
        head=_("Network, group or contact path"),
        heads=(_("In common with all"), _("In common with all")),
        unit=_("Members that are in both"),
        alt=title,
        language=language,
    )


def _table(found: NetworkMap, kind: str) -> HttpResponse:
    headers = [
        _("Name"), _("What it is"), _("What for"), _("Competence cluster"), _("From"), _("Until"),
        _("Member"), _("Contact person"), _("Role there"), _("Member there from"),
    ]  # fmt: skip
    names = {row.pk: row.name for row in found.members}
    cells: list[list[Any]] = []
    for row in found.circles:
        first = [
            row.name, str(row.get_kind_display()), row.purpose, str(row.cluster or ""),
            row.since, row.until,
        ]  # fmt: skip
        there = [
            [names[one.membership_id], one.contact, one.role, one.since]
            for one in cast("Any", row).there
            if one.membership_id in names
        ]
        cells += [[*first, *one] for one in there or [["", "", "", None]]]
    name = _("Network map")
    return table_file(name, headers, cells, kind)


@policy("see_map")
def circle(request: NetworkRequest, pk: int) -> HttpResponse:
    """A network, a group or a contact path, and the members that are there."""
    it = seen_circle(request, pk)
    seat = request.seat
    rows = it.members.on(timezone.localdate()).select_related("membership__authority")
    members = sorted(rows, key=lambda row: swedish_order(row.membership.name))
    mine = seat.scope.memberships
    context = {
        "it": it,
        "rows": [(row, seat.scope.whole or row.membership_id in mine) for row in members],
        "keeps": seat.may("keep_circles"),
        "joins": seat.may("keep_map"),
    }
    return render(request, "governance/circle.html", context)


@policy("keep_circles", methods="GET POST")
def circle_new(request: NetworkRequest) -> HttpResponse:
    """Write a circle into the map."""
    return _written(request, Circle())


@policy("keep_circles", methods="GET POST")
def circle_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change a circle, or say when it ended."""
    return _written(request, seen_circle(request, pk))


def _written(request: NetworkRequest, it: Circle) -> HttpResponse:
    form = CircleForm(request.POST or None, instance=it)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            kept = acts.keep_circle(form.save(commit=False), by=request.seat)
            messages.success(request, _("It stands in the map."))
            return redirect("circle", pk=kept.pk)
    return render(request, "governance/circle_form.html", {"it": it, "form": form})
