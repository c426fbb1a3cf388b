"""Markdown that anyone may read: nothing in it runs, and its headings are in order."""

import re
from html import unescape
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.pages.markdown import TAGS, plain, shown


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:x)",
        "![x](https://example.org/spy.png)",
        '<a href="https://example.org" onclick="x()">a</a>',
        "<style>p{}</style>",
        "[a]: javascript:alert(1)\n\n[a]",
        '[x](https://example.org "t\\" onmouseover=alert(1) ")',
        "<iframe src=https://example.org></iframe>",
    ],
)
def test_nothing_that_is_typed_becomes_a_tag_a_script_or_a_picture(typed: str) -> None:
    drawn = shown(typed)
    for tag in re.findall(r"<\s*([a-z0-9]+)", drawn):
        assert tag in TAGS
    for opening in re.findall(r"<[a-z][^>]*>", drawn):
        assert not re.search(r"\son\w+=(?=[^\"]*(\"[^\"]*\"[^\"]*)*$)", opening)
        assert not re.search(r'href="(?!https?:|mailto:|tel:|/|#)', opening, re.I)


@given(st.text(alphabet=st.sampled_from("ab<>&\"'#*[]()!`-_ \n:/jscriptonx="), max_size=300))
def test_whatever_is_typed_only_the_allowed_tags_come_out(typed: str) -> None:
    assert set(re.findall(r"</?([a-zA-Z0-9]+)", shown(typed))) <= TAGS


SCHEMES = ("javascript:", "JAVA\tSCRIPT:", "\x01data:text/html,", "file:///", "blob:", "x:")
WAYS = ("[a]({})", "<{}>", "[a](<{}>)", "![a]({})", "[b]: {}\n\n[b]", "[![a]({})](<{}>)")


@given(st.sampled_from(SCHEMES), st.text(max_size=12), st.sampled_from(WAYS))
def test_a_link_leads_to_the_web_mail_or_telephone(scheme: str, rest: str, way: str) -> None:
    drawn = shown(way.replace("{}", scheme + rest))
    for written in re.findall(r'href="([^"]*)"', drawn):
        # What a browser takes away before it looks for the scheme (URL standard, 4.4).
        address = re.sub(r"^[\x00-\x20]+|[\t\n\r]", "", unescape(written))
        led = re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", address)
        assert led is None or led[0].lower() in {"http:", "https:", "mailto:", "tel:"}


@pytest.mark.parametrize(
    "typed",
    [
        "x" * 100_000,
        "ord " * 25_000,
        "> " * 50_000,
        "[" * 40_000,
        "![" * 20_000,
        "*a_ " * 10_000,
        "|a" * 2_000 + "\n" + "|-" * 2_000 + "\n" + "|x\n" * 10_000,
        f"[a]: <{'x' * 19_000}>\n\n" + "[a]\n" * 5_000,
    ],
    ids=["a-word", "a-line", "quotes", "brackets", "pictures", "stars", "a-table", "references"],
)
def test_a_long_text_is_drawn_soon_and_does_not_grow_out_of_hand(typed: str) -> None:
    begun = process_time()
    drawn = shown(typed)
    assert process_time() - begun < 10  # seconds; the slowest takes 1.5
    assert len(drawn) < 25 * len(typed)


def test_what_is_typed_without_markdown_is_read_as_it_was_typed() -> None:
    typed = "שלום עולם, 5 < 7 & 'så' \u202eאבג"
    assert unescape(shown(typed)) == f"<p>{typed}</p>\n"


def test_headings_begin_below_the_page_and_never_leap() -> None:
    drawn = shown("### A\n\n##### B\n\n# C\n\n###### D\n\n## E")
    assert re.findall(r"<(h\d)>(\w)", drawn) == [
        ("h2", "A"),
        ("h3", "B"),
        ("h2", "C"),
        ("h3", "D"),
        ("h3", "E"),
    ]


def test_a_picture_is_its_words() -> None:
    assert shown("![En karta](https://example.org/k.png)") == "<p>En karta</p>\n"


def test_a_link_out_says_nothing_of_where_one_came_from() -> None:
    assert 'rel="noopener noreferrer nofollow"' in shown("[x](https://example.org/)")


def test_the_words_alone_are_one_line_cut_at_a_word() -> None:
    assert plain("# Hej\n\nDu *som* läser [här](https://example.org)") == "Hej Du som läser här"
    assert plain("ett två tre fyra", 9) == "ett två …"
