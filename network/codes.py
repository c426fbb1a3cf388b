"""Codes on certificates: unguessable, easy to read aloud, and a typing error is noticed.

Fifteen drawn signs (74 bits) and a check sign over an alphabet of 31, a prime, so that every
single wrong sign and every two that changed places give another check sign.
"""

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # without 0 O, 1 I L
DRAWN = 15
GROUP = 4


def new_code() -> str:
    """A code that nobody has yet."""
    body = "".join(secrets.choice(ALPHABET) for _sign in range(DRAWN))
    return body + check_sign(body)


def check_sign(body: str) -> str:
    """The sign that makes the weighted sum of all signs divisible by 31."""
    total = sum(place * ALPHABET.index(sign) for place, sign in enumerate(body, start=2))
    return ALPHABET[-total % len(ALPHABET)]


def typed(text: str) -> str:
    """A code as somebody typed it, without spaces and dashes, in capitals."""
    return "".join(sign for sign in text.upper()[:60] if sign.isalnum())


def is_code(text: str) -> bool:
    """Whether the signs can be a code at all; a typing error cannot."""
    known = len(text) == DRAWN + 1 and all(sign in ALPHABET for sign in text)
    return known and check_sign(text[:DRAWN]) == text[DRAWN]


def grouped(code: str) -> str:
    """The code as it is printed: AB2C-3DEF-…"""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))
