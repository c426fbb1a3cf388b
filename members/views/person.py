"""People: the list, each one's page, and what is kept about them."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F, Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.actions import person as actions
from members.exports import PersonTable
from members.forms.person import PersonEndForm, PersonFilter, PersonForm
from members.history import told
from members.models import Person, Role
from members.views.listing import ordered, page_of, words_of
from network.middleware import NetworkRequest
from network.models import JournalEntry
from network.permissions import policy
from network.seat import Seat
from network.sorting import swedish_key

ORDERS = {
    "name": swedish_key("name"),
    "authority": swedish_key("membership__authority__name"),
    "unit": swedish_key("unit"),
    "since": F("since"),
}
SHOWN_EVENTS = 20


def _kept(seat: Seat) -> Any:
    return Person.objects.kept_by(seat).select_related("membership__authority", "manager")


@policy("see_people")
def people(request: NetworkRequest) -> HttpResponse:
    """Who works at the members, as far as one may see."""
    today, query = timezone.localdate(), request.GET
    filters = PersonFilter(query, seat=request.seat)
    chosen = filters.cleaned_data if filters.is_valid() else {}
    now = Prefetch("roles", Role.objects.on(today), to_attr="roles_now")
    rows = _kept(request.seat).prefetch_related(now).named_like(words_of(query))
    if "former" not in query:
        rows = rows.on(today)
    if chosen.get("membership"):
        rows = rows.filter(membership=chosen["membership"])
    if chosen.get("role"):
        holders = Role.objects.on(today).filter(kind=chosen["role"])
        rows = rows.filter(pk__in=holders.values("person"))
    rows = ordered(rows, query.get("sort", ""), ORDERS)
    if query.get("format") in ("csv", "xlsx"):
        name = f"personer {request.network.slug} {today}"
        return PersonTable().respond(rows, name, "csv" if query["format"] == "csv" else "xlsx")
    chosen_member = chosen.get("membership")
    own = list(filters.memberships[:2])
    context = {
        "page_obj": page_of(rows, query),
        "filters": filters,
        "member_words": chosen_member.short_name if chosen_member else "",
        "role_words": dict(Role.Kind.choices).get(chosen.get("role", ""), ""),
        "only_member": own[0] if len(own) == 1 else None,
        "is_narrowed": bool(words_of(query) or any(chosen.values())),
    }
    return render(request, "members/person_list.html", context)


@policy("see_people")
def person(request: NetworkRequest, pk: int) -> HttpResponse:
    """One person: facts, roles, what happened."""
    today = timezone.localdate()
    found = get_object_or_404(_kept(request.seat), pk=pk)
    entries = JournalEntry.objects.filter(person_id=found.pk)[:SHOWN_EVENTS]
    context = {
        "person": found,
        "is_active": (not found.since or found.since <= today)
        and (not found.until or found.until >= today),
        "roles": [
            (role, role.until is None or role.until >= today)
            for role in Role.objects.filter(person=found).order_by("-since")
        ],
        "history": told(entries),
        "may_grant": request.seat.may("grant_roles"),
        "may_end": request.seat.scope.whole or not _is_guarded(found),
    }
    return render(request, "members/person.html", context)


def _is_guarded(found: Person) -> bool:
    """Whether only the network's coordinators change the person's address or end the place."""
    today = timezone.localdate()
    return bool(Role.objects.on(today).filter(person=found).beyond_the_authority().exists())


@policy("keep_people", methods="GET POST")
def person_new(request: NetworkRequest) -> HttpResponse:
    """Add somebody; they are invited by letter."""
    form = PersonForm(request.POST or None, seat=request.seat, initial=_asked_member(request))
    if request.method == "POST" and form.is_valid():
        new = form.save(commit=False)
        new.since = timezone.localdate()
        request.seat.require("keep_people", new)
        try:
            with transaction.atomic():
                actions.add_person(new, by=request.seat)
        except IntegrityError:
            form.add_error("email", _("Somebody at the authority has that mail address."))
        else:
            facts = {"name": new.name}
            messages.success(request, _("%(name)s is added and gets a letter.") % facts)
            return redirect("person", new.pk)
    return render(request, "members/person_form.html", {"form": form})


def _asked_member(request: NetworkRequest) -> dict[str, str]:
    asked = request.GET.get("membership", "")
    return {"membership": asked} if asked.isdecimal() else {}


@policy("keep_people", methods="GET POST")
def person_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change somebody's details."""
    found = get_object_or_404(_kept(request.seat), pk=pk)
    request.seat.require("keep_people", found)
    guarded = not request.seat.scope.whole and _is_guarded(found)
    form = PersonForm(request.POST or None, instance=found, seat=request.seat, guarded=guarded)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                changed = list(form.changed_data)
                actions.change_person(form.save(commit=False), changed=changed, by=request.seat)
        except IntegrityError:
            form.add_error("email", _("Somebody at the authority has that mail address."))
        else:
            messages.success(request, _("Saved."))
            return redirect("person", pk)
    return render(request, "members/person_form.html", {"form": form, "person": found})


@policy("keep_people", methods="GET POST")
def person_end(request: NetworkRequest, pk: int) -> HttpResponse:
    """End somebody's place at the authority, after saying what follows."""
    found = get_object_or_404(_kept(request.seat), pk=pk)
    request.seat.require("keep_people", found)
    if not request.seat.scope.whole and _is_guarded(found):
        raise PermissionDenied
    today = timezone.localdate()
    form = PersonEndForm(request.POST or None, since=found.since, initial={"until": today})
    if request.method == "POST" and form.is_valid():
        until = form.cleaned_data["until"]
        ended = actions.end_person(found, until, by=request.seat)
        roles = ngettext("%(count)s role ends too.", "%(count)s roles end too.", ended)
        told_end = _("%(name)s ends %(day)s.") % {"name": found.name, "day": until.isoformat()}
        messages.success(request, f"{told_end} {roles % {'count': ended}}" if ended else told_end)
        return redirect("person", pk)
    staff = Person.objects.on(today + timedelta(days=1)).filter(manager=found).count()
    roles_now = Role.objects.on(today).filter(person=found)
    context = {"form": form, "person": found, "staff": staff, "roles": list(roles_now)}
    return render(request, "members/person_end.html", context)


@policy("keep_people", methods="POST")
def person_return(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take somebody back who was ended by mistake, or who came back."""
    found = get_object_or_404(_kept(request.seat), pk=pk)
    request.seat.require("keep_people", found)
    if not request.seat.scope.whole and _is_guarded(found):
        raise PermissionDenied
    actions.take_back(found, by=request.seat)
    messages.success(request, _("%(name)s has a place again.") % {"name": found.name})
    return redirect("person", pk)
