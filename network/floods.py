"""How often something may be asked for from one place before it is refused for a while."""

import hashlib
from typing import cast

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest


def place_of(request: HttpRequest) -> str:
    """The address on the net that a request comes from."""
    return cast(str, get_adapter().get_client_ip(request))


def counted(what: str, who: str) -> int:
    """How often somebody has asked, while the count lasts."""
    return int(cache.get(_key(what, who), 0))


def count(what: str, who: str, *, seconds: int) -> int:
    """Count one more; how often now, since the first, `seconds` ago at most."""
    key = _key(what, who)
    if cache.add(key, 1, seconds):
        return 1
    try:
        return cache.incr(key)
    except ValueError:  # ran out between the two
        cache.set(key, 1, seconds)
        return 1


def too_many(what: str, who: str, *, most: int, seconds: int) -> bool:
    """Count one more; whether it is more than `most`."""
    return count(what, who, seconds=seconds) > most


def _key(what: str, who: str) -> str:
    """Who asks is kept as a digest, and forgotten with the count."""
    return f"floods:{what}:{hashlib.sha256(who.encode()).hexdigest()[:32]}"
