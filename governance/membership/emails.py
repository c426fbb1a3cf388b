"""Letters of the membership's life: confirm, received, admitted or not, notice and its end."""

from governance.actions.apply import PURPOSE
from governance.models import MembershipApplication, Resignation
from members.models import Person
from members.receivers import COORDINATORS, holders, receivers
from network.actions import letter
from network.addresses import network_url
from network.secret_addresses import secret_of


def confirm_asked(it: MembershipApplication) -> None:
    """To who filled in the open form: follow the link, and the application is received."""
    if it.nonce is None:
        return
    url = network_url(
        it.network,
        "open_application",
        language=it.language,
        secret=secret_of(PURPOSE, it.nonce),
    )
    _to_contact("application_confirm", it, f"{it.asked_at:%Y%m%d%H%M}", url=url)


def answered(it: MembershipApplication) -> None:
    """To the authority: it is a member from a day, or it is not, and why."""
    name = {"admitted": "application_admitted", "declined": "application_declined"}.get(it.state)
    if name:
        _to_contact(name, it, "", url=network_url(it.network, "start"))


def _to_contact(name: str, it: MembershipApplication, more: str, **facts: object) -> None:
    letter.send(
        f"{name}-{it.pk}-{more}".rstrip("-"),
        name,
        {"it": it, "decision": it.decision, **facts},
        to=it.contact_email,
        language=it.language,
        network=it.network,
    )


def received(it: MembershipApplication) -> None:
    """To the coordinators: an authority would join."""
    for person in holders(COORDINATORS[:1]):
        _to_person(
            "application_received", f"{it.pk}", person, it=it,
            url=network_url(it.network, "application", pk=it.pk),
        )  # fmt: skip


def resigned(it: Resignation) -> None:
    """To the coordinators and to the authority: it leaves, and after which day."""
    _of_resignation("resignation_given", it)


def stays(it: Resignation) -> None:
    """To the same: the notice is taken back."""
    _of_resignation("resignation_withdrawn", it)


def _of_resignation(name: str, it: Resignation) -> None:
    own = receivers([it.membership_id])[it.membership_id]
    people = {one.pk: one for one in [*own, *holders(COORDINATORS[:1])]}
    url = network_url(it.network, "resignation", pk=it.pk)
    for person in people.values():
        _to_person(name, f"{it.pk}", person, it=it, member=it.membership, url=url)


def _to_person(name: str, key: str, person: Person, **facts: object) -> None:
    letter.send(
        f"{name}-{key}-{person.pk}",
        name,
        facts,
        to=person.email,
        language=person.language,
        network=person.network,
        person_id=person.pk,
    )
