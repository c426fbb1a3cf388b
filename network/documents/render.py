"""From a template and its facts to the bytes of a PDF."""

import logging
import threading
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache, lru_cache
from typing import Any, Self

from django.template.loader import render_to_string
from django.utils import translation
from weasyprint import CSS, HTML
from weasyprint import Attachment as Embedded
from weasyprint.text.fonts import FontConfiguration

from network.documents.conformance import conform
from network.documents.fetcher import STATIC, Refused, StaticFetcher
from network.documents.legible import legible
from network.documents.look import PORTAL, Attachment, NetworkLook
from network.documents.problems import DocumentFault, DocumentTooLarge

SHEET = "css/document.css"
MAX_ROWS = 2_000
MAX_HTML = 4_000_000  # characters
MAX_PDF = 25_000_000  # bytes, with attachments


def render_pdf(
    template: str,
    context: Mapping[str, Any],
    *,
    language: str,
    network: NetworkLook | None,
    attachments: Sequence[Attachment] = (),
    created: datetime,
) -> bytes:
    """The document as PDF/UA-1 and PDF/A-3a; the same bytes for the same input.

    created is aware, and is written into the file. Raises DocumentTooLarge above MAX_ROWS table
    rows, DocumentFault when the template reads anything but our static files or is not accessible.
    """
    page = compose_page(template, context, language=language, network=network, created=created)
    return draw(page, network=network, attachments=attachments, created=created)


def compose_page(
    template: str,
    context: Mapping[str, Any],
    *,
    language: str,
    network: NetworkLook | None,
    created: datetime,
) -> str:
    """The document's HTML, in the language, with text that the typeface can set."""
    if created.tzinfo is None:
        raise ValueError("created must be aware")
    own = {"network": network or PORTAL, "language": language, "created": created}
    with translation.override(language):
        page = legible(render_to_string(template, {**context, **own}))
    if page.count("<tr") > MAX_ROWS or len(page) > MAX_HTML:
        raise DocumentTooLarge(f"{page.count('<tr')} rows, {len(page)} characters")
    return page


def draw(
    page: str,
    *,
    network: NetworkLook | None,
    attachments: Sequence[Attachment],
    created: datetime,
) -> bytes:
    """The HTML as PDF. Reads static files only, and needs no database."""
    embedded = [
        Embedded(
            string=file.content,
            name=file.name,
            description=file.description,
            relationship=file.relationship,
            created=created,
            modified=created,
        )
        for file in attachments
    ]
    try:
        with _Faults() as faults:
            raw = HTML(string=page, base_url=STATIC, url_fetcher=StaticFetcher()).write_pdf(
                stylesheets=[_sheet(), _colours(network or PORTAL)],
                font_config=_fonts(),
                pdf_variant="pdf/a-3a",
                attachments=embedded,
            )
    except Refused as refused:
        raise DocumentFault(str(refused)) from refused
    except (MemoryError, RecursionError) as over:
        raise DocumentTooLarge(type(over).__name__) from over
    if faults.seen:
        raise DocumentFault("; ".join(faults.seen))
    result = conform(raw)
    if len(result) > MAX_PDF:
        raise DocumentTooLarge(f"{len(result)} bytes")
    return result


def prepare() -> None:
    """Read the style sheet and the typefaces, so that the children of this process have them."""
    _sheet()
    _colours(PORTAL)


@cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()


@cache
def _sheet() -> CSS:
    return CSS(url=STATIC + SHEET, url_fetcher=StaticFetcher(), font_config=_fonts())


@lru_cache(maxsize=64)
def _colours(look: NetworkLook) -> CSS:
    # The boxes in a page's margin stand outside html and do not see its custom properties.
    return CSS(
        string=f"html {{ --accent: {look.accent}; --accent-2: {look.accent_2};"
        f" --accent-3: {look.accent_3} }}"
        f" @page {{ @top-left {{ border-top-color: {look.accent} }} }}"
    )


class _Faults(logging.Handler):
    """Collects what WeasyPrint calls an error while this thread draws one document."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.seen: list[str] = []
        self.thread = threading.get_ident()
        self.source = logging.getLogger("weasyprint")

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self.thread:
            self.seen.append(record.getMessage())

    def __enter__(self) -> Self:
        self.source.addHandler(self)
        return self

    def __exit__(self, *_exception: object) -> None:
        self.source.removeHandler(self)
