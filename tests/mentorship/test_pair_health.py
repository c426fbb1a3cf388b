"""The coordinator's list of pairs: who should be looked at, and what leaves the portal."""

import pytest
from django.test import Client

from tests.cast import Cast
from tests.mentorship.pairings import AT, SECRET_GOALS, WORDING, agreed_pair, the_pair
from tests.signing_in import sign_in


@pytest.mark.django_db
def test_who_has_not_met_for_six_weeks_is_found_and_exported_without_a_word_of_theirs(
    cast: Cast, client: Client
) -> None:
    pk = agreed_pair(cast, days_ago=50)
    found = the_pair(cast, pk).round_id
    sign_in(client, "karin")
    list_of = f"{AT}/rounds/{found}/pairs/"
    assert "Amina Hassan" in client.get(f"{list_of}?signal=not_met").content.decode()
    assert "Amina Hassan" not in client.get(f"{list_of}?signal=says_no").content.decode()
    assert "Amina Hassan" not in client.get(f"{list_of}?q=Frosta").content.decode()
    table = client.get(f"{list_of}?format=csv").content.decode()
    assert "Amina Hassan" in table
    assert not [words for words in (*WORDING.values(), SECRET_GOALS) if words in table]
    sign_in(client, "erik")
    assert client.get(list_of).status_code == 403
