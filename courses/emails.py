"""Letters about seats: one function a letter, in the receiver's language, days for the calendar."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone, translation

from courses import rules, words
from courses.calendar import run_calendar
from courses.models import (
    Allotment,
    AllotmentMove,
    Certificate,
    Enrolment,
    EvaluationAsked,
    Offer,
    Run,
    RunLetter,
    Session,
    Withdrawal,
)
from courses.naming import naming_address
from courses.querysets import places_in_line
from members.models import Person
from network.actions import letter
from network.addresses import network_url, portal_path
from network.letters import compose
from network.links import write_link
from network.looks import look_of


@dataclass(frozen=True)
class Day:
    """A course day as the letter's lines read it."""

    starts: Any
    ends: Any


OFFER = "courses.offer"  # the question of the link in an offer's letter

# The ends that have a letter of their own elsewhere, or that their cause tells of.
SILENT = frozenset({Withdrawal.Kind.REFUSED_APPROVAL, Withdrawal.Kind.RUN_CANCELLED})


def seat(enrolment: Enrolment, name: str, explanation: str = "") -> None:
    """You have a seat, by the letter `name`; or you have it as soon as it is approved."""
    if enrolment.state == Enrolment.State.PENDING:
        facts = {
            "place": enrolment.run.place,
            "awaits": enrolment.awaits,
            "explanation": explanation,
        }
        write_about_run(
            "seat_pending", enrolment.person, enrolment.run, f"pending:{enrolment.pk}", facts
        )
    else:
        _seat_letter(name, enrolment, explanation)


def seat_confirmed(enrolment: Enrolment) -> None:
    """You have a seat."""
    _seat_letter("seat_confirmed", enrolment)


def taken_over(enrolment: Enrolment, giver: str) -> None:
    """A colleague gave you the seat; with its days if it needs nobody's yes."""
    pending = enrolment.state == Enrolment.State.PENDING
    write_about_run(
        "seat_taken_over",
        enrolment.person,
        enrolment.run,
        f"taken_over:{enrolment.pk}",
        {
            "place": enrolment.run.place,
            "giver": giver,
            "pending": pending,
            "free_until": rules.free_until(enrolment.late_terms),
        },
        method="" if pending else "REQUEST",
        enrolment_id=enrolment.pk,
    )


def offered(offer: Offer) -> None:
    """A seat is free: say yes or no before a last time."""
    write_about_run(
        "seat_offered",
        offer.person,
        offer.run,
        f"offer:{offer.pk}",
        {"place": offer.run.place, "reply_by": timezone.localtime(offer.reply_by)},
        url=write_link(
            OFFER,
            offer.pk,
            network=offer.run.network,
            person_id=offer.person_id,
            expires_at=offer.reply_by,
        ),
    )


def applied(enrolment: Enrolment) -> None:
    """You have applied, and are told on a day."""
    draws_at = enrolment.run.draws_at
    facts = {
        "place": enrolment.run.place,
        "draws_at": timezone.localtime(draws_at) if draws_at else None,
    }
    write_about_run("applied", enrolment.person, enrolment.run, f"applied:{enrolment.pk}", facts)


def not_placed(enrolment: Enrolment, explanation: str = "") -> None:
    """You got no seat, and why."""
    facts = {"explanation": explanation}
    write_about_run(
        "not_placed", enrolment.person, enrolment.run, f"not_placed:{enrolment.pk}", facts
    )


def ended(withdrawal: Withdrawal) -> None:
    """The portal ended an enrolment: a late answer, another run, a colleague who took over."""
    if withdrawal.kind in SILENT:
        return
    had_seat = withdrawal.was in (Enrolment.State.ENROLLED, Enrolment.State.PENDING)
    calendar = withdrawal.was == Enrolment.State.ENROLLED
    write_about_run(
        "enrolment_ended",
        withdrawal.person,
        withdrawal.run,
        f"withdrawal:{withdrawal.pk}",
        {"kind": str(withdrawal.kind), "had_seat": had_seat},
        method="CANCEL" if calendar else "",
        enrolment_id=withdrawal.enrolment_id,
    )


def waiting_list(enrolment: Enrolment, explanation: str = "") -> None:
    """You are number n in line, and why if the seats were given out."""
    place = places_in_line([enrolment.pk]).get(enrolment.pk, 1)
    facts = {"position": place, "place": enrolment.run.place, "explanation": explanation}
    key = f"enrolment:{enrolment.pk}"
    write_about_run("waiting_list", enrolment.person, enrolment.run, key, facts)


def withdrawal_shown(enrolment: Enrolment, fee: str, *, own: bool) -> str:
    """The letter that a withdrawal would send, as text, for the page that asks first."""
    waiting = enrolment.state not in (Enrolment.State.PENDING, Enrolment.State.ENROLLED)
    facts = {"own": own, "waiting": waiting, "fee": fee}
    return str(
        compose_about_run("withdrawn", enrolment.person, enrolment.run, facts, "preview")[0].body
    )


