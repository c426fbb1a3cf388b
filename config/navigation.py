"""What every page's frame shows: networks, menu by permission, person, language."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from members.models import Role
from members.places import who_and_where
from network.addresses import address_of, portal_path
from network.kept import Shared, hole
from network.models import User
from network.seat import Seat

ROLE_NAMES: dict[str, Any] = dict(Role.Kind.choices)
# The role that a person is named by in the header, the widest first.
ROLE_ORDER = Role.Kind.values


# What the shared parts of the frame are drawn from; nobody's name, nobody's form.
SHARED = (
    "network_name", "accent", "demo", "home_url", "search_url",
    "networks", "groups", "tabs", "footer_links",
    "other_language", "sign_out_url", "account_url",
)  # fmt: skip
# What differs between two people who see the same frame.
OWN = ("person_name", "role_line", "here")


@dataclass(frozen=True)
class Entry:
    """A line of the menu: where it leads, and to whom it is shown."""

    label: Any
    url_name: str
    verb: str
    icon: str = "list"
    shown: Callable[[Seat], bool] = lambda seat: True
    # Pages that are found from this one, and lie elsewhere.
    also: tuple[str, ...] = ()
    # Stands in the footer where the menu has no room for it, the last one first.
    spare: bool = False


MOST_LINES = 8  # of a menu; more are no longer read at a glance


def _answers_for_an_authority(seat: Seat) -> bool:
    return bool(seat.scope.memberships) and not seat.scope.whole


def _approves_own_staff(seat: Seat) -> bool:
    """Managers; who answers for an authority finds the approvals beside its seats."""
    return bool(seat.scope.staff) and not (seat.scope.memberships or seat.scope.whole)


def _answers_only(seat: Seat) -> bool:
    """Who answers for an authority, and does not find the needs under the network."""
    return _answers_for_an_authority(seat) and not seat.may("oversee_needs")


def _coordinates(seat: Seat) -> bool:
    return seat.scope.whole


def _helps(seat: Seat) -> bool:
    """Everybody but the coordinators, whose menu has the bodies in any case."""
    return not seat.scope.whole


def _takes_part(seat: Seat) -> bool:
    """Coordinators and economists come to work for the network, not to take its courses."""
    return not (seat.scope.whole or seat.scope.money)


def _looks_on(seat: Seat) -> bool:
    """Those who read the network's work and do not do it; the others find it beside the needs."""
    return not seat.may("oversee_needs")


MINE = (
    Entry(_("Start"), "start", "see_start", "home"),
    Entry(
        _("My courses"),
        "my_courses",
        "see_my_courses",
        "calendar",
        _takes_part,
        ("calendar_addresses",),
    ),
    Entry(
        _("My mentor"),
        "mentorship",
        "see_mentorship",
        "pair",
        _takes_part,
        also=("programmes",),
        spare=True,
    ),
)
OURS = (
    Entry(
        _("Seats"),
        "our_seats",
        "see_our_seats",
        "seat",
        _answers_for_an_authority,
        ("approvals", "own_costs", "shares", "our_contracts"),
    ),
    Entry(_("Needs"), "needs", "see_needs", "list", _answers_only, ("plans",)),
    Entry(_("People"), "people", "see_people", "people", _answers_for_an_authority),
    Entry(_("Approve"), "approvals", "see_approvals", "check", _approves_own_staff),
    Entry(
        _("Invoices"),
        "invoices",
        "see_invoices",
        "money",
        _answers_for_an_authority,
        ("contributions",),
    ),
    Entry(
        _("Benefit statement"),
        "benefits",
        "see_benefit",
        "chart",
        _answers_for_an_authority,
        ("surveys",),
        spare=True,
    ),
)
NETWORK = (
    Entry(_("Courses"), "courses", "see_courses", "book"),
    Entry(_("Needs"), "needs", "oversee_needs", "list", also=("plans", "procurements")),
    Entry(_("Procurements"), "procurements", "see_procurements", "document", _looks_on),
    Entry(
        _("Mentorship"),
        "mentorship",
        "see_mentorship",
        "pair",
        _coordinates,
        also=("programmes",),
    ),
    Entry(_("Staff loans"), "loans", "see_loans", "swap"),
    Entry(_("Bodies"), "bodies", "see_bodies", "meeting", _coordinates),
    Entry(_("Fees"), "fees", "see_budget", "money"),
    Entry(_("Reports"), "reports", "see_reports", "chart"),
    Entry(_("Bodies"), "bodies", "see_bodies", "meeting", _helps, spare=True),
    Entry(_("Members"), "members", "see_members", "building", spare=True),
    Entry(_("People"), "people", "see_people", "people", _coordinates, spare=True),
    Entry(_("Letters"), "letters", "see_letters", "mail", spare=True),
)


