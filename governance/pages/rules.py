"""The languages, kinds and parts of a network's open pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from network.openness import WHOLE


@dataclass(frozen=True)
class Tongue:
    """A language that a page may be written in: its code in HTML, its own name, its direction."""

    code: str
    name: str
    direction: str = "ltr"


TONGUES: Final[dict[str, Tongue]] = {
    row.code: row
    for row in (
        Tongue("sv", "Svenska"),
        Tongue("en", "English"),
        Tongue("fi", "Suomi"),
        Tongue("fit", "Meänkieli"),
        Tongue("se", "Davvisámegiella"),
        Tongue("sma", "Åarjelsaemien gïele"),
        Tongue("smj", "Julevsámegiella"),
        Tongue("rom", "Romani chib"),
        Tongue("yi", "ייִדיש", "rtl"),
    )
}
"""Swedish, English, and the five national minority languages (lag 2009:724, 2 §).

Sami has a page for each of the three that are spoken most in Sweden. Codes: BCP 47.
"""
MINORITY: Final[Sequence[str]] = tuple(code for code in TONGUES if code not in WHOLE)


class Language(models.TextChoices):
    """The language of a page, in the words of those who edit it."""

    SV = "sv", _("Swedish")
    EN = "en", _("English")
    FI = "fi", _("Finnish")
    FIT = "fit", _("Meänkieli")
    SE = "se", _("Northern Sami")
    SMA = "sma", _("South Sami")
    SMJ = "smj", _("Lule Sami")
    ROM = "rom", _("Romani")
    YI = "yi", _("Yiddish")


class PageKind(models.TextChoices):
    """What a page is."""

    PAGE = "page", pgettext_lazy("of the open web", "page")
    NEWS = "news", pgettext_lazy("of the open web", "news")


class Part(models.TextChoices):
    """What the network lays open of what it keeps anyway."""

    BODIES = "bodies", _("bodies, what they do, and which authorities have mandates")
    MEMBERS = "members", _("a link to the list of members")
    CALENDAR = "calendar", _("a calendar of what is open to everybody")


ABOUT: Final = "about"
CONTACT: Final = "contact"
INFORMATION: Final = "information"
"""Subjects with places of their own: the first page, how to reach the network, and the page in
each national minority language."""


class Standing(models.TextChoices):
    """Where a page is on its way to everybody."""

    DRAFT = "draft", pgettext_lazy("of a page", "draft")
    SCHEDULED = "scheduled", _("published on a later day")
    PUBLISHED = "published", pgettext_lazy("of a page", "published")
    CHANGED = "changed", _("published, with changes that are not")
    TAKEN_DOWN = "down", _("taken down")


MARKS: Final[dict[str, str]] = {
    Standing.DRAFT: "notice",
    Standing.SCHEDULED: "now",
    Standing.PUBLISHED: "good",
    Standing.CHANGED: "notice",
    Standing.TAKEN_DOWN: "off",
}
