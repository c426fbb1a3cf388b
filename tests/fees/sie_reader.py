"""A reader of SIE 4 of the tests' own, written from the format's description."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

FIELD = re.compile(r'"((?:[^"\\]|\\.)*)"|(\{[^}]*\})|(\S+)')
# Each label may only be followed by its own or a later one.
ORDER = (
    *("#FLAGGA", "#PROGRAM", "#FORMAT", "#GEN", "#SIETYP", "#ORGNR", "#FNAMN", "#VALUTA"),
    *("#KONTO", "#DIM", "#OBJEKT", "#VER"),
)


@dataclass
class ReadVoucher:
    """A voucher as read: date, text, rows of account, objects and amount."""

    day: str
    text: str
    rows: list[tuple[str, dict[str, str], Decimal]] = field(default_factory=list)


@dataclass
class ReadFile:
    """A file as read."""

    head: dict[str, list[list[str]]] = field(default_factory=dict)
    vouchers: list[ReadVoucher] = field(default_factory=list)


def fields(line: str) -> list[str]:
    """The fields of a line; quotes and their escapes taken away, braces left."""
    found: list[str] = []
    end = 0
    for match in FIELD.finditer(line):
        assert line[end : match.start()].strip(" \t") == "", f"between fields: {line!r}"
        quoted, braces, plain = match.groups()
        assert plain is None or '"' not in plain
        found.append(quoted.replace('\\"', '"') if quoted is not None else braces or plain or "")
        end = match.end()
    assert line[end:].strip(" \t") == ""
    return found


def read(content: bytes) -> ReadFile:
    """A file; whatever breaks the format fails."""
    text = content.decode("cp437")
    assert text.endswith("\r\n")
    file, place, inside = ReadFile(), 0, False
    for line in text[:-2].split("\r\n"):
        assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", line), "control characters"
        if line == "{":
            assert not inside
            inside = True
        elif line == "}":
            assert inside
            inside = False
            assert sum(amount for _account, _objects, amount in file.vouchers[-1].rows) == 0
        elif inside:
            label, account, objects, amount = fields(line.strip())
            assert label == "#TRANS"
            assert re.fullmatch(r"-?\d+\.\d{2}", amount)
            pairs = fields(objects[1:-1])
            named = dict(zip(pairs[::2], pairs[1::2], strict=True))
            file.vouchers[-1].rows.append((account, named, Decimal(amount)))
        else:
            label, *rest = fields(line)
            assert ORDER.index(label) >= place, f"{label} stands too late"
            place = ORDER.index(label)
            if label == "#VER":
                series, number, day, words = rest
                assert (series, number) == ("", "")
                assert re.fullmatch(r"\d{8}", day)
                file.vouchers.append(ReadVoucher(day, words))
            else:
                file.head.setdefault(label, []).append(rest)
    assert not inside
    assert text.startswith("#FLAGGA 0\r\n")
    return file
