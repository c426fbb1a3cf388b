"""What is kept between requests is alike for everybody, and never old."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import set_script_prefix
from django.utils import translation

from network.kept import Kept, Shared, hole

PAGE = Template(
    "{% load kept i18n %}{% kept shared %}{{ words }}{% translate 'Courses' %}"
    "{{ request.path }}{{ secret }}{% csrf_token %}{% endkept %}"
)


def drawn(words: str, own: str = "T0K") -> str:
    request = RequestFactory().get("/hidden/")
    return PAGE.render(
        Context(
            {
                "shared": Shared(words, {"words": words}),
                "request": request,
                "secret": "S3",
                "csrf_token": own,
            }
        )
    )


def test_a_kept_part_knows_neither_the_request_nor_anything_but_its_value() -> None:
    text = drawn("seats")
    assert "seats" in text
    assert not any(word in text for word in ("/hidden/", "S3"))


def test_each_visitor_s_form_has_their_own_secret_in_a_kept_part() -> None:
    assert "F1RST" in drawn("form", "F1RST")
    second = drawn("form", "S3COND")
    assert "S3COND" in second
    assert "F1RST" not in second
    assert "hole" not in second


def test_what_is_put_into_a_hole_is_escaped_and_stays_with_its_visitor() -> None:
    page = Template("{% load kept %}{% kept shared %}<b>{{ name }}</b>{% endkept %}")
    shown = [
        page.render(Context({"shared": Shared("one", {"name": hole("name")}, {"name": name})}))
        for name in ("Anna <i>", "Bo & Co")
    ]
    assert shown == ["<b>Anna &lt;i&gt;</b>", "<b>Bo &amp; Co</b>"]


def test_a_kept_part_follows_its_value_and_the_language() -> None:
    with translation.override("sv"):
        swedish = drawn("5 left")
        assert drawn("4 left").startswith("4 left")
    with translation.override("en"):
        assert drawn("5 left").startswith("5 left")
        assert drawn("5 left") != swedish


def test_what_is_kept_for_one_network_is_not_shown_in_another() -> None:
    kept, made = Kept(8), []
    try:
        for prefix in ("/one/", "/two/", "/one/"):
            set_script_prefix(prefix)
            made.append(kept.get("key", lambda prefix=prefix: prefix))  # type: ignore[misc]
    finally:
        set_script_prefix("/")
    assert made == ["/one/", "/two/", "/one/"]


def test_a_store_stays_as_small_as_it_was_told_and_drops_the_oldest() -> None:
    kept = Kept(3)
    for number in range(10):
        kept.get(number, lambda number=number: number)  # type: ignore[misc]
    assert len(kept) == 3
    assert kept.get(9, lambda: pytest.fail("made again")) == 9
    assert kept.get(0, lambda: -1) == -1
