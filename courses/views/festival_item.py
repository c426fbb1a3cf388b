"""Programme items: an authority proposes, the coordinators answer."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from courses.actions.festival_item import (
    AnsweredMeanwhile,
    CallClosed,
    EnoughItems,
    answer_item,
    propose,
    withdraw_item,
)
from courses.exports import items_table
from courses.festivals.forms import ItemAnswerForm, ItemFilter, ItemForm
from courses.festivals.rules import ItemState
from courses.models import Festival, FestivalItem
from members.models import Membership, Person
from network.middleware import NetworkRequest
from network.permissions import policy
from network.sorting import swedish_key
from network.sought import holding

ITEMS_ON_A_PAGE = 50


@policy("propose_item", methods="GET POST")
def item_new(request: NetworkRequest, pk: int) -> HttpResponse:
    """Propose what one's authority shows in the festival."""
    festival = get_object_or_404(Festival.objects.seen_by(request.seat), pk=pk)
    person = get_object_or_404(Person.objects.seen_by(request.seat), pk=request.seat.person_id)
    item = FestivalItem(festival=festival, person=person, membership_id=person.membership_id)
    return _form_page(request, item)


@policy("propose_item", methods="GET POST")
def item_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change a draft, or what was sent back."""
    item = _seen(request, pk)
    request.seat.require("propose_item", item)
    if not item.open_to_change:
        messages.info(request, _("The item is answered. Write to the coordinator to change it."))
        return redirect("festival_item", pk=item.pk)
    return _form_page(request, item)


def _form_page(request: NetworkRequest, item: FestivalItem) -> HttpResponse:
    form = ItemForm(request.POST or None, instance=item)
    if request.method == "POST" and form.is_valid():
        send = "send" in request.POST
        try:
            item = propose(form.save(commit=False), send=send, by=request.seat)
        except CallClosed:
            form.add_error(None, _("The call is closed. Write to the coordinator instead."))
        except EnoughItems:
            form.add_error(None, _("Your authority has proposed what there is room for."))
        except AnsweredMeanwhile:
            form.add_error(None, _("The item was answered meanwhile. Nothing was changed."))
        else:
            messages.success(
                request,
                _("The item is sent. You get a letter with the answer.")
                if send
                else _("The draft is kept. Send it before the call closes."),
            )
            return redirect("festival_item", pk=item.pk)
    return render(
        request,
        "courses/item_form.html",
        {
            "form": form,
            "item": item,
            "festival": item.festival,
            "authority": Membership.objects.select_related("authority").get(pk=item.membership_id),
        },
    )


@policy("see_festivals")
def festival_item(request: NetworkRequest, pk: int) -> HttpResponse:
    """An item, where it stands, and the one next action."""
    item = _seen(request, pk)
    keeps = request.seat.may("keep_festivals")
    own = request.seat.may("propose_item", item) and not keeps
    return render(
        request,
        "courses/item.html",
        {
            "item": item,
            "festival": item.festival,
            "own": own,
            "keeps": keeps,
            "answers": item.answers.all() if own or keeps else [],
            "may_change": own and item.open_to_change,
            "may_answer": keeps and item.state == ItemState.SENT,
        },
    )


@policy("propose_item", methods="GET POST")
def item_withdrawal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Say what taking a proposal back means, then do it."""
    item = _seen(request, pk)
    request.seat.require("propose_item", item)
    if request.method == "POST":
        try:
            withdraw_item(item, by=request.seat)
        except AnsweredMeanwhile:
            messages.info(
                request, _("The item is answered. Write to the coordinator to change it.")
            )
        else:
            messages.success(request, _("The proposal is taken back."))
        return redirect("festival", pk=item.festival_id)
    return render(request, "courses/item_withdrawal.html", {"item": item})


@policy("keep_festivals", methods="GET POST")
def item_answer(request: NetworkRequest, pk: int) -> HttpResponse:
    """The coordinator's page: what is proposed, and the answer."""
    item = _seen(request, pk)
    if item.state != ItemState.SENT:
        messages.info(request, _("The item does not wait for an answer any more."))
        return redirect("festival_item", pk=item.pk)
    form = ItemAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            answer_item(item, said["answer"], said["why"], by=request.seat)
        except AnsweredMeanwhile:
            messages.info(request, _("The item does not wait for an answer any more."))
        else:
            messages.success(request, _("Your answer is saved and sent by mail."))
        return redirect("festival_items", pk=item.festival_id)
    return render(request, "courses/item_answer.html", {"form": form, "item": item})


@policy("keep_festivals")
def festival_items(request: NetworkRequest, pk: int) -> HttpResponse:
    """Everything that was proposed: search, filter, sort, export; and who has not proposed."""
    festival = get_object_or_404(Festival.objects.seen_by(request.seat), pk=pk)
    filters = ItemFilter(request.GET)
    chosen = filters.cleaned_data if filters.is_valid() else {}
    rows = (
        FestivalItem.objects.seen_by(request.seat)
        .filter(festival=festival)
        .select_related("membership__authority", "person", "slot", "place")
    )
    proposed = set(rows.counted().values_list("membership", flat=True))
    rows = holding(rows, chosen.get("q", ""), "title_sv")
    if chosen.get("state"):
        rows = rows.filter(state=chosen["state"])
    asked = request.GET.get("sort", "")
    order = {
        "title": swedish_key("title_sv"),
        "authority": swedish_key("membership__authority__name"),
    }.get(asked.lstrip("-"))
    if order is not None:
        rows = rows.order_by(order.desc() if asked.startswith("-") else order, "pk")
    kind = request.GET.get("format")
    if kind in ("csv", "xlsx"):
        return items_table(festival, rows, kind)
    silent = (
        Membership.objects.on(festival.first_day)
        .exclude(pk__in=proposed)
        .select_related("authority")
        .order_by(swedish_key("authority__name"), "pk")
    )
    return render(
        request,
        "courses/item_list.html",
        {
            "festival": festival,
            "page_obj": Paginator(rows, ITEMS_ON_A_PAGE).get_page(request.GET.get("page")),
            "filters": filters,
            "state": capfirst(str(ItemState(chosen["state"]).label)) if chosen.get("state") else "",
            "silent": list(silent),
        },
    )


def _seen(request: NetworkRequest, pk: int) -> FestivalItem:
    seen = FestivalItem.objects.seen_by(request.seat).select_related(
        "festival", "membership__authority", "person", "slot", "place"
    )
    found: FestivalItem = get_object_or_404(seen, pk=pk)
    return found
