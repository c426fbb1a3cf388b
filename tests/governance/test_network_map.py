"""The network map: what overlaps, what is missing, who keeps which lines, and how it is drawn."""

import random

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from governance.map.layout import ordered
from governance.map.picture import Node, picture
from governance.map.rules import gaps, overlaps
from governance.models import Circle, CircleMember, Cluster
from network import scope
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.governance.test_meeting_pages import signed_in

MAP = f"/{VN}/governance/map/"
SAID = {"name": "It-nätverket", "kind": "network", "purpose": "Dela drift", "since": "2020-01-01"}


def _set(*members: int) -> frozenset[int]:
    return frozenset(members)


def test_two_of_a_cluster_with_half_of_the_smaller_in_common_overlap() -> None:
    members = {1: _set(1, 2, 3, 4, 5, 6), 2: _set(1, 2, 7, 8), 3: _set(1, 2, 3, 4, 5, 6)}
    found = overlaps(members, {1: 10, 2: 10, 3: 20})
    assert [(row.first, row.second, row.common, row.smaller) for row in found] == [(1, 2, 2, 4)]
    assert not found[0].could_merge
    assert overlaps(members, {1: 10, 2: 20, 3: 10})[0].could_merge


def test_circles_without_a_cluster_or_with_few_members_say_nothing() -> None:
    assert overlaps({1: _set(1, 2, 3), 2: _set(1, 2, 3)}, {1: None, 2: None}) == []
    assert overlaps({1: _set(1, 2), 2: _set(1, 2, 3)}, {1: 5, 2: 5}) == []


def test_a_cluster_whose_circles_are_empty_is_a_gap() -> None:
    found = gaps({1: _set(), 2: _set(7)}, {1: 10, 2: 20}, every_cluster=[10, 20, 30],
                 every_member=[7, 8])  # fmt: skip
    assert (found.clusters, found.members) == ((10, 30), (8,))


def _crossings(left: list[int], right: list[int], lines: set[tuple[int, int]]) -> int:
    at = [(left.index(a), right.index(b)) for a, b in lines]
    return sum((a - c) * (b - d) < 0 for i, (a, b) in enumerate(at) for c, d in at[:i])


