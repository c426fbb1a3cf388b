"""Roles: given and ended by the network coordinator."""

from datetime import timedelta

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from members.actions import person as actions
from members.forms.person import RoleForm
from members.models import Person, Role
from network.middleware import NetworkRequest
from network.permissions import policy


@policy("grant_roles", methods="GET POST")
def role_new(request: NetworkRequest, pk: int) -> HttpResponse:
    """Give somebody a role."""
    person = get_object_or_404(
        Person.objects.seen_by(request.seat).select_related("membership__authority"), pk=pk
    )
    role = Role(person=person, membership_id=person.membership_id)
    form = RoleForm(request.POST or None, instance=role, initial={"since": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                actions.grant_role(form.save(commit=False), by=request.seat)
        except IntegrityError:
            form.add_error("kind", _("The person has the role already from that day."))
        else:
            facts = {"name": person.name, "role": role.get_kind_display()}
            messages.success(request, _("%(name)s is %(role)s.") % facts)
            return redirect("person", pk)
    return render(request, "members/role_new.html", {"form": form, "person": person})


@policy("grant_roles", methods="POST")
def role_end(request: NetworkRequest, pk: int) -> HttpResponse:
    """End a role: from today on it opens nothing."""
    role = get_object_or_404(Role.objects.select_related("person"), pk=pk)
    if role.kind == Role.Kind.NETWORK_COORDINATOR and _is_last(role):
        messages.error(
            request, _("Nothing changed: a network needs a coordinator. Give the role first.")
        )
        return redirect("person", role.person_id)
    facts = {"name": role.person.name, "role": role.get_kind_display()}
    actions.end_role(role, timezone.localdate() - timedelta(days=1), by=request.seat)
    messages.success(request, _("%(name)s is no longer %(role)s.") % facts)
    return redirect("person", role.person_id)


def _is_last(role: Role) -> bool:
    running = Role.objects.on(timezone.localdate()).filter(kind=role.kind)
    return not running.exclude(pk=role.pk).exists()
