"""Many clients on few server connections: no scope ever reaches another borrower."""

import random
import threading
from collections import Counter

import pytest
from psycopg_pool import ConnectionPool

from network.pool import forget
from tests.cast import Cast
from tests.databases import role_url

CLIENTS, CONNECTIONS, ROUNDS = 12, 3, 60


def test_twelve_clients_on_three_connections_see_only_their_own(
    cast: Cast, own_database: str
) -> None:
    found: Counter[str] = Counter()
    who = [("karin", cast.vn), ("jamte", cast.jl), ("amina", cast.vn), ("miriam", cast.jl)]
    url = role_url("portal_app", own_database)
    with ConnectionPool(url, min_size=CONNECTIONS, max_size=CONNECTIONS, check=forget) as pool:

        def client(seed: int) -> None:
            dice = random.Random(seed)  # noqa: S311 - only the order of the visits
            for _round in range(ROUNDS):
                name, network = dice.choice(who)
                with pool.connection() as connection, connection.transaction():
                    if dice.random() < 0.4:
                        rows = connection.execute("SELECT id FROM members_person").fetchall()
                        found["anonymous saw rows" if rows else "anonymous saw nothing"] += 1
                        continue
                    connection.execute(
                        "SELECT * FROM app.enter(%s, %s)", [cast.users[name], network]
                    )
                    rows = connection.execute("SELECT network_id FROM members_person").fetchall()
                    own = rows and {row[0] for row in rows} == {network}
                    found["own rows" if own else "wrong or missing rows"] += 1

        threads = [threading.Thread(target=client, args=(seed,)) for seed in range(CLIENTS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert set(found) == {"anonymous saw nothing", "own rows"}
    assert sum(found.values()) == CLIENTS * ROUNDS


@pytest.mark.django_db
def test_the_pool_clears_a_scope_that_somebody_left_behind(cast: Cast, own_database: str) -> None:
    """If the rule of transaction-local scopes is broken one day, the pool still holds."""
    url = role_url("portal_app", own_database)
    with ConnectionPool(url, min_size=1, max_size=1, check=forget) as pool:
        with pool.connection() as careless:
            careless.execute("SELECT set_config('app.network_id', %s, false)", [str(cast.vn)])
            careless.execute("SELECT set_config('app.whole', 'on', false)")
            assert careless.execute("SELECT count(*) FROM members_person").fetchone() != (0,)
        with pool.connection() as next_one:
            assert next_one.execute("SELECT count(*) FROM members_person").fetchone() == (0,)
