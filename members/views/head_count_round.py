"""The rounds that ask every member how many employees it has."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members import head_count_emails as emails
from members.actions import head_count_round as actions
from members.forms.head_count import HeadCountRoundForm
from members.head_count_progress import progress_of, reached
from members.models import HeadCountRound, Person
from network.forms import OnceForm
from network.middleware import NetworkRequest
from network.models.journal import note
from network.permissions import policy

ANSWER_TIME = timedelta(days=30)


def _found(request: NetworkRequest, pk: int) -> HeadCountRound:
    found: HeadCountRound = get_object_or_404(HeadCountRound.objects.seen_by(request.seat), pk=pk)
    return found


@policy("see_head_counts")
def head_count_round(request: NetworkRequest, pk: int) -> HttpResponse:
    """How far a round has come: who has answered what, and who is silent."""
    found = _found(request, pk)
    seen = progress_of(found)
    facts = {
        "round": found,
        "progress": seen,
        "chart": seen.chart(),
        "keeps": request.seat.may("keep_head_count_rounds"),
        "today": timezone.localdate(),
        "newcomers": actions.members_to_ask(found) if found.is_open else [],
    }
    return render(request, "members/head_count_round.html", facts)


def _fresh() -> HeadCountRound:
    """Next year's question, in the words of the last one."""
    today = timezone.localdate()
    latest = HeadCountRound.objects.first()
    fresh = HeadCountRound(year=today.year + (today.month > 6))
    if latest:
        fresh.year = max(fresh.year, latest.year + 1)
        for name in ("definition", "text", "remind_before", "remind_after"):
            setattr(fresh, name, getattr(latest, name))
        fresh.jump_percent, fresh.jump_people = latest.jump_percent, latest.jump_people
    fresh.day = date(fresh.year - 1, 12, 31)
    fresh.deadline = max(today, fresh.day) + ANSWER_TIME
    return fresh


@policy("keep_head_count_rounds", methods="GET POST")
def head_count_round_new(request: NetworkRequest) -> HttpResponse:
    """Prepare a round; nobody is asked before it is opened."""
    return _form(request, _fresh())


@policy("keep_head_count_rounds", methods="GET POST")
def head_count_round_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change what is asked; once it is open only the last day, reminders and limits."""
    found = _found(request, pk)
    if found.closed_at:
        messages.info(request, _("The round is closed, so it stands as it is."))
        return redirect("head_count_round", pk=found.pk)
    return _form(request, found)


def _form(request: NetworkRequest, it: HeadCountRound) -> HttpResponse:
    new = it.pk is None
    form = HeadCountRoundForm(request.POST or None, instance=it, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        kept = form.save()
        verb = "prepare_head_count_round" if new else "change_head_count_round"
        note(verb, kept, year=kept.year, deadline=kept.deadline.isoformat())
        messages.success(request, _("The round is prepared.") if new else _("Saved."))
        return redirect("head_count_round", pk=kept.pk)
    return render(request, "members/head_count_round_form.html", {"form": form, "round": it})


def _step(
    request: NetworkRequest, pk: int, template: str, do: Callable[[HeadCountRound], str],
    facts: Callable[[HeadCountRound], dict[str, Any]],
) -> HttpResponse:  # fmt: skip
    """A page that says what will happen, and does it once when it is sent."""
    found = _found(request, pk)
    if request.method == "POST":
        try:
            told = do(found)
        except actions.NotNow as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, told)
        return redirect("head_count_round", pk=found.pk)
    return render(request, template, {"round": found, "form": OnceForm(), **facts(found)})


def _letter(request: NetworkRequest, kind: str, of: HeadCountRound) -> str:
    oneself = Person.objects.select_related("user").get(pk=request.seat.person_id)
    return emails.shown(kind, of, oneself, request.network, _("(the authority's name)"))


@policy("keep_head_count_rounds", methods="GET POST")
def head_count_round_opening(request: NetworkRequest, pk: int) -> HttpResponse:
    """Ask every member; again later it asks those that have joined since."""

    def do(of: HeadCountRound) -> str:
        asked = actions.open_round(of, by=request.seat)
        return ngettext("%(n)s member is asked.", "%(n)s members are asked.", asked) % {"n": asked}

    def facts(of: HeadCountRound) -> dict[str, Any]:
        members = actions.members_to_ask(of)
        letter = _letter(request, "asked", of)
        return {"members": members, "letter": letter, **reached(members)}

    return _step(request, pk, "members/head_count_round_opening.html", do, facts)


@policy("keep_head_count_rounds", methods="GET POST")
def head_count_round_reminders(request: NetworkRequest, pk: int) -> HttpResponse:
    """Remind the silent now."""

    def do(of: HeadCountRound) -> str:
        sent = actions.remind(of, by=request.seat)
        words = ngettext(
            "%(n)s member gets a reminder, at most one a day.",
            "%(n)s members get a reminder, at most one a day.",
            sent,
        )
        return words % {"n": sent}

    def facts(of: HeadCountRound) -> dict[str, Any]:
        members = [row.membership for row in actions.silent(of)]
        letter = _letter(request, "remind", of)
        return {"members": members, "letter": letter, **reached(members)}

    return _step(request, pk, "members/head_count_round_reminders.html", do, facts)


@policy("keep_head_count_rounds", methods="GET POST")
def head_count_round_closing(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take no more answers by link."""

    def do(of: HeadCountRound) -> str:
        actions.close_round(of, by=request.seat)
        return _("The round is closed.")

    def facts(of: HeadCountRound) -> dict[str, Any]:
        return {"silent": len(actions.silent(of))}

    return _step(request, pk, "members/head_count_round_closing.html", do, facts)
