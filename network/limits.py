"""How often one may try at a door without a lock."""

from typing import cast

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest


def too_many(request: HttpRequest, what: str, *, tries: int, seconds: int) -> bool:
    """Whether somebody's address has tried more than `tries` times within some seconds."""
    address = cast(str, get_adapter().get_client_ip(request))
    key = f"limit:{what}:{address}"
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key) > tries
    except ValueError:  # it ran out between the two
        return False
