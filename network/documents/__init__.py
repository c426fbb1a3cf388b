"""The one door to PDF: every paper of the portal is PDF/UA-1 and PDF/A-3a in the same file."""

from network.documents.bounded import render_pdf_bounded
from network.documents.look import PORTAL, Attachment, NetworkLook
from network.documents.problems import (
    DocumentFault,
    DocumentProblem,
    DocumentTooLarge,
    DocumentTooSlow,
)
from network.documents.render import render_pdf

__all__ = [
    "PORTAL",
    "Attachment",
    "DocumentFault",
    "DocumentProblem",
    "DocumentTooLarge",
    "DocumentTooSlow",
    "NetworkLook",
    "render_pdf",
    "render_pdf_bounded",
]
