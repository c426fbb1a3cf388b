"""Tags that write one thing twice: as HTML for those who see it, as plain text for the rest."""

import re
from typing import Any

from django import template
from django.template import Context, Node, NodeList
from django.template.base import Parser, Token
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from network.wording import time_span

register = template.Library()

# Mail programs keep style attributes and drop much else; dark colours stand in the base.
FONT = "font-family:Inter,'Segoe UI',Arial,sans-serif;"
PARAGRAPH = FONT + "font-size:16px;line-height:25px;margin:0 0 14px"
LABEL = (
    FONT + "font-size:14px;line-height:21px;font-weight:400;color:#50545e;text-align:left;"
    "vertical-align:top;padding:6px 16px 6px 0;border-top:1px solid #cfd3dd"
)
VALUE = (
    FONT + "font-size:14px;line-height:21px;color:#1b1e23;vertical-align:top;padding:6px 0;"
    "border-top:1px solid #cfd3dd"
)
BUTTON = (
    FONT + "display:inline-block;color:#ffffff;font-size:16px;line-height:24px;font-weight:600;"
    "text-decoration:none;padding:12px 22px;border-radius:4px;background:"
)
TABLE = "width:100%;border-bottom:1px solid #cfd3dd;margin:0 0 24px"
CODE = FONT + "font-size:34px;line-height:42px;font-weight:600;letter-spacing:.08em;margin:0 0 24px"


def _done(text: str) -> SafeString:
    """Text whose parts were escaped, or not, when they were put in."""
    return mark_safe(text)  # noqa: S308 - the one place


class Paragraph(Node):
    """What stands between para and endpara."""

    def __init__(self, nodes: NodeList) -> None:
        self.nodes = nodes

    def render(self, context: Context) -> SafeString:
        """A paragraph of the letter."""
        words = self.nodes.render(context).strip()
        if context["form"] == "text":
            return _done(f"\n\n{words}\n\n")
        return _done(f'<p style="{PARAGRAPH}">{words}</p>')


class Facts(Node):
    """What stands between facts and endfacts."""

    def __init__(self, nodes: NodeList) -> None:
        self.nodes = nodes

    def render(self, context: Context) -> SafeString:
        """The table of facts of a letter in HTML; nothing for a letter without facts."""
        rows = self.nodes.render(context).strip()
        return _done(f'<table cellpadding="0" cellspacing="0" style="{TABLE}">{rows}</table>'
                         if rows else "")  # fmt: skip


class Tidy(Node):
    """What stands between tidy and endtidy."""

    def __init__(self, nodes: NodeList) -> None:
        self.nodes = nodes

    def render(self, context: Context) -> SafeString:
        """Plain text without stray spaces, one empty line between its parts."""
        lines = [" ".join(line.split()) for line in self.nodes.render(context).splitlines()]
        return _done(re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n")


@register.tag
def para(parser: Parser, _token: Token) -> Paragraph:
    """{% para %}…{% endpara %}: a paragraph."""
    nodes = parser.parse(("endpara",))
    parser.delete_first_token()
    return Paragraph(nodes)


@register.tag
def facts(parser: Parser, _token: Token) -> Facts:
    """{% facts %}…{% endfacts %}: the table that holds each fact."""
    nodes = parser.parse(("endfacts",))
    parser.delete_first_token()
    return Facts(nodes)


@register.tag
def tidy(parser: Parser, _token: Token) -> Tidy:
    """{% tidy %}…{% endtidy %}: the plain text of a whole letter."""
    nodes = parser.parse(("endtidy",))
    parser.delete_first_token()
    return Tidy(nodes)


@register.simple_tag(takes_context=True)
def fact(context: Context, label: str, value: Any) -> str:
    """One row of the facts; nothing when there is no value. A list stands on several lines."""
    values = value if isinstance(value, list | tuple) else [value]
    values = [one for one in values if one not in (None, "")]
    if not values:
        return ""
    if context["form"] == "text":
        if len(values) == 1:
            return _done(f"{label}: {values[0]}\n")
        return _done("\n".join([f"{label}:", *(f"- {one}" for one in values)]) + "\n")
    return format_html(
        '<tr><th scope="row" class="q" style="{}">{}</th><td style="{}">{}</td></tr>',
        LABEL,
        label,
        VALUE,
        format_html_join(_done("<br>"), "{}", ((one,) for one in values)),
    )


@register.simple_tag(takes_context=True)
def button(context: Context, label: str, url: str) -> str:
    """The one button of a letter."""
    if context["form"] == "text":
        return _done(f"\n\n{label}:\n{url}\n\n")
    accent = getattr(context.get("network"), "accent", "#2f3680")
    return format_html(
        '<p style="margin:0 0 24px"><a class="btn" href="{}" style="{}{}">{}</a></p>',
        url,
        BUTTON,
        accent,
        label,
    )


@register.simple_tag(takes_context=True)
def code(context: Context, digits: str) -> str:
    """A code to type, large enough to read across a desk."""
    if context["form"] == "text":
        return _done(f"\n\n{digits}\n\n")
    return format_html('<p class="code" style="{}">{}</p>', CODE, digits)


@register.filter
def day_lines(days: Any) -> list[str]:
    """Each day with starts and ends (aware) as "tisdag 2 februari 2027 kl. 9–16.30"."""
    return [_day_line(day) for day in days]


def _day_line(day: Any) -> str:
    date = date_format(timezone.localtime(day.starts), "l j F Y")
    comma = "," if (get_language() or "sv").startswith("en") else ""
    return f"{date}{comma} {time_span(day.starts, day.ends)}"
