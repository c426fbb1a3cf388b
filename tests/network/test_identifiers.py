"""Numbers of organisations and payments: what is taken, what is refused, how they look."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from network import identifiers


@pytest.mark.parametrize(
    "written",
    ["202100-5489", "2021005489", " 202100 5489 ", "16202100-5489", "202100\u20135489"],
)
def test_an_organisation_number_is_taken_as_people_write_it(written: str) -> None:
    assert identifiers.organisation_number(written) == "2021005489"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("202100-5488", "check_digit"),
        ("202100-548", "format"),
        ("202100-54899", "format"),
        ("", "format"),
        ("Bolagsverket", "format"),
        ("２０２１００５４８９", "format"),
        ("811218-9876", "personal"),
        ("19811218-9876", "personal"),
    ],
)
def test_a_wrong_organisation_number_is_refused_with_the_reason(written: str, code: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        identifiers.organisation_number(written)
    assert refusal.value.code == code


def test_a_refusal_does_not_repeat_a_personal_identity_number() -> None:
    with pytest.raises(ValidationError) as refusal:
        identifiers.organisation_number("811218-9876")
    assert "9876" not in str(refusal.value)


def test_an_organisation_number_is_shown_with_its_hyphen() -> None:
    assert identifiers.show_organisation_number("2021005489") == "202100-5489"
    assert identifiers.show_organisation_number("") == ""


def test_a_vat_number_holds_the_organisation_number() -> None:
    assert identifiers.vat_number("se 202100-5489 01") == "SE202100548901"
    assert identifiers.vat_number_of("2021005489") == "SE202100548901"


@pytest.mark.parametrize("written", ["202100548901", "SE202100548902", "SE202100548801", "SE01"])
def test_a_wrong_vat_number_is_refused(written: str) -> None:
    with pytest.raises(ValidationError):
        identifiers.vat_number(written)


@pytest.mark.parametrize(
    ("written", "digits", "shown"),
    [("991-2346", "9912346", "991-2346"), ("5050-1055", "50501055", "5050-1055")],
)
def test_a_bankgiro_number_is_read_and_shown(written: str, digits: str, shown: str) -> None:
    assert identifiers.bankgiro(written) == digits
    assert identifiers.show_bankgiro(digits) == shown


@pytest.mark.parametrize("written", ["991-2345", "99123", "123456789", "", "99l-2346"])
def test_a_wrong_bankgiro_number_is_refused(written: str) -> None:
    with pytest.raises(ValidationError):
        identifiers.bankgiro(written)


@pytest.mark.parametrize(
    ("written", "digits", "shown"),
    [
        ("28 65 43-4", "2865434", "28 65 43-4"),
        ("1-8", "18", "1-8"),
        ("12345674", "12345674", "123 45 67-4"),
    ],
)
def test_a_plusgiro_number_is_read_and_shown_in_pairs(
    written: str, digits: str, shown: str
) -> None:
    assert identifiers.plusgiro(written) == digits
    assert identifiers.show_plusgiro(digits) == shown


@pytest.mark.parametrize("written", ["28 65 43-5", "8", "123456789", ""])
def test_a_wrong_plusgiro_number_is_refused(written: str) -> None:
    with pytest.raises(ValidationError):
        identifiers.plusgiro(written)


@pytest.mark.parametrize(
    ("base", "number"),
    [("20260001", "2026000105"), ("2026000142", "202600014221"), ("1", "133")],
)
def test_a_payment_reference_ends_with_its_length_and_its_check_digit(
    base: str, number: str
) -> None:
    assert identifiers.ocr(base, length_digit=True) == number
    assert identifiers.payment_reference(number, length_digit=True) == number


@given(st.text("0123456789", min_size=1, max_size=23), st.booleans())
def test_every_payment_reference_that_is_made_can_be_read_again(
    base: str, length_digit: bool
) -> None:
    number = identifiers.ocr(base, length_digit=length_digit)
    assert identifiers.payment_reference(number, length_digit=length_digit) == number


@given(st.text("0123456789", min_size=1, max_size=20), st.booleans(), st.data(), st.integers(1, 9))
def test_one_wrong_digit_in_a_payment_reference_is_always_found(
    base: str, length_digit: bool, data: st.DataObject, step: int
) -> None:
    number = identifiers.ocr(base, length_digit=length_digit)
    place = data.draw(st.integers(0, len(number) - 1))
    wrong = number[:place] + str((int(number[place]) + step) % 10) + number[place + 1 :]
    with pytest.raises(ValidationError):
        identifiers.payment_reference(wrong, length_digit=length_digit)


def test_a_payment_reference_of_another_length_is_refused() -> None:
    with pytest.raises(ValidationError) as refusal:
        identifiers.payment_reference("18", length_digit=True)
    assert refusal.value.code == "check_digit"
    with pytest.raises(ValidationError) as refusal:
        identifiers.payment_reference(identifiers.ocr("12", length_digit=False), length_digit=True)
    assert refusal.value.code == "length"


@pytest.mark.parametrize("base", ["", "12a", "1" * 25])
def test_no_payment_reference_is_made_of_anything_else(base: str) -> None:
    with pytest.raises(ValueError, match="2 to 25 digits"):
        identifiers.ocr(base, length_digit=False)


def test_an_address_for_e_invoices_is_checked_by_its_kind() -> None:
    assert identifiers.peppol_endpoint("0007", "202100-0852") == "2021000852"
    assert identifiers.peppol_endpoint("0088", "7340093200004") == "7340093200004"


@pytest.mark.parametrize(
    ("scheme", "written"),
    [
        ("0007", "202100-0853"),
        ("0088", "7340093200005"),
        ("0088", "2021000852"),
        ("9955", "SE202100085201"),
    ],
)
def test_a_wrong_address_for_e_invoices_is_refused(scheme: str, written: str) -> None:
    with pytest.raises(ValidationError):
        identifiers.peppol_endpoint(scheme, written)
