"""Why somebody got a seat or none, in words for the person and for the authority."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.drawing import Why
from network.wording import number


def sentences(why: Mapping[str, Any]) -> list[str]:
    """The reason of one application, sentence by sentence; empty where there is none."""
    if not why:
        return []
    if why["why"] in ("selected", "not_selected"):
        return _selected(why)
    told = [_asked(why), *_decided(why)]
    if why["why"] in (Why.ROOM, Why.SHARE, Why.DRAWN):
        if why["choices"] > 1:
            told.append(_("It is your choice number %(choice)s.") % why)
    else:
        told.append(_("You are number %(place)s among those who got no seat.") % why)
    return told


def _selected(why: Mapping[str, Any]) -> list[str]:
    asked = (
        _("%(people)s people applied, and a coordinator chose %(seats)s of them.")
        if why["people"] != 1
        else _("One person applied, and a coordinator decided.")
    )
    return [asked % why, _("What decided: %(reason)s") % why]


def _asked(why: Mapping[str, Any]) -> str:
    people = ngettext("%(people)s person", "%(people)s people", why["people"]) % why
    seats = ngettext("%(seats)s seat", "%(seats)s seats", why["seats"]) % why
    if why["why"] == Why.ROOM:
        return _("%(people)s asked for %(seats)s, so there was room for all.") % {
            "people": people,
            "seats": seats,
        }
    return _("%(people)s asked for %(seats)s, so all could not have one.") % {
        "people": people,
        "seats": seats,
    }


def _decided(why: Mapping[str, Any]) -> list[str]:
    if why["why"] == Why.ROOM:
        return []
    if why["why"] in (Why.DRAWN, Why.NOT_DRAWN):
        return [_("The seats were drawn by lot, and your lot was number %(turn)s.") % why]
    if why["why"] == Why.NO_SHARE:
        return [
            _(
                "The seats were divided between %(authorities)s authorities, one at a time to the"
                " one with least of its need met. They ended before the turn came to yours."
            )
            % why
        ]
    told = [
        _(
            "The seats were divided between %(authorities)s authorities, one at a time to the one"
            " with least of its need met. Yours asked for %(asked)s and got %(got)s,"
            " %(met)s per cent; the others got from %(lowest)s to %(highest)s per cent."
        )
        % why
    ]
    if why["why"] == Why.COLLEAGUES:
        told.append(
            _(
                "Within your authority lots and choices decided: your lot was number %(at_home)s"
                " of %(asked)s."
            )
            % why
        )
    return told


def for_authority(row: Mapping[str, Any]) -> list[str]:
    """What happened to one authority, sentence by sentence."""
    told = [_("Your authority asked for %(asked)s seats and got %(got)s, %(met)s per cent.") % row]
    if row["minimum"]:
        told.append(
            ngettext(
                "%(minimum)s of them is the minimum that small members are sure of.",
                "%(minimum)s of them are the minimum that small members are sure of.",
                row["minimum"],
            )
            % row
        )
    if row["firm"]:
        told.append(
            ngettext(
                "%(firm)s of them is a firm share, from the need you declared.",
                "%(firm)s of them are firm shares, from the need you declared.",
                row["firm"],
            )
            % row
        )
    lost = Decimal(row["lost"])
    if lost > 0:
        told.append(
            _("That is %(seats)s less than an equal part, so you come earlier next time.")
            % {"seats": number(lost)}
        )
    elif lost < 0:
        told.append(
            _("That is %(seats)s more than an equal part, so you come later next time.")
            % {"seats": number(-lost)}
        )
    return told


def in_short(mode: str) -> list[str]:
    """How the seats of a run are given out, for somebody who is about to apply."""
    if mode == "draw":
        return [
            _("If more apply than there are seats, the seats are drawn by lot."),
            _("It does not matter when you apply, as long as it is in time."),
        ]
    if mode == "shares":
        return [
            _(
                "If more apply than there are seats, each seat goes to the authority with least of"
                " its need met, and within it to the lowest lot."
            ),
            _("It does not matter when you apply, as long as it is in time."),
        ]
    return [_("The coordinators choose among those who apply, and write why.")]


def algorithm(mode: str) -> list[str]:
    """How the seats are given out, step by step, so that anybody can do it again."""
    steps = [
        _(
            "Before the first application the portal made a seed at random and published its"
            " SHA-256. The seed itself was sealed; nobody could read it."
        ),
        _(
            "The lot of an application is SHA-256 of the seed, a colon and the application's"
            " number. The lowest lot comes first."
        ),
    ]
    if mode == "draw":
        steps.append(
            _("The seats go to the lowest lots, whatever the authority. The others wait in order.")
        )
    else:
        steps.append(
            _(
                "Seats are handed out one at a time. Each goes to the authority on the lowest"
                " rung: first those below the minimum for small members, then those below their"
                " firm share, then all others; among them the one with the lowest met need."
            )
        )
        steps.append(
            _(
                "Met need is the seats it has, less those it lost earlier, for each seat that it"
                " declared or else applied for. Alike ones go by what they lost, then by lot."
            )
        )
    if mode == "draw":
        steps.append(
            _(
                "Where people ranked several runs, everybody from the lowest lot up is placed who"
                " can be placed beside those before, with the lowest sum of choice numbers."
            )
        )
    else:
        steps.append(
            _(
                "Where people ranked several runs, as many as possible are placed, then as evenly"
                " as possible, then with the lowest sum of choice numbers."
            )
        )
    return steps
