"""Certificates: issued once, with the same bytes for ever; checked by anybody; revoked openly."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from courses import emails, words
from courses.actions.attendance import attended
from courses.actions.need import after_rule
from courses.attendance import Attended, earns_certificate, hours, hours_attended
from courses.checks import declare
from courses.models import Certificate, Enrolment, Run, Session
from courses.rules import RunState
from network.actions.errand import errand, send_on
from network.addresses import portal_path
from network.codes import grouped, new_code
from network.documents import render_pdf_bounded
from network.figures import figure
from network.looks import look_of
from network.models.journal import note
from network.qr import qr_svg
from network.seat import Seat

TEMPLATE = "documents/certificate.html"
OVER = (RunState.HELD, RunState.SETTLED)

declare("check_certificate", _("Course"))


class NotEarned(Exception):
    """The person was not there enough, or the run is not over."""


def least_presence(run: Run) -> int:
    """The share of the time (percent) that a certificate asks for on a run."""
    if run.presence_percent:
        return int(run.presence_percent)
    day = timezone.localtime(run.ends_at).date() if run.ends_at else timezone.localdate()
    return int(after_rule(day).presence_percent)


def is_earned(enrolment: Enrolment, sessions: list[Attended], least: int) -> bool:
    """Whether an enrolment has earned its certificate by now."""
    run = enrolment.run
    return (
        enrolment.state == Enrolment.State.ENROLLED
        and run.state in OVER
        and earns_certificate(sessions, ends_at=run.ends_at, least=least, now=timezone.now())
    )


def ask(enrolment: Enrolment, *, by: Seat) -> None:
    """Have a certificate made that is earned; raises NotEarned. A letter comes with it."""
    by.require("ask_certificate", enrolment)
    there = attended([enrolment.run_id]).get(enrolment.pk, [])
    if not is_earned(enrolment, there, least_presence(enrolment.run)):
        raise NotEarned
    revoked = enrolment.certificates.exclude(revoked_at=None).count()
    key = f"certificate:{enrolment.pk}:{revoked}"
    send_on("courses.issue_certificate", key=key, enrolment=enrolment.pk)


@errand("courses.issue_certificate")
def issue_by_errand(enrolment: int) -> None:
    """Issue one certificate, and write to the person."""
    issue(
        Enrolment.objects.select_related("run__course", "run__network", "person").get(pk=enrolment)
    )


def issue(enrolment: Enrolment, *, tell: bool = True) -> Certificate | None:
    """The certificate of an enrolment, made when there is none; None when it is not earned.

    In the system scope. Its paper is drawn once and kept, so it has the same bytes for ever.
    """
    there: Certificate | None = Certificate.objects.filter(
        enrolment=enrolment, revoked_at=None
    ).first()
    if there is not None:
        return there
    sessions = attended([enrolment.run_id]).get(enrolment.pk, [])
    if not is_earned(enrolment, sessions, least_presence(enrolment.run)):
        return None
    made = _composed(enrolment, sessions)
    with transaction.atomic():
        made.save(force_insert=True)
        note(
            "issue_certificate",
            made,
            person_id=made.person_id,
            membership_id=made.membership_id,
            enrolment=enrolment.pk,
        )
        if tell:
            emails.certificate_issued(made)
    return made


def _composed(enrolment: Enrolment, sessions: list[Attended]) -> Certificate:
    run, person = enrolment.run, enrolment.person
    days = list(Session.objects.filter(run=run))
    with translation.override(person.language):
        made = Certificate(
            run=run,
            enrolment=enrolment,
            person=person,
            membership_id=enrolment.membership_id,
            code=new_code(),
            language=person.language,
            name=person.name,
            course=run.course.title,
            days=words.when(days, today=date.min),
            hours=hours_attended(sessions),
            issued_at=timezone.now().replace(microsecond=0),
        )
    whole = hours(sum((it.length for it in sessions), start=sessions[0].length * 0))
    made.paper = drawn(made, facts_of(made, whole=whole, length=_length(days, person.language)))
    return made


def _length(days: list[Session], language: str) -> str:
    with translation.override(language):
        return words.length(days)


def facts_of(certificate: Certificate, *, whole: Any, length: str) -> dict[str, Any]:
    """What the paper says."""
    address = check_url(certificate.code)
    language = certificate.language
    told = figure(certificate.hours, _places(certificate.hours), language=language)
    of = figure(whole, _places(whole), language=language)
    return {
        "certificate": certificate,
        "code": grouped(certificate.code),
        "hours": told,
        "whole": of,
        "length": length,
        "all": certificate.hours == whole,
        "address": address,
        "qr": qr_svg(address, address, 96),
        "demo": certificate.run.network.example_data,
    }


def _places(value: Any) -> int:
    return 0 if value == value.to_integral_value() else 1


def drawn(certificate: Certificate, facts: dict[str, Any]) -> bytes:
    """The paper, PDF/UA and PDF/A."""
    return render_pdf_bounded(
        TEMPLATE,
        facts,
        language=certificate.language,
        network=look_of(certificate.run.network),
        created=certificate.issued_at,
    )


def check_url(code: str) -> str:
    """The full address of the public page that says whether a certificate holds."""
    return settings.SITE_URL + portal_path("certificate_check", code=code)


def revoke(certificate: Certificate, *, because: str, by: Seat) -> None:
    """Say for ever that a certificate does not hold; a right one may be issued after it."""
    by.require("issue_certificates")
    certificate.revoked_at = timezone.now()
    certificate.revoked_by = by.user.pk
    certificate.revoked_because = because
    certificate.save(update_fields=["revoked_at", "revoked_by", "revoked_because"])
    note(
        "revoke_certificate",
        certificate,
        person_id=certificate.person_id,
        membership_id=certificate.membership_id,
        why=because,
    )
