"""What those who are not signed in can reach: the open catalogue, and nothing by any other path."""

import pytest
from django.db import DatabaseError, connection, models, transaction

from courses.models import Course, Run, SeatCount, Session
from network import scope
from tests.cast import Cast
from tests.courses.makers import make_run
from tests.databases import acting_as
from tests.rows.rows import plant, seen, tenant_models
from tests.rows.test_schema import OPEN

EVERY_TABLE = pytest.mark.parametrize(
    "model", tenant_models(), ids=lambda model: model._meta.db_table
)
pytestmark = pytest.mark.django_db


@EVERY_TABLE
def test_the_public_scope_shows_no_row_but_of_the_open_tables(
    model: type[models.Model], cast: Cast
) -> None:
    with acting_as("portal_owner"):
        plant(model, cast.vn, 900_001)
        plant(model, cast.jl, 900_002)
    with scope.enter_public(cast.vn):
        rows = seen(model._meta.db_table)
    assert {network for network, _pk in rows} <= {cast.vn}
    assert not rows or model._meta.db_table in OPEN
    transaction.set_rollback(True)


@EVERY_TABLE
def test_the_public_scope_writes_nothing(model: type[models.Model], cast: Cast) -> None:
    table = model._meta.db_table
    with scope.enter_public(cast.vn):
        with pytest.raises(DatabaseError), transaction.atomic():
            plant(model, cast.vn, 900_003)
        for statement in (f"UPDATE {table} SET network_id = network_id", f"DELETE FROM {table}"):
            try:
                with transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute(statement)
                    assert cursor.rowcount == 0
            except DatabaseError as refusal:
                assert "permission denied" in str(refusal)  # noqa: PT017 - either way it is kept


def test_only_announced_runs_that_are_public_are_shown_with_what_hangs_on_them(cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        shown = make_run()
        make_run(is_public=False)
        make_run(state="planned")
    with scope.enter_public(cast.vn):
        assert list(Run.objects.values_list("pk", flat=True)) == [shown.pk]
        assert list(Course.objects.values_list("pk", flat=True)) == [shown.course_id]
        assert set(Session.objects.values_list("run", flat=True)) == {shown.pk}
        assert set(SeatCount.objects.values_list("run", flat=True)) == {shown.pk}


def test_a_network_without_an_open_catalogue_is_closed(cast: Cast) -> None:
    with pytest.raises(scope.Closed), scope.enter_public(cast.jl):
        pass
    with pytest.raises(scope.Closed), scope.enter_public(999_999):
        pass
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.public_net()")
        assert cursor.fetchone() == (None,)


def test_no_scope_is_public_and_somebodys_at_once(cast: Cast) -> None:
    with scope.enter_public(cast.vn), connection.cursor() as cursor:
        cursor.execute("SELECT app.net(), app.uid(), app.public_net()")
        assert cursor.fetchone() == (None, None, cast.vn)
        cursor.execute("SELECT count(*) FROM app.enter(%s, %s)", [cast.users["frosta"], cast.jl])
        cursor.execute("SELECT app.net(), app.public_net()")
        assert cursor.fetchone() == (cast.jl, None)
