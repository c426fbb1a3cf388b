"""Why an uploaded file is refused, in sentences that say what to do."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from openpyxl.utils import get_column_letter

from network.wording import number

SENTENCES: dict[str, Any] = {
    "too_big": _("The file is larger than %(limit)s MB. Split it into several smaller files."),
    "kind": _("Choose a CSV file or an Excel workbook (.csv or .xlsx)."),
    "old_workbook": _(
        "The workbook is in an old format or has a password. Open it in Excel and save it as an "
        "Excel workbook (.xlsx) without a password."
    ),
    "content": _(
        "The name of the file does not fit what is in it. Open it in the program where it was "
        "made, and save it as CSV or as an Excel workbook (.xlsx)."
    ),
    "macros": _("The workbook holds macros. Save it as an Excel workbook without macros (.xlsx)."),
    "entries": _(
        "The workbook is made of more than %(limit)s parts. Copy the rows to a new workbook."
    ),
    "unpacked": _(
        "The workbook grows too much when it is unpacked; %(limit)s MB is the most. Copy the rows "
        "to a new workbook."
    ),
    "entities": _("The workbook holds definitions that Excel never writes. Save it from Excel."),
    "damaged": _("The file cannot be read. Open it, save it again, and choose the new file."),
    "encoding": _("The letters in the file cannot be read. Save it as CSV UTF-8."),
    "quotes": _(
        "Row %(row)s: a quotation mark is missing or stands in the wrong place. Correct it, or "
        "save the table as an Excel workbook (.xlsx)."
    ),
    "quotes_or_long": _(
        "Row %(row)s: a text does not end. Look for a quotation mark without its pair."
    ),
    "empty": _("The file is empty. It needs a row of headings, and at least one row below them."),
    "no_rows": _("The file has headings, but no rows below them. Add at least one row."),
    "rows": _("The file has more than %(limit)s rows. Split it into several smaller files."),
    "columns": _("The file has more than %(limit)s columns. Delete those that are not needed."),
    "cell": _(
        "Row %(row)s, column %(column)s: the text is longer than %(limit)s characters. Shorten it."
    ),
    "text": _(
        "The file holds more than %(limit)s characters. Split it into several smaller files."
    ),
    "control": _(
        "Row %(row)s, column %(column)s: there is a character that cannot be seen. Empty the cell "
        "and write the text again."
    ),
    "heading_missing": _("Column %(column)s has no heading. Write one, or delete the column."),
    "heading_twice": _("Two columns have the heading “%(heading)s”. Rename or delete one."),
    "extra_cells": _(
        "Row %(row)s has text in column %(column)s, which has no heading. Move or delete the text."
    ),
    "error_value": _(
        "Row %(row)s, column %(column)s: the cell shows the error %(value)s. Correct the formula."
    ),
    "memory": _("The file takes too much memory to read. Copy the rows to a new, plain file."),
    "slow": _("The file takes too long to read. Copy the rows to a new, plain file."),
    "pdf_big": _("The file is larger than %(limit)s MB. Scan it with a lower resolution."),
    "pdf_kind": _(
        "The file is no PDF, whatever its name says. Save or scan the signed paper as PDF."
    ),
    "pdf_cut": _("The PDF has no end: it was cut on the way. Save it again, and choose that file."),
    "pdf_locked": _("The PDF has a password. Save it without one."),
    "pdf_program": _(
        "The PDF holds a program that runs when it is opened. Print it to a new PDF, and choose "
        "that file."
    ),
    "paper_big": _(
        "The file is larger than %(limit)s MB. Save it in a smaller format, such as a PDF with "
        "smaller pictures, or split it."
    ),
    "paper_empty": _("The file is empty. Choose another one."),
    "paper_kind": _(
        "Choose a PDF, a document (.docx, .odt), a workbook (.xlsx), slides (.pptx), a picture "
        "(.png, .jpg) or a text (.txt)."
    ),
    "paper_content": _(
        "The name of the file does not fit what is in it. Open it in the program where it was "
        "made, save it again, and choose that file."
    ),
    "paper_program": _("The file is a program, whatever its name says. It cannot be a paper."),
    "paper_macros": _("The file holds macros. Save it without macros, or as a PDF."),
    "paper_old": _(
        "The file is in an old format or has a password. Save it in the format of today and "
        "without a password, or as a PDF."
    ),
    "paper_cut": _("The file has no end: it was cut on the way. Save it again, and choose that."),
    "paper_unpacked": _("The file grows too much when it is unpacked. Save it as a PDF instead."),
}
_IN_MEGABYTES = {"too_big", "unpacked", "pdf_big", "paper_big"}


class UploadRefused(ValidationError):
    """An uploaded file that the portal does not read; forms show its sentence at the field."""

    def __init__(self, code: str, facts: Mapping[str, object] | None = None) -> None:
        super().__init__(SENTENCES[code], code=code, params=_in_words(code, facts or {}))

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, in the active language."""
        return str(self.messages[0])


def _in_words(code: str, facts: Mapping[str, object]) -> dict[str, object]:
    words = dict(facts)
    column = words.get("column")
    if isinstance(column, int):
        words["column"] = get_column_letter(column)  # as spreadsheets show it
    limit = words.get("limit")
    if isinstance(limit, int):
        words["limit"] = number(limit // 1024**2 if code in _IN_MEGABYTES else limit)
    return words
