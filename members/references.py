"""Your reference (er referens): how an authority writes it, and whether a value fits; no database.

A format is written as an example that reads itself: `9` stands for a digit, `A` for a letter,
`*` for any characters, one or more; every other character stands for itself.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

LONGEST = 80  # characters; what an invoice's field takes
STARS = 3  # more would let a value be read in too many ways
LETTER = r"[^\W\d_]"


@dataclass(frozen=True)
class ReferenceFormat:
    """What one authority asks of its references."""

    label: str
    pattern: str
    example: str
    required: bool


def tidy(written: str) -> str:
    """A reference without the spaces around it, and with single ones inside."""
    return " ".join(written.split())


def fits(pattern: str, written: str) -> bool:
    """Whether a value has the format; small letters count as letters. No format takes all."""
    if not pattern:
        return True
    parts = {"9": "[0-9]", "A": LETTER, "*": ".+"}
    rule = "".join(parts.get(sign, re.escape(sign)) for sign in pattern)
    return re.fullmatch(rule, written) is not None


def in_words(pattern: str) -> str:
    """The format said in words: "2 letters, 4 digits"."""
    said = []
    for run in re.finditer(r"9+|A+|\*+|[^9A*]+", pattern):
        part, n = run[0], len(run[0])
        if part[0] == "9":
            said.append(ngettext("%(n)s digit", "%(n)s digits", n) % {"n": n})
        elif part[0] == "A":
            said.append(ngettext("%(n)s letter", "%(n)s letters", n) % {"n": n})
        elif part[0] == "*":
            said.append(_("any characters"))
        else:
            said.append("”" + part + "”" if part.strip() else _("a space"))
    return ", ".join(said)


def why_not(asked: ReferenceFormat | None, written: str) -> str:
    """Why an authority's people cannot enrol with this reference, as a sentence; empty when fine.

    The enrolment page, the import and the open interface all ask here.
    """
    value = tidy(written)
    if len(value) > LONGEST:
        return _("A reference has at most %(n)s characters.") % {"n": LONGEST}
    if asked is None or (not value and not asked.required):
        return ""
    told = {
        "label": asked.label,
        "format": in_words(asked.pattern),
        "example": asked.example,
    }
    if not value:
        if asked.example:
            return _("The invoices of your authority need %(label)s, such as %(example)s.") % told
        return _("The invoices of your authority need %(label)s.") % told
    if fits(asked.pattern, value):
        return ""
    if asked.example:
        return _("%(label)s is written with %(format)s, for example %(example)s.") % told
    return _("%(label)s is written with %(format)s.") % told


def why_no_format(pattern: str, example: str) -> str:
    """Why a format cannot be kept; empty when it can."""
    if pattern.count("*") > STARS:
        return _("Use at most %(n)s stars.") % {"n": STARS}
    if "**" in pattern:
        return _("Two stars after each other mean the same as one.")
    if pattern and not example:
        return _("Write an example, so that people see what you mean.")
    if not fits(pattern, tidy(example)):
        return _("The example does not have that format: %(format)s.") % {
            "format": in_words(pattern)
        }
    return ""
