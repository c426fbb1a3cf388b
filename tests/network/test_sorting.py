"""Swedish order in Python; the database's own key is told apart in the SQL that it is given."""

from django.db import models

from network.sorting import SwedishKey, swedish_key, swedish_order


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
