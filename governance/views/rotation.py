"""How duties go round: the rota, its rule, and turns that are made offices."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from governance.actions import rotation as acts
from governance.bodies.rotation import round_of, turn_on
from governance.bodies.rotation_forms import RotationForm
from governance.bodies.strip import strip
from governance.models import RotationRule
from governance.views.body import seen_body
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in, refusals_said


def _seen(pk: int) -> RotationRule:
    found: RotationRule = get_object_or_404(
        RotationRule.objects.select_related("body__kind"), pk=pk
    )
    return found


@policy("see_bodies")
def rotation(request: NetworkRequest, pk: int) -> HttpResponse:
    """The turns of a duty, decided and proposed, as a picture and a table."""
    rule = _seen(pk)
    today = timezone.localdate()
    found = round_of(rule, today)
    context = {
        "rule": rule,
        "body": rule.body,
        "round": found,
        "chart": strip(found, today, get_language() or "sv"),
        "keeps": request.seat.may("keep_body_offices"),
    }
    return render(request, "governance/rotation.html", context)


@policy("keep_bodies", methods="GET POST")
def rotation_new(request: NetworkRequest, pk: int) -> HttpResponse:
    """Let a duty go round."""
    return _form(request, RotationRule(body=seen_body(request, pk)))


@policy("keep_bodies", methods="GET POST")
def rotation_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change the length of a turn, the first day or the order."""
    return _form(request, _seen(pk))


def _form(request: NetworkRequest, rule: RotationRule) -> HttpResponse:
    new = rule.pk is None
    form = RotationForm(request.POST or None, instance=rule, body=rule.body)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            acts.save_rule(form.save(commit=False), form.order(), by=request.seat)
            messages.success(request, _("This is how it goes round. Decide turns one by one."))
            return redirect("rotation", pk=rule.pk)
    context = {"form": form, "rule": rule, "body": rule.body, "new": new}
    return render(request, "governance/rotation_form.html", context)


@policy("keep_body_offices", methods="POST")
def rotation_turn(request: NetworkRequest, pk: int) -> HttpResponse:
    """Decide a turn as it is proposed."""
    rule = _seen(pk)
    try:
        since = parse_date(request.POST.get("since", ""))
    except ValueError:
        since = None
    turn = turn_on(rule, since, timezone.localdate()) if since else None
    if turn is None:
        raise Http404
    with refusals_said(request):
        office = acts.adopt(rule, turn, by=request.seat)
        messages.success(request, _("Decided: %(name)s.") % {"name": office.name})
    return redirect("rotation", pk=pk)


@policy("keep_bodies", methods="GET POST")
def rotation_end(request: NetworkRequest, pk: int) -> HttpResponse:
    """Let a duty go round no more."""
    rule = _seen(pk)
    if request.method == "POST":
        acts.drop_rule(rule, by=request.seat)
        messages.success(request, _("The rule is gone. Turns that were decided stay."))
        return redirect("body", pk=rule.body_id)
    return render(request, "governance/rotation_end.html", {"rule": rule, "body": rule.body})
