"""Fee models: the list, one of them, writing one down, copying it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fees.actions.keep_model import copy_model, save_model
from fees.models import FeeModel
from fees.rulebook.bands import BandFault, read_bands
from fees.rulebook.examples import chart_of, examples, steps_in_words
from fees.rulebook.history import told_of
from fees.rulebook.model_forms import MORE_ROWS, FeeModelForm, rows_for, rows_of, typed_rows
from fees.rulebook.standing import levels_without_amount, standing_of
from fees.rulebook.tariff_words import METHODS, facts_of
from fees.rules import FeeKind
from fees.tariffs import Method, Tariff
from members.models import Standing
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in


@policy("see_fee_rules")
def fee_models(request: NetworkRequest) -> HttpResponse:
    """The fee models: what holds, what comes, proposals and former ones."""
    today = timezone.localdate()
    found = FeeModel.objects.seen_by(request.seat).with_use().prefetch_related("steps")
    rows = [
        {"model": model, **standing_of(model, today), "steps": steps_in_words(model.tariff())}
        for model in found.order_by("-since", "-pk")
    ]
    groups = [
        {"key": key, "title": title, "rows": [row for row in rows if row["state"] == key]}
        for key, title in (
            ("holds", _("Holds now")),
            ("coming", _("Coming")),
            ("proposal", _("Proposals")),
            ("former", _("Former")),
        )
    ]
    return render(
        request,
        "fees/model_list.html",
        {"groups": groups, "any": rows, "keeps": request.seat.may("keep_fee_models")},
    )


@policy("see_fee_rules")
def fee_model(request: NetworkRequest, pk: int) -> HttpResponse:
    """One fee model: its amounts, what members of different sizes pay, and what happened to it."""
    found = FeeModel.objects.seen_by(request.seat).with_use().prefetch_related("steps")
    it: Any = get_object_or_404(found.select_related("replaces", "ended_by"), pk=pk)
    tariff = it.tariff()
    return render(
        request,
        "fees/model_detail.html",
        {
            "it": it,
            **standing_of(it, timezone.localdate()),
            "facts": facts_of(it),
            "steps": steps_in_words(tariff),
            "examples": examples(tariff),
            "chart": chart_of(tariff),
            "without": levels_without_amount(it),
            "history": told_of(it),
            "keeps": request.seat.may("keep_fee_models"),
        },
    )


@policy("keep_fee_models", methods="GET POST")
def fee_model_new(request: NetworkRequest) -> HttpResponse:
    """Choose how the fee is computed, then write the proposal down."""
    method = request.GET.get("method", "")
    if method not in Method.values:
        choices = [(value, label, METHODS[value]) for value, label in Method.choices]
        return render(request, "fees/model_method.html", {"methods": choices})
    today = timezone.localdate()
    fresh = FeeModel(
        kind=FeeKind.MEMBERSHIP, method=method, since=today.replace(today.year + 1, 1, 1)
    )
    return _form(request, fresh)


@policy("keep_fee_models", methods="GET POST")
def fee_model_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change a proposal; an adopted model is copied instead."""
    found = FeeModel.objects.seen_by(request.seat).prefetch_related("steps")
    it = get_object_or_404(found, pk=pk)
    if it.adopted:
        messages.info(
            request, _("An adopted fee model is not changed. Copy it, and adopt the copy.")
        )
        return redirect("fee_model", pk=pk)
    return _form(request, it)


@policy("keep_fee_models", methods="POST")
def fee_model_copy(request: NetworkRequest, pk: int) -> HttpResponse:
    """Copy a fee model to a proposal, and go on to change it."""
    found = FeeModel.objects.seen_by(request.seat).prefetch_related("steps")
    copy = copy_model(get_object_or_404(found, pk=pk), by=request.seat)
    messages.success(request, _("Here is the copy. Change it; nobody is billed by a proposal."))
    return redirect("fee_model_change", pk=copy.pk)


@policy("keep_fee_models")
def fee_model_example(request: NetworkRequest) -> HttpResponse:
    """What members of different sizes would pay with what stands in the form now."""
    method = request.GET.get("method", "")
    if method not in Method.values:
        raise Http404
    form = FeeModelForm(request.GET, instance=FeeModel(method=method))
    return render(request, "fees/model_example.html", _example(form, method, request.GET))


def _example(form: FeeModelForm, method: str, data: Any) -> dict[str, Any]:
    form.is_valid()
    rows = rows_for(method, [], data)
    steps = rows.steps() if rows.is_bound else []
    return _priced(form.tariff(steps))


def _priced(tariff: Tariff) -> dict[str, Any]:
    return {"examples": examples(tariff), "chart": chart_of(tariff)}


def _form(request: NetworkRequest, it: FeeModel) -> HttpResponse:
    """The form, with rows that can be added and a table that can be pasted, without script."""
    was = it.tariff() if it.pk else None
    kept = [vars(step) for step in was.steps] if was else []
    form, rows, priced = FeeModelForm(instance=it), rows_for(it.method, kept), {}
    if request.method == "POST":
        data = request.POST
        form, rows = FeeModelForm(data, instance=it), rows_for(it.method, [], data)
        if data.get("paste", "").strip():
            form, rows = _pasted(request, form, it)
        elif "more" in data:
            form = FeeModelForm(initial=_typed(data), instance=it)
            rows = rows_for(it.method, typed_rows(data), extra=MORE_ROWS)
        elif "preview" in data:
            priced = _example(form, it.method, data)
        elif form.is_valid() and (it.method == Method.BASE or rows.is_valid()) and rows.is_valid():
            with refusals_in(form):
                kept_model = save_model(form.save(commit=False), rows.steps(), by=request.seat)
                messages.success(request, _("The proposal is saved. Nobody is billed by it yet."))
                return redirect("fee_model", pk=kept_model.pk)
    elif was:
        priced = _priced(was)
    return render(
        request,
        "fees/model_form.html",
        {
            "it": it,
            "form": form,
            "rows": rows,
            "method": METHODS[it.method],
            "levels": _levels() if it.method == Method.LEVELS else [],
            **priced,
        },
    )


def _typed(data: Any) -> dict[str, Any]:
    """What was typed, as it was typed."""
    return {name: data.get(name) for name in data}


def _pasted(request: NetworkRequest, form: FeeModelForm, it: FeeModel) -> tuple[FeeModelForm, Any]:
    """The pasted table as rows to look at; nothing is saved before somebody has."""
    try:
        bands = read_bands(request.POST["paste"])
    except BandFault as fault:
        form.is_valid()
        form.add_error("paste", str(fault))
        # Unbound: the empty rows are no fault of theirs.
        return form, rows_for(it.method, typed_rows(request.POST))
    messages.info(request, _("The table is read. Look at the rows, then save."))
    typed = _typed(request.POST) | {"paste": ""}
    return FeeModelForm(initial=typed, instance=it), rows_for(it.method, rows_of(bands))


def _levels() -> list[str]:
    """The levels that members have, to choose from."""
    named = Standing.objects.exclude(level="").values_list("level", flat=True)
    return sorted(set(named))
