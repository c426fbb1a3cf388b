"""Addresses across the two halves of the site: the portal's own pages and a network's."""

from functools import cache
from typing import Any

from django.conf import settings
from django.urls import get_script_prefix, reverse

from network.models import Network


@cache
def _below(name: str, urlconf: str) -> str:
    """Where a page without arguments lies below the start of its half of the site."""
    return reverse(name, urlconf=urlconf)[len(get_script_prefix()) :]


def address_of(name: str) -> str:
    """The path of a page without arguments in the network that the request is in."""
    return get_script_prefix() + _below(name, settings.NETWORK_URLCONF)


def portal_path(name: str, **kwargs: Any) -> str:
    """The path of a page outside every network, also from inside one."""
    if not kwargs:
        return "/" + _below(name, "config.urls")
    path = reverse(name, urlconf="config.urls", kwargs=kwargs or None)
    prefix = reverse("picker", urlconf="config.urls")
    return "/" + path[len(prefix) :]


def network_path(network: Network, name: str, **kwargs: Any) -> str:
    """The path of a page in a network, also from outside it."""
    path = reverse(name, urlconf=settings.NETWORK_URLCONF, kwargs=kwargs or None)
    prefix = reverse("start", urlconf=settings.NETWORK_URLCONF)
    return f"/{network.slug}/" + path[len(prefix) :]


def network_url(network: Network, name: str, **kwargs: Any) -> str:
    """The full address of a page in a network, for letters and calendars."""
    return settings.SITE_URL + network_path(network, name, **kwargs)
