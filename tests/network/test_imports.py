"""Imports in two steps, tried on a table of their own in the real database."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

import pytest
from django.apps.registry import Apps
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import connection, models
from django.utils import translation
from import_export.fields import Field

from network.columns import (
    AmountColumn,
    ChoiceColumn,
    CountColumn,
    DayColumn,
    OrganisationNumberColumn,
    TextColumn,
)
from network.imports import PreviewedImport
from network.previews import Change, ImportRefused, Kind, Mistake, PreviewOutdated
from network.uploads import Table, read_table
from tests.databases import acting_as


class Hall(models.Model):
    """A stand-in for what rooms import; it lives in a registry of its own."""

    name = models.CharField("namn", max_length=30, unique=True)
    number = models.CharField(max_length=10, blank=True)
    kind = models.CharField(max_length=10, blank=True)
    seats = models.IntegerField(null=True, blank=True)
    price = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    since = models.DateField(null=True, blank=True)
    owner = models.CharField("ägare", max_length=5, default="alla")
    twin = models.ForeignKey("self", models.PROTECT, null=True, blank=True)
    twin_id: int | None

    objects: ClassVar[models.Manager["Hall"]] = models.Manager()

    class Meta:
        app_label = "halls"
        apps = Apps()
        constraints = [
            models.CheckConstraint(
                condition=models.Q(seats__lt=1000),
                name="halls_seats",
                violation_error_message="En sal har färre än 1000 platser.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def __deepcopy__(self, memo: dict[int, object]) -> "Hall":
        # Django's own way looks the model up in the installed apps.
        twin = Hall()
        twin.__dict__ |= deepcopy(self.__dict__, memo)
        return twin

    def clean(self) -> None:
        if self.name == "Källaren":
            raise ValidationError({"owner": "Källaren har ingen ägare."})


class Halls(PreviewedImport):
    name = Field("name", "sal", TextColumn())
    number = Field("number", "organisationsnummer", OrganisationNumberColumn())
    kind = Field("kind", "typ", ChoiceColumn({"big": ["stor", "large"], "small": ["liten"]}))
    seats = Field("seats", "platser", CountColumn())
    price = Field("price", "pris", AmountColumn())
    since = Field("since", "från", DayColumn(bare_year="first"))

    optional = ("pris",)
    ignored = ("källa",)

    class Meta:
        model = Hall
        fields = ("name", "number", "kind", "seats", "price", "since")
        import_id_fields = ("name",)


HEADER = "sal;organisationsnummer;typ;platser;från;källa\n"
TWO = HEADER + "Aulan;202100-5489;stor;120;2009;S2\nÅsen;;;;;\n"


@pytest.fixture(autouse=True)
def halls(db: None) -> Iterator[None]:
    with acting_as("portal_owner"), connection.schema_editor() as editor:
        editor.create_model(Hall)
    with translation.override("en"):
        yield


def table(text: str, name: str = "salar.csv") -> Table:
    return read_table(ContentFile(text.encode(), name=name))


def stored() -> list[tuple[object, ...]]:
    return list(Hall.objects.order_by("name").values_list("name", "number", "seats", "since"))


AULAN = ("Aulan", "2021005489", 120, date(2009, 1, 1))
ASEN = ("Åsen", "", None, None)


def test_a_preview_tells_each_new_value_and_writes_nothing() -> None:
    preview = Halls().preview(table(TWO))
    assert [(row.number, row.kind) for row in preview.rows] == [(2, Kind.NEW), (3, Kind.NEW)]
    assert preview.rows[0].changes == (
        Change("sal", "", "Aulan"),
        Change("organisationsnummer", "", "202100-5489"),
        Change("typ", "", "stor"),
        Change("platser", "", "120"),
        Change("från", "", "2009-01-01"),
    )
    assert preview.rows[1].changes == (Change("sal", "", "Åsen"),)
    assert preview.changes_anything
    assert not preview.has_mistakes
    assert stored() == []


def test_what_was_seen_is_what_is_done() -> None:
    preview = Halls().preview(table(TWO))
    done = Halls().apply(table(TWO), seen=preview.fingerprint)
    assert done == preview
    assert stored() == [AULAN, ASEN]


def test_the_same_file_again_changes_nothing() -> None:
    Halls().apply(table(TWO))
    before = list(Hall.objects.order_by("pk").values())
    again = Halls().preview(table(TWO))
    assert again.counts == {"new": 0, "changed": 0, "unchanged": 2, "error": 0}
    assert not again.changes_anything
    Halls().apply(table(TWO), seen=again.fingerprint)
    assert list(Hall.objects.order_by("pk").values()) == before


def test_a_changed_row_shows_before_and_after_and_nothing_else() -> None:
    Halls().apply(table(TWO))
    preview = Halls().preview(table(TWO.replace(";120;", ";90;")))
    assert [row.kind for row in preview.rows] == [Kind.CHANGED, Kind.UNCHANGED]
    assert preview.rows[0].changes == (Change("platser", "120", "90"),)


def test_a_column_that_is_left_out_leaves_its_values_alone() -> None:
    priced = "sal;organisationsnummer;typ;platser;från;pris\nAulan;202100-5489;stor;120;2009;"
    Halls().apply(table(priced + "1 234,50\n"))
    preview = Halls().apply(table(TWO))
    assert [row.kind for row in preview.rows] == [Kind.UNCHANGED, Kind.NEW]
    assert Hall.objects.get(name="Aulan").price == Decimal("1234.50")


def test_one_mistake_and_nothing_is_imported() -> None:
    text = TWO + "Bad;202100-5488;enorm;tolv;03/04/2026;\n"
    preview = Halls().preview(table(text))
    assert preview.has_mistakes
    assert [row.kind for row in preview.rows] == [Kind.NEW, Kind.NEW, Kind.ERROR]
    assert {mistake.column: mistake.sentence for mistake in preview.rows[2].mistakes} == {
        "organisationsnummer": (
            "The check digit of the organisation number is wrong. Look for a typing error."
        ),
        "typ": "Write one of “stor”, “liten”.",
        "platser": "Write a whole number, digits only.",
        "från": "Write the date as 2026-12-13.",
    }
    assert preview.rows[2].cells["platser"] == "tolv"
    with pytest.raises(ImportRefused) as refused:
        Halls().apply(table(text))
    assert refused.value.preview == preview
    assert stored() == []


@pytest.mark.parametrize(
    ("row", "column_and_sentence"),
    [
        (";;;1;;", ("", "Fill in “sal”.")),
        (
            "Aulan;;;5;;",
            ("", "This row stands for the same record as row 2. Delete one of them."),
        ),
        ("Gigant;;;1000;;", ("", "En sal har färre än 1000 platser.")),
        ("Källaren;;;1;;", ("", "ägare: Källaren har ingen ägare.")),
    ],
)
def test_what_is_wrong_with_a_whole_row_is_told_in_words(
    row: str, column_and_sentence: tuple[str, str]
) -> None:
    preview = Halls().preview(table(f"{TWO}{row}\n"))
    assert preview.rows[2].mistakes == (Mistake(*column_and_sentence),)


def test_a_text_that_is_too_long_is_told_at_its_column() -> None:
    [mistake] = Halls().preview(table(HEADER + "x" * 31 + ";;;;;\n")).rows[0].mistakes
    assert mistake.column == "sal"
    assert "30" in mistake.sentence


def test_columns_that_are_missing_or_unknown_are_named_and_no_row_is_read() -> None:
    preview = Halls().preview(table("sal;platser;pris;färg\nAulan;1;2;röd\n"))
    assert preview.mistakes == (
        "The file lacks the columns “organisationsnummer”, “typ”, “från”. "
        "Add them, spelled like this.",
        "The column “färg” is unknown. Rename or delete it.",
    )
    assert preview.has_mistakes
    assert preview.rows == ()
    with pytest.raises(ImportRefused):
        Halls().apply(table("sal;platser;pris;färg\nAulan;1;2;röd\n"))


def test_headings_may_be_written_in_capitals_and_any_order() -> None:
    Halls().apply(
        table("PLATSER;Från;Typ;ORGANISATIONSNUMMER;Sal\n120;2009;LARGE;2021005489;Aulan\n")
    )
    assert stored() == [AULAN]


def test_an_import_stops_when_records_have_changed_since_the_preview() -> None:
    Hall.objects.create(name="Aulan", seats=7)
    seen = Halls().preview(table(TWO)).fingerprint
    Hall.objects.update(seats=8)
    with pytest.raises(PreviewOutdated) as outdated:
        Halls().apply(table(TWO), seen=seen)
    assert Change("platser", "8", "120") in outdated.value.preview.rows[0].changes
    assert Hall.objects.get().seats == 8


@pytest.mark.parametrize("change", [("120", "121"), ("S2", "S4")])
def test_another_file_is_never_applied_in_place_of_the_one_that_was_seen(
    change: tuple[str, str],
) -> None:
    seen = Halls().preview(table(TWO)).fingerprint
    with pytest.raises(PreviewOutdated):
        Halls().apply(table(TWO.replace(*change)), seen=seen)
    assert stored() == []


class Twins(Halls):
    """Points each hall to a record that is not there; only the database notices."""

    class Meta:
        model = Hall
        fields = ("name", "number", "kind", "seats", "price", "since")
        import_id_fields = ("name",)

    def validate_instance(self, instance: Hall, *errors: Any, **options: Any) -> None:
        instance.twin_id = 10**9


def test_what_the_database_checks_last_is_known_in_the_preview() -> None:
    preview = Twins().preview(table(TWO))
    assert preview.mistakes == (
        "The rows do not fit with the records that are already there.",
    )  # fmt: skip
    with pytest.raises(ImportRefused):
        Twins().apply(table(TWO))
    assert stored() == []


class Clumsy(Halls):
    class Meta:
        model = Hall
        fields = ("name", "number", "kind", "seats", "price", "since")
        import_id_fields = ("name",)

    def before_save_instance(self, instance: Hall, row: Any, **kwargs: Any) -> None:
        raise KeyError("a fault of ours")


def test_a_fault_in_the_program_is_not_blamed_on_the_row() -> None:
    with pytest.raises(KeyError):
        Clumsy().preview(table(TWO))
    assert stored() == []


def test_a_preview_is_plain_data_that_a_job_can_keep() -> None:
    data = Halls().preview(table(TWO)).as_data()
    assert data["rows"][0]["kind"] == "new"
    assert data["rows"][0]["changes"][0] == {"column": "sal", "before": "", "after": "Aulan"}
    assert data["counts"]["new"] == 2
    assert data["sha256"] == table(TWO).sha256
    assert data["fingerprint"] == Halls().preview(table(TWO)).fingerprint


def test_an_import_costs_the_same_few_queries_for_each_row(
    django_assert_max_num_queries: Any,
) -> None:
    text = HEADER + "".join(f"Sal {n};;;{n};;\n" for n in range(50))
    with django_assert_max_num_queries(50 * 9 + 20):
        Halls().preview(table(text))


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        (AmountColumn(), "1\xa0234,5", Decimal("1234.5")),
        (AmountColumn(), "−3.10", Decimal("-3.10")),
        (AmountColumn(), "", None),
        (CountColumn(), "1 200", 1200),
        (DayColumn(), "2026-12-13", date(2026, 12, 13)),
        (DayColumn(bare_year="last"), "2013", date(2013, 12, 31)),
        (ChoiceColumn({"a": ["Ett"]}), "ETT", "a"),
        (OrganisationNumberColumn(), "", ""),
    ],
)
def test_a_cell_is_read_as_people_write_it(column: Any, text: str, value: Any) -> None:
    assert column.clean(text) == value


@pytest.mark.parametrize(
    ("column", "text"),
    [
        (AmountColumn(), "1,234.50"),
        (AmountColumn(), "1.005"),
        (AmountColumn(), "1E+400"),
        (AmountColumn(), "NaN"),
        (CountColumn(), "-1"),
        (CountColumn(), "1.0"),
        (CountColumn(), "١٢"),
        (DayColumn(), "2009"),
        (DayColumn(), "20261213"),
        (DayColumn(), "2026-W01-1"),
        (DayColumn(), "2026-02-30"),
        (ChoiceColumn({"a": ["Ett"]}), "två"),
    ],
)
def test_a_cell_that_could_mean_something_else_is_refused(column: Any, text: str) -> None:
    with pytest.raises(ValueError, match=r"\AWrite "):
        column.clean(text)
