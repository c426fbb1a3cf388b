"""Lots that anybody can draw again: a published seed and a hash, no chance of its own.

The lot of an application is SHA-256 of the seed, a colon and the application's number, as 64
hexadecimal digits; the lowest lot comes first. The seed is made by the portal before anybody
applies and lies sealed; its commitment, SHA-256 of the seed, is published at once. After the
draw the seed is published too, so whoever wants can see that it is the one that was promised,
and that it gives the same order.
"""

import hashlib
import json
import secrets
from typing import Any

SEED_BYTES = 16


def new_seed() -> str:
    """A seed that nobody can guess, as hexadecimal digits."""
    return secrets.token_hex(SEED_BYTES)


def commitment(seed: str) -> str:
    """What is published before the draw: it binds to the seed and tells nothing of it."""
    return hashlib.sha256(seed.encode()).hexdigest()


def lot(seed: str, number: int, what: str = "") -> str:
    """The lot of an application; `what` names other things that a tie is drawn between."""
    return hashlib.sha256(f"{seed}:{what}{number}".encode()).hexdigest()


def fingerprint(inputs: Any) -> str:
    """SHA-256 of what a draw was made from, written as JSON with sorted names and no spaces."""
    written = json.dumps(inputs, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()
