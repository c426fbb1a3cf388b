"""The second lock: row-level security, written by hand and laid by migrations.

`lock` gives a tenant table its policies, its composite keys and their indexes. A policy reads
`network_id = <scope's network> AND (<clause> OR <clause> …)`; each clause is a scalar sub-select
or an array test, so that PostgreSQL computes it once per statement and still uses the indexes.
"""

from collections.abc import Mapping, Sequence

from django.db.migrations.operations import RunSQL

CLAUSES: Mapping[str, str] = {
    "everyone": "true",
    "whole": "(SELECT app.whole())",
    "money": "(SELECT app.money())",
    "reports": "(SELECT app.reports())",
    "council": "(SELECT app.council())",
    "ours": "membership_id = ANY ((SELECT app.memberships())::bigint[])",
    "mine": "person_id = ANY ((SELECT app.people())::bigint[])",
    "staff": "person_id = ANY ((SELECT app.staff())::bigint[])",
    "own_row": "user_id = (SELECT app.uid())",
}
SYSTEM = "(SELECT app.system())"


def condition(clauses: Sequence[str], extra: Mapping[str, str] | None = None) -> str:
    """The SQL that a policy tests; the system scope always passes, within its one network."""
    words = {**CLAUSES, **(extra or {})}
    parts = [SYSTEM, *(words[clause] for clause in clauses)]
    return f"network_id = (SELECT app.net()) AND ({' OR '.join(parts)})"


def policies(
    table: str,
    *,
    read: Sequence[str],
    write: Sequence[str],
    insert: Sequence[str] | None = None,
    remove: Sequence[str] | None = None,
    clauses: Mapping[str, str] | None = None,
) -> str:
    """The policies of one table: who reads, writes, adds and removes rows in their network."""
    may_read = condition(read, clauses)
    may_write = condition(write, clauses)
    may_insert = condition(insert if insert is not None else write, clauses)
    may_remove = condition(remove if remove is not None else write, clauses)
    return f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY reads ON {table} FOR SELECT TO portal_app USING ({may_read});
CREATE POLICY adds ON {table} FOR INSERT TO portal_app WITH CHECK ({may_insert});
CREATE POLICY writes ON {table} FOR UPDATE TO portal_app
    USING ({may_write}) WITH CHECK ({may_write});
CREATE POLICY removes ON {table} FOR DELETE TO portal_app USING ({may_remove});
CREATE POLICY owner_all ON {table} TO portal_owner USING (true) WITH CHECK (true);
"""


def lock(
    table: str,
    *,
    read: Sequence[str],
    write: Sequence[str],
    insert: Sequence[str] | None = None,
    remove: Sequence[str] | None = None,
    clauses: Mapping[str, str] | None = None,
    keys: Mapping[str, str] | None = None,
    append_only: bool = False,
) -> RunSQL:
    """Lay policies, composite keys and their indexes on a tenant table.

    `keys` names each column that points to another tenant table; `append_only` takes away
    UPDATE and DELETE, and a trigger refuses them to the owner as well.
    """
    forward = [
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_in_network UNIQUE (network_id, id);",
        policies(table, read=read, write=write, insert=insert, remove=remove, clauses=clauses),
    ]
    for column, target in (keys or {}).items():
        forward.append(composite_key(table, column, target))
    if append_only:
        forward.append(f"""
REVOKE UPDATE, DELETE ON {table} FROM portal_app;
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER {table}_keep BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
""")
    return RunSQL("\n".join(forward), reverse_sql=unlock(table, keys or {}, append_only))


def composite_key(table: str, column: str, target: str) -> str:
    """A key that cannot leave the network, with its index."""
    return f"""
ALTER TABLE {table} ADD CONSTRAINT {table}_{column}_in_network
    FOREIGN KEY (network_id, {column}) REFERENCES {target} (network_id, id)
    DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX {table}_{column}_idx ON {table} (network_id, {column});
"""


def unlock(table: str, keys: Mapping[str, str], append_only: bool) -> str:
    """Take the locks off again, for a migration that goes back."""
    back = []
    if append_only:
        back.append(f"DROP TRIGGER {table}_append_only ON {table};")
        back.append(f"DROP TRIGGER {table}_keep ON {table};")
        back.append(f"GRANT UPDATE, DELETE ON {table} TO portal_app;")
    for column in keys:
        back.append(f"ALTER TABLE {table} DROP CONSTRAINT {table}_{column}_in_network;")
        back.append(f"DROP INDEX {table}_{column}_idx;")
    names = ("reads", "adds", "writes", "removes", "owner_all")
    back.extend(f"DROP POLICY {policy} ON {table};" for policy in names)
    back.append(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;")
    back.append(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;")
    back.append(f"ALTER TABLE {table} DROP CONSTRAINT {table}_in_network;")
    return "\n".join(back)


def show_openly(table: str, *, clause: str) -> RunSQL:
    """Let the public scope read the rows of a tenant table that meet a clause, and only read.

    A policy of its own: in that scope `app.net()` is empty, so that the table's others say no.
    """
    return RunSQL(
        f"CREATE POLICY public_reads ON {table} FOR SELECT TO portal_app"
        f" USING (network_id = (SELECT app.public_net()) AND ({clause}));",
        reverse_sql=f"DROP POLICY public_reads ON {table};",
    )


def read_only(table: str) -> RunSQL:
    """A global table that the portal's roles may read and not write."""
    return RunSQL(
        f"REVOKE INSERT, UPDATE, DELETE ON {table} FROM portal_app;",
        reverse_sql=f"GRANT INSERT, UPDATE, DELETE ON {table} TO portal_app;",
    )
