"""Certificates of completed programmes: issued once, the same bytes for ever, revoked openly."""

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from courses.actions.certificate import check_url
from courses.checks import declare
from induction import emails
from induction.models import InductionCertificate, Participation, ParticipationAnswer
from induction.progress import Step, steps_of
from induction.rules import Stage
from induction.words import span
from network.actions.errand import send_on
from network.codes import new_code
from network.documents import render_pdf_bounded
from network.looks import look_of
from network.models.journal import note
from network.qr import qr_svg
from network.seat import Seat

TEMPLATE = "documents/induction_certificate.html"

declare("check_induction_certificate", _("Programme"))


class NotCompleted(Exception):
    """The programme is not completed."""


class RevokedAlready(Exception):
    """The certificate does not hold any more."""


def holding(it: Participation) -> InductionCertificate | None:
    """The certificate that holds, without its paper; none when there is none."""
    there: InductionCertificate | None = (
        InductionCertificate.objects.filter(participation=it, revoked_at=None)
        .defer("paper")
        .first()
    )
    return there


def ask(it: Participation, *, by: Seat) -> None:
    """Have the certificate of a completed programme made; raises NotCompleted."""
    by.require("fetch_induction_certificate", it)
    if it.stage != Stage.COMPLETED:
        raise NotCompleted
    order(it)


def order(it: Participation) -> None:
    """Send for the certificate; once for each that holds."""
    revoked = it.certificates.exclude(revoked_at=None).count()
    key = f"induction_certificate:{it.pk}:{revoked}"
    send_on("induction.issue_certificate", key=key, participation_id=it.pk)


def issue(it: Participation, *, tell: bool = True) -> InductionCertificate:
    """The certificate of a completed programme, made when there is none, with a letter.

    In the system scope. Its paper is drawn once and kept, so it has the same bytes for ever.
    Raises NotCompleted.
    """
    if it.stage != Stage.COMPLETED:
        raise NotCompleted
    there = holding(it)
    if there is not None:
        return there
    made = _composed(it)
    with transaction.atomic():
        made.save(force_insert=True)
        _note("issue_induction_certificate", made)
        if tell:
            emails.certificate_issued(made)
    return made


def _composed(it: Participation) -> InductionCertificate:
    began = ParticipationAnswer.objects.get(participation=it, accepted=True).at
    person = it.person
    with translation.override(person.language):
        days = span(timezone.localdate(began), timezone.localdate(it.end.at))
    made = InductionCertificate(
        participation=it,
        person=person,
        membership_id=it.membership_id,
        code=new_code(),
        language=person.language,
        name=person.name,
        programme=it.programme.title,
        days=days,
        issued_at=timezone.now().replace(microsecond=0),
    )
    modules = list(it.programme.modules.select_related("course"))
    steps = steps_of([it], modules, today=timezone.localdate(it.end.at))[0]
    made.paper = drawn(made, [step for step in steps if step.is_done])
    return made


def drawn(certificate: InductionCertificate, steps: list[Step]) -> bytes:
    """The paper, PDF/UA and PDF/A, with what was done."""
    address = check_url(certificate.code)
    return render_pdf_bounded(
        TEMPLATE,
        {
            "certificate": certificate,
            "authority": certificate.membership.name,
            "modules": [step.module for step in steps],
            "address": address,
            "qr": qr_svg(address, address, 96),
            "demo": certificate.network.example_data,
        },
        language=certificate.language,
        network=look_of(certificate.network),
        created=certificate.issued_at,
    )


def revoke(certificate: InductionCertificate, *, because: str, by: Seat) -> None:
    """Say for ever that a certificate does not hold; a right one may be issued after it.

    Raises RevokedAlready.
    """
    by.require("revoke_induction_certificate")
    done = InductionCertificate.objects.filter(pk=certificate.pk, revoked_at=None).update(
        revoked_at=timezone.now(), revoked_by=by.user.pk, revoked_because=because
    )
    if not done:
        raise RevokedAlready
    _note("revoke_induction_certificate", certificate, why=because)


def _note(verb: str, certificate: InductionCertificate, **facts: object) -> None:
    note(
        verb,
        certificate,
        person_id=certificate.person_id,
        membership_id=certificate.membership_id,
        programme=certificate.programme,
        **facts,
    )
