"""Files of payments from a bank: bytes in, what came in out; no database, nothing kept.

`read` knows a format by the bytes alone and never by the name. What cannot be trusted to the öre
is refused whole, with a sentence that says what to do.
"""

from fees.bankfiles.bgmax import is_bgmax, read_bgmax
from fees.bankfiles.camt import is_camt, read_camt
from fees.bankfiles.incoming import BankFile, Incoming, Part, Told, keyed
from fees.bankfiles.refusals import BankFileRefused

__all__ = ["BankFile", "BankFileRefused", "Incoming", "Part", "Told", "read"]

MAX_BYTES = 10 * 1024**2
MAX_ROWS = 20_000
NO_BANK_FILE = (
    b"%PDF",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"MZ",
    b"\x7fELF",
    b"\x89PNG",
    b"\x1f\x8b",
)
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def read(content: bytes) -> BankFile:
    """What a bank file tells of money that came in; raises BankFileRefused."""
    if len(content) > MAX_BYTES:
        raise BankFileRefused("too_big", limit=MAX_BYTES // 1024**2)
    if not content.strip():
        raise BankFileRefused("empty")
    if content.startswith(NO_BANK_FILE):
        raise BankFileRefused("content")
    if content.startswith(UTF_16) or b"\0" in content[:200]:
        raise BankFileRefused("encoding")
    if is_bgmax(content):
        told = read_bgmax(content)
    elif is_camt(content):
        told = read_camt(content)
    else:
        raise BankFileRefused("unknown")
    if len(told.incoming) > MAX_ROWS:
        raise BankFileRefused("rows", limit=MAX_ROWS)
    return keyed(told)
