"""Two coordinators, or two clicks, at the same moment: one list, once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection
from django.test import Client
from django.utils import timezone

from members.models import Membership
from network import scope
from network.models import Network, User
from network.models.journal import JournalEntry
from tests.cast import VN, email
from tests.deciding import ENTERED
from tests.members.test_member_import import HEAD, upload
from tests.signing_in import sign_in

ROWS = "".join(f"Myndighet {n};;statlig myndighet;;medlem;2020;;\n" for n in range(12))


def test_two_uploads_of_one_list_applied_at_once_add_each_member_once(
    in_own_database: str,
) -> None:
    client = Client()
    sign_in(client, "karin")
    pages = [upload(client, HEAD + ROWS), upload(client, HEAD + ROWS)]
    both = Barrier(2)

    def press(place: int) -> int:
        try:
            own = Client()
            own.cookies = client.cookies
            page = pages[place]
            fields = {
                "sha256": page.context["upload"].sha256,
                "seen": page.context["preview"].fingerprint,
                **ENTERED,
            }
            both.wait(timeout=20)
            return own.post(f"{page.request['PATH_INFO']}application/", fields).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(press, range(2))) == [302, 302]
    karin = User.objects.get(email=email("karin"))
    with scope.enter(karin.pk, Network.objects.get(slug=VN).pk):
        added = Membership.objects.on(timezone.localdate()).named_like("Myndighet").count()
        assert added == 12
        assert JournalEntry.objects.filter(verb="add_member").count() == 12
