"""Where one of a pair works on it: the same parts with an account and by the link in a letter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from mentorship.models import Pair
from mentorship.pairs.rules import CLOSING, MIDWAY
from network.seat import Seat

# Each part and the route that an account has for it; in a link they are words in its address.
ROUTES = {
    "": "pair",
    "agreement": "agreement",
    "writing": "agreement_new",
    "assent": "agreement_assent",
    "paper": "agreement_paper",
    "contact": "pair_contact",
    "removal": "contact_removal",
    "answer": "pair_answer",
    "ending": "pair_ending",
    "again": "pair_again",
    "certificate": "mentor_certificate",
}
CHECKS = (MIDWAY, CLOSING)
OF_ROWS = ("assent", "removal")  # parts that speak of a row of the pair, not of the pair


class Done(Exception):
    """One is done with the pair by the link; the sentence says what comes next."""


@dataclass(frozen=True)
class Desk:
    """Whose pair it is, who works on it, and where its parts lie."""

    request: HttpRequest
    pair: Pair
    seat: Seat
    by_link: bool
    address: Callable[[str, int], str]

    def to(self, part: str, row: int | None = None) -> str:
        """The address of a part; of a `row` where the part speaks of one."""
        return self.address(part, self.pair.pk if row is None else row)

    @property
    def programme(self) -> str:
        """The page of the programme, for who has an account; a link leads no further."""
        return "" if self.by_link else reverse("mentorship")

    def back(self, part: str = "") -> HttpResponse:
        """Lead on after a change."""
        return HttpResponseRedirect(self.to(part))

    def done(self, sentence: str, *, back: str = "") -> HttpResponse:
        """Say what comes next where nothing is left to do here; raises Done behind a link."""
        if self.by_link:
            raise Done(sentence)
        messages.success(self.request, sentence)
        return HttpResponseRedirect(back or self.to(""))

    def page(self, template: str, **facts: object) -> HttpResponse:
        """Draw a page of the pair."""
        parts = [one for one in (*ROUTES, *CHECKS) if one not in OF_ROWS]
        context = {
            "layout": "layouts/plain.html" if self.by_link else "layouts/page.html",
            "by_link": self.by_link,
            "to": {part or "page": self.to(part) for part in parts},
            "programme": self.programme,
            "pair": self.pair,
            **facts,
        }
        return render(self.request, template, context)


def desk_at(request: HttpRequest, pair: Pair, seat: Seat) -> Desk:
    """The desk of somebody who has signed in."""

    def address(part: str, row: int) -> str:
        if part in CHECKS:
            return reverse("pair_evaluation", args=[row, part])
        return reverse(ROUTES[part], args=[row])

    return Desk(request, pair, seat, False, address)


def desk_behind_link(request: HttpRequest, pair: Pair, seat: Seat) -> Desk:
    """The desk of somebody who came by the link in a letter; all of it lies at that address."""
    path = request.path

    def address(part: str, row: int) -> str:
        if not part:
            return path
        return f"{path}?part={part}" + (f"&row={row}" if part in OF_ROWS else "")

    return Desk(request, pair, seat, True, address)
