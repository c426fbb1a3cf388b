"""A page of the catalogue, kept while no run, course, day or seat in the network changes."""

from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

from django.core.paginator import Paginator
from django.db import connection
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.catalogue import Listed, by_course, matching, own_words
from courses.forms import CatalogueForm
from courses.models import Enrolment, Run
from courses.search import most_like
from network.kept import Kept, Shared
from network.seat import Seat

# One number for every version of every row that the catalogue is made of, as the seat's locks
# show them (a row's place and its last writer name its version), and where the person stands.
LOOK = """
SELECT concat_ws(' ',
    (SELECT concat(count(*), ' ', bit_xor(hashtextextended(
            concat(r.id, r.ctid, r.xmin, c.ctid, c.xmin, k.id, k.ctid, k.xmin), 0)))
       FROM courses_run r
       JOIN courses_course k ON k.network_id = r.network_id AND k.id = r.course_id
       LEFT JOIN courses_seatcount c ON c.network_id = r.network_id AND c.run_id = r.id
      WHERE r.network_id = n.id AND (r.ends_at >= now() OR r.ends_at IS NULL)),
    (SELECT concat(count(*), ' ', bit_xor(hashtextextended(concat(s.id, s.ctid, s.xmin), 0)))
       FROM courses_session s WHERE s.network_id = n.id AND s.run_id IN (
           SELECT r.id FROM courses_run r
            WHERE r.network_id = n.id AND (r.ends_at >= now() OR r.ends_at IS NULL))),
    (SELECT concat(count(*), ' ', bit_xor(hashtextextended(concat(a.id, a.ctid, a.xmin), 0)))
       FROM courses_area a WHERE a.network_id = n.id)),
    (SELECT json_object_agg(e.run_id, e.state) FROM courses_enrolment e
      WHERE e.network_id = n.id AND e.person_id = ANY (%s) AND e.state = ANY (%s))
  FROM network_network n WHERE n.id = %s
"""
COURSES_ON_A_PAGE = 20
PAGES = 128
SORTS = {"begins": _("First day"), "title": _("Title"), "price": _("Price")}
CHIPS = ("term", "town", "area", "form", "kind", "language", "price")
_kept = Kept(PAGES)


@dataclass(frozen=True)
class Row:
    """A course in the list; one's own standing on it makes it unlike everybody's."""

    row: Listed
    shared: Shared | None


def look(seat: Seat) -> tuple[str, dict[int, str]]:
    """The stamp of the catalogue's rows, and the seat's state on each of its runs."""
    people, active = list(seat.scope.people), [str(state) for state in Enrolment.ACTIVE]
    with connection.cursor() as cursor:
        cursor.execute(LOOK, [people, active, seat.network.pk])
        stamp, mine = cursor.fetchone()
    return stamp, {int(run): state for run, state in (mine or {}).items()}


def catalogue_page(seat: Seat, asked: QueryDict) -> dict[str, Any]:
    """What the page says for an address; the rows with the person's own standing on them."""
    stamp, mine = look(seat)
    keeps = seat.may("keep_courses")
    minute = timezone.now().timestamp() // 60  # a run leaves the list when it ends
    key = (stamp, asked.urlencode(), timezone.localdate(), minute, keeps)
    words = _kept.get(key, lambda: _made(seat, asked, keeps=keeps))
    rows = [_row(row, mine, key) for row in words["rows"]]
    return words | {"shared": Shared(key, words), "rows": rows}


def _row(row: Listed, mine: dict[int, str], key: Any) -> Row:
    if not any(run["pk"] in mine for run in row.runs):
        return Row(row, Shared((*key, row.course.pk), {"row": row}))
    runs = [
        run | {"seats": own_words(mine[run["pk"]]), "few": False, "full": False}
        if run["pk"] in mine
        else run
        for run in row.runs
    ]
    return Row(replace(row, runs=runs), None)


def upcoming(seat: Seat) -> Any:
    """The runs that the catalogue is about."""
    return Run.objects.seen_by(seat).exclude(state="planned").upcoming(timezone.now())


def _made(seat: Seat, asked: QueryDict, *, keeps: bool) -> dict[str, Any]:
    form = CatalogueForm(asked, runs=upcoming(seat))
    runs = matching(upcoming(seat), form)
    listed = by_course(runs, {}, form.value("sort"))
    page = Paginator(listed, COURSES_ON_A_PAGE).get_page(asked.get("page"))
    rows = list(page.object_list)
    page.object_list = rows  # what is kept is one page, not the whole list behind it
    _counted = (page.paginator.count, page.paginator.num_pages)
    page.paginator.object_list = ()
    return {
        "rows": rows,
        "page_obj": page if listed else None,
        "run_count": len(runs),
        "form": form,
        "shown": {name: form.shown(name) for name in CHIPS},
        "offered": form.offered(CHIPS),
        "free": bool(form.value("free")),
        "sort": SORTS[form.value("sort") or "begins"],
        "meant": most_like(form.value("q")) if form.value("q") and not listed else None,
        "keeps": keeps,
        "request": SimpleNamespace(GET=asked),  # of the request, links know the address alone
    }
