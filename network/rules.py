"""Rules of the ground floor, without database or clock."""

RESERVED_SLUGS = frozenset(
    {"accounts", "admin", "api", "demo", "livez", "media", "networks", "public", "readyz", "static"}
    | {"favicon.ico", "robots.txt", "language", "gallery", "verify", "reply"}
)

OPEN_PATH = "/open/"  # below a network: pages for everybody, the same to all

MAX_ATTEMPTS = 5


def backoff_seconds(attempts: int) -> int:
    """How long to wait before the next try: 10 s, 40 s, 90 s … after each failure."""
    return 10 * attempts * attempts
