"""A decision as a paper of its own (protokollsutdrag), PDF/UA-1 and PDF/A-3a."""

from django.utils import translation

from governance.decisions.page import effect_rows
from members.models import Decision
from network.documents import render_pdf_bounded
from network.looks import look_of

TEMPLATE = "documents/decision_extract.html"


def extract_of(decision: Decision, language: str) -> bytes:
    """The paper; the same bytes for the same state of the register."""
    with translation.override(language):
        rows = effect_rows(decision)
    facts = {
        "it": decision,
        "rows": rows,
        "later": list(decision.replaced_by.all()),
        "demo": decision.network.example_data,
    }
    return render_pdf_bounded(
        TEMPLATE,
        facts,
        language=language,
        network=look_of(decision.network),
        created=decision.entered_at.replace(microsecond=0),
    )
