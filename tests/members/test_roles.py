"""The role matrix in the docs is the one that the house keeps."""

from pathlib import Path

from config.roles import cell, matrix
from network.permissions import everyone_in_the_network, for_oneself, for_own_authority, holding

DOCS = Path(__file__).parents[2] / "docs" / "roles.md"


def test_the_role_matrix_in_the_docs_is_fresh() -> None:
    assert DOCS.read_text(encoding="utf-8") == matrix(), "Run manage.py write_roles."


def test_a_cell_says_yes_for_all_own_for_some_and_nothing_for_none() -> None:
    keeps = holding("network_coordinator") | for_own_authority("local_coordinator")
    assert cell(keeps, "network_coordinator") == "yes"
    assert cell(keeps, "local_coordinator") == "own"
    assert cell(keeps, "economist") == ""
    assert cell(for_oneself | everyone_in_the_network, None) == "yes"
