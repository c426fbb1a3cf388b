"""A notice: writing it, its page, publishing it, closing it and hanging it up again."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from loans.actions import notice as acts
from loans.board.desk import Desk
from loans.board.notice_page import notice_page
from loans.models import Notice
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_said
from network.towns import known_towns


@policy("see_loans")
def notice(request: NetworkRequest, pk: int) -> HttpResponse:
    """A notice as all read it; to those who answer for it also what waits."""
    found = _seen(request, pk)
    return render(request, "loans/notice.html", notice_page(found, request.seat))


@policy("write_notice", methods="GET POST")
def notice_new(request: NetworkRequest) -> HttpResponse:
    """Write a notice; `?copy=` begins with an old one's words."""
    number = request.GET.get("copy", "")
    old = None
    if number:
        pk = int(number) if number.isdecimal() and len(number) < 18 else 0
        old = _seen(request, pk)
    return _write(request, Desk(request, copied=old))


@policy("change_notice", methods="GET POST")
def notice_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change a notice; on the board it reads so at once."""
    found = _changed(request, pk)
    if found.party_id:
        return redirect("party_notice_change", pk=pk)
    return _write(request, Desk(request, found))


def _write(request: NetworkRequest, desk: Desk) -> HttpResponse:
    form = desk.form()
    if request.method == "POST":
        if form.is_valid():
            kept = form.save(commit=False)
            acts.save_notice(kept, by=request.seat)
            if kept.published_at:
                messages.success(request, _("The notice is changed."))
            else:
                messages.success(request, _("The notice is saved. Look it through."))
            return redirect("notice", pk=kept.pk)
        desk.keep_draft()
    context = {"form": form, "desk": desk, "towns": known_towns()}
    return render(request, "loans/notice_form.html", context)


@policy("write_notice", methods="POST")
def notice_new_draft(request: NetworkRequest) -> HttpResponse:
    """Keep what is written so far of a new notice."""
    return _keep(request, Desk(request))


@policy("change_notice", methods="POST")
def notice_draft(request: NetworkRequest, pk: int) -> HttpResponse:
    """Keep what is written so far of a change."""
    return _keep(request, Desk(request, _changed(request, pk)))


def _keep(request: NetworkRequest, desk: Desk) -> HttpResponse:
    desk.keep_draft()
    if request.headers.get("HX-Request"):
        return render(request, "loans/notice_saved.html", {"desk": desk})
    messages.success(request, _("Your draft is saved. Nobody but you sees it."))
    return _back(desk)


@policy("write_notice", methods="POST")
def notice_new_draft_removal(request: NetworkRequest) -> HttpResponse:
    """Throw the draft of a new notice away."""
    return _drop(request, Desk(request))


@policy("change_notice", methods="POST")
def notice_draft_removal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Throw the draft of a change away."""
    return _drop(request, Desk(request, _changed(request, pk)))


def _drop(request: NetworkRequest, desk: Desk) -> HttpResponse:
    desk.drop_draft()
    messages.success(request, _("The draft is gone."))
    return _back(desk)


def _back(desk: Desk) -> HttpResponse:
    return redirect("notice_change", pk=desk.notice.pk) if desk.notice else redirect("notice_new")


@policy("change_notice", methods="POST")
def notice_request(request: NetworkRequest, pk: int) -> HttpResponse:
    """Ask HR to publish a notice."""
    done = _("HR of your authority is asked by mail to publish it.")
    found = _changed(request, pk)
    return _act(request, found, acts.ask_to_publish, done, _("HR was asked already."))


@policy("publish_notice", methods="POST")
def notice_publication(request: NetworkRequest, pk: int) -> HttpResponse:
    """Hang a notice on the board."""
    found = _seen(request, pk)
    request.seat.require("publish_notice", found)
    done = _("The notice hangs on the board.")
    return _act(request, found, acts.publish, done, _("The notice was published already."))


@policy("close_notice", methods="POST")
def notice_closing(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take a notice off the board; its page has the way back."""
    found = _seen(request, pk)
    request.seat.require("close_notice", found)
    done = _("The notice is off the board. You can hang it up again here.")
    return _act(request, found, acts.close, done, _("The notice was not on the board."))


@policy("close_notice", methods="POST")
def notice_opening(request: NetworkRequest, pk: int) -> HttpResponse:
    """Hang a closed notice up again."""
    found = _seen(request, pk)
    request.seat.require("close_notice", found)
    done = _("The notice hangs on the board again.")
    return _act(request, found, acts.reopen, done, _("The notice was not closed."))


def _act(
    request: NetworkRequest, found: Notice, act: Callable[..., bool], done: str, was_done: str
) -> HttpResponse:
    """Do one thing with a notice, and say on its page whether it was left to do."""
    with refusals_said(request):
        if act(found, by=request.seat):
            messages.success(request, done)
        else:
            messages.info(request, was_done)
    return redirect("notice", pk=found.pk)


@policy("change_notice", methods="GET POST")
def notice_removal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Throw away a notice that was never published, once one has said so again."""
    found = _changed(request, pk)
    if request.method == "POST":
        with refusals_said(request):
            acts.remove(found, by=request.seat)
            messages.success(request, _("The notice is gone."))
            return redirect("loans")
        return redirect("notice", pk=pk)
    return render(request, "loans/notice_removal.html", {"notice": found})


def _seen(request: NetworkRequest, pk: int) -> Notice:
    seen = Notice.objects.seen_by(request.seat).with_owner().select_related("contact")
    found: Notice = get_object_or_404(seen, pk=pk)
    return found


def _changed(request: NetworkRequest, pk: int) -> Notice:
    found = _seen(request, pk)
    request.seat.require("change_notice", found)
    return found
