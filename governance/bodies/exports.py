"""The bodies, their mandates and offices as files to take away; no mail addresses."""

from datetime import date
from typing import Any, cast

from django.db.models import Q
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from governance.models import Guest, Holder, Mandate, Office
from network.tables import Kind, download, to_csv, to_workbook

Table = tuple[str, list[Any], list[list[Any]]]


def bodies_book(rows: Any, kind: str, today: date) -> HttpResponse:
    """The bodies that fit: as CSV their mandates, as a workbook a sheet for each part."""
    bodies = list(rows)
    mandates = _mandates(bodies, today)
    if kind == "csv":
        return download(_("Bodies"), to_csv(mandates[1], mandates[2]), "csv")
    tables = [_bodies(bodies), mandates, _offices(bodies, today)]
    content = to_workbook(tables, made=timezone.now())
    return download(_("Bodies"), content, cast(Kind, kind))


def _bodies(bodies: list[Any]) -> Table:
    heads = [
        _("Body"), _("Kind"), _("What it does"), _("Decides for the network"), _("Read by"),
        _("Quorate above, %"), _("Mandates"), _("Vacant"), _("From"), _("Until"),
    ]  # fmt: skip
    cells = [
        [
            body.in_words,
            body.kind.in_words,
            body.purpose,
            _("Yes") if body.decides else _("No"),
            str(body.get_open_to_display()),
            body.quorum_percent,
            body.seats,
            body.vacant,
            body.since,
            body.until,
        ]
        for body in bodies
    ]
    return _("Bodies"), heads, cells


def _mandates(bodies: list[Any], today: date) -> Table:
    heads = [
        _("Body"), _("Authority"), _("Held ex officio by"), _("Votes"), _("As"), _("Name"),
        _("Post"), _("From"), _("Until"),
    ]  # fmt: skip
    names = {body.pk: body.in_words for body in bodies}
    place = {body.pk: at for at, body in enumerate(bodies)}
    mandates = Mandate.objects.filter(body__in=names).exclude(until__lt=today)
    held: dict[int, list[Holder]] = {}
    holders = Holder.objects.filter(mandate__in=mandates).exclude(until__lt=today)
    for holder in holders.order_by("-rank", "position", "since"):
        held.setdefault(holder.mandate_id, []).append(holder)
    cells = []
    found = mandates.select_related("membership__authority").order_by("membership__authority__name")
    for mandate in sorted(found, key=lambda one: place[one.body_id]):
        first = [
            names[mandate.body_id],
            mandate.membership.name if mandate.membership else "",
            mandate.post,
            _("Yes") if mandate.votes else _("No"),
        ]
        rows = held.get(mandate.pk, [])
        if not any(holder.rank == "member" and holder.since <= today for holder in rows):
            cells.append([*first, "", _("Vacant"), "", None, None])
        cells += [
            [*first, str(one.get_rank_display()), one.name, one.title, one.since, one.until]
            for one in rows
        ]
    return _("Mandates"), heads, cells


def _offices(bodies: list[Any], today: date) -> Table:
    heads = [_("Body"), _("Office"), _("Name"), _("From"), _("Until")]
    names = {body.pk: body.in_words for body in bodies}
    now = Q(until=None) | Q(until__gte=today)
    cells = [
        [names[one.body_id], str(one.get_duty_display()), one.name, one.since, one.until]
        for one in Office.objects.filter(now, body__in=names).order_by("body", "duty", "since")
    ]
    cells += [
        [names[one.body_id], pgettext("of a body", "guest"), one.name, one.since, one.until]
        for one in Guest.objects.filter(now, body__in=names).order_by("body", "name")
    ]
    return _("Offices and guests"), heads, cells
