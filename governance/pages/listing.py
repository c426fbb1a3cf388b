"""The coordinator's list of open pages: where each is on its way to everybody."""

from datetime import date
from typing import Any

from django.db.models import F, Q

from governance.models import OpenPage
from governance.pages.rules import Standing
from network.sought import holding

ORDERS = {"title": "title", "language": "language", "changed": "changed_at"}


def standing_of(page: Any, day: date) -> str:
    """How far a page that `with_standing` found has come on a day."""
    if page.last_version and page.last_on > day:
        return Standing.SCHEDULED
    if page.shown is None:
        return Standing.TAKEN_DOWN if page.last_on else Standing.DRAFT
    return Standing.PUBLISHED if page.shown == page.newest else Standing.CHANGED


def _standing(standing: str, day: date) -> Q:
    """The same as a question to the database."""
    planned = Q(last_version__isnull=False, last_on__gt=day)
    shown = Q(shown__isnull=False)
    if standing == Standing.SCHEDULED:
        return planned
    if standing == Standing.DRAFT:
        return Q(last_on=None)
    if standing == Standing.TAKEN_DOWN:
        return ~planned & ~shown & Q(last_on__isnull=False)
    return ~planned & shown


def pages_asked_for(asked: dict[str, Any], order: str, day: date) -> Any:
    """The pages as the list is narrowed and sorted."""
    rows = holding(OpenPage.objects.with_standing(day), asked.get("q", ""), "title", "slug")
    for name in ("kind", "language"):
        if asked.get(name):
            rows = rows.filter(**{name: asked[name]})
    if standing := asked.get("standing"):
        rows = rows.filter(_standing(standing, day))
        if standing == Standing.PUBLISHED:
            rows = rows.filter(shown=F("newest"))
        if standing == Standing.CHANGED:
            rows = rows.exclude(shown=F("newest"))
    column = ORDERS.get(order.removeprefix("-"), "")
    if not column:
        return rows.order_by("kind", "position", "subject", "language", "pk")
    return rows.order_by(f"-{column}" if order.startswith("-") else column, "pk")
