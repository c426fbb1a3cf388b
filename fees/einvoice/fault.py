"""What is wrong with an e-invoice, in words and at the field that causes it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule that an e-invoice breaks.

    `rule` is the official id; `words` say what to correct; `field` names where it is kept
    ("buyer.endpoint", "issuer.bankgiro", "line 3", or "" for the whole invoice). A fatal one
    keeps the invoice from being issued or sent.
    """

    rule: str
    words: str
    field: str
    fatal: bool = True
