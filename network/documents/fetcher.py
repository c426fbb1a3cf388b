"""Where a document may read from: our own static files, by name, and nothing else."""

import mimetypes
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

STATIC = "https://static.invalid/"  # a name that can never be looked up
SUFFIXES = {".css", ".woff2", ".png", ".jpg", ".svg"}


class Refused(FatalURLFetchingError):  # type: ignore[misc]
    """The document asked for something that is not one of our static files."""


class StaticFetcher(URLFetcher):  # type: ignore[misc]
    """Answers addresses below STATIC from the static files; no network, no file system."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=set())

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The static file that the address names; Refused for every other address."""
        if not url.startswith(STATIC):
            raise Refused(f"A document may not read {url[:200]}")
        name = unquote(urlsplit(url).path).lstrip("/")
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, static_file(name), {"Content-Type": kind})


def static_file(name: str) -> bytes:
    """The bytes of one static file; Refused when it is missing or no part of a document."""
    if Path(name).suffix not in SUFFIXES or ".." in Path(name).parts:
        raise Refused(f"A document may not read {name!r}")
    found = finders.find(name)
    if not found and settings.STATIC_ROOT:
        found = str(Path(settings.STATIC_ROOT) / name)
    if not found or not Path(found).is_file():
        raise Refused(f"The static file {name} is missing")
    return Path(found).read_bytes()
