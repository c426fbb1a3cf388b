"""The people's policy against a model in ten lines, over random grants and moves.

The universe is tiny on purpose (two users, two networks, two members in each) and an
administrator is seeded: in a wider one the search found neither of the faults in `MUTANTS`.
"""

from dataclasses import dataclass

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests.databases import role_url

USERS, NETWORKS, MEMBERS = (0, 1), (0, 1), (0, 1)
WHOLE = ("network_coordinator", "education_coordinator")
LOCAL = ("local_coordinator", "hr_signer")
OTHER = ("economist", "steering_member")


@dataclass
class Someone:
    """A person as the model remembers it."""

    user: int
    network: int
    member: int
    roles: set[str]
    manager: int | None = None
    ended: bool = False


class Grants(RuleBasedStateMachine):
    """Join, leave, get and lose roles; after each step everybody sees just what they should."""

    url = ""
    mutation = ""

    def __init__(self) -> None:
        super().__init__()
        self.db = psycopg.connect(self.url)
        self.db.execute("SET ROLE portal_owner")
        if self.mutation:
            self.db.execute(self.mutation)
        one = "INSERT INTO network_user (email, password, language, is_active, created_at)"
        self.users = [
            self._insert(f"{one} VALUES (%s, '', 'sv', true, now())", f"m{i}@x.se") for i in USERS
        ]
        self.networks = [
            row[0] for row in self.db.execute("SELECT id FROM network_network ORDER BY id LIMIT 2")
        ]
        authorities = self.db.execute("SELECT id FROM members_authority ORDER BY id LIMIT 2")
        ids = [row[0] for row in authorities]
        self.members = {
            (n, m): self._insert(
                "INSERT INTO members_membership (network_id, authority_id, part)"
                " VALUES (%s, %s, 'machine')",
                self.networks[n],
                ids[m],
            )
            for n in NETWORKS
            for m in MEMBERS
        }
        self.before = {row[0] for row in self.db.execute("SELECT id FROM members_person")}
        self.people: dict[int, Someone] = {}
        self._join(0, 0, 0, {"network_coordinator"})
        self._join(1, 1, 1, set())

    def teardown(self) -> None:
        self.db.rollback()
        self.db.close()

    def _insert(self, statement: str, *values: object) -> int:
        row = self.db.execute(statement + " RETURNING id", values).fetchone()
        assert row is not None
        return int(row[0])

    def _join(self, user: int, network: int, member: int, roles: set[str]) -> None:
        pk = self._insert(
            "INSERT INTO members_person (network_id, membership_id, user_id, name, email, title,"
            " unit, protected) VALUES (%s, %s, %s, 'x', %s, '', '', false)",
            self.networks[network],
            self.members[network, member],
            self.users[user],
            f"p{len(self.people)}@x.se",
        )
        self.people[pk] = Someone(user, network, member, set())
        for kind in roles:
            self._grant(pk, kind)

    def _grant(self, pk: int, kind: str) -> None:
        someone = self.people[pk]
        if kind in someone.roles:
            return
        self._insert(
            "INSERT INTO members_role (network_id, person_id, membership_id, kind, since)"
            " VALUES (%s, %s, %s, %s, '2020-01-01')",
            self.networks[someone.network],
            pk,
            self.members[someone.network, someone.member],
            kind,
        )
        someone.roles.add(kind)

    @rule(
        user=st.sampled_from(USERS),
        network=st.sampled_from(NETWORKS),
        member=st.sampled_from(MEMBERS),
    )
    def join(self, user: int, network: int, member: int) -> None:
        if len(self.people) < 6:
            self._join(user, network, member, set())

    @rule(data=st.data(), kind=st.sampled_from(WHOLE + LOCAL + OTHER))
    def grant(self, data: st.DataObject, kind: str) -> None:
        self._grant(data.draw(st.sampled_from(sorted(self.people))), kind)

    @rule(data=st.data())
    def lose_roles(self, data: st.DataObject) -> None:
        pk = data.draw(st.sampled_from(sorted(self.people)))
        self.db.execute(
            "UPDATE members_role SET until = '2020-12-31' WHERE person_id = %s AND until IS NULL",
            [pk],
        )
        self.db.execute("UPDATE members_role SET since = '2019-01-01' WHERE person_id = %s", [pk])
        self.db.execute("DELETE FROM members_role WHERE person_id = %s", [pk])
        self.people[pk].roles.clear()

    @rule(data=st.data())
    def leave(self, data: st.DataObject) -> None:
        pk = data.draw(st.sampled_from(sorted(self.people)))
        self.db.execute("UPDATE members_person SET until = '2020-12-31' WHERE id = %s", [pk])
        self.people[pk].ended = True

    @rule(data=st.data())
    def manage(self, data: st.DataObject) -> None:
        pk = data.draw(st.sampled_from(sorted(self.people)))
        others = [
            other
            for other, someone in self.people.items()
            if someone.network == self.people[pk].network and other != pk
        ]
        if others:
            self.people[pk].manager = data.draw(st.sampled_from(others))
            self.db.execute(
                "UPDATE members_person SET manager_id = %s WHERE id = %s",
                [self.people[pk].manager, pk],
            )

    def expected(self, user: int, network: int) -> set[int] | None:
        """What the rules say: None for somebody without a place."""
        here = {pk: s for pk, s in self.people.items() if s.network == network}
        mine = {pk for pk, s in here.items() if s.user == user and not s.ended}
        if not mine:
            return None
        roles = {kind for pk in mine for kind in here[pk].roles}
        if roles & set(WHOLE):
            return set(here)
        answered = {here[pk].member for pk in mine if here[pk].roles & set(LOCAL)}
        return {
            pk for pk, s in here.items() if pk in mine or s.member in answered or s.manager in mine
        }

    @invariant()
    def everybody_sees_what_they_should(self) -> None:
        for user in USERS:
            for network in NETWORKS:
                assert self.seen(user, network) == self.expected(user, network)

    def seen(self, user: int, network: int) -> set[int] | None:
        self.db.execute("SAVEPOINT look")
        self.db.execute("SET LOCAL ROLE portal_app")
        try:
            entered = self.db.execute(
                "SELECT whole FROM app.enter(%s, %s)", [self.users[user], self.networks[network]]
            ).fetchone()
            found = {row[0] for row in self.db.execute("SELECT id FROM members_person")}
        finally:
            self.db.execute("ROLLBACK TO look")
        if entered is None:
            assert found == set()
            return None
        return found - (self.before if entered[0] else set())


