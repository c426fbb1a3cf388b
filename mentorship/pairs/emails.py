"""Letters about pairs; all of them are written by the portal itself, in its system scope."""

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from members.models import Competence, Person
from members.receivers import COORDINATORS, holders
from mentorship.models import Contact, Pair
from mentorship.pairs.rules import CLOSING
from mentorship.pairs.standing import checks_of, kept_until
from mentorship.rules import MENTEE, MENTOR
from network.actions import letter
from network.addresses import network_url
from network.links import write_link

# What the links in these letters are for.
ANSWER = "mentorship.pair"
TOGETHER = "mentorship.together"
AGAIN = "mentorship.again"
CHECKS = {"midway": "mentorship.midway", "closing": "mentorship.closing"}


def write_asking(pair: Pair, role: str, *, again: bool = False) -> None:
    """Do you want to be a pair? Says who the other is and what both named; nothing else."""
    to, other = _sides(pair, role)
    areas = set(pair.mentee.areas) & set(pair.mentor.areas)
    theirs = pair.mentor if role == MENTEE else pair.mentee
    last = pair.answer_by or pair.round.starts
    url = _link(ANSWER, pair, to, last)
    facts = {
        "again": again,
        "name": "" if other.protected else other.name,
        "title": "" if other.protected else other.title,
        "authority": _authority(pair, role),
        "areas": list(Competence.objects.filter(code__in=areas)),
        "words": theirs.words,
        "answer_by": last,
        "url": url,
    }
    _write(
        "pair_asked", pair, role, to, facts, key=f"again-{timezone.localdate()}" if again else ""
    )


def write_formed(pair: Pair, role: str) -> None:
    """Both have said yes: who the other is, how to reach them, and the next step."""
    to, other = _sides(pair, role)
    facts = {
        "name": other.name,
        "title": other.title,
        "email": other.email,
        "authority": _authority(pair, role),
        "url": _together(pair, to),
    }
    _write("pair_formed", pair, role, to, facts)


def write_lapsed(pair: Pair, role: str) -> None:
    """The proposed pair does not come about; nobody is asked why, and nobody says who."""
    to, _other = _sides(pair, role)
    _write("pair_lapsed", pair, role, to, {"url": network_url(pair.network, "mentorship")})


def write_wording(pair: Pair, role: str, wording_id: int) -> None:
    """The other has written an agreement for you to read; its words stay in the portal."""
    to, other = _sides(pair, role)
    facts = {"name": other.name, "url": f"{_together(pair, to)}?part=agreement"}
    _write("agreement_to_read", pair, role, to, facts, key=str(wording_id))


def write_started(pair: Pair, role: str) -> None:
    """Both have agreed: you are under way."""
    to, other = _sides(pair, role)
    facts = {"name": other.name, "url": _together(pair, to)}
    _write("pair_started", pair, role, to, facts)


def write_check(pair: Pair, role: str, kind: str, *, again: bool) -> None:
    """Three figures on how it goes, by a link that needs no sign-in."""
    to, _other = _sides(pair, role)
    checks = checks_of(pair.round)
    last = checks.closing if kind != CLOSING else checks.kept_until
    facts = {"kind": kind, "again": again, "url": _link(CHECKS[kind], pair, to, last)}
    _write("pair_check", pair, role, to, facts, key=f"{kind}{'-again' if again else ''}")


def write_ended(pair: Pair, role: str, *, asks: bool) -> None:
    """The pair has ended before its time, without blame; do you want another?"""
    to, _other = _sides(pair, role)
    if asks:
        url = _link(AGAIN, pair, to, max(pair.round.ends, timezone.localdate()))
    else:
        url = network_url(pair.network, "mentorship")
    _write("pair_ended", pair, role, to, {"asks": asks, "url": url})


def write_completed(pair: Pair) -> None:
    """To the mentor: thank you, and the certificate."""
    to, _other = _sides(pair, MENTOR)
    until = kept_until(pair.round)
    facts = {"url": _link(TOGETHER, pair, to, until), "until": until}
    _write("pair_completed", pair, MENTOR, to, facts)


def write_declined_news(pair: Pair) -> None:
    """To the coordinators: a proposed pair does not come about."""
    _tell_coordinators("declined", pair, str(pair.pk))


def write_ended_news(pair: Pair) -> None:
    """To the coordinators: a pair has ended before its time."""
    _tell_coordinators("ended", pair, str(pair.pk))


def write_call(contact: Contact) -> None:
    """To the coordinators: one of a pair asks for a call; the letter does not say which."""
    _tell_coordinators("call", contact.pair, f"{contact.pair_id}-{contact.pk}")


def _tell_coordinators(kind: str, pair: Pair, key: str) -> None:
    for to in holders(COORDINATORS):
        letter.send(
            f"pair-news-{kind}-{key}-{to.pk}",
            "pair_news",
            {
                "kind": kind,
                "round": pair.round,
                "mentee": pair.mentee_person.name,
                "mentor": pair.mentor_person.name,
                "url": network_url(pair.network, "pair", pk=pair.pk),
            },
            to=to.email,
            language=to.language,
            network=pair.network,
            name="mentorship.pair_news",
            person_id=to.pk,
            membership_id=to.membership_id,
        )


def _sides(pair: Pair, role: str) -> tuple[Person, Person]:
    """Whom the letter goes to, and the other of the two."""
    two = (pair.mentee_person, pair.mentor_person)
    return two if role == MENTEE else (two[1], two[0])


def _authority(pair: Pair, role: str) -> str:
    """The authority of the other of the two."""
    side = pair.mentor_membership if role == MENTEE else pair.mentee_membership
    return str(side.name)


def _together(pair: Pair, to: Person) -> str:
    """The link to the pair itself, as long as the round goes on."""
    return _link(TOGETHER, pair, to, max(pair.round.ends, timezone.localdate()))


def _link(purpose: str, pair: Pair, to: Person, last: date) -> str:
    ends = timezone.make_aware(datetime.combine(last, time.max))
    return write_link(purpose, pair.pk, network=pair.network, person_id=to.pk, expires_at=ends)


def _write(
    name: str, pair: Pair, role: str, to: Person, facts: dict[str, Any], *, key: str = ""
) -> None:
    letter.send(
        f"{name}-{pair.pk}-{role}{'-' if key else ''}{key}".replace("_", "-"),
        name,
        {"round": pair.round, "role": role, **facts},
        to=to.email,
        language=to.language,
        network=pair.network,
        name=f"mentorship.{name}",
        person_id=to.pk,
        membership_id=to.membership_id,
    )
