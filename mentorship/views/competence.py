"""The network's competences, as the coordinators keep them."""

from django.contrib import messages
from django.db.models import Count, F, Func
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import Competence
from mentorship.actions import competence as acts
from mentorship.intake.competence_form import CompetenceForm
from mentorship.models import Interest
from mentorship.rules import MENTEE
from network.middleware import NetworkRequest
from network.permissions import policy


@policy("keep_competences")
def competences(request: NetworkRequest) -> HttpResponse:
    """What managers choose among, how often each is chosen, and those that have ended."""
    used = _used()
    today = timezone.localdate()
    rows = [
        {
            "it": row,
            "mentees": used.get((row.code, MENTEE), 0),
            "mentors": sum(n for (code, role), n in used.items() if code == row.code)
            - used.get((row.code, MENTEE), 0),
            "ended": row.until is not None and row.until < today,
        }
        for row in Competence.objects.all()
    ]
    context = {
        "offered": [row for row in rows if not row["ended"]],
        "ended": [row for row in rows if row["ended"]],
    }
    return render(request, "mentorship/competence_list.html", context)


def _used() -> dict[tuple[str, str], int]:
    """How many requests that are not withdrawn name a competence, by role."""
    rows = (
        Interest.objects.filter(withdrawn_at=None)
        .order_by()
        .annotate(code=Func(F("areas"), function="unnest"))
        .values("code", "role")
        .annotate(n=Count("pk"))
    )
    return {(row["code"], row["role"]): row["n"] for row in rows}


@policy("keep_competences", methods="GET POST")
def competence_new(request: NetworkRequest) -> HttpResponse:
    """Add a competence."""
    return _keep(request, Competence())


@policy("keep_competences", methods="GET POST")
def competence_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Rename a competence."""
    return _keep(request, get_object_or_404(Competence.objects.all(), pk=pk))


@policy("keep_competences", methods="POST")
def competence_end(request: NetworkRequest, pk: int) -> HttpResponse:
    """Offer a competence no more."""
    found = get_object_or_404(Competence.objects.all(), pk=pk)
    acts.end(found, timezone.localdate(), by=request.seat)
    words = _("%(name)s is not offered any more. Where it is chosen it stays.")
    messages.success(request, words % {"name": found.in_words})
    return redirect("competences")


@policy("keep_competences", methods="POST")
def competence_return(request: NetworkRequest, pk: int) -> HttpResponse:
    """Offer a competence again."""
    found = get_object_or_404(Competence.objects.all(), pk=pk)
    acts.offer_again(found, by=request.seat)
    messages.success(request, _("%(name)s is offered again.") % {"name": found.in_words})
    return redirect("competences")


def _keep(request: NetworkRequest, found: Competence) -> HttpResponse:
    before = found.name
    form = CompetenceForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        kept = form.save(commit=False)
        try:
            if kept.pk:
                acts.rename(kept, before=before, by=request.seat)
            else:
                acts.add(kept, by=request.seat)
        except acts.NameTaken:
            form.add_error("name", _("Another competence has that name."))
        else:
            messages.success(request, _("The competence is saved."))
            return redirect("competences")
    return render(request, "mentorship/competence_form.html", {"form": form, "name": before})
