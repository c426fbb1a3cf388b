"""Every route of the portal, read from its URL configurations."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Route:
    """A named address, the words it takes, and its view."""

    name: str
    path: str
    words: tuple[str, ...]
    view: Any


def _walk(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[Route]:
    for entry in patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry.url_patterns, path)
        else:
            words = tuple(entry.pattern.converters)
            yield Route(entry.name or path, path, words, entry.callback)


def network_routes() -> list[Route]:
    """The pages behind `/<network>/`."""
    return list(_walk(get_resolver("config.network_urls").url_patterns, ""))


def portal_routes() -> list[Route]:
    """The pages outside every network."""
    return list(_walk(get_resolver("config.urls").url_patterns, ""))
