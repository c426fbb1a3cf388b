"""What an import would change, row by row, as plain data for a page or a job's result."""

import hashlib
import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What a row does to the records that are there."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Change:
    """One column's text before and after."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a row; `column` is empty when the whole row is meant."""

    column: str
    sentence: str


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """What one row of the file would do, or why it cannot."""

    number: int
    kind: Kind
    cells: dict[str, str]
    changes: tuple[Change, ...] = ()
    mistakes: tuple[Mistake, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would change, as plain data; `sha256` names the file."""

    name: str
    sha256: str
    columns: tuple[str, ...]
    rows: tuple[PreviewRow, ...] = ()
    mistakes: tuple[str, ...] = ()

    @property
    def has_mistakes(self) -> bool:
        """Whether something has to be corrected before anything can be applied."""
        return bool(self.mistakes) or any(row.kind is Kind.ERROR for row in self.rows)

    @property
    def changes_anything(self) -> bool:
        """Whether applying it would do anything at all."""
        return any(row.kind in (Kind.NEW, Kind.CHANGED) for row in self.rows)

    def count(self, kind: str) -> int:
        """How many rows are of one kind."""
        return sum(row.kind == kind for row in self.rows)

    @property
    def counts(self) -> dict[str, int]:
        """Rows by kind, for the summary above the table."""
        return {str(kind): self.count(kind) for kind in Kind}

    @property
    def fingerprint(self) -> str:
        """The sum of all that is shown; it differs as soon as a record has changed meanwhile."""
        shown = [self.sha256, [(row.number, row.kind, _pairs(row)) for row in self.rows]]
        return hashlib.sha256(json.dumps(shown).encode()).hexdigest()

    def as_data(self) -> dict[str, Any]:
        """Plain data that fits into a JSON column."""
        told = {
            "fingerprint": self.fingerprint,
            "counts": self.counts,
            "has_mistakes": self.has_mistakes,
            "changes_anything": self.changes_anything,
        }
        plain: dict[str, Any] = json.loads(json.dumps(asdict(self) | told))
        return plain


def _pairs(row: PreviewRow) -> list[list[str]]:
    return [[change.column, change.before, change.after] for change in row.changes]


class ImportRefused(Exception):
    """Nothing was imported; `preview` tells why, row by row."""

    def __init__(self, preview: Preview) -> None:
        super().__init__("The import was refused.")
        self.preview = preview


class PreviewOutdated(Exception):
    """The records have changed since the preview was shown; `preview` is how it looks now."""

    def __init__(self, preview: Preview) -> None:
        super().__init__("The preview is outdated.")
        self.preview = preview
