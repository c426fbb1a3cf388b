"""Dates, times and amounts as they are read and written in both languages."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.utils import translation
from django.utils.formats import date_format

from network.wording import key_figure

DAY = date(2026, 12, 13)
NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture(params=["sv", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    with translation.override(request.param):
        yield request.param


def show(expression: str, **values: Any) -> str:
    return Template("{% load portal %}{{ " + expression + " }}").render(Context(values))


@pytest.mark.parametrize(
    "written", ["03/04/2026", "04/30/2026", "3/4/26", "30.4.2026", "2026-13-01", "2026-02-30"]
)
def test_only_iso_dates_are_read(language: str, written: str) -> None:
    with pytest.raises(ValidationError):
        forms.DateField().clean(written)
    with pytest.raises(ValidationError):
        forms.DateTimeField().clean(f"{written} 09:00")


def test_iso_dates_and_both_kinds_of_times_are_read(language: str) -> None:
    assert forms.DateField().clean("2026-04-03") == date(2026, 4, 3)
    assert forms.TimeField().clean("09:30") == forms.TimeField().clean("9.30") == time(9, 30)
    moment = forms.DateTimeField().clean("2026-04-03T09:00")
    assert moment.astimezone(UTC) == datetime(2026, 4, 3, 7, tzinfo=UTC)


def test_native_date_and_time_controls_get_values_that_they_understand(language: str) -> None:
    class Form(forms.Form):
        day = forms.DateField()
        hour = forms.TimeField()

    form = Form(initial={"day": DAY, "hour": time(9, 5)})
    assert 'value="2026-12-13"' in str(form["day"])
    assert 'value="09:05"' in str(form["hour"])


@pytest.mark.parametrize(
    ("code", "day", "moment"),
    [
        ("sv", "13 december 2026", "13 december 2026 kl. 9.05"),
        ("en", "13 December 2026", "13 December 2026, 9:05"),
    ],
)
def test_djangos_own_filters_write_dates_the_same_way(code: str, day: Any, moment: str) -> None:
    with translation.override(code):
        assert date_format(DAY) == day == show("day|date_long", day=DAY)
        assert date_format(datetime(2026, 12, 13, 9, 5), "DATETIME_FORMAT") == moment  # noqa: DTZ001 - files have no zones
        assert show("day|date_iso", day=DAY) == "2026-12-13"


@pytest.mark.parametrize(
    ("code", "amount", "shown"),
    [
        ("sv", "1234567.5", "1 234 567,50 kr"),
        ("sv", "-12.345", "−12,35 kr"),
        ("sv", "0", "0,00 kr"),
        ("sv", "-0.001", "0,00 kr"),
        ("en", "1234567.5", "SEK 1,234,567.50"),
        ("en", "-12.345", "−SEK 12.35"),
    ],
)
def test_an_amount_is_shown_to_the_ore_and_never_breaks(code: str, amount: Any, shown: str) -> None:
    with translation.override(code):
        assert show("amount|kr", amount=Decimal(amount)) == shown.replace(" ", NBSP)


@pytest.mark.parametrize(
    ("expression", "swedish", "english"),
    [
        ("7400|kr_short", "7 400 kr", "SEK 7,400"),
        ("'7400.50'|kr_short", "7 400,50 kr", "SEK 7,400.50"),
        ("259950|tkr", "260 tkr", "SEK 260k"),
        ("12345|number", "12 345", "12,345"),
        ("'-0.50'|number", "−0,5", "−0.5"),
        ("'1E+3'|number", "1 000", "1,000"),
    ],
)
def test_figures_hold_no_needless_decimals(expression: str, swedish: str, english: str) -> None:
    value, name = expression.split("|")
    for code, shown in (("sv", swedish), ("en", english)):
        with translation.override(code):
            result = show(f"value|{name}", value=Decimal(value.strip("'")))
        assert result == shown.replace(" ", NBSP)


@pytest.mark.parametrize(
    ("amount", "swedish", "english"),
    [
        ("99999.49", "99 999 kr", "SEK 99,999"),
        ("99999.50", "100 tkr", "SEK 100k"),
        ("-466012.88", "−466 tkr", "−SEK 466k"),
    ],
)
def test_a_key_figure_has_no_ore_and_stays_short(amount: str, swedish: str, english: str) -> None:
    for code, shown in (("sv", swedish), ("en", english)):
        with translation.override(code):
            assert key_figure(Decimal(amount)) == shown.replace(" ", NBSP)


@pytest.mark.parametrize(
    ("start", "end", "swedish", "english"),
    [
        (time(9), time(15, 30), "kl. 9–15.30", "9:00–15:30"),
        (time(9, 5), time(16), "kl. 9.05–16", "9:05–16:00"),
        (time(0), time(10), "kl. 0–10", "0:00–10:00"),
        (time(9), None, "kl. 9", "9:00"),
    ],
)
def test_times_are_told_with_a_dot_in_swedish(
    start: time, end: time | None, swedish: str, english: str
) -> None:
    for code, shown in (("sv", swedish), ("en", english)):
        with translation.override(code):
            assert show("start|time_span:end", start=start, end=end) == shown.replace(" ", NBSP)


def test_stamps_are_as_wide_as_each_other_and_follow_the_language() -> None:
    moment = datetime(2026, 12, 13, 8, 5, tzinfo=UTC)
    for code, bare, long in (
        ("sv", "09.05", "13 december 2026 09.05"),
        ("en", "9:05", "13 December 2026 9:05"),
    ):
        with translation.override(code):
            assert show("moment|at", moment=moment) == bare
            assert show("moment|at:'j F Y'", moment=moment) == long
            assert show("moment|at", moment=time(9, 5)) == bare


def test_times_follow_the_clock_in_sweden_through_summer_and_winter() -> None:
    with translation.override("sv"):
        summer = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
        assert show("moment|clock", moment=summer) == f"kl.{NBSP}0.30"
        assert show("moment|date_iso", moment=summer) == "2026-07-01"
        winter = datetime(2026, 12, 13, 8, tzinfo=UTC)
        assert show("moment|clock", moment=winter) == f"kl.{NBSP}9"


@pytest.mark.parametrize(
    ("day", "week"),
    [(date(2026, 11, 16), "47"), (date(2027, 1, 1), "53"), (date(2026, 1, 1), "1")],
)
def test_weeks_are_iso_weeks(day: Any, week: str) -> None:
    with translation.override("sv"):
        assert show("day|week", day=day) == f"v.{NBSP}{week}"
    with translation.override("en"):
        assert show("day|week", day=day) == f"week{NBSP}{week}"


@pytest.mark.parametrize(
    "name",
    [
        "kr",
        "kr_short",
        "tkr",
        "number",
        "date_long",
        "date_iso",
        "clock",
        "at",
        "time_span",
        "week",
        "organisation_number",
    ],
)
def test_what_is_not_there_is_shown_as_nothing(name: str) -> None:
    assert show(f"value|{name}", value=None) == ""
