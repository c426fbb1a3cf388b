"""Names that somebody pastes or uploads to enrol many, read into rows. Pure: no database."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace

LONGEST = 120  # characters of a name, as the register of people has it
LONGEST_MAIL = 254
ROWS = 10_000

_MAIL = re.compile(r"[^\s<>()\[\],;:\"]+@[^\s<>()\[\],;:\"]+")
_SEPARATORS = ("\t", ";")

# How lists head their columns, in both languages.
HEADINGS: dict[str, tuple[str, ...]] = {
    "name": ("namn", "name", "deltagare", "participant"),
    "first": ("förnamn", "first name", "given name"),
    "last": ("efternamn", "last name", "surname", "family name"),
    "email": (
        "e-post", "epost", "e-postadress", "mejl", "mejladress", "mail", "mail address",
        "mailadress", "email", "e-mail", "e-mail address", "email address",
    ),
    "title": ("titel", "befattning", "title", "position"),
    "reference": ("er referens", "referens", "your reference", "reference"),
}  # fmt: skip
_COLUMN = {word: column for column, words in HEADINGS.items() for word in words}


@dataclass(frozen=True, slots=True)
class NameRow:
    """One person of a list as it was written, with the row's number in the list."""

    number: int
    name: str = ""
    email: str = ""
    title: str = ""
    reference: str = ""

    def as_data(self) -> dict[str, str | int]:
        """As it is kept between looking and applying."""
        return asdict(self)

    @property
    def written(self) -> str:
        """The row on one line, to be corrected."""
        return ", ".join(part for part in (self.name, self.email) if part)


def clean(text: str) -> str:
    """One way to write a text: composed letters, single blanks, nothing that cannot be seen.

    Joiners stay, since some scripts are not written without them.
    """
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(
        sign if sign in "\u200c\u200d" or unicodedata.category(sign)[0] != "C" else " "
        for sign in composed
    )
    return " ".join(kept.split())


def folded(text: str) -> str:
    """A name or an address as it is compared, without regard to capitals or how it was composed."""
    return unicodedata.normalize("NFC", clean(text).casefold())


def turned(name: str) -> str:
    """The name first name first, when a list has the last name first and a comma."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and first.strip() else name


def pasted(text: str) -> list[NameRow]:
    """The rows of a pasted text: names or mail addresses one a line, or cells from a sheet."""
    lines = [
        (number, line) for number, line in enumerate(text.splitlines(), 1) if clean(line)
    ]  # tabs stay: they part the cells
    if not lines:
        return []
    number, first = lines[0]
    cells = _cells(first)
    columns = columns_of(cells)
    if columns:
        return [_of_cells(number, _cells(line), columns) for number, line in lines[1:]]
    rows: list[NameRow] = []
    for number, line in lines:
        rows.extend(_of_line(number, line))
    return rows


def tabled(header: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]]) -> list[NameRow]:
    """The rows of an uploaded table; a first row that is no heading is a person too."""
    columns = columns_of(header)
    if columns:
        return [_of_cells(number, cells, columns) for number, cells in rows]
    found = [_guessed(1, header)]
    found += [_guessed(number, cells) for number, cells in rows]
    return found


def columns_of(header: Sequence[str]) -> list[str]:
    """What each column holds, by its heading; empty when the row heads nothing."""
    columns = [_COLUMN.get(folded(cell), "") for cell in header]
    return columns if {"name", "email", "last"}.intersection(columns) else []


def corrected(row: NameRow, text: str) -> NameRow | None:
    """A row as it was written anew; None when it was emptied."""
    lines = _of_line(row.number, text) if clean(text) else []
    if not lines:
        return None
    return replace(lines[0], title=row.title, reference=row.reference)


def _cells(line: str) -> list[str]:
    for separator in _SEPARATORS:
        if separator in line:
            return [clean(cell) for cell in line.split(separator)]
    return [clean(line)]


def _of_cells(number: int, cells: Sequence[str], columns: Sequence[str]) -> NameRow:
    known: dict[str, str] = {}
    for column, cell in zip(columns, cells, strict=False):
        if column and not known.get(column):
            known[column] = clean(cell)
    name = known.get("name") or " ".join(
        part for part in (known.get("first", ""), known.get("last", "")) if part
    )
    return NameRow(
        number,
        turned(name),
        folded(known.get("email", "")),
        known.get("title", ""),
        known.get("reference", ""),
    )


def _of_line(number: int, line: str) -> list[NameRow]:
    mails = _MAIL.findall(line)
    if len(mails) > 1 and "\t" not in line:  # as mail programs copy receivers
        return [
            _guessed(number, [part]) for part in re.split(r"[;,](?![^<]*>)", line) if clean(part)
        ]
    return [_guessed(number, _cells(line))]


def _guessed(number: int, cells: Sequence[str]) -> NameRow:
    """A row without headings: the cell with @ is the address; the rest of it may be the name."""
    name = email = title = ""
    for cell in map(clean, cells):
        mail = None if email else _MAIL.search(cell)
        left = _without(cell, mail[0]) if mail else cell
        if mail:
            email = folded(mail[0])
        if left and not name:
            name = left.strip(' "')
        elif left and not title:
            title = left
    return NameRow(number, turned(name), email, title)


def _without(cell: str, mail: str) -> str:
    return clean(re.sub(r"[<>()\[\]\"]", " ", cell.replace(mail, " "))).strip(" ,;:")
