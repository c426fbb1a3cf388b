"""The one door to PDF: every paper of the portal is PDF/UA-1 and PDF/A-3a in the same file."""

from typing import TYPE_CHECKING, Any

from network.documents.bounded import Drawing, begin_pdf_bounded, render_pdf_bounded
from network.documents.look import PORTAL, Attachment, NetworkLook
from network.documents.problems import (
    DocumentFault,
    DocumentProblem,
    DocumentsUnavailable,
    DocumentTooLarge,
    DocumentTooSlow,
)

if TYPE_CHECKING:
    from network.documents.render import render_pdf

__all__ = [
    "PORTAL",
    "Attachment",
    "DocumentFault",
    "DocumentProblem",
    "DocumentTooLarge",
    "DocumentTooSlow",
    "DocumentsUnavailable",
    "Drawing",
    "NetworkLook",
    "begin_pdf_bounded",
    "render_pdf",
    "render_pdf_bounded",
]


def __getattr__(name: str) -> Any:
    """The portal also runs where Pango is missing: it loads with the first document."""
    if name == "render_pdf":
        from network.documents.render import render_pdf  # noqa: PLC0415

        return render_pdf
    raise AttributeError(name)
