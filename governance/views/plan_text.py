"""The manifest, the vision and the forewords: read, and written in versions."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from governance.actions.follow_plan import versions, write_text
from governance.models import OperationalPlan, PlanText
from governance.plans.forms import PlanTextForm
from governance.plans.rules import TextKind
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in

LANGUAGES = ("sv", "en")
SHOWN = 50


@policy("see_operational_plan")
def plan_texts(request: NetworkRequest) -> HttpResponse:
    """What the network says that it is and means to be."""
    newest: dict[tuple[str, str], PlanText] = {}
    for row in PlanText.objects.filter(plan=None).order_by("number"):
        newest[row.kind, row.language] = row
    parts = [
        (kind, kind.label, [(language, newest.get((kind, language))) for language in LANGUAGES])
        for kind in (TextKind.MANIFEST, TextKind.VISION)
    ]
    context = {"parts": parts, "keeps": request.seat.may("keep_operational_plan")}
    return render(request, "governance/plan_texts.html", context)


@policy("keep_operational_plan", methods="GET POST")
def plan_text(request: NetworkRequest, kind: str, language: str) -> HttpResponse:
    """Write a new version of the manifest or the vision."""
    if kind not in (TextKind.MANIFEST, TextKind.VISION) or language not in LANGUAGES:
        raise Http404
    return _written(request, PlanText(kind=kind, language=language))


@policy("keep_operational_plan", methods="GET POST")
def plan_foreword(request: NetworkRequest, pk: int, language: str) -> HttpResponse:
    """Write a new version of a plan's foreword."""
    if language not in LANGUAGES:
        raise Http404
    plan = get_object_or_404(OperationalPlan.objects.seen_by(request.seat), pk=pk)
    return _written(request, PlanText(kind=TextKind.FOREWORD, plan=plan, language=language))


def _written(request: NetworkRequest, fresh: PlanText) -> HttpResponse:
    rows = PlanText.objects.filter(kind=fresh.kind, plan=fresh.plan, language=fresh.language)
    first = {"base": versions(fresh), "text": getattr(rows.first(), "text", "")}
    form = PlanTextForm(request.POST or None, instance=fresh, initial=first)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            base = form.cleaned_data["base"]
            write_text(form.save(commit=False), base=base, by=request.seat)
            messages.success(request, _("The text is kept as a new version."))
            if fresh.plan_id:
                return redirect("plan_year", pk=fresh.plan_id)
            return redirect("plan_texts")
    context = {"form": form, "fresh": fresh, "versions": rows[:SHOWN]}
    return render(request, "governance/plan_text.html", context)
