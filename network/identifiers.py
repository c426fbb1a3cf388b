"""Numbers that identify Swedish organisations and payments: read, checked and shown.

Each reader takes what a person wrote and returns what is stored, digits only; it raises
ValidationError with a sentence that says what to do. Rules: Skatteverket's organisation numbers,
Bankgirot's and Plusgirot's check digits, the e-invoice network's address schemes.
"""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum import ean, luhn
from stdnum.exceptions import ValidationError as WrongNumber
from stdnum.se import orgnr

_BETWEEN = re.compile(r"[\s\-\u2010-\u2015\u2212.]+")
_DIGITS = re.compile(r"[0-9]+\Z")
ENDPOINT_SCHEMES = {"0007": _("Organisation number"), "0088": _("GLN (location number)")}


def _compact(text: str) -> str:
    return _BETWEEN.sub("", text)


def _is_digits(text: str, shortest: int, longest: int) -> bool:
    return bool(_DIGITS.match(text)) and shortest <= len(text) <= longest


def organisation_number(text: str) -> str:
    """Ten digits of an organisation number written with or without hyphen, spaces or leading 16.

    Raises ValidationError, also for what looks like a personal identity number.
    """
    digits = _compact(text)
    if len(digits) == 12 and digits.startswith("16"):
        digits = digits[2:]
    if _is_digits(digits, 12, 12) or (_is_digits(digits, 10, 10) and digits[2] < "2"):
        raise ValidationError(
            _("This looks like a personal identity number. Write the organisation number."),
            code="personal",
        )
    if not _is_digits(digits, 10, 10):
        raise ValidationError(
            _("Write the organisation number with ten digits, for example 202100-5489."),
            code="format",
        )
    try:
        orgnr.validate(digits)
    except WrongNumber:
        raise ValidationError(
            _("The check digit of the organisation number is wrong. Look for a typing error."),
            code="check_digit",
        ) from None
    return digits


def show_organisation_number(digits: str) -> str:
    """The stored ten digits as people write them: 202100-5489."""
    return f"{digits[:6]}-{digits[6:]}" if digits else ""


def vat_number(text: str) -> str:
    """A Swedish VAT number: SE, the organisation number and 01, without spaces.

    Raises ValidationError.
    """
    number = _compact(text).upper()
    if not (number.startswith("SE") and number.endswith("01") and _is_digits(number[2:], 12, 12)):
        raise ValidationError(
            _("Write the VAT number as SE, the ten digits of the organisation number, and 01."),
            code="format",
        )
    return vat_number_of(organisation_number(number[2:12]))


def vat_number_of(digits: str) -> str:
    """The VAT number that belongs to an organisation number of ten digits."""
    return f"SE{digits}01"


def bankgiro(text: str) -> str:
    """Seven or eight digits of a bankgiro number; raises ValidationError."""
    digits = _compact(text)
    if not _is_digits(digits, 7, 8):
        raise ValidationError(
            _("Write the bankgiro number with seven or eight digits, for example 991-2346."),
            code="format",
        )
    if not luhn.is_valid(digits):
        raise ValidationError(
            _("The check digit of the bankgiro number is wrong. Look for a typing error."),
            code="check_digit",
        )
    return digits


def show_bankgiro(digits: str) -> str:
    """A stored bankgiro number as people write it: 123-4567 or 1234-5678."""
    return f"{digits[:-4]}-{digits[-4:]}" if digits else ""


def plusgiro(text: str) -> str:
    """Two to eight digits of a plusgiro number; raises ValidationError."""
    digits = _compact(text)
    if not _is_digits(digits, 2, 8):
        raise ValidationError(
            _("Write the plusgiro number with two to eight digits, for example 28 65 43-4."),
            code="format",
        )
    if not luhn.is_valid(digits):
        raise ValidationError(
            _("The check digit of the plusgiro number is wrong. Look for a typing error."),
            code="check_digit",
        )
    return digits


def show_plusgiro(digits: str) -> str:
    """A stored plusgiro number as people write it: pairs from the right, 123 45 67-8."""
    if not digits:
        return ""
    account, check = digits[:-1], digits[-1]
    head = len(account) % 2
    if head and len(account) > 1:
        head += 2  # an odd first digit joins the first pair
    pairs = [account[start : start + 2] for start in range(head, len(account), 2)]
    return f"{' '.join(filter(None, [account[:head], *pairs]))}-{check}"


def ocr(base: str, *, length_digit: bool, length: int | None = None) -> str:
    """The payment reference of a base number: a check digit last, before it perhaps a length digit.

    `length` is how many digits the reference must have, where the bank asks for that: zeros fill
    it up in front. Raises ValueError unless the result has 2 to 25 digits, and that many.
    """
    if length is not None:
        base = base.zfill(length - 1 - length_digit)
        if len(base) + 1 + length_digit != length:
            raise ValueError("The payment reference would be too long.")
    if length_digit:
        base += str((len(base) + 2) % 10)
    number = base + luhn.calc_check_digit(base) if _DIGITS.match(base) else ""
    if not 2 <= len(number) <= 25:
        raise ValueError("A payment reference has 2 to 25 digits.")
    return number


def payment_reference(text: str, *, length_digit: bool) -> str:
    """The digits of a payment reference (OCR) that somebody wrote; raises ValidationError."""
    digits = _compact(text)
    shortest = 3 if length_digit else 2
    if not (_is_digits(digits, shortest, 25) and luhn.is_valid(digits)):
        raise ValidationError(
            _("The payment reference is wrong. Copy it from the invoice, digits only."),
            code="check_digit",
        )
    if length_digit and int(digits[-2]) != len(digits) % 10:
        raise ValidationError(
            _("The payment reference has too few or too many digits. Copy it from the invoice."),
            code="length",
        )
    return digits


def peppol_endpoint(scheme: str, text: str) -> str:
    """The address of a receiver of e-invoices: 0007 organisation number, or 0088 GLN.

    Raises ValidationError, also for a scheme that is neither.
    """
    if scheme == "0007":
        return organisation_number(text)
    if scheme != "0088":
        raise ValidationError(
            _("Choose organisation number (0007) or GLN (0088) as kind of e-invoice address."),
            code="scheme",
        )
    digits = _compact(text)
    if not (_is_digits(digits, 13, 13) and ean.is_valid(digits)):
        raise ValidationError(
            _("A GLN has 13 digits, and the last one checks the others. Look for a typing error."),
            code="check_digit",
        )
    return digits
