"""The report of a hand-over as a paper."""

from governance.models import HandOver
from network.documents import render_pdf_bounded
from network.looks import look_of

TEMPLATE = "documents/hand_over.html"


def report_of(row: HandOver, language: str) -> bytes:
    """What moved, PDF/UA-1 and PDF/A-3a; the same bytes for the same hand-over."""
    return render_pdf_bounded(
        TEMPLATE,
        {"it": row, "demo": row.network.example_data},
        language=language,
        network=look_of(row.network),
        created=(row.done_at or row.made_at).replace(microsecond=0),
    )
