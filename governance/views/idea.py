"""The idea box: its list, proposing, and what everybody does with an idea."""

from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from governance.actions import idea as acts
from governance.ideas.forms import CommentForm, IdeaFilter, IdeaForm, IdeaTextForm
from governance.ideas.rules import FOLLOWS, MARKS, IdeaState
from governance.models import Idea, IdeaProposer, IdeaSupport
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in, refusals_said
from network.tables import table_file

PAGE = 25
LIKE = 5
SHORTEST = 4  # letters of a word that says something
ORDERS = {"support": "support", "proposed": "proposed_at", "stepped": "stepped_at"}


def found_idea(request: NetworkRequest, pk: int) -> Idea:
    """An idea of the network."""
    rows = Idea.objects.seen_by(request.seat).select_related("item__body", "network")
    it: Idea = get_object_or_404(rows, pk=pk)
    return it


@policy("see_ideas")
def ideas(request: NetworkRequest) -> HttpResponse:
    """Every idea, to search, filter by state, and sort by support."""
    filters = IdeaFilter(request.GET)
    asked = filters.cleaned_data if filters.is_valid() else {}
    rows = Idea.objects.seen_by(request.seat).named_like(asked.get("q", ""))
    if asked.get("state"):
        rows = rows.filter(state=asked["state"])
    order = request.GET.get("sort", "-proposed")
    column = ORDERS.get(order.removeprefix("-"), "proposed_at")
    rows = rows.order_by(f"-{column}" if order.startswith("-") else column, "-pk")
    if (kind := request.GET.get("format", "")) in ("csv", "xlsx"):
        return _table(rows, kind)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "rows": [(row, MARKS[row.state]) for row in page],
        "filters": filters,
        "filtered": any(asked.values()),
        "state_words": dict(IdeaState.choices).get(asked.get("state", ""), ""),
    }
    return render(request, "governance/idea_list.html", context)


def _table(rows: object, kind: str) -> HttpResponse:
    """The ideas as they are filtered; who proposed them is not in a table."""
    headers = [
        _("What"), _("Why"), _("Who would gain"), _("State"), _("Supported by"), _("Proposed"),
    ]  # fmt: skip
    cells = [
        [row.what, row.why, row.gains, str(row.get_state_display()), row.support, row.proposed_at]
        for row in cast("list[Idea]", rows)
    ]
    return table_file(_("Ideas"), headers, cells, kind)


def similar_to(request: NetworkRequest, what: str) -> list[Idea]:
    """Ideas that share a word of some length with what is being written, the most liked first."""
    words = {word for word in what.lower().split() if len(word) >= SHORTEST}
    if not words:
        return []
    shared = Q()
    for word in sorted(words)[:8]:
        shared |= Q(what__icontains=word)
    rows = Idea.objects.seen_by(request.seat).filter(shared).exclude(state="withdrawn")
    return list(rows.order_by("-support", "-pk")[:LIKE])


@policy("see_ideas")
def idea_similar(request: NetworkRequest) -> HttpResponse:
    """Similar ideas, while one writes."""
    rows = similar_to(request, request.GET.get("what", "")[:200])
    return render(request, "governance/idea_similar.html", {"similar": rows})


@policy("propose_idea", methods="GET POST")
def idea_new(request: NetworkRequest) -> HttpResponse:
    """Propose something in three fields."""
    form = IdeaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            hidden = form.cleaned_data["hidden"]
            made = acts.propose(form.save(commit=False), hidden=hidden, by=request.seat)
            messages.success(request, _("Thank you. You hear by mail what becomes of your idea."))
            return redirect("idea", pk=made.pk)
    similar = similar_to(request, request.POST.get("what", "")[:200])
    return render(request, "governance/idea_form.html", {"form": form, "similar": similar})


@policy("see_ideas")
def idea(request: NetworkRequest, pk: int) -> HttpResponse:
    """One idea: what, why, who would gain, how far, and what people say."""
    it = found_idea(request, pk)
    seat = request.seat
    proposer = IdeaProposer.objects.filter(idea=it).first()
    texts = list(it.texts.all()[:20])
    context = {
        "it": it,
        "mark": MARKS[it.state],
        "proposer": proposer,
        "mine": proposer is not None and proposer.person_id in seat.scope.people,
        "supported": IdeaSupport.objects.filter(idea=it, person__in=seat.scope.people).exists(),
        "open": bool(FOLLOWS[it.state]),
        "next": FOLLOWS[it.state] if seat.may("shape_idea") else frozenset(),
        "may_withdraw": IdeaState.WITHDRAWN in FOLLOWS[it.state],
        "texts": texts,
        "shaping": it.state == IdeaState.SHAPED,
        "comments": it.comments.all()[:200],
        "form": CommentForm(),
    }
    return render(request, "governance/idea.html", context)


@policy("support_idea", methods="POST")
def idea_support(request: NetworkRequest, pk: int) -> HttpResponse:
    """Support an idea, or take one's support back."""
    it = found_idea(request, pk)
    with refusals_said(request):
        if request.POST.get("back"):
            acts.unsupport(it, by=request.seat)
        else:
            acts.support(it, by=request.seat)
    return redirect("idea", pk=pk)


@policy("support_idea", methods="POST")
def idea_comment(request: NetworkRequest, pk: int) -> HttpResponse:
    """Say something of an idea."""
    it = found_idea(request, pk)
    form = CommentForm(request.POST)
    if form.is_valid():
        acts.comment(it, form.cleaned_data["text"], by=request.seat)
        messages.success(request, _("Your comment is there."))
    return redirect("idea", pk=pk)


@policy("support_idea", methods="GET POST")
def idea_text(request: NetworkRequest, pk: int) -> HttpResponse:
    """Write the next version of the text in which an idea is shaped together."""
    it = found_idea(request, pk)
    newest = it.texts.first()
    first = {
        "text": newest.text if newest else f"{it.why}\n\n{it.gains}",
        "base": newest.number if newest else 0,
    }
    form = IdeaTextForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            said = form.cleaned_data
            acts.write_text(it, said["text"], base=said["base"], by=request.seat)
            messages.success(request, _("The text is kept as a new version."))
            return redirect("idea", pk=pk)
    context = {"it": it, "form": form, "title": _("Shape the idea"), "verb": _("Save the text")}
    return render(request, "governance/idea_step.html", context)


@policy("propose_idea", methods="POST")
def idea_withdrawal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take one's own idea back."""
    it = found_idea(request, pk)
    with refusals_said(request):
        acts.withdraw(it, by=request.seat)
        messages.success(request, _("The idea is taken back."))
    return redirect("idea", pk=pk)
