"""Text that the document's typeface can set: PDF/UA forbids a glyph that is not there."""

import io
import unicodedata
from functools import cache

from fontTools.ttLib import TTFont

from network.documents.fetcher import static_file

TYPEFACE = "vendor/Inter-Regular.woff2"
UNKNOWN = "\N{WHITE SQUARE}"
KEPT = "\t\n\r"
UNSEEN = ("Cc", "Cf")  # control characters, and marks that are read but not seen


@cache
def covered() -> frozenset[int]:
    """The code points that Inter has."""
    return frozenset(TTFont(io.BytesIO(static_file(TYPEFACE))).getBestCmap())


def legible(text: str) -> str:
    """The text with every character that Inter lacks decomposed, dropped or shown as a square."""
    text = unicodedata.normalize("NFC", text)
    odd = {char for char in set(text) if not _settable(char)}
    return text.translate({ord(char): _nearest(char) for char in odd}) if odd else text


def _settable(char: str) -> bool:
    if char in KEPT:
        return True
    return ord(char) in covered() and unicodedata.category(char) not in UNSEEN


def _nearest(char: str) -> str:
    if unicodedata.category(char) in (*UNSEEN, "Mn"):
        return ""
    plain = "".join(c for c in unicodedata.normalize("NFKD", char) if ord(c) in covered())
    return plain or UNKNOWN
