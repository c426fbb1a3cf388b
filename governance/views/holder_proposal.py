"""Whom an authority proposes for its mandate, and what the coordinator answers."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.actions import holder_proposal as acts
from governance.bodies.people_forms import AnswerForm, ProposalForm
from governance.models import HolderProposal
from governance.views.mandate import seen_mandate
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in, refusals_said


@policy("propose_holder", methods="GET POST")
def holder_proposal_new(request: NetworkRequest, pk: int) -> HttpResponse:
    """Propose somebody for one's own authority's mandate."""
    mandate = seen_mandate(pk)
    if mandate.membership_id is None:
        raise Http404
    request.seat.require("propose_holder", mandate)
    blank = HolderProposal(membership_id=mandate.membership_id)
    form = ProposalForm(request.POST or None, instance=blank, mandate=mandate)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            acts.propose(form.save(commit=False), by=request.seat)
            messages.success(
                request, _("%(name)s is proposed. The coordinator answers.") % {"name": blank.name}
            )
            return redirect("body", pk=mandate.body_id)
    context = {"form": form, "mandate": mandate, "body": mandate.body}
    return render(request, "governance/holder_proposal_form.html", context)


def _seen(request: NetworkRequest, pk: int) -> HolderProposal:
    rows = HolderProposal.objects.select_related("mandate__body", "mandate__membership__authority")
    found: HolderProposal = get_object_or_404(rows, pk=pk)
    return found


@policy("answer_holder_proposal", methods="GET POST")
def holder_proposal_answer(request: NetworkRequest, pk: int) -> HttpResponse:
    """Appoint whom an authority proposes, or say why not."""
    proposal = _seen(request, pk)
    first = max(proposal.since, timezone.localdate())
    form = AnswerForm(request.POST or None, initial={"since": first})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with refusals_in(form):
            if said["answer"] == "yes":
                acts.accept(proposal, said["since"], by=request.seat)
                words = _("%(name)s is appointed, and those who proposed are told.")
            else:
                acts.decline(proposal, said["why"], by=request.seat)
                words = _("Those who proposed %(name)s are told why not.")
            messages.success(request, words % {"name": proposal.name})
            return redirect("body", pk=proposal.mandate.body_id)
    context = {"form": form, "proposal": proposal, "body": proposal.mandate.body}
    return render(request, "governance/holder_proposal_answer.html", context)


@policy("propose_holder", methods="POST")
def holder_proposal_withdrawal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take back a proposal that is not answered."""
    proposal = _seen(request, pk)
    request.seat.require("propose_holder", proposal)
    with refusals_said(request):
        acts.withdraw(proposal, by=request.seat)
        messages.success(request, _("The proposal is taken back."))
    return redirect("body", pk=proposal.mandate.body_id)
