"""Search among courses in Swedish: stems, beginnings, "o" for "ö", slips; within the scope."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from courses.models import Area, Course
from courses.search import found_by, most_like
from network import scope
from tests.cast import Cast
from tests.courses.makers import make_run
from tests.databases import acting_as
from tests.signing_in import sign_in

TITLES = {
    "law": ("Förvaltningsrätt för handläggare", "Administrative law", "Grunderna i lagen."),
    "code": ("Kravhantering grund", "Requirements, the basics", "Fånga och pröva krav."),
    "lead": ("Utbildning för chefer", "Managers", "Att leda i staten."),
    "other": ("Klarspråk", "Plain language", "Skriv så att handläggaren förstår utbildningar."),
}


@pytest.fixture
def courses(cast: Cast) -> dict[str, int]:
    """Four courses, each with an open run, by key."""
    made = {}
    with scope.enter(cast.users["jonas"], cast.vn):
        area = Area.objects.create(name_sv="Juridik", name_en="Law")
        for key, (swedish, english, summary) in TITLES.items():
            course = Course.objects.create(
                title_sv=swedish,
                title_en=english,
                summary_sv=summary,
                area=area if key == "law" else None,
            )
            make_run(course=course)
            made[key] = course.pk
    return made


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("utbildningarna", ["lead", "other"]),  # stem; the title weighs more than the summary
        ("kravhant", ["code"]),  # the beginning of the last word
        ("requirement", ["code"]),  # in English too
        ("forvaltningsratt", ["law"]),  # "o" and "a" find "ö" and "ä"
        ("hantering", ["code"]),  # the end of a compound
        ("juridik", ["law"]),  # the area
        ("chefer utbildning", ["lead"]),  # every word, in any order
        ("KLARSPRÅK!!", ["other"]),
        ("'; DROP TABLE courses_course; --", []),
        ("krav | & ! ( :*", ["code"]),
        ("", []),
        ("%%%", []),
    ],
)
def test_words_find_the_courses_that_somebody_would_mean(
    cast: Cast, courses: dict[str, int], asked: str, found: list[str]
) -> None:
    with scope.enter(cast.users["amina"], cast.vn):
        assert found_by(asked) == [courses[key] for key in found]


def test_a_slip_of_the_pen_is_answered_with_what_was_meant(
    client: Client, cast: Cast, courses: dict[str, int]
) -> None:
    with scope.enter(cast.users["amina"], cast.vn):
        assert found_by("kravhantrring") == []
        meant = most_like("kravhantrring")
        assert meant is not None
        assert meant.pk == courses["code"]
        assert most_like("zzzzqqqq") is None
    sign_in(client, "amina")
    page = client.get("/vasternorrland/courses/?q=kravhantrring").content.decode()
    assert 'href="/vasternorrland/courses/?q=Kravhantering%20grund"' in page


def test_search_gives_each_scope_what_its_policies_give(
    cast: Cast, courses: dict[str, int]
) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        planned = make_run(state="planned", course=Course.objects.create(title_sv="Kravprov"))
        inside = make_run(is_public=False, course=Course.objects.create(title_sv="Kravlista"))
        assert set(found_by("krav")) >= {planned.course_id, inside.course_id}
    with acting_as("portal_worker"), scope.enter_system(cast.jl):
        make_run(course=Course.objects.create(title_sv="Krav i fjällen"))
    with scope.enter(cast.users["amina"], cast.vn):
        assert set(found_by("krav")) == {courses["code"], inside.course_id}
        assert most_like("kravprov") != planned.course
    with scope.enter_public(cast.vn):
        assert found_by("krav") == [courses["code"]]
        assert found_by("kravlista") == []
        assert getattr(most_like("kravlistor"), "pk", None) != inside.course_id
    assert found_by("krav") == []  # outside every scope


def test_the_catalogue_costs_the_same_queries_whatever_is_searched_and_found(
    client: Client, cast: Cast, courses: dict[str, int]
) -> None:
    sign_in(client, "amina")
    client.get("/vasternorrland/courses/?q=annat")
    counts = []
    for more in (0, 40):
        with scope.enter(cast.users["jonas"], cast.vn):
            for number in range(more):
                make_run(course=Course.objects.create(title_sv=f"Krav {number}"))
        with CaptureQueriesContext(connection) as asked:
            page = client.get("/vasternorrland/courses/?q=krav").content.decode()
        assert "Kravhantering" in page or more
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ("kind=talk", {"Ett föredrag"}),
        ("language=en", {"Ett föredrag"}),
        ("price=free", {"Ett föredrag"}),
        ("price=paid", {"En kurs"}),
        ("kind=nonsense&price=1&language=x&sort=y", {"En kurs", "Ett föredrag"}),
    ],
)
def test_the_filters_of_the_catalogue_stand_in_its_address(
    client: Client, cast: Cast, asked: str, titles: set[str]
) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        make_run(course=Course.objects.create(title_sv="En kurs"))
        talk = Course.objects.create(title_sv="Ett föredrag", kind="talk")
        make_run(course=talk, price=0, language="en")
    sign_in(client, "amina")
    page = client.get(f"/vasternorrland/courses/?{asked}").content.decode()
    assert {title for title in ("En kurs", "Ett föredrag") if f">{title}</a>" in page} == titles


def test_the_catalogue_is_sorted_by_title_in_swedish_and_by_price(
    client: Client, cast: Cast
) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        for title, price, day in (("Ödla", 1, 10), ("Zebra", 3, 20), ("Ål", 2, 30)):
            make_run(course=Course.objects.create(title_sv=title), price=price, in_days=day)
    sign_in(client, "amina")

    def order(sort: str) -> list[str]:
        page = client.get(f"/vasternorrland/courses/?sort={sort}").content.decode()
        return sorted(("Ödla", "Zebra", "Ål"), key=lambda title: page.index(f">{title}</a>"))

    assert order("title") == ["Zebra", "Ål", "Ödla"]
    assert order("price") == ["Ödla", "Ål", "Zebra"]
    assert order("begins") == ["Ödla", "Zebra", "Ål"]
