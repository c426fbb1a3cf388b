"""Open pages: drafts are seen by nobody, published words by all, and no version is ever lost."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from governance.models import OpenEvent, OpenPage, PageVersion, Publishing
from network import scope
from tests.cast import JL, VN, Cast
from tests.databases import acting_as
from tests.governance.making import make_holder, make_mandate, make_seated
from tests.governance.test_meeting_pages import signed_in

HOUSE, OPEN = f"/{VN}/governance/pages/", f"/{VN}/open/"
SAID = {"kind": "page", "language": "sv", "title": "Historia", "lead": "Sedan 2008.", "text": "Hej"}
pytestmark = pytest.mark.django_db


def seen(path: str, status: int = 200) -> str:
    answer = Client().get(OPEN + path)
    assert answer.status_code == status, (path, answer.status_code)
    # The page that says that there is none has the portal's forms, and their token.
    assert status != 200 or not answer.cookies
    return answer.content.decode()


def begun(karin: Client, **more: Any) -> int:
    answer = karin.post(f"{HOUSE}new/", SAID | more)
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    return int(answer["Location"].rstrip("/").rpartition("/")[2])


def offered(karin: Client, pk: int) -> int:
    """The version that the page of publishing shows."""
    form = karin.get(f"{HOUSE}{pk}/publishing/").content.decode()
    found = re.search(r'name="number" value="(\d+)"', form)
    assert found
    return int(found[1])


def published(karin: Client, pk: int, since: date | None = None, number: int = 0) -> None:
    day = since or timezone.localdate()
    said = {"since": day.isoformat(), "number": number or offered(karin, pk)}
    answer = karin.post(f"{HOUSE}{pk}/publishing/", said)
    assert answer.status_code == 302, answer.content.decode()[-2000:]


def written(karin: Client, pk: int, base: int, **said: str) -> Any:
    words = {"title": "Historia", "lead": "", "text": "Nytt"} | said
    return karin.post(f"{HOUSE}{pk}/text/", words | {"base": base})


def test_a_draft_is_read_by_nobody_and_a_published_page_by_all(cast: Cast) -> None:
    karin = signed_in("karin")
    pk = begun(karin)
    seen("sv/pages/historia/", 404)
    with scope.enter_public(cast.vn):
        assert not OpenPage.objects.exists()
        assert not PageVersion.objects.exists()
    published(karin, pk)
    assert "Sedan 2008." in seen("sv/pages/historia/")
    assert Client().get(f"/{JL}/open/sv/pages/historia/").status_code == 404


def test_what_is_changed_is_shown_when_it_is_published_and_not_before(cast: Cast) -> None:
    karin = signed_in("karin")
    pk = begun(karin)
    published(karin, pk)
    assert written(karin, pk, 1, text="Hemligt utkast").status_code == 302
    assert "Hemligt utkast" not in seen("sv/pages/historia/")
    with scope.enter_public(cast.vn):
        assert list(PageVersion.objects.values_list("number", flat=True)) == [1]
    published(karin, pk, timezone.localdate() + timedelta(days=1))
    assert "Hemligt utkast" not in seen("sv/pages/historia/")
    published(karin, pk)
    assert "Hemligt utkast" in seen("sv/pages/historia/")


def test_a_page_that_is_taken_down_is_gone_and_so_is_its_plan(cast: Cast) -> None:
    karin = signed_in("karin")
    pk = begun(karin)
    published(karin, pk)
    published(karin, pk, timezone.localdate() + timedelta(days=1))
    assert karin.post(f"{HOUSE}{pk}/taking-down/").status_code == 302
    seen("sv/pages/historia/", 404)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        tomorrow = OpenPage.objects.shown_on(timezone.localdate() + timedelta(days=2))
        assert not tomorrow.exists()


def test_what_was_written_while_the_form_was_open_is_not_published_unseen(cast: Cast) -> None:
    karin, jonas = signed_in("karin"), signed_in("jonas")
    pk = begun(karin)
    number = offered(karin, pk)
    assert written(jonas, pk, 1, text="Osett").status_code == 302
    published(karin, pk, number=number)
    page = seen("sv/pages/historia/")
    assert "Osett" not in page
    assert "Hej" in page
    said = {"since": timezone.localdate().isoformat(), "number": 3}
    assert karin.post(f"{HOUSE}{pk}/publishing/", said).status_code == 404


def test_two_who_write_at_once_both_keep_their_words(cast: Cast) -> None:
    karin, jonas = signed_in("karin"), signed_in("jonas")
    pk = begun(karin)
    assert written(karin, pk, 1, text="Karins rader").status_code == 302
    answer = written(jonas, pk, 1, text="Jonas rader")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Karins rader" in page
    assert "Jonas rader" in page
    assert written(jonas, pk, 2, text="Karins och Jonas rader").status_code == 302
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        texts = list(PageVersion.objects.order_by("number").values_list("text", flat=True))
    assert texts == ["Hej", "Karins rader", "Karins och Jonas rader"]


def test_an_older_version_comes_back_as_the_newest(cast: Cast) -> None:
    karin = signed_in("karin")
    pk = begun(karin)
    written(karin, pk, 1, text="Sämre")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        first = PageVersion.objects.get(page=pk, number=1).pk
    assert karin.post(f"{HOUSE}versions/{first}/restoring/").status_code == 302
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert PageVersion.objects.get(page=pk, number=3).text == "Hej"


def test_versions_and_publishings_are_never_changed_or_taken_away(cast: Cast) -> None:
    pk = begun(signed_in("karin"))
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        version = PageVersion.objects.get(page=pk)
        Publishing.objects.create(page_id=pk, version=version, since=timezone.localdate())
        for model in (PageVersion, Publishing):
            rows: Any = model.objects.filter(page=pk)
            with pytest.raises(DatabaseError), transaction.atomic():
                rows.update(at=timezone.now())
            with pytest.raises(DatabaseError), transaction.atomic():
                rows._raw_delete("default")


def test_a_page_shows_a_version_of_its_own(cast: Cast) -> None:
    karin = signed_in("karin")
    one, other = begun(karin), begun(karin, title="Vision")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        version = PageVersion.objects.get(page=other)
        with pytest.raises(DatabaseError), transaction.atomic():
            Publishing.objects.create(page_id=one, version=version, since=timezone.localdate())


def test_an_old_address_leads_to_the_new_one_and_is_nobody_elses(cast: Cast) -> None:
    karin = signed_in("karin")
    pk = begun(karin)
    published(karin, pk)
    said = {"slug": "var-historia", "position": 1}
    assert karin.post(f"{HOUSE}{pk}/address/", said).status_code == 302
    answer = Client().get(f"{OPEN}sv/pages/historia/")
    assert (answer.status_code, answer["Location"]) == (301, f"{OPEN}sv/pages/var-historia/")
    taken = karin.post(f"{HOUSE}new/", SAID | {"subject": "annan"})
    assert taken.status_code == 200
    assert karin.post(f"{HOUSE}{pk}/address/", said | {"slug": "historia"}).status_code == 302
    assert seen("sv/pages/historia/")


@pytest.mark.parametrize(
    ("code", "direction"),
    [("fi", "ltr"), ("fit", "ltr"), ("sma", "ltr"), ("rom", "ltr"), ("yi", "rtl")],
)
def test_a_page_in_a_minority_language_says_which_and_how_it_is_read(
    cast: Cast, code: str, direction: str
) -> None:
    karin = signed_in("karin")
    pk = begun(karin, language=code, subject="information", slug="information")
    published(karin, pk)
    page = seen(f"{code}/pages/information/")
    assert f'<article lang="{code}" dir="{direction}">' in page
    assert '<html lang="sv"' in page
    assert f'hreflang="{code}"' in seen("sv/courses/")


def twins(page: str) -> dict[str, str]:
    """The page's addresses in each language, as search engines are told."""
    found = re.findall(
        r'<link rel="alternate" hreflang="([a-z-]+)" href="https?://[^/]+([^"]+)"', page
    )
    return dict(found)


