"""The steps of a needs assessment: each says what happens and to whom, shows the letter, asks."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.actions import campaign as actions
from courses.actions import campaign_letters
from courses.models import Campaign
from courses.needs import emails as needs_emails
from courses.needs import words as needs_words
from courses.needs.campaign_forms import DeadlineForm, end_of
from courses.needs.front import front_of
from courses.needs.receivers import receivers
from courses.views.campaign import found_campaign
from members.models import Person
from network.forms import OnceForm
from network.middleware import NetworkRequest
from network.permissions import policy

NAMED = 60  # receivers on the page before the rest are only counted


def _letter(request: NetworkRequest, kind: str, campaign: Campaign, **facts: Any) -> str:
    oneself = Person.objects.select_related("user").get(pk=request.seat.person_id)
    return needs_emails.shown(
        kind, campaign, oneself, _("(the authority's name)"), request.network, **facts
    )


def _who(memberships: dict[int, str]) -> dict[str, Any]:
    """Whom the letter goes to, by authority, and whom it does not reach."""
    reached = receivers(memberships)
    lines = [
        {"authority": name, "people": ", ".join(person.name for person in reached[pk])}
        for pk, name in memberships.items()
        if reached[pk]
    ]
    return {
        "receivers": lines[:NAMED],
        "more": max(0, len(lines) - NAMED),
        "letters": sum(len(people) for people in reached.values()),
        "unread": [name for pk, name in memberships.items() if not reached[pk]],
    }


@policy("keep_campaign", methods="GET POST")
def campaign_opening(request: NetworkRequest, pk: int) -> HttpResponse:
    """Let the members answer: first the letter and how many get it."""
    found = found_campaign(request, pk)
    if request.method == "POST":
        try:
            asked = actions.open_campaign(found, by=request.seat)
        except actions.NotNow as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request,
                ngettext(
                    "The needs assessment is open, and %(n)s member is asked.",
                    "The needs assessment is open, and %(n)s members are asked.",
                    asked,
                )
                % {"n": asked},
            )
        return redirect("campaign", pk=found.pk)
    if why := actions.why_not_open(found, timezone.now()):
        messages.error(request, why)
        return redirect("campaign", pk=found.pk)
    front = front_of(found, request.seat)
    facts = {
        "campaign": found,
        "front": front,
        "last": needs_words.day(found.closes_at),
        "letter": _letter(request, "asked", found),
        "form": OnceForm(),
        **_who({member.pk: member.name for member in front.newcomers}),
    }
    return render(request, "courses/needs/opening.html", facts)


@policy("keep_campaign", methods="GET POST")
def campaign_reminders(request: NetworkRequest, pk: int) -> HttpResponse:
    """Remind those who have not answered: first the letter and whom it goes to."""
    found = found_campaign(request, pk)
    if request.method == "POST":
        try:
            reminded = campaign_letters.remind(found, by=request.seat)
        except actions.NotNow as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request,
                ngettext(
                    "%(n)s authority gets a reminder, at most one a day.",
                    "%(n)s authorities get a reminder, at most one a day.",
                    reminded,
                )
                % {"n": reminded},
            )
        return redirect("campaign", pk=found.pk)
    silent = campaign_letters.silent_answers(found, timezone.now())
    if not silent:
        messages.info(request, _("Everybody who still may answer has answered."))
        return redirect("campaign", pk=found.pk)
    facts = {
        "campaign": found,
        "silent": len(silent),
        "letter": _letter(request, "remind", found),
        "plan": found.reminder_days,
        "form": OnceForm(),
        **_who({row.membership_id: row.membership.name for row in silent}),
    }
    return render(request, "courses/needs/reminders.html", facts)


@policy("keep_campaign", methods="GET POST")
def campaign_deadline(request: NetworkRequest, pk: int) -> HttpResponse:
    """Set another last day; those who have not answered are told."""
    found = found_campaign(request, pk)
    form = DeadlineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            told = actions.move_deadline(
                found, end_of(form.cleaned_data["last_day"]), by=request.seat
            )
        except actions.NotNow as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request,
                ngettext(
                    "The last day is moved, and %(n)s member is told.",
                    "The last day is moved, and %(n)s members are told.",
                    told,
                )
                % {"n": told},
            )
        return redirect("campaign", pk=found.pk)
    front = front_of(found, request.seat)
    facts = {
        "campaign": found,
        "front": front,
        "form": form,
        "last": needs_words.day(found.closes_at),
        "letter": _letter(request, "moved", found),
    }
    return render(request, "courses/needs/deadline.html", facts)


@policy("keep_campaign", methods="GET POST")
def campaign_closing(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take no more answers: first who has not answered."""
    found = found_campaign(request, pk)
    if request.method == "POST":
        try:
            actions.close_campaign(found, by=request.seat)
        except actions.NotNow as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The needs assessment is closed."))
        return redirect("campaign", pk=found.pk)
    facts = {"campaign": found, "front": front_of(found, request.seat)}
    return render(request, "courses/needs/closing.html", facts)


@policy("keep_campaign", methods="POST")
def campaign_newcomers(request: NetworkRequest, pk: int) -> HttpResponse:
    """Ask those who became members after the opening."""
    found = found_campaign(request, pk)
    try:
        asked = actions.ask_newcomers(found, by=request.seat)
    except actions.NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request,
            ngettext("%(n)s member more is asked.", "%(n)s members more are asked.", asked)
            % {"n": asked},
        )
    return redirect("campaign", pk=found.pk)


@policy("keep_campaign", methods="GET POST")
def campaign_removal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Throw away a needs assessment that was never opened."""
    found = found_campaign(request, pk)
    if request.method == "POST":
        try:
            actions.discard(found, by=request.seat)
        except actions.NotNow as refusal:
            messages.error(request, str(refusal))
            return redirect("campaign", pk=found.pk)
        messages.success(request, _("The prepared needs assessment is thrown away."))
        return redirect("needs")
    return render(request, "courses/needs/removal.html", {"campaign": found})
