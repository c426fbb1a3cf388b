"""What the lists of this room share: order from the address, pages, and a file of the same rows."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict

PER_PAGE = 25


def ordered(rows: QuerySet[Any], sort: str, orders: Mapping[str, Any]) -> QuerySet[Any]:
    """The rows in the order that the address asks for; an unknown order is the first one."""
    key = sort.removeprefix("-")
    if key not in orders:
        key, sort = next(iter(orders)), ""
    lead = orders[key]
    first = lead.desc(nulls_last=True) if sort.startswith("-") else lead.asc(nulls_last=True)
    return rows.order_by(first, next(iter(orders.values())).asc(), "pk")


def page_of(rows: QuerySet[Any], query: QueryDict) -> Page[Any]:
    """The page that the address asks for; the last one when there are fewer."""
    return Paginator(rows, PER_PAGE).get_page(query.get("page"))


def words_of(query: QueryDict) -> str:
    """What somebody searched for."""
    return query.get("q", "").replace("\0", "").strip()[:100]