def test_a_page_names_its_twins_and_each_of_them_names_it(cast: Cast) -> None:
    karin = signed_in("karin")
    about = {"sv": "sv/about/", "en": "en/about/", "yi": "yi/pages/yi/"}
    for code in about:
        page = begun(karin, subject="about", slug=code, language=code)
        if code != "en":
            published(karin, page)
    said = {code: OPEN + about[code] for code in ("sv", "yi")} | {"x-default": f"{OPEN}sv/about/"}
    assert twins(seen("sv/about/")) == said
    assert twins(seen("yi/pages/yi/")) == said
    published(karin, page - 1)
    said["en"] = f"{OPEN}en/about/"
    for path in about.values():
        assert twins(seen(path)) == said


def test_the_page_of_contact_is_there_in_the_languages_that_the_network_shows(cast: Cast) -> None:
    karin = signed_in("karin")
    published(karin, begun(karin))
    assert set(twins(seen("sv/contact/"))) == {"sv", "x-default"}
    seen("en/contact/", 404)
    karin.post(f"{HOUSE}parts/bodies/")
    assert set(twins(seen("en/contact/"))) == {"sv", "en", "x-default"}


def test_a_network_that_has_published_nothing_shows_only_its_catalogue(cast: Cast) -> None:
    begun(signed_in("karin"), subject="about", slug="about")
    assert "open-nav" not in seen("sv/courses/")
    for path in ("about", "contact", "news", "bodies", "calendar"):
        seen(f"sv/{path}/", 404)
    seen("sv/news.xml", 404)
    seen("sv/calendar.ics", 404)