def explore(url: str, *, mutation: str = "", examples: int) -> None:
    """Run the machine on a database, as it is or with a fault built in."""
    machine = type("Machine", (Grants,), {"url": url, "mutation": mutation})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=12,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.fixture
def url(own_database: str, django_db_setup: None) -> str:
    return role_url("portal_test", own_database)


def test_everybody_sees_just_the_people_that_the_rules_give(url: str) -> None:
    explore(url, examples=40)


NET = "network_id = (SELECT app.net())"
MUTANTS = {
    "an OR that escapes the network": "ALTER POLICY reads ON members_person USING"
    f" ({NET} AND (SELECT app.system()) OR (SELECT app.whole()))",
    "the own authority is the whole network": "ALTER POLICY reads ON members_person USING"
    f" ({NET} AND ((SELECT app.whole()) OR cardinality((SELECT app.memberships())) > 0"
    " OR id = ANY ((SELECT app.people())::bigint[]) OR id = ANY ((SELECT app.staff())::bigint[])))",
    "no rule for the own authority": "ALTER POLICY reads ON members_person USING"
    f" ({NET} AND ((SELECT app.whole()) OR id = ANY ((SELECT app.people())::bigint[])))",
    "row-level security switched off": "ALTER TABLE members_person NO FORCE ROW LEVEL SECURITY;"
    " ALTER TABLE members_person DISABLE ROW LEVEL SECURITY",
    "a policy for the owner given to the app": "ALTER POLICY owner_all ON members_person TO PUBLIC",
    "people who left still come in": "CREATE OR REPLACE FUNCTION app.places(p_user bigint)"
    " RETURNS TABLE (network_id bigint, person_id bigint, membership_id bigint)"
    " LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS"
    " 'SELECT p.network_id, p.id, p.membership_id FROM public.members_person p"
    " WHERE p.user_id = p_user'",
}


@pytest.mark.mutants
@pytest.mark.parametrize("mutation", MUTANTS.values(), ids=MUTANTS.keys())
def test_a_fault_in_the_policies_turns_the_suite_red(url: str, mutation: str) -> None:
    with pytest.raises(Exception, match=r"assert|Falsifying|sub-exception") as red:
        explore(url, mutation=mutation, examples=200)
    assert "AssertionError" in repr(red.value) or "AssertionError" in repr(
        getattr(red.value, "exceptions", "")
    )
