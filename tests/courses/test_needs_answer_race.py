"""Two at one authority save at the same moment: real threads, real PostgreSQL."""

import threading

from django.db import connection
from django.test import Client

from tests.cast import load
from tests.courses.answering import Asked, shown, written
from tests.signing_in import sign_in


def test_of_two_who_save_one_field_at_once_one_is_kept_and_one_is_asked(
    in_own_database: str,
) -> None:
    asked = Asked(load())
    field = f"c{asked.excel}-spring"
    other = {"lena": f"c{asked.law}-spring", "karin": f"c{asked.law}-autumn"}
    pages = {}
    for who in other:
        client = Client()
        sign_in(client, who)
        pages[who] = (client, client.get(asked.url()))
    start = threading.Barrier(2)
    answers = {}

    def save(who: str, seats: str) -> None:
        client, page = pages[who]
        start.wait()
        data = written(page, **{field: seats, other[who]: seats})
        answers[who] = client.post(asked.url("saving/"), data)
        connection.close()

    threads = [
        threading.Thread(target=save, args=pair) for pair in (("lena", "12"), ("karin", "8"))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    statuses = {who: answer.status_code for who, answer in answers.items()}
    assert sorted(statuses.values()) == [200, 302], statuses
    kept = next(who for who, status in statuses.items() if status == 302)
    stands = asked.seats()
    assert stands["Excel grund"] == ({"lena": 12, "karin": 8}[kept], 0)
    assert stands["Förvaltningslagen"] == (12, 8), "the other fields are both kept"
    asks = answers["karin" if kept == "lena" else "lena"]
    assert f"was-{field}" in shown(asks)
