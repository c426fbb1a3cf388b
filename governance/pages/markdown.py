"""Markdown that anyone may read: CommonMark without HTML, cleaned a second time.

Two locks. The parser takes no raw HTML and no addresses but web, mail and telephone; then nh3 lets
through nothing but the tags below. Pictures are shown as their alternative text: a page has none
of its own to point to, and others' servers would see the visitor.
"""

from collections.abc import Sequence
from typing import Any, Final

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

TAGS: Final = frozenset(
    {
        *("p", "br", "hr", "strong", "em", "a", "ul", "ol", "li", "blockquote", "code", "pre"),
        *("h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td", "s"),
    }
)
ATTRIBUTES: Final = {"a": {"href", "title"}, "ol": {"start"}, "th": {"scope"}}
SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})
REL: Final = "noopener noreferrer nofollow"
DEEPEST: Final = 6

_parser = MarkdownIt("commonmark", {"html": False, "linkify": False})
_parser.enable(["table", "strikethrough"])
# A reference repeats its address wherever it is named: 39 kB typed would be 95 MB sent.
_parser.disable("reference")


def _picture(tokens: Sequence[Token], place: int, options: Any, env: Any) -> str:
    return nh3.clean_text(tokens[place].content)


_parser.add_render_rule("image", lambda self, *words: _picture(*words))


def _headings(tokens: Sequence[Token], first: int) -> None:
    """Headings begin at `first` and go down one at a time, however they were typed."""
    stack: list[int] = []
    for token in tokens:
        if token.type == "heading_open":
            typed = int(token.tag[1])
            while stack and stack[-1] >= typed:
                stack.pop()
            stack.append(typed)
            token.tag = f"h{min(first + len(stack) - 1, DEEPEST)}"
        elif token.type == "heading_close":
            token.tag = f"h{min(first + len(stack) - 1, DEEPEST)}"
        elif token.type == "th_open":
            token.attrs = {"scope": "col"}


def shown(text: str, *, first: int = 2) -> SafeString:
    """The text as safe HTML; its headings begin at level `first`, below the page's own."""
    tokens = _parser.parse(text)
    _headings(tokens, first)
    drawn = _parser.renderer.render(tokens, _parser.options, {})
    cleaned = nh3.clean(
        drawn,
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        url_schemes=set(SCHEMES),
        link_rel=REL,
    )
    return mark_safe(cleaned)  # noqa: S308 - cleaned by nh3 to the tags above


def plain(text: str, length: int = 300) -> str:
    """The words alone, for search engines and feeds: one line, cut at a word."""
    words = []
    for token in _parser.parse(text):
        if token.type == "inline":
            words += [
                child.content
                for child in token.children or ()
                if child.type in ("text", "code_inline", "image") and child.content
            ]
    line = " ".join(" ".join(words).split())
    if len(line) <= length:
        return line
    return line[:length].rsplit(" ", 1)[0].rstrip(",.;:") + " …"
