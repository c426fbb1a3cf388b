"""Certificates: one's own, those of a run, and the public page that checks one."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from courses.actions import certificate as actions
from courses.actions import certificates
from courses.actions.attendance import attended
from courses.after_forms import RevocationForm
from courses.attendance import hours_attended, presence
from courses.checks import checked
from courses.models import Certificate, Enrolment, Run
from network import codes
from network.actions.job import JobRefused
from network.floods import place_of, too_many
from network.middleware import NetworkRequest
from network.permissions import policy
from network.tables import download

ROWS_ON_A_PAGE = 50
CHECKS = 20  # a minute, from one address


@policy("ask_certificate", methods="POST")
def enrolment_certificate(request: NetworkRequest, pk: int) -> HttpResponse:
    """Ask for one's certificate; it is made at once, and a letter leads to it."""
    mine = Enrolment.objects.of(request.seat).select_related("run")
    enrolment = get_object_or_404(mine, pk=pk)
    try:
        actions.ask(enrolment, by=request.seat)
    except actions.NotEarned:
        messages.error(request, _("There is no certificate for you on this run yet."))
    else:
        messages.success(
            request, _("Your certificate is being made. It stands here within a minute.")
        )
    return redirect("my_courses")


@policy("see_certificate")
def certificate(request: NetworkRequest, pk: int) -> HttpResponse:
    """The paper, the same bytes each time."""
    found = get_object_or_404(_seen(request), pk=pk)
    name = _("Certificate %(course)s %(code)s") % {
        "course": found.course,
        "code": found.printed_code,
    }
    return download(name, bytes(found.paper), "pdf")


def _seen(request: NetworkRequest) -> Any:
    """One's own and one's authority's people's; all for the coordinators."""
    scope = request.seat.scope
    found = Certificate.objects.all()
    if scope.whole:
        return found
    mine = found.filter(person__in=scope.people)
    return mine | found.filter(membership__in=scope.memberships)


@policy("issue_certificates", methods="GET POST")
def run_certificates(request: NetworkRequest, pk: int) -> HttpResponse:
    """Who was there how much, who has a certificate, and the button that makes all."""
    run = get_object_or_404(Run.objects.seen_by(request.seat).select_related("course"), pk=pk)
    if request.method == "POST":
        try:
            job = certificates.order(run, by=request.seat)
        except JobRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("run_certificates", pk=run.pk)
        return redirect("job", pk=job.pk)
    seated = (
        Enrolment.objects.seated()
        .filter(run=run)
        .select_related("person", "membership__authority", "run")
        .order_by("person__name", "pk")
    )
    page = Paginator(seated, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    there, least = attended([run.pk]), actions.least_presence(run)
    held = {
        row.enrolment_id: row
        for row in Certificate.objects.filter(run=run).defer("paper").order_by("issued_at")
    }
    ready = certificates.earners(run)
    rows = [_row(request, row, there.get(row.pk, []), least, held.get(row.pk)) for row in page]
    return render(
        request,
        "courses/run_certificates.html",
        {
            "run": run,
            "page_obj": page if page.paginator.count else None,
            "rows": rows,
            "least": least,
            "ready": ready,
            "left": [pk for pk in ready if pk not in held or held[pk].revoked_at],
            "over": run.state in actions.OVER,
        },
    )


def _row(
    request: NetworkRequest,
    row: Enrolment,
    sessions: list[Any],
    least: int,
    held: Certificate | None,
) -> dict[str, Any]:
    own = row.membership_id in request.seat.scope.memberships
    hidden = row.person.protected and not own
    return {
        "enrolment": row,
        "name": _("Protected identity") if hidden else row.person.name,
        "authority": row.membership.short_name,
        "hours": hours_attended(sessions),
        "percent": presence(sessions),
        "earned": actions.is_earned(row, sessions, least),
        "held": held,
        "hidden": hidden,
    }


@policy("issue_certificates", methods="GET POST")
def certificate_revocation(request: NetworkRequest, pk: int) -> HttpResponse:
    """Say that a certificate does not hold; the public page says so from now on."""
    found = get_object_or_404(_seen(request).select_related("run__course"), pk=pk)
    if found.revoked_at:
        messages.info(request, _("The certificate is revoked already."))
        return redirect("run_certificates", pk=found.run_id)
    form = RevocationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.revoke(found, because=form.cleaned_data["because"], by=request.seat)
        messages.success(request, _("The certificate is revoked."))
        return redirect("run_certificates", pk=found.run_id)
    return render(
        request, "courses/certificate_revocation.html", {"certificate": found, "form": form}
    )


@policy(public=True)
def certificate_checks(request: HttpRequest) -> HttpResponse:
    """Where one types the code of a certificate."""
    if "code" in request.GET:
        code = codes.typed(request.GET["code"])
        if code:
            return redirect("certificate_check", code=code)
    return render(request, "courses/certificate_check.html", {"typed": ""})


@policy(public=True)
def certificate_check(request: HttpRequest, code: str) -> HttpResponse:
    """Whether a certificate holds: whose it is, of what, its days, and nothing else."""
    asked = codes.typed(code)
    context: dict[str, Any] = {"typed": codes.grouped(asked)}
    if too_many("certificate", place_of(request), most=CHECKS, seconds=60):
        return render(
            request, "courses/certificate_check.html", {**context, "wait": True}, status=429
        )
    if not codes.is_code(asked):
        return render(
            request, "courses/certificate_check.html", {**context, "mistyped": True}, status=404
        )
    found = checked(asked)
    context["found"], context["unknown"] = found, found is None
    status = 200 if found else 404
    response = render(request, "courses/certificate_check.html", context, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
