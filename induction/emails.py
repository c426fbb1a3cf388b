"""Letters of the manager induction programme."""

from datetime import datetime, time

from django.utils import timezone

from courses.actions.certificate import check_url
from induction.models import InductionCertificate, Participation
from members.models import Person
from network.actions import letter
from network.addresses import network_url
from network.links import write_link

PURPOSE = "induction.invitation"


def write_invitation(it: Participation) -> None:
    """To the new manager: you are invited; yes or not now by the link."""
    last = datetime.combine(it.programme.ends, time(23, 59))
    link = write_link(
        PURPOSE,
        it.pk,
        network=it.network,
        person_id=it.person_id,
        expires_at=timezone.make_aware(last),
    )
    _write("induction_invitation", it, it.person, link)


def write_to_manager(it: Participation) -> None:
    """To the manager of the invited: one of your staff is invited."""
    if it.person.manager:
        url = network_url(it.network, "participation", pk=it.pk)
        _write("induction_manager_told", it, it.person.manager, url)


def certificate_issued(certificate: InductionCertificate) -> None:
    """To who completed the programme: your certificate is here."""
    name, person = "induction_certificate_issued", certificate.person
    letter.send(
        f"{name}-{certificate.pk}",
        name,
        {
            "programme": certificate.programme,
            "printed_code": certificate.printed_code,
            "check": check_url(certificate.code),
            "url": network_url(
                certificate.network,
                "participation_certificate",
                pk=certificate.participation_id,
            ),
        },
        to=person.email,
        language=person.language,
        network=certificate.network,
        name=name,
        person_id=person.pk,
        membership_id=certificate.membership_id,
    )


def _write(name: str, it: Participation, to: Person, url: str) -> None:
    moment = it.invited_at.strftime("%Y%m%d%H%M%S")
    letter.send(
        f"{name}-{it.pk}-{moment}",
        name,
        {
            "who": it.person.name,
            "programme": it.programme,
            "modules": [one.title for one in it.programme.modules.all()],
            "mentor": it.programme.mentor_round_id is not None,
            "url": url,
        },
        to=to.email,
        language=to.language,
        network=it.network,
        name=name,
        person_id=to.pk,
        membership_id=to.membership_id,
    )
