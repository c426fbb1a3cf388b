"""The year and the section that the annual report's doors are tried with."""

from collections.abc import Mapping

_TEXT = {"year": "2025", "section": "training", "language": "sv"}
# Words that the routes ask for; none of them names a record.
MORE: Mapping[str, dict[str, str]] = {
    "annual_report": {"year": "2025"},
    "annual_text": _TEXT,
    "annual_text_preview": _TEXT,
    "annual_text_versions": _TEXT,
}