def withdrawn(withdrawal: Withdrawal) -> None:
    """You no longer have a seat, or a place in the line."""
    facts = {
        "own": withdrawal.by_user_id == withdrawal.person.user_id,
        "waiting": withdrawal.was_waiting,
        "fee": words.fee(withdrawal.fee) if withdrawal.fee else "",
    }
    write_about_run(
        "withdrawn",
        withdrawal.person,
        withdrawal.run,
        f"withdrawal:{withdrawal.pk}",
        facts,
        method="" if withdrawal.was_waiting else "CANCEL",
        enrolment_id=withdrawal.enrolment_id,
    )


def certificate_issued(certificate: Certificate) -> None:
    """Your certificate is here."""
    run = certificate.run
    facts = {
        "printed_code": certificate.printed_code,
        "check": settings.SITE_URL + portal_path("certificate_check", code=certificate.code),
        "paper": network_url(run.network, "certificate", pk=certificate.pk),
    }
    key = f"certificate:{certificate.pk}"
    write_about_run("certificate_issued", certificate.person, run, key, facts)


def evaluation_asked(asking: EvaluationAsked, *, again: bool = False) -> None:
    """What was the course worth?"""
    evaluation = asking.evaluation
    facts = {
        "answer": network_url(evaluation.run.network, "evaluation_answer", pk=evaluation.pk),
        "closes_on": evaluation.closes_on,
        "again": again,
    }
    key = f"evaluation:{asking.pk}{':again' if again else ''}"
    write_about_run("evaluation_asked", asking.person, evaluation.run, key, facts)


def reminder(enrolment: Enrolment, letter: RunLetter) -> None:
    """Your course days come closer."""
    key = f"run-letter:{letter.pk}:{enrolment.pk}"
    facts = {"place": enrolment.run.place}
    write_about_run("course_reminder", enrolment.person, enrolment.run, key, facts)


def message(enrolment: Enrolment, letter: RunLetter) -> None:
    """Somebody who answers for the course has written something."""
    writer = Person.objects.filter(user=letter.user_id).values_list("name", flat=True).first()
    facts = {
        "said": letter.subject,
        "paragraphs": [part for part in map(str.strip, letter.text.split("\n\n")) if part],
        "writer": writer or enrolment.run.network.name,
    }
    key = f"run-letter:{letter.pk}:{enrolment.pk}"
    write_about_run("course_message", enrolment.person, enrolment.run, key, facts)


def seats_allotted(person: Person, lot: Allotment) -> None:
    """Your authority has seats to put names on."""
    facts = {
        "seats": lot.unnamed,
        "optional": lot.kind == lot.Kind.OPTIONAL,
        "until": lot.release_on,
        "seats_url": naming_address(person, lot),
    }
    key = f"allotment:{lot.pk}:{lot.seats}:{lot.release_on}:{person.pk}"
    write_about_run("seats_allotted", person, lot.run, key, facts)


def seats_moved(person: Person, moved: AllotmentMove) -> None:
    """Seats went from your authority, or to it."""
    facts = {
        "seats": moved.seats,
        "giver": moved.membership.name,
        "receiver": moved.receiver.name if moved.receiver else "",
        "ours": moved.receiver_id == person.membership_id,
        "reason": moved.reason,
        "seats_url": network_url(moved.run.network, "our_seats"),
    }
    write_about_run("seats_moved", person, moved.run, f"move:{moved.pk}:{person.pk}", facts)


def _seat_letter(name: str, enrolment: Enrolment, explanation: str = "") -> None:
    facts = {
        "place": enrolment.run.place,
        "explanation": explanation,
        "free_until": rules.free_until(enrolment.late_terms),
    }
    write_about_run(
        name,
        enrolment.person,
        enrolment.run,
        f"{name}:{enrolment.pk}",
        facts,
        method="REQUEST",
        enrolment_id=enrolment.pk,
    )


def compose_about_run(
    name: str, person: Person, run: Run, facts: Mapping[str, Any], letter_id: str, url: str = ""
) -> tuple[EmailMultiAlternatives, str, list[Session]]:
    """A letter in the receiver's language, the course's title in it, and the days."""
    sessions: list[Session] = list(run.sessions.all())
    with translation.override(person.language):
        title = run.course.title
        context = {
            **facts,
            "course": title,
            "days": [
                Day(timezone.localtime(day.starts_at), timezone.localtime(day.ends_at))
                for day in sessions
            ],
            "url": url or network_url(run.network, "run", pk=run.pk),
            "demo": run.network.example_data,
        }
    message = compose(
        name,
        context,
        to=person.email,
        language=person.language,
        network=look_of(run.network),
        letter_id=letter_id,
    )
    return message, title, sessions


def write_about_run(
    name: str,
    person: Person,
    run: Run,
    key: str,
    facts: Mapping[str, Any],
    *,
    method: str = "",
    enrolment_id: int = 0,
    url: str = "",
) -> None:
    letter_id = f"{name}-{enrolment_id or run.pk}"
    message, title, sessions = compose_about_run(name, person, run, facts, letter_id, url)
    calendar = ""
    if method and sessions:
        calendar = run_calendar(
            run,
            sessions,
            title=title,
            method=method,
            enrolment_id=enrolment_id,
            guest=person,
            organiser=run.network,
        )
    letter.write_composed(
        key,
        message,
        name=f"courses.{name}",
        person_id=person.pk,
        membership_id=person.membership_id,
        calendar=calendar,
        calendar_method=method if calendar else "",
    )
