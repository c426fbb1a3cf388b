"""The certificate of a completed programme: fetched, asked for, revoked."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from courses.after_forms import RevocationForm
from courses.hiding import is_hidden
from induction.actions.certificate import NotCompleted, RevokedAlready, ask, holding, revoke
from induction.models import InductionCertificate
from induction.views.participation import found_participation
from network.middleware import NetworkRequest
from network.permissions import policy
from network.tables import download


@policy("fetch_induction_certificate", methods="GET POST")
def participation_certificate(request: NetworkRequest, pk: int) -> HttpResponse:
    """The paper, the same bytes each time; asked for where it is not made yet."""
    it = found_participation(request, pk)
    request.seat.require("fetch_induction_certificate", it)
    if request.method == "POST":
        try:
            ask(it, by=request.seat)
        except NotCompleted:
            messages.error(request, _("The certificate is there when the programme is completed."))
        else:
            messages.success(
                request, _("The certificate is being made. It stands here within a minute.")
            )
        return redirect("participation", pk=it.pk)
    there = holding(it)
    if there is None:
        messages.info(request, _("There is no certificate here yet."))
        return redirect("participation", pk=it.pk)
    own = it.person_id in request.seat.scope.people
    if is_hidden(it.person, request.seat) and not own:
        messages.info(request, _("With a protected identity one fetches the certificate oneself."))
        return redirect("participation", pk=it.pk)
    name = _("Certificate %(course)s %(code)s") % {
        "course": there.programme,
        "code": there.printed_code,
    }
    return download(name, bytes(there.paper), "pdf")


@policy("revoke_induction_certificate", methods="GET POST")
def induction_certificate_revocation(request: NetworkRequest, pk: int) -> HttpResponse:
    """Say that a certificate does not hold; the public page says so from now on."""
    seen = InductionCertificate.objects.defer("paper").select_related("participation__programme")
    found = get_object_or_404(seen, pk=pk)
    back = redirect("participation", pk=found.participation_id)
    if found.revoked_at:
        messages.info(request, _("The certificate is revoked already."))
        return back
    form = RevocationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            revoke(found, because=form.cleaned_data["because"], by=request.seat)
        except RevokedAlready:
            messages.info(request, _("The certificate is revoked already."))
        else:
            messages.success(request, _("The certificate is revoked."))
        return back
    context = {"certificate": found, "form": form}
    return render(request, "induction/certificate_revocation.html", context)
