"""The members: the list and each one's page."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from members.actions import member as actions
from members.exports import MemberTable
from members.forms.member import MemberFilter, MembershipForm
from members.head_count_uses import uses_of
from members.history import told
from members.models import (
    Authority,
    HeadCount,
    InvoiceProfile,
    Membership,
    ReferenceRule,
    Role,
    Standing,
)
from members.rules import within
from members.views.listing import ordered, page_of, words_of
from network.charts import Chart, bars
from network.middleware import NetworkRequest
from network.models import JournalEntry
from network.permissions import policy
from network.seat import Seat
from network.sorting import swedish_key

ORDERS = {
    "name": swedish_key("authority__name"),
    "kind": F("authority__kind"),
    "standing": F("kind"),
    "since": F("since"),
    "employees": F("employees"),
}
SHOWN_EVENTS = 20


@policy("see_members")
def members(request: NetworkRequest) -> HttpResponse:
    """Who belongs to the network."""
    today = timezone.localdate()
    query = request.GET
    filters = MemberFilter(query)
    chosen = filters.cleaned_data if filters.is_valid() else {}
    rows: Any = Membership.objects.seen_by(request.seat).select_related("authority")
    rows = rows.with_standing(today).named_like(words_of(query))
    if "former" not in query:
        rows = rows.on(today)
    if chosen.get("kind"):
        rows = rows.filter(authority__kind=chosen["kind"])
    if chosen.get("standing"):
        rows = rows.filter(kind=chosen["standing"])
    rows = ordered(rows, query.get("sort", ""), ORDERS)
    if query.get("format") in ("csv", "xlsx"):
        request.seat.require("export_members")
        name = f"medlemmar {request.network.slug} {today}"
        return MemberTable().respond(rows, name, "csv" if query["format"] == "csv" else "xlsx")
    context = {
        "page_obj": page_of(rows, query),
        "filters": filters,
        "kind_words": dict(Authority.Kind.choices).get(chosen.get("kind", ""), ""),
        "standing_words": dict(Standing.Kind.choices).get(chosen.get("standing", ""), ""),
        "standings": dict(Standing.Kind.choices),
        "sees_counts": sees_counts(request.seat),
        "follows_counts": request.seat.may("see_head_counts"),
        "may_import": request.seat.may("import_members"),
        "may_export": request.seat.may("export_members"),
        "is_narrowed": bool(words_of(query) or any(chosen.values())),
    }
    return render(request, "members/member_list.html", context)


def sees_counts(seat: Seat) -> bool:
    """Whether head counts of all members are shown; the locks hold the same line."""
    return seat.scope.whole or seat.scope.money or seat.scope.reports


@policy("see_member")
def member(request: NetworkRequest, pk: int) -> HttpResponse:
    """One member: facts, head counts, contacts, invoices, history."""
    today, seat = timezone.localdate(), request.seat
    rows = Membership.objects.seen_by(seat).select_related("authority__legal_person")
    found = get_object_or_404(rows.with_standing(today), pk=pk)
    counts = list(HeadCount.objects.filter(membership=found).order_by("day"))
    roles = Role.objects.on(today).filter(membership=found, kind=Role.Kind.LOCAL_COORDINATOR)
    own = seat.scope.whole or found.pk in seat.scope.memberships
    entries = JournalEntry.objects.filter(membership_id=found.pk)[:SHOWN_EVENTS] if own else []
    is_member = found.is_active(today)
    context = {
        "member": found,
        "standing": dict(Standing.Kind.choices).get(found.kind, ""),
        "is_active": is_member,
        "counts": counts[::-1],
        "uses": uses_of(found.pk) if counts else [],
        "chart": _chart(found, counts),
        "contacts": roles.select_related("person") if own else [],
        "sees_contacts": own,
        "profile": InvoiceProfile.objects.on(today).filter(membership=found).first(),
        "sees_invoices": own or seat.scope.money,
        "history": told(entries),
        "may_change": seat.may("keep_members"),
        "may_count": seat.may("declare_head_count", HeadCount(membership_id=found.pk)),
        "reference": ReferenceRule.objects.filter(membership=found).on(today).first(),
        "standings": found.standings.select_related("by_decision").order_by("-since"),
        "may_leave": is_member and seat.may("resign_membership", Role(membership_id=found.pk)),
        "may_refer": seat.may("keep_reference_rule", ReferenceRule(membership_id=found.pk)),
        "may_invoice": seat.may("keep_invoice_profile", InvoiceProfile(membership_id=found.pk)),
    }
    return render(request, "members/member.html", context)


def _chart(found: Membership, counts: list[HeadCount]) -> Chart | None:
    if len(counts) < 2:
        return None
    first, last = counts[0], counts[-1]
    facts = {"name": found.short_name, "before": first.count, "now": last.count}
    if last.count > first.count:
        title = _("%(name)s has grown from %(before)s to %(now)s employees") % facts
    elif last.count < first.count:
        title = _("%(name)s has shrunk from %(before)s to %(now)s employees") % facts
    else:
        title = _("%(name)s is as large as before") % facts
    return bars(
        title,
        [(count.day.isoformat(), count.count) for count in counts[-8:]],
        head=_("Counted on"),
        unit=_("Employees"),
        alt=title,
        language=get_language() or "sv",
        strong={last.day.isoformat()},
    )


@policy("keep_members", methods="GET POST")
def member_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Correct a membership's days or standing, or end it."""
    today = timezone.localdate()
    rows = Membership.objects.seen_by(request.seat).select_related("authority")
    found = get_object_or_404(rows.with_standing(today), pk=pk)
    day = within(today, found.since, found.until)
    standing = _standing_on(found, day)
    before: dict[str, Any] = {"since": found.since, "until": found.until, "standing": standing}
    form = MembershipForm(
        request.POST or None,
        instance=found,
        initial={"standing": standing or "member", "was": standing},
        seat=request.seat,
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["standing"]
        try:
            with transaction.atomic():
                decision = form.decided(takes_effect_on=day) if chosen != standing else None
                changed = actions.change_membership(
                    found,
                    before=before,
                    standing=chosen,
                    day=day,
                    decision=decision,
                    by=request.seat,
                )
        except IntegrityError:
            form.add_error("since", _("It is a member in another stretch of the same time."))
        else:
            messages.success(request, _("Saved.") if changed else _("Nothing was changed."))
            return redirect("member", pk)
    return render(request, "members/member_change.html", {"form": form, "member": found})


def _standing_on(found: Membership, day: date) -> str:
    row = Membership.objects.with_standing(day).filter(pk=found.pk).values_list("kind", flat=True)
    return row[0] or ""