@pytest.mark.parametrize("seed", range(5))
def test_the_layout_is_the_same_each_time_keeps_clusters_together_and_uncrosses(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - the same graph each time
    members, circles = list(range(22)), list(range(100, 115))
    groups = {key: key % 4 for key in circles}
    lines = {(m, c) for m in members for c in circles if dice.random() < 0.15}
    left, right = ordered(members, circles, lines, groups)
    assert (left, right) == ordered(members, circles, sorted(lines, reverse=True), groups)
    assert sorted(left) == members
    assert sorted(right) == circles
    seen = [groups[key] for key in right]
    assert len([g for i, g in enumerate(seen) if not i or seen[i - 1] != g]) == 4
    grouped = sorted(circles, key=lambda key: groups[key])
    assert _crossings(left, right, lines) < _crossings(members, grouped, lines)


def test_the_picture_is_readable_at_22_members_and_15_circles() -> None:
    members = [Node(n, f"Myndighet {n}") for n in range(22)]
    circles = [Node(100 + n, f"Nätverk {n}", n % 3) for n in range(15)]
    chart = picture(members, circles, frozenset({(1, 101), (2, 101)}), "sv")
    assert chart is not None
    assert chart.svg.count("<text") == 37
    assert "Nätverk 1: 2." in chart.svg
    tops = sorted(float(words.split('"')[0]) for words in chart.svg.split(' y="')[1:])
    assert all(one != other for one, other in zip(tops, tops[2:], strict=False))
    assert len(chart.table.rows) == 15
    assert picture([], circles, frozenset(), "sv") is None


@pytest.mark.django_db
def test_a_local_coordinator_keeps_the_lines_of_the_own_authority_alone(cast: Cast) -> None:
    karin = signed_in("karin")
    answer = karin.post(f"{MAP}new/", SAID)
    pk = int(answer["Location"].rstrip("/").rpartition("/")[2])
    own = cast.memberships[VN, "csn"]
    other = cast.memberships[VN, "timra"]
    lena = signed_in("lena")
    said = {"membership": own, "contact": "Funktionsbrevlådan", "since": "2024-01-01"}
    assert lena.post(f"{MAP}{pk}/joining/", said).status_code == 302
    assert lena.post(f"{MAP}{pk}/joining/", said | {"membership": other}).status_code == 200
    assert "Funktionsbrevlådan" in lena.get(f"{MAP}{pk}/").content.decode()
    assert lena.post(f"{MAP}new/", SAID | {"name": "Annat"}).status_code == 403
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        line = CircleMember.objects.create(
            circle_id=pk, membership_id=other, since=timezone.localdate()
        ).pk
    assert lena.post(f"{MAP}members/{line}/leaving/", {"until": "2026-01-01"}).status_code == 403
    with (
        scope.enter(cast.users["lena"], cast.vn),
        pytest.raises(DatabaseError),
        transaction.atomic(),
    ):
        CircleMember.objects.create(circle_id=pk, membership_id=other, since=timezone.localdate())


@pytest.mark.django_db
def test_a_member_that_is_there_already_is_refused_in_words(cast: Cast) -> None:
    karin = signed_in("karin")
    pk = int(karin.post(f"{MAP}new/", SAID)["Location"].rstrip("/").rpartition("/")[2])
    said = {"membership": cast.memberships[VN, "csn"], "since": "2024-01-01"}
    assert karin.post(f"{MAP}{pk}/joining/", said).status_code == 302
    again = karin.post(f"{MAP}{pk}/joining/", said)
    assert again.status_code == 200
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert CircleMember.objects.count() == 1


@pytest.mark.django_db
def test_the_usual_clusters_are_laid_in_once(cast: Cast) -> None:
    karin = signed_in("karin")
    for _twice in range(2):
        assert karin.post(f"{MAP}clusters/begun/").status_code == 302
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert Cluster.objects.count() == 4
        assert not Circle.objects.exists()


@pytest.mark.django_db
def test_everybody_in_the_network_reads_the_map_and_nobody_else(cast: Cast) -> None:
    signed_in("karin").post(f"{MAP}new/", SAID)
    assert "It-nätverket" in signed_in("amina").get(MAP).content.decode()
    found = signed_in("amina").get(f"/{VN}/search/?q=drift").content.decode()
    assert "It-nätverket" in found
    assert signed_in("frosta").get(MAP).status_code == 404
    assert Client().get(MAP).status_code in (302, 404)
    for kind in ("csv", "xlsx"):
        assert signed_in("amina").get(f"{MAP}?format={kind}").status_code == 200


@pytest.mark.django_db
def test_the_map_is_narrowed_and_taken_out_as_it_is_shown(cast: Cast) -> None:
    karin = signed_in("karin")
    pk = int(karin.post(f"{MAP}new/", SAID)["Location"].rstrip("/").rpartition("/")[2])
    karin.post(f"{MAP}new/", SAID | {"name": "Juristfrukosten", "kind": "group"})
    csn, timra = (cast.memberships[VN, key] for key in ("csn", "timra"))
    said = {"membership": csn, "contact": "=1+1", "role": "Värd", "since": "2024-01-01"}
    karin.post(f"{MAP}{pk}/joining/", said)
    for asked, there, gone in (
        (f"member={csn}", "It-nätverket", "Juristfrukosten"),
        ("kind=group", "Juristfrukosten", "It-nätverket"),
        ("q=jurist", "Juristfrukosten", "It-nätverket"),
    ):
        page = karin.get(f"{MAP}?{asked}").content.decode()
        table = karin.get(f"{MAP}?{asked}&format=csv").content.decode("utf-8-sig")
        for text in (page, table):
            assert there in text, asked
            assert gone not in text, asked
    assert "'=1+1" in karin.get(f"{MAP}?member={csn}&format=csv").content.decode("utf-8-sig")
    for asked in (f"member={timra}", "kind=path", "q=hittas-inte"):
        assert "Juristfrukosten" not in karin.get(f"{MAP}?{asked}").content.decode()
    assert karin.get(f"{MAP}?member=x&cluster=y&kind=z&q={'å' * 200}").status_code == 200