def _lines(request: HttpRequest, seat: Seat, entries: tuple[Entry, ...]) -> list[dict[str, Any]]:
    lines = []
    for entry in entries:
        if not (seat.may(entry.verb) and entry.shown(seat)):
            continue
        url = address_of(entry.url_name)
        near = [url, *(address_of(name) for name in entry.also)]
        over = [one for one in near if request.path.startswith(one)]
        if entry.url_name == "start" and request.path != url:
            over = []
        lines.append(
            {
                "label": entry.label,
                "url": url,
                "icon": entry.icon,
                "spare": entry.spare,
                "current": max((len(one) for one in over), default=0),
            }
        )
    return lines


def _groups(request: HttpRequest, seat: Seat) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The groups of the menu, and the lines that stand in the footer instead."""
    groups: list[dict[str, Any]] = [
        {"label": _("Mine"), "entries": _lines(request, seat, MINE)},
        {"label": _("My authority"), "entries": _lines(request, seat, OURS)},
        {"label": _("The network"), "entries": _lines(request, seat, NETWORK)},
    ]
    spared = _spare(groups)
    # The longest address that fits is the one that one stands on.
    everything = [line for group in groups for line in group["entries"]]
    longest = max((line["current"] for line in everything), default=0)
    for line in everything:
        line["current"] = bool(longest) and line["current"] == longest
    return groups, spared


def _spare(groups: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Take what the menu has no room for out of it."""
    spared: list[dict[str, Any]] = []
    for group in reversed(groups):
        for line in reversed(list(group["entries"])):
            if line["spare"] and sum(len(one["entries"]) for one in groups) > MOST_LINES:
                group["entries"].remove(line)
                spared.insert(0, line)
    return spared


def _footer(seat: Seat, spared: list[dict[str, Any]]) -> list[dict[str, Any]]:
    links = [{"label": line["label"], "url": line["url"]} for line in spared]
    links.append({"label": _("My jobs and files"), "url": address_of("jobs")})
    if seat.may("see_journal"):
        links.append({"label": _("Journal"), "url": address_of("journal")})
    links.append({"label": _("Contact"), "url": f"mailto:{seat.network.contact_email}"})
    return links


def _frame(request: HttpRequest) -> dict[str, Any]:
    language = get_language() or "sv"
    other = ("en", "English") if language == "sv" else ("sv", "Svenska")
    frame: dict[str, Any] = {
        "language": language,
        "other_language": {
            "code": other[0],
            "label": other[1],
            "url": portal_path("language"),
        },
        "home_url": "/",
        "here": request.get_full_path(),
    }
    user = getattr(request, "user", None)
    if isinstance(user, User):
        frame |= {
            "sign_out_url": portal_path("account_logout"),
            "account_url": portal_path("account"),
            "person_name": user.email,
        }
    network = getattr(request, "network", None)
    seat: Seat | None = getattr(request, "seat", None)
    if network is None or seat is None:
        return frame
    frame |= {
        "network_name": network.short_name,
        "accent": f"accent-{network.colours}" if network.colours else "",
        "demo": network.example_data,
        "home_url": f"/{network.slug}/",
        "search_url": address_of("search"),
    }
    name, workplace, networks = who_and_where(seat)
    held = [kind for kind in ROLE_ORDER if kind in seat.roles]
    frame["networks"] = [
        {"name": one["short_name"], "url": f"/{one['slug']}/", "current": one["id"] == network.pk}
        for one in networks
    ]
    frame["person_name"] = name
    frame["role_line"] = capfirst(ROLE_NAMES[held[0]]) if held else workplace
    groups, spared = _groups(request, seat)
    frame["groups"] = groups
    lines = [line for group in groups for line in group["entries"]]
    frame["tabs"] = lines[:4]
    frame["footer_links"] = _footer(seat, spared)
    frame["shared"] = _shared(frame)
    return frame


def _shared(frame: dict[str, Any]) -> Shared:
    """The parts of the frame that have nothing of the person, and all that they are made of."""
    words = {name: frame.get(name) for name in SHARED}
    lines = [
        (group["label"], *((line["label"], line["url"], line["icon"], line["current"])
                           for line in group["entries"]))
        for group in frame["groups"]
    ]  # fmt: skip
    links = [(link["url"], link["label"]) for link in frame["footer_links"]]
    networks = [tuple(one.values()) for one in frame["networks"]]
    plain = [frame.get(name) for name in SHARED[:5]]
    own = {name: frame[name] for name in OWN if frame[name]}
    holes = {name: hole(name) for name in own}
    return Shared(str([plain, lines, links, networks, *own]), {"page": words | holes}, own)


def page(request: HttpRequest) -> dict[str, Any]:
    """The `page` variable of the layouts, worked out only where a template asks for it."""
    return {"page": Frame(request)}


class Frame(dict[str, Any]):
    """The frame of one page; filled when its first word is read."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__()
        self.request: HttpRequest | None = request

    def __missing__(self, name: str) -> Any:
        if self.request is None:
            raise KeyError(name)
        request, self.request = self.request, None
        self.update(_frame(request))
        return self[name]
