"""Enrolling many: bring the names, look what becomes of each, put right, apply."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses import words
from courses.actions import names as actions
from courses.actions.enrol_many import NotOneAuthority, Overtaken
from courses.actions.names_job import BY_JOB, JOB, order
from courses.exports import names_table
from courses.forecast import Fate
from courses.hiding import shown_email, shown_name
from courses.models import Enrolment, NameList, Run
from courses.name_forms import CorrectionForm, NamesForm
from courses.querysets import places_in_line
from courses.recognition import Looked
from network.middleware import NetworkRequest
from network.models import Job
from network.permissions import policy

ROWS_ON_A_PAGE = 200
PUT_RIGHT_AT_ONCE = 50
ORDER = {fate: place for place, fate in enumerate(
    (
        Fate.ERROR, Fate.REFUSED, Fate.SEAT, Fate.PENDING, Fate.APPLIES, Fate.LINE, Fate.THERE,
        Fate.TWICE,
    )
)}  # fmt: skip


@policy("see_participants", methods="GET POST")
def run_names_new(request: NetworkRequest, pk: int) -> HttpResponse:
    """Paste names or choose a file; next one sees what becomes of each."""
    runs = Run.objects.seen_by(request.seat).with_seats().select_related("course")
    run = get_object_or_404(runs, pk=pk)
    form = NamesForm(request.POST or None, request.FILES or None, seat=request.seat)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        kept = actions.keep(
            run,
            form.rows,
            by=request.seat,
            name=upload.name if upload else "",
            membership_id=form.membership_id(),
        )
        return redirect("name_list", pk=kept.pk)
    return render(
        request,
        "courses/names_new.html",
        {"run": run, "form": form, "when": words.when_of(run), "only": form.only},
    )


def _mine(request: NetworkRequest, pk: int) -> Any:
    lists = NameList.objects.seen_by(request.seat).select_related("run__course", "membership")
    return get_object_or_404(lists, pk=pk)


@policy("see_participants")
def name_list(request: NetworkRequest, pk: int) -> HttpResponse:
    """What becomes of each row if the list is applied now; or what it became."""
    names = _mine(request, pk)
    job = Job.objects.filter(name=JOB, key=str(names.pk)).order_by("-pk").first()
    if request.headers.get("HX-Request"):
        response = render(request, "courses/names_progress.html", {"names": names, "job": job})
        if job is None or job.over:
            response["HX-Refresh"] = "true"
        return response
    if names.applied_at:
        return _result(request, names)
    whole = "whole" in request.GET
    looked = actions.look(names, by=request.seat, whole=whole)
    return _preview(request, names, looked, job=job, whole=whole)


def _preview(
    request: NetworkRequest,
    names: NameList,
    looked: list[Looked],
    *,
    job: Job | None = None,
    form: CorrectionForm | None = None,
    whole: bool = False,
) -> HttpResponse:
    wrong = [one for one in looked if one.fate is Fate.ERROR]
    form = form or CorrectionForm(rows=[one.row for one in wrong[:PUT_RIGHT_AT_ONCE]])
    rest = [one for one in looked if one.fate is not Fate.ERROR]
    rest.sort(key=lambda one: (ORDER[one.fate], one.row.number))
    page = Paginator(rest, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    counts = Counter(one.fate for one in looked)
    ready = sum(one.makes for one in looked)
    return render(
        request,
        "courses/names_preview.html",
        {
            "names": names,
            "run": names.run,
            "when": words.when_of(names.run),
            "page_obj": page,
            "lines": [_line(one) for one in page],
            "wrong": [
                {"one": one, "field": form[f"row-{one.row.number}"], "likely": f"likely-{place}"}
                for place, one in enumerate(wrong[:PUT_RIGHT_AT_ONCE])
            ],
            "form": form,
            "counts": {fate.value: counts[fate] for fate in Fate},
            "more_wrong": max(0, len(wrong) - PUT_RIGHT_AT_ONCE),
            "new": sum(one.new for one in looked),
            "ready": ready,
            "choose": len(looked) <= BY_JOB,
            "whole": whole,
            "together": 1 < ready <= BY_JOB,
            "seats": counts[Fate.SEAT] + counts[Fate.PENDING],
            "verb": _("Enrol those chosen")
            if len(looked) <= BY_JOB
            else ngettext("Enrol %(n)s person", "Enrol %(n)s people", ready) % {"n": ready},
            "job": job if job and not job.over else None,
            "failed": job.error if job and job.over else "",
        },
    )


def _line(one: Looked) -> dict[str, Any]:
    person = one.person
    hidden = person is not None and person.hidden
    return {
        "number": one.row.number,
        "name": _("Protected identity") if hidden else (person.name if person else one.row.name),
        "email": "" if hidden else (person.email if person else one.row.email),
        "makes": one.makes,
        "kind": KINDS[one.fate],
        "fate": _fate(one),
        "new": one.new,
        "clash": one.clash,
        "likely": one.likely,
    }


KINDS = {
    Fate.SEAT: "good",
    Fate.PENDING: "now",
    Fate.APPLIES: "notice",
    Fate.LINE: "notice",
    Fate.THERE: "off",
    Fate.TWICE: "off",
    Fate.REFUSED: "bad",
    Fate.ERROR: "bad",
}


def _fate(one: Looked) -> str:
    if one.fate is Fate.SEAT:
        return _("Gets one of your own seats") if one.own else _("Gets a seat")
    if one.fate is Fate.PENDING:
        return _("Gets a seat if it is approved")
    if one.fate is Fate.APPLIES:
        return _("Applies; the seats are given out later")
    if one.fate is Fate.LINE:
        return _("Number %(place)s in line") % {"place": one.place}
    return one.sentence


def _result(request: NetworkRequest, names: NameList) -> HttpResponse:
    rows = list(
        Enrolment.objects.seen_by(request.seat)
        .filter(pk__in=names.made)
        .select_related("person", "membership__authority")
        .order_by("number")
    )
    page = Paginator(rows, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    places = places_in_line([row.pk for row in page if row.state == "waiting"])
    counts = Counter(row.state for row in rows)
    return render(
        request,
        "courses/names_result.html",
        {
            "names": names,
            "run": names.run,
            "page_obj": page,
            "lines": [
                {
                    "name": shown_name(row.person, request.seat),
                    "email": shown_email(row.person, request.seat),
                    "seated": row.state == Enrolment.State.ENROLLED,
                    "place": places.get(row.pk),
                    "state": row.get_state_display(),
                }
                for row in page
            ],
            "told": told(counts),
            "left": len(names.rows),
        },
    )


def told(counts: Counter[str]) -> str:
    """How many got a seat, how many need a yes, and how many wait."""
    seats, pending = counts["enrolled"], counts["pending"]
    waiting, applied = counts["waiting"], counts["applied"]
    parts = [ngettext("%(n)s person got a seat", "%(n)s people got a seat", seats) % {"n": seats}]
    if pending:
        said = ngettext("%(n)s seat awaits a yes", "%(n)s seats await a yes", pending)
        parts.append(said % {"n": pending})
    if waiting:
        said = ngettext("%(n)s waits in line", "%(n)s wait in line", waiting)
        parts.append(said % {"n": waiting})
    if applied:
        said = ngettext("%(n)s has applied", "%(n)s have applied", applied)
        parts.append(said % {"n": applied})
    return ", ".join(parts[1:] if not seats and len(parts) > 1 else parts) + "."


@policy("see_participants", methods="POST")
def name_list_rows(request: NetworkRequest, pk: int) -> HttpResponse:
    """Write rows anew that could not be read, then look again."""
    names = _mine(request, pk)
    if names.applied_at:
        messages.info(request, _("The list is applied already. Bring the rest as a new list."))
        return redirect("name_list", pk=names.pk)
    form = CorrectionForm(
        request.POST, rows=[row for row in names.written if f"row-{row.number}" in request.POST]
    )
    if not form.is_valid():
        return _preview(request, names, actions.look(names, by=request.seat), form=form)
    actions.put_right(names, form.texts())
    return redirect("name_list", pk=names.pk)


@policy("see_participants", methods="POST")
def name_list_application(request: NetworkRequest, pk: int) -> HttpResponse:
    """Enrol those chosen: at once, or by the worker when they are many."""
    names = _mine(request, pk)
    if not names.applied_at and len(names.rows) > BY_JOB:
        order(names, by=request.seat)
        messages.success(request, _("The list is being applied. You can leave the page."))
        return redirect("name_list", pk=names.pk)
    chosen = {int(number) for number in request.POST.getlist("chosen") if number.isdecimal()}
    if not chosen and not names.applied_at:
        messages.error(request, _("Nobody was chosen, so nobody was enrolled."))
        return redirect("name_list", pk=names.pk)
    whole = request.POST.get("whole") == "yes"
    try:
        actions.apply(names.pk, chosen, by=request.seat, whole=whole)
    except actions.AlreadyApplied:
        messages.info(request, _("The list is applied already. Nothing happened a second time."))
    except NotOneAuthority:
        messages.error(request, _("A group is of people of one authority. Nobody was enrolled."))
    except Overtaken:
        messages.error(
            request, _("Somebody changed the run or its seats meanwhile. Nobody was enrolled yet.")
        )
    return redirect("name_list", pk=names.pk)


@policy("see_participants")
def name_list_file(request: NetworkRequest, pk: int) -> HttpResponse:
    """The rows with what is wrong with each in a column of its own."""
    names = _mine(request, pk)
    kind = request.GET.get("format", "xlsx")
    if kind not in ("csv", "xlsx"):
        raise Http404
    looked = actions.look(names, by=request.seat)
    if request.GET.get("rows") == "wrong":
        looked = [one for one in looked if one.fate in (Fate.ERROR, Fate.REFUSED)]
    return names_table(names.run, [(one.row, _fate(one)) for one in looked], kind)
