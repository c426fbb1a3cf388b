"""How often something may be asked for from one place before it is refused for a while."""

import hashlib

from django.core.cache import cache


def too_many(what: str, who: str, *, most: int, seconds: int) -> bool:
    """Count one more; whether it is more than `most` since the first, `seconds` ago at most.

    Who asks is kept as a digest, and forgotten with the count.
    """
    key = f"floods:{what}:{hashlib.sha256(who.encode()).hexdigest()[:32]}"
    if cache.add(key, 1, seconds):
        return False
    try:
        return cache.incr(key) > most
    except ValueError:  # ran out between the two
        return False
