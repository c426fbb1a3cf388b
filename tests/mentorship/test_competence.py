"""The network names its own competences; what was written stays readable."""

from datetime import date

from django.test import Client

from members.models import Competence
from network import scope
from tests.cast import Cast
from tests.databases import acting_as
from tests.mentorship.asking import AT, WISH, enter, the_interest
from tests.mentorship.rounds import make_manager, make_round
from tests.signing_in import sign_in


def lay(cast: Cast) -> None:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Competence.objects.lay_usual()


def pk_of(cast: Cast, code: str) -> int:
    with scope.enter(cast.users["karin"], cast.vn):
        return int(Competence.objects.get(code=code).pk)


def test_an_ended_competence_is_read_where_it_was_chosen_and_offered_to_nobody_new(
    cast: Cast, client: Client
) -> None:
    lay(cast)
    make_manager(cast, "amina", date(2019, 3, 1), under="mats")
    make_manager(cast, "berit", date(2019, 3, 1))
    at = f"{AT}/rounds/{make_round(cast.vn)}/interest/mentee/"
    enter(client, "amina")
    client.post(at, WISH)
    sign_in(client, "karin")
    client.post(f"{AT}/competences/{pk_of(cast, 'talks')}/end/")
    page = client.get(f"{AT}/interests/{the_interest(cast).pk}/").content.decode()
    assert "Svåra samtal" in page or "Difficult talks" in page
    enter(client, "berit")
    assert 'value="talks"' not in client.get(at).content.decode()
    enter(client, "amina")
    assert 'value="talks"' in client.get(at).content.decode()
    sign_in(client, "karin")
    client.post(f"{AT}/competences/{pk_of(cast, 'talks')}/return/")
    enter(client, "berit")
    assert 'value="talks"' in client.get(at).content.decode()


def test_a_competence_is_added_and_renamed_and_its_code_stays(cast: Cast, client: Client) -> None:
    lay(cast)
    sign_in(client, "karin")
    for name in ("Att leda genom kriser och annat", "Att leda genom kriser"):
        assert client.post(f"{AT}/competences/new/", {"name": name}).status_code == 302
    with scope.enter(cast.users["karin"], cast.vn):
        added = Competence.objects.filter(name__startswith="Att leda")
        codes = set(added.values_list("code", flat=True))
        pk = added.earliest("pk").pk
    assert len(codes) == 2
    assert all(len(code) <= 12 for code in codes)
    client.post(f"{AT}/competences/{pk}/change/", {"name": "Krisledning", "name_en": "Crises"})
    with scope.enter(cast.users["karin"], cast.vn):
        row = Competence.objects.get(pk=pk)
    assert (row.name, row.code in codes) == ("Krisledning", True)


def test_a_name_that_is_taken_is_refused_in_words_and_nothing_is_lost(
    cast: Cast, client: Client
) -> None:
    lay(cast)
    sign_in(client, "karin")
    facts = {"name": "Svåra samtal", "name_en": "Kept words"}
    answer = client.post(f"{AT}/competences/new/", facts)
    assert answer.status_code == 200
    assert "Kept words" in answer.content.decode()
    at = f"{AT}/competences/{pk_of(cast, 'law')}/change/"
    assert client.post(at, facts).status_code == 200


def test_the_page_counts_who_wants_and_who_offers_and_is_the_coordinators(
    cast: Cast, client: Client
) -> None:
    lay(cast)
    enter(client, "amina")
    assert client.get(f"{AT}/competences/").status_code == 403
    sign_in(client, "jonas")
    assert "Strategi och planering" in client.get(f"{AT}/competences/").content.decode()
