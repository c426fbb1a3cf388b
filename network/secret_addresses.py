"""Secret addresses: worked out from a random number and the portal's key, so that none is kept.

A row keeps the number and the digest of the address. Its owner can be shown the address again;
a stolen database opens nothing, and a stolen key alone opens nothing either.
"""

import base64
import hashlib
import secrets

from django.utils.crypto import salted_hmac

BYTES = 32


def new_nonce() -> bytes:
    """A random number for a new address."""
    return secrets.token_bytes(BYTES)


def secret_of(purpose: str, nonce: bytes | memoryview) -> str:
    """The secret part of an address, 43 signs, 256 bits."""
    made = salted_hmac(f"network.secret_addresses.{purpose}", bytes(nonce), algorithm="sha256")
    return base64.urlsafe_b64encode(made.digest()).rstrip(b"=").decode()


def digest_of(secret: str) -> bytes:
    """What the database knows an address by."""
    return hashlib.sha256(secret.encode()).digest()