def test_bodies_show_authorities_and_posts_and_nobodys_name(cast: Cast) -> None:
    body = make_seated(cast).body
    make_holder(cast, make_mandate(cast, body, "miun"), None, name="Hemliga Hilda")
    karin = signed_in("karin")
    seen("sv/bodies/", 404)
    assert karin.post(f"{HOUSE}parts/bodies/").status_code == 302
    page = seen("sv/bodies/")
    assert "CSN" in page or "Centrala studiestödsnämnden" in page
    for name in ("Hemliga Hilda", "Styrbjörn", "Ulla Utbildningsråd"):
        assert name not in page
    assert karin.post(f"{HOUSE}parts/bodies/", {"close": "1"}).status_code == 302
    seen("sv/bodies/", 404)


def test_news_stand_newest_first_and_in_a_feed(cast: Cast) -> None:
    karin = signed_in("karin")
    for title in ("Första nytt", "Andra nytt"):
        published(karin, begun(karin, kind="news", title=title))
    page = seen("sv/news/")
    assert page.index("Andra nytt") < page.index("Första nytt")
    feed = seen("sv/news.xml")
    assert feed.count("<entry>") == 2
    assert "&lt;p&gt;Hej&lt;/p&gt;" in feed
    seen("en/news/", 404)


def test_open_events_stand_in_the_calendar_and_tell_calendars_of_changes(cast: Cast) -> None:
    karin = signed_in("karin")
    day = timezone.localdate() + timedelta(days=20)
    said = {
        "title": "Öppet stormöte", "day": day.isoformat(), "from_time": "09:00",
        "to_time": "10:00", "place": "Sundsvall",
    }  # fmt: skip
    assert karin.post(f"{HOUSE}events/new/", said).status_code == 302
    karin.post(f"{HOUSE}parts/calendar/")
    assert "Öppet stormöte" in seen("sv/calendar/")
    assert "SEQUENCE:0" in seen("sv/calendar.ics")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        pk = OpenEvent.objects.get().pk
    karin.post(f"{HOUSE}events/{pk}/", said | {"place": "Timrå"})
    feed = seen("sv/calendar.ics")
    assert "SEQUENCE:1" in feed
    assert "Timrå" in feed


def test_open_pages_are_the_same_whoever_reads_them(cast: Cast) -> None:
    karin, frosta = signed_in("karin"), signed_in("frosta")
    published(karin, begun(karin, subject="about", slug="about"))
    published(karin, begun(karin, kind="news", title="Nytt"))
    karin.post(f"{HOUSE}parts/bodies/")
    karin.post(f"{HOUSE}parts/calendar/")
    karin.cookies["language"] = "en"
    pages = ("about/", "contact/", "news/", "news/nytt/", "news.xml", "bodies/", "calendar/")
    for path in (*pages, "calendar.ics"):
        answer = Client().get(f"{OPEN}sv/{path}")
        assert answer.status_code == 200, path
        assert answer["Cache-Control"] == "public, max-age=300"
        assert not {"Cookie", "Accept-Language"} & set(answer.get("Vary", "").split(", ")), path
        for client in (karin, frosta):
            assert client.get(f"{OPEN}sv/{path}").content == answer.content, path


def test_a_page_is_sent_once_to_who_has_it_and_stands_in_the_map(cast: Cast) -> None:
    karin = signed_in("karin")
    published(karin, begun(karin, subject="about", slug="about"))
    answer = Client().get(f"{OPEN}sv/about/")
    again = Client().get(f"{OPEN}sv/about/", headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304
    assert f"{OPEN}sv/about/" in seen("sitemap.xml")


def test_news_in_a_language_without_a_list_of_news_is_refused(cast: Cast) -> None:
    answer = signed_in("karin").post(f"{HOUSE}new/", SAID | {"kind": "news", "language": "fi"})
    assert answer.status_code == 200
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert not OpenPage.objects.exists()


@pytest.mark.parametrize("who", ["amina", "lena", "styrbjorn"])
def test_only_coordinators_write_pages(cast: Cast, who: str) -> None:
    assert signed_in(who).get(HOUSE).status_code == 403


def test_a_preview_is_cleaned_and_keeps_nothing(cast: Cast) -> None:
    karin = signed_in("karin")
    answer = karin.post(f"{HOUSE}preview/", {"text": "<script>x</script> **fet**"})
    assert "<strong>fet</strong>" in answer.content.decode()
    assert "<script>x" not in answer.content.decode()
    without_scripts = karin.post(f"{HOUSE}new/", SAID | {"preview": "1"})
    assert without_scripts.status_code == 200
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert not OpenPage.objects.exists()
