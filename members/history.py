"""What the journal tells about members and their people, in plain sentences."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from members.models import Person, Role
from network.models import JournalEntry
from network.wording import number, quoted


@dataclass(frozen=True)
class Line:
    """Something that happened."""

    at: datetime
    sentence: str


def told(entries: Iterable[JournalEntry]) -> list[Line]:
    """The entries as sentences, with the names that the reader may see."""
    entries = list(entries)
    people = {entry.person_id for entry in entries if entry.person_id}
    users = {entry.user_id for entry in entries if entry.user_id}
    names = dict(Person.objects.filter(pk__in=people).values_list("pk", "name"))
    actors = dict(Person.objects.filter(user__in=users).values_list("user_id", "name"))
    return [
        Line(
            entry.at,
            _("%(what)s (%(who)s)") % {"what": what, "who": actors[entry.user_id]}
            if entry.user_id in actors
            else what,
        )
        for entry in entries
        if (what := _sentence(entry, names.get(entry.person_id or 0, _("someone"))))
    ]


def _sentence(entry: JournalEntry, name: str) -> str:
    if entry.person_id:
        return _about_person(entry.verb, entry.facts, name)
    return _about_member(entry.verb, entry.facts)


def _about_member(verb: str, facts: dict[str, Any]) -> str:
    match verb:
        case "add_member":
            return _("became a member in the register")
        case "remove_member":
            return _("was taken away from the register")
        case "change_member":
            return ", ".join(_change(*change) for change in facts.get("changes", []))
        case "declare_head_count":
            return _("%(count)s employees declared for %(day)s") % {
                "count": number(facts["count"]),
                "day": facts["day"],
            }
        case "correct_head_count":
            return _("head count of %(day)s corrected from %(before)s to %(count)s: %(why)s") % {
                "day": facts["day"],
                "before": number(facts["before"]),
                "count": number(facts["count"]),
                "why": facts["explanation"] or facts["source"],
            }
        case "change_invoice_profile":
            return _("invoice details changed from %(day)s") % {"day": facts["since"]}
        case "keep_reference_rule":
            return _("the rule for references was changed")
    return ""


def _change(what: str, before: str, now: str) -> str:
    words = {
        "från": _("From"),
        "till": _("Until"),
        "medlemskap": _("Membership"),
        "organisationsnummer": _("Organisation number"),
    }
    told = {"what": quoted([words.get(what, what)]), "before": before, "now": now}
    if not before:
        return _("%(what)s was set to %(now)s") % told
    if not now:
        return _("%(what)s was emptied, it was %(before)s") % told
    return _("%(what)s changed from %(before)s to %(now)s") % told


def _about_person(verb: str, facts: dict[str, Any], name: str) -> str:
    kind = facts.get("kind", "")
    told = {"name": name, "role": dict(Role.Kind.choices).get(kind, kind)}
    match verb:
        case "add_person":
            return _("%(name)s was added") % told
        case "change_person":
            return _("%(name)s's details were changed") % told
        case "end_person":
            return _("%(name)s ended %(day)s") % {**told, "day": facts["until"]}
        case "return_person":
            return _("%(name)s came back") % told
        case "grant_role":
            return _("%(name)s became %(role)s") % told
        case "end_role":
            return _("%(name)s stopped being %(role)s") % told
    return ""
