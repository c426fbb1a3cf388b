"""The modules of a programme, as the coordinators lay them."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from induction.actions.module import DoneBySomebody, keep_module, move_module, remove_module
from induction.forms import ModuleForm
from induction.models import Module, Programme
from induction.views.programme import found_programme
from network.middleware import NetworkRequest
from network.permissions import policy


def _found(request: NetworkRequest, pk: int) -> Module:
    rows = Module.objects.filter(programme__in=Programme.objects.seen_by(request.seat))
    found: Module = get_object_or_404(rows.select_related("programme"), pk=pk)
    return found


@policy("keep_induction", methods="GET POST")
def module_new(request: NetworkRequest, pk: int) -> HttpResponse:
    """Add a module to a programme, last in order."""
    return _keep(request, Module(programme=found_programme(request, pk), kind=Module.Kind.COURSE))


@policy("keep_induction", methods="GET POST")
def module_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change a module."""
    return _keep(request, _found(request, pk))


def _keep(request: NetworkRequest, it: Module) -> HttpResponse:
    new = it.pk is None
    form = ModuleForm(request.POST or None, instance=it)
    if request.method == "POST" and form.is_valid():
        keep_module(form.save(commit=False), by=request.seat)
        messages.success(request, _("The module is saved."))
        return redirect("programme", pk=it.programme_id)
    return render(request, "induction/module_form.html", {"form": form, "it": it, "new": new})


@policy("keep_induction", methods="POST")
def module_place(request: NetworkRequest, pk: int, way: str) -> HttpResponse:
    """Move a module up or down."""
    if way not in ("up", "down"):
        raise Http404
    it = _found(request, pk)
    move_module(it, up=way == "up", by=request.seat)
    return redirect("programme", pk=it.programme_id)


@policy("keep_induction", methods="GET POST")
def module_removal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Say what taking a module away means, and take it away."""
    it = _found(request, pk)
    if request.method == "POST":
        try:
            remove_module(it, by=request.seat)
        except DoneBySomebody:
            messages.error(request, _("Somebody has done the module, so it stays."))
        else:
            messages.success(request, _("The module is removed."))
        return redirect("programme", pk=it.programme_id)
    return render(request, "induction/module_removal.html", {"it": it})
