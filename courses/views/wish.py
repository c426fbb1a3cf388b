"""Wishes within an authority: gathered by who answers for it, made by everybody there."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.actions import wish as actions
from courses.actions.needs_answer import Shut
from courses.models import Candidate, NeedsAnswer, Wish, WishCall
from courses.needs.before import wished_words
from courses.needs.campaigns import last_time
from courses.needs.wish_form import WishCallForm
from courses.needs.wish_page import wish_page
from members.models import Person
from network.middleware import NetworkRequest
from network.permissions import policy


def _answer(request: NetworkRequest, pk: int) -> NeedsAnswer:
    answers = NeedsAnswer.objects.filter(membership__in=request.seat.scope.memberships)
    found: NeedsAnswer = get_object_or_404(
        answers.select_related("campaign", "membership__authority"), pk=pk
    )
    request.seat.require("collect_wishes", found)
    return found


@policy("collect_wishes", methods="GET POST")
def needs_wishes(request: NetworkRequest, pk: int) -> HttpResponse:
    """Ask one's own people, and see what they wish for."""
    answer = _answer(request, pk)
    last = last_time(answer.campaign, answer)
    day = timezone.localdate(last) if last else None
    call = WishCall.objects.kept_by(request.seat).filter(
        campaign=answer.campaign_id, membership=answer.membership_id
    ).select_related("campaign", "network").first()  # fmt: skip
    form = WishCallForm(
        request.POST or None,
        staff=Person.objects.filter(membership=answer.membership_id).on(timezone.localdate()),
        last=day,
        initial={"closes_on": call.closes_on if call else day, "words": call.words if call else ""},
    )
    if request.method == "POST" and form.is_valid():
        asked = form.asked()
        actions.ask(
            answer,
            asked,
            words=form.cleaned_data["words"],
            closes_on=form.cleaned_data["closes_on"],
            by=request.seat,
        )
        told = ngettext(
            "The collection is open, and %(n)s letter goes out.",
            "The collection is open, and %(n)s letters go out.",
            len(asked),
        )
        messages.success(request, told % {"n": len(asked)})
        return redirect("needs_wishes", pk=pk)
    wishes = Wish.objects.filter(call__campaign=answer.campaign_id, membership=answer.membership_id)
    titles = {
        one.pk: one.title
        for one in Candidate.objects.standing().filter(campaign=answer.campaign_id)
    }
    return render(
        request,
        "courses/needs/wishes.html",
        {
            "answer": answer,
            "campaign": answer.campaign,
            "call": call,
            "open": call is not None and actions.is_open(call),
            "address": actions.address(call) if call else "",
            "form": form,
            "courses": [
                {"title": titles[row["candidate"]], "wished": _words(row), "n": row["wished"]}
                for row in wishes.by_candidate().order_by("-wished")
                if row["candidate"] in titles
            ],
            "own": list(wishes.exclude(text="").order_by("pk")),
            "reasons": list(
                wishes.exclude(why="").filter(text="").select_related("candidate").order_by("pk")
            ),
        },
    )


def _words(row: dict[str, int]) -> str:
    either = row["wished"] - row["in_spring"] - row["in_autumn"]
    return wished_words({"spring": row["in_spring"], "autumn": row["in_autumn"], "either": either})


@policy("collect_wishes", methods="POST")
def needs_wishes_taking(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take the wishes into the answer: those of the listed courses, or one in own words."""
    answer = _answer(request, pk)
    asked = request.POST.get("wish", "")
    try:
        if asked.isdigit():
            wishes = Wish.objects.filter(membership=answer.membership_id)
            chosen = get_object_or_404(wishes.exclude(text=""), pk=int(asked))
            actions.take_words(answer, chosen, by=request.seat)
            messages.success(request, _("The wish is a need in your answer. Go through it."))
        else:
            n = actions.take_in(answer, by=request.seat)
            told = ngettext(
                "The wishes for %(n)s course are in the answer.",
                "The wishes for %(n)s courses are in the answer.",
                n,
            )
            messages.success(
                request, told % {"n": n} if n else _("The answer holds all the wishes already.")
            )
    except Shut as shut:
        messages.error(request, shut.sentence)
    return redirect("needs_answer", pk=pk)


@policy("collect_wishes", methods="POST")
def needs_wishes_end(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take no more wishes."""
    answer = _answer(request, pk)
    calls = WishCall.objects.kept_by(request.seat).filter(
        campaign=answer.campaign_id, membership=answer.membership_id
    )
    actions.end(get_object_or_404(calls), by=request.seat)
    messages.success(request, _("The collection is closed. What was wished for stays here."))
    return redirect("needs_wishes", pk=pk)


@policy("wish", methods="GET POST")
def wishes(request: NetworkRequest) -> HttpResponse:
    """Wish for courses, when one's authority asks."""
    call = open_call(request)
    if call is None:
        return render(request, "courses/needs/wish_none.html")
    here = reverse("wishes")
    return wish_page(request, call, request.seat, layout="layouts/page.html", here=here)


def open_call(request: NetworkRequest) -> WishCall | None:
    """The collection that asks one's own authority now."""
    mine = Person.objects.filter(pk__in=request.seat.scope.people).values("membership")
    calls = WishCall.objects.open_on(timezone.localdate()).for_people_of(mine)
    found: WishCall | None = (
        calls.select_related("campaign", "membership__authority").order_by("-opened_at").first()
    )
    return found
