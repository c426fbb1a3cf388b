"""New managers who are proposed for a programme, and inviting them."""

import re

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.hiding import shown_name
from induction.actions.invite import invite
from induction.proposals import proposed
from induction.rules import months_before
from induction.views.programme import found_programme
from network.middleware import NetworkRequest
from network.permissions import policy

PAGE = 50
NUMBER = r"[0-9]{1,17}"


@policy("invite_to_induction")
def proposals(request: NetworkRequest, pk: int) -> HttpResponse:
    """Managers who are new enough, at a member that takes part, and not invited."""
    it, today = found_programme(request, pk), timezone.localdate()
    found = proposed(it, today=today) if it.published_at else []
    people = [(person, shown_name(person, request.seat)) for person in found]
    return render(
        request,
        "induction/proposal_list.html",
        {
            "it": it,
            "page_obj": Paginator(people, PAGE).get_page(request.GET.get("page")),
            "first": months_before(today, it.newest_months),
        },
    )


@policy("invite_to_induction", methods="POST")
def invitations(request: NetworkRequest, pk: int) -> HttpResponse:
    """Invite the chosen; a letter goes to each and to their managers."""
    it = found_programme(request, pk)
    if not it.published_at:
        messages.error(request, _("Publish the programme before you invite anybody to it."))
        return redirect("programme", pk=it.pk)
    chosen = {int(one) for one in request.POST.getlist("chosen") if re.fullmatch(NUMBER, one)}
    if not chosen:
        messages.error(request, _("Choose at least one manager."))
        return redirect("proposals", pk=it.pk)
    count = invite(it, chosen, today=timezone.localdate(), by=request.seat)
    if count:
        words = ngettext(
            "%(n)s manager is invited. A letter is on its way.",
            "%(n)s managers are invited. The letters are on their way.",
            count,
        )
        messages.success(request, words % {"n": count})
    else:
        messages.info(request, _("They are invited already."))
    return redirect("proposals", pk=it.pk)
