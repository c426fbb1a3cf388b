"""Letters to a body, those that were written, and its addresses."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from governance.actions import body_letter as acts
from governance.bodies.forms import BodyLetterForm
from governance.bodies.receivers import addresses_of, counts_of
from governance.models import BodyLetter
from governance.views.body import seen_body
from network.middleware import NetworkRequest
from network.permissions import policy

PAGE = 25


@policy("write_to_body", methods="GET POST")
def body_letter_new(request: NetworkRequest, pk: int) -> HttpResponse:
    """Write to those who sit in the body."""
    body = seen_body(request, pk)
    request.seat.require("write_to_body", body)
    form = BodyLetterForm(request.POST or None, instance=BodyLetter(body=body))
    if request.method == "POST" and form.is_valid():
        acts.write_to_body(form.save(commit=False), by=request.seat)
        messages.success(request, _("The letter is on its way, one to each."))
        return redirect("body_letters", pk=pk)
    context = {"form": form, "body": body, "counts": counts_of(body, timezone.localdate())}
    return render(request, "governance/body_letter_form.html", context)


@policy("write_to_body")
def body_letters(request: NetworkRequest, pk: int) -> HttpResponse:
    """What has been written to the body from the portal."""
    body = seen_body(request, pk)
    request.seat.require("write_to_body", body)
    rows = BodyLetter.objects.filter(body=body).order_by("-at", "-pk")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "governance/body_letter_list.html", {"page_obj": page, "body": body})


@policy("see_body_addresses")
def body_addresses(request: NetworkRequest, pk: int) -> HttpResponse:
    """The mail addresses of a body, to copy into a mail program."""
    body = seen_body(request, pk)
    rows = addresses_of(body, timezone.localdate())
    kinds = (
        (pgettext("of a body", "Members"), [row for row in rows if row.kind == "members"]),
        (_("Deputies"), [row for row in rows if row.kind == "deputies"]),
        (pgettext("of a body", "Guests"), [row for row in rows if row.kind == "guests"]),
    )
    context = {
        "body": body,
        "groups": [
            (label, there, "; ".join(dict.fromkeys(row.email for row in there if row.email)))
            for label, there in kinds
            if there
        ],
    }
    return render(request, "governance/body_addresses.html", context)
