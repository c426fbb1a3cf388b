"""Swedish order, the same in Python and in the database."""

from typing import ClassVar

import pytest
from django.apps.registry import Apps
from django.db import connection, models
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from network.sorting import SwedishKey, swedish_key, swedish_order
from tests.databases import acting_as


class Town(models.Model):
    """A stand-in for all that has a name; it lives in a registry of its own."""

    name = models.TextField(primary_key=True)

    objects: ClassVar[models.Manager["Town"]] = models.Manager()

    class Meta:
        app_label = "towns"
        apps = Apps()
        db_table = "towns"

    def __str__(self) -> str:
        return self.name


def test_the_letters_after_z_come_in_swedish_order() -> None:
    names = ["Östersund", "Ånge", "Zinkgruvan", "Älvdalen", "Arvika", "ånge 2", "Ädelfors"]
    assert sorted(names, key=swedish_order) == [
        "Arvika",
        "Zinkgruvan",
        "Ånge",
        "ånge 2",
        "Ädelfors",
        "Älvdalen",
        "Östersund",
    ]


def test_capitals_and_accents_do_not_part_equal_names() -> None:
    names = ["Müller", "Myhr", "Linné", "linnea", "LINNEB"]
    assert sorted(names, key=swedish_order) == ["Linné", "linnea", "LINNEB", "Myhr", "Müller"]


def test_the_key_keeps_one_letter_for_one_as_the_database_does() -> None:
    assert swedish_order("İSTANBUL ΟΔΟΣ") == "istanbul οδοσ"


def test_the_database_is_given_the_same_letters_to_exchange() -> None:
    sql = SwedishKey.template
    assert sql == "translate(lower(%(expressions)s), 'åäöéü', '{|}ey') COLLATE \"C\""


def test_an_index_may_be_built_on_the_key() -> None:
    index = models.Index(swedish_key("name"), name="by_name")
    assert index.expressions == (SwedishKey("name"),)
    assert SwedishKey("name").deconstruct()[0] == "network.sorting.SwedishKey"


@pytest.mark.django_db
@given(st.lists(st.text(st.sampled_from("aAzZåÅäÄöÖéÉüÜyYİßΣæ -1'%"), max_size=6), max_size=9))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_database_and_python_agree_on_every_key(names: list[str]) -> None:
    key = SwedishKey.template % {"expressions": "name"}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT name, {key} FROM unnest(%s::text[]) name ORDER BY {key}", [names])
        rows = cursor.fetchall()
    assert [key for _, key in rows] == [swedish_order(name) for name, _ in rows]
    assert [key for _, key in rows] == sorted(swedish_order(name) for name in names)


@pytest.mark.django_db
def test_a_query_is_ordered_and_an_index_made_by_the_key() -> None:
    with acting_as("portal_owner"), connection.schema_editor() as editor:
        editor.execute("CREATE TABLE towns (name text)")
        editor.execute(
            "INSERT INTO towns VALUES ('Östersund'), ('Ånge'), ('zz'), ('Älvdalen'), ('arvika')"
        )
        editor.add_index(Town, models.Index(swedish_key("name"), name="towns_by_name"))
    towns = Town.objects.order_by(swedish_key("name")).values_list("name", flat=True)
    assert list(towns) == ["arvika", "zz", "Ånge", "Älvdalen", "Östersund"]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
    assert "towns_by_name" in towns.explain()
