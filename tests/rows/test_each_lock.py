"""Each lock alone, over every tenant table: together they would hide each other's faults."""

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection, models, transaction

from network import scope
from network.scope import TenantManager
from tests.cast import Cast
from tests.databases import acting_as
from tests.rows.rows import plant, seen, tenant_models

EVERY_TABLE = pytest.mark.parametrize(
    "model", tenant_models(), ids=lambda model: model._meta.db_table
)


@pytest.fixture
def planted(cast: Cast, model: type[models.Model]) -> Iterator[tuple[int, int]]:
    """A row in each network, planted by the owner and never committed."""
    with acting_as("portal_owner"):
        both = plant(model, cast.vn, 900_001), plant(model, cast.jl, 900_002)
    yield both
    transaction.set_rollback(True)  # before the deferred keys are looked at


@EVERY_TABLE
def test_the_database_shows_nothing_without_a_scope(
    model: type[models.Model], planted: tuple[int, int]
) -> None:
    assert seen(model._meta.db_table) == set()


@EVERY_TABLE
def test_the_database_keeps_the_system_scope_to_its_network(
    model: type[models.Model], planted: tuple[int, int], cast: Cast
) -> None:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        rows = seen(model._meta.db_table)
    assert (cast.vn, planted[0]) in rows
    assert {network for network, _pk in rows} == {cast.vn}


@EVERY_TABLE
@pytest.mark.parametrize("who", ["karin", "jonas", "erik", "lena", "mats", "amina", "styrbjorn"])
def test_the_database_shows_nobody_a_row_of_another_network(
    model: type[models.Model], planted: tuple[int, int], cast: Cast, who: str
) -> None:
    with scope.enter(cast.users[who], cast.vn):
        assert {network for network, _pk in seen(model._meta.db_table)} <= {cast.vn}


@EVERY_TABLE
def test_the_database_takes_no_row_for_another_network(
    model: type[models.Model], cast: Cast
) -> None:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):  # noqa: SIM117
        with pytest.raises(DatabaseError), transaction.atomic():
            plant(model, cast.jl, 900_003)


@EVERY_TABLE
def test_no_row_can_be_changed_or_removed_across_networks(
    model: type[models.Model], planted: tuple[int, int], cast: Cast
) -> None:
    table = model._meta.db_table
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        for statement in (
            f"UPDATE {table} SET network_id = network_id WHERE id = %s",
            f"DELETE FROM {table} WHERE id = %s",
        ):
            try:
                with transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute(statement, [planted[1]])
                    assert cursor.rowcount == 0
            except DatabaseError as refusal:
                assert "permission denied" in str(refusal)  # noqa: PT017 - either way it is kept


@EVERY_TABLE
def test_the_manager_alone_keeps_to_its_network(
    model: type[models.Model], planted: tuple[int, int], cast: Cast
) -> None:
    """As the owner, whose policy lets everything pass, only the manager stands."""
    assert isinstance(model._default_manager, TenantManager)
    with acting_as("portal_owner"):
        with pytest.raises(scope.NoScope):
            model._default_manager.count()
        with scope.enter_system(cast.vn):
            networks = set(model._default_manager.values_list("network_id", flat=True))
    assert networks == {cast.vn}
