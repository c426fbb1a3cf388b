"""Why a bank file is refused, in sentences that say what to do."""

from typing import Any

from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Any] = {
    "too_big": _("The file is larger than %(limit)s MB. Order smaller files from the bank."),
    "empty": _("The file is empty. Fetch it from the bank again."),
    "content": _(
        "This is no bank file but another kind of document. Choose a camt.054, a camt.053 or a "
        "BgMax file."
    ),
    "unknown": _(
        "The portal does not know this kind of file. Choose a camt.054, a camt.053 or a BgMax file."
    ),
    "encoding": _(
        "The letters in the file are stored in another way than the bank stores them, as when it "
        "was opened and saved in an editor. Fetch it from the bank again."
    ),
    "rows": _("The file holds more than %(limit)s payments. Order smaller files from the bank."),
    "cut_off": _(
        "The file ends too early: its end is missing. Fetch the whole of it from the bank again."
    ),
    "line": _("Line %(line)s cannot be read. Fetch the file from the bank again."),
    "sum": _(
        "The payments add up to %(found)s, but the file says %(told)s (%(where)s). Something is "
        "missing or changed: fetch it from the bank again."
    ),
    "count": _(
        "The file holds %(found)s rows of a kind, but says %(told)s (%(where)s). Something is "
        "missing or changed: fetch it from the bank again."
    ),
    "test": _("The file is marked as a test. Choose one with real payments."),
    "definitions": _("The file holds definitions (DTD) that no bank writes. It is not read."),
    "xml": _("The file is broken in line %(line)s. Fetch it from the bank again."),
    "other_camt": _(
        "This is a %(kind)s message. Payments are in camt.054 (notifications) and camt.053 "
        "(statements)."
    ),
    "deduction": _(
        "The payer with bankgiro %(payer)s has taken off more than it paid (line %(line)s). Ask "
        "the bank about the file."
    ),
    "no_account": _("The file does not say which account it is about. Ask the bank about it."),
}


class BankFileRefused(Exception):
    """A bank file that is not read; nothing of it is kept."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, in the active language."""
        return str(SENTENCES[self.code]) % self.facts
