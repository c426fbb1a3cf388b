"""What is posted after a commit: letters to bodies, answers to proposals, appointments."""

from django.conf import settings
from django.utils import timezone

from governance.bodies import emails
from governance.bodies.receivers import Receiver, addresses_of
from governance.minutes.receivers import of_holders
from governance.models import BodyLetter, Holder, HolderProposal
from members.models import Person
from members.receivers import receivers
from network.actions.errand import errand


@errand("governance.post_body_letter")
def post_body_letter(pk: int) -> None:
    """One letter to each address of those chosen, once also where somebody sits there twice."""
    written = BodyLetter.objects.select_related("body", "network").get(pk=pk)
    wanted = {
        "members": written.members,
        "deputies": written.deputies,
        "guests": written.guests,
    }
    rows = addresses_of(written.body, timezone.localdate())
    once: dict[str, Receiver] = {}
    for row in rows:
        if wanted[row.kind] and row.email:
            once.setdefault(row.email.casefold(), row)
    people = Person.objects.select_related("user").in_bulk(
        [row.person_id for row in once.values() if row.person_id]
    )
    for place, row in enumerate(once.values()):
        person = people.get(row.person_id or 0)
        emails.write_on(written, row, place, person.language if person else settings.LANGUAGE_CODE)
    BodyLetter.objects.filter(pk=pk).update(receivers=len(once))


@errand("governance.tell_holder_proposal")
def tell_holder_proposal(pk: int) -> None:
    """Tell the authority what became of its proposal."""
    rows = HolderProposal.objects.select_related("mandate__body", "network")
    proposal: HolderProposal = rows.get(pk=pk)
    for person in receivers([proposal.membership_id])[proposal.membership_id]:
        emails.tell_answer(proposal, person)


@errand("governance.tell_appointed")
def tell_appointed(pk: int) -> None:
    """Tell somebody that they hold a mandate, unless it was taken back or is over already."""
    holder = _holder(pk)
    if holder is None or (holder.until and holder.until < timezone.localdate()):
        return
    for one in of_holders([holder]):
        emails.tell_appointed(holder, one.email, one.language)


@errand("governance.tell_left")
def tell_left(pk: int, until: str) -> None:
    """Tell somebody that their term ends, unless it was undone meanwhile."""
    holder = _holder(pk)
    if holder is None or holder.until is None or holder.until.isoformat() != until:
        return
    for one in of_holders([holder]):
        emails.tell_left(holder, one.email, one.language)


def _holder(pk: int) -> Holder | None:
    rows = Holder.objects.select_related(
        "mandate__body__kind", "mandate__membership__authority", "network", "person__user"
    )
    found: Holder | None = rows.filter(pk=pk).first()
    return found
