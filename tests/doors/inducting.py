"""The programmes, modules and participations that their doors are tried with."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from induction.models import (
    InductionCertificate,
    Module,
    Participation,
    ParticipationAnswer,
    ParticipationEnd,
    Programme,
)
from network import scope
from network.codes import new_code
from tests.cast import Cast
from tests.databases import acting_as
from tests.doors.making import Maker, made_in
from tests.induction.programmes import make_programme


def programme(cast: Cast, network: str, who: str, key: str) -> int:
    with acting_as("portal_worker"), scope.enter_system(cast.networks[network]):
        there = Programme.objects.first()
    return there.pk if there else make_programme(cast, network, (key,))


def module(cast: Cast, network: str, who: str, key: str) -> int:
    pk = programme(cast, network, who, key)
    return made_in(cast, network, lambda: Module.objects.filter(programme=pk).first())


def invited(cast: Cast, network: str, who: str, key: str) -> int:
    pk = programme(cast, network, who, key)
    return made_in(
        cast,
        network,
        lambda: Participation.objects.get_or_create(
            programme_id=pk,
            person_id=cast.people[network, who],
            defaults={"membership_id": cast.memberships[network, key]},
        )[0],
    )


def taking_part(cast: Cast, network: str, who: str, key: str) -> int:
    pk = invited(cast, network, who, key)

    def said_yes() -> Any:
        ParticipationAnswer.objects.get_or_create(
            participation_id=pk,
            person_id=cast.people[network, who],
            accepted=True,
            defaults={"at": timezone.now()},
        )
        return Participation.objects.get(pk=pk)

    return made_in(cast, network, said_yes)


def completed(cast: Cast, network: str, who: str, key: str) -> int:
    pk = taking_part(cast, network, who, key)

    def ended() -> Any:
        it = Participation.objects.get(pk=pk)
        ParticipationEnd.objects.get_or_create(
            participation=it, defaults={"person_id": it.person_id, "completed": True}
        )
        return it

    return made_in(cast, network, ended)


def certificate(cast: Cast, network: str, who: str, key: str) -> int:
    pk = completed(cast, network, who, key)

    def issued() -> Any:
        it = Participation.objects.get(pk=pk)
        return InductionCertificate.objects.get_or_create(
            participation=it,
            defaults={
                "person_id": it.person_id,
                "membership_id": it.membership_id,
                "code": new_code(),
                "paper": b"%PDF-",
            },
        )[0]

    return made_in(cast, network, issued)


def certified(cast: Cast, network: str, who: str, key: str) -> int:
    certificate(cast, network, who, key)
    return completed(cast, network, who, key)


INDUCTING: Mapping[str, Maker] = {
    "induction_certificate_revocation": certificate,
    "invitations": programme,
    "module_change": module,
    "module_new": programme,
    "module_place": module,
    "module_removal": module,
    "participation": taking_part,
    "participation_answer": invited,
    "participation_certificate": certified,
    "participation_end": taking_part,
    "participation_ticks": taking_part,
    "participations": programme,
    "programme": programme,
    "programme_change": programme,
    "programme_copy": programme,
    "programme_publication": programme,
    "proposals": programme,
}
