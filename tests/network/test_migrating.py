"""A quick migrate lays the same schema: what the models say is what stands in the database."""

from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState

from network.postgres.migrating import rendering_little
from tests.databases import acting_as

MODELS = [model for model in apps.get_models() if model._meta.managed]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_column_index_and_constraint_of_a_model_stands_in_the_database(
    db: None, model: type[models.Model]
) -> None:
    meta = model._meta
    with acting_as("portal_owner"), connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, meta.db_table)
        laid = connection.introspection.get_constraints(cursor, meta.db_table)
    said = {(field.column, field.null) for field in meta.local_concrete_fields}
    assert said <= {(column.name, bool(column.null_ok)) for column in columns}
    assert {rule.name for rule in (*meta.constraints, *meta.indexes)} <= set(laid)


def test_a_state_rendered_little_is_rendered_whole_before_code_of_a_migration_reads_it(
    db: None,
) -> None:
    loader = MigrationExecutor(connection).loader
    state: ProjectState = loader.project_state()
    assert state.apps.get_model("members", "Membership")
    with rendering_little():
        state.add_field("members", "membership", "seen", models.IntegerField(null=True), True)
        person: Any = state.apps.get_model("members", "Person")
        stale = person._meta.get_field("membership").remote_field.model
        assert stale is not state.apps.get_model("members", "Membership")
        state.clear_delayed_apps_cache()
    person = state.apps.get_model("members", "Person")
    fresh = person._meta.get_field("membership").remote_field.model
    assert fresh is state.apps.get_model("members", "Membership")
    assert fresh._meta.get_field("seen")
