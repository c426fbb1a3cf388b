"""An application on its way: prepared, put on an agenda, declined, or taken back."""

from django.utils import timezone
from django.utils.translation import gettext as _

from governance.membership.wording import effect_words, proposal
from governance.models import AgendaItem, Body, MembershipApplication
from governance.rules import ItemKind
from members.models import Decision
from network.actions.errand import send_on
from network.models.journal import note
from network.refusals import Refused
from network.seat import Seat

State = MembershipApplication.State
PREPARED = ("preparation", "level", "since", "wants", "short_name", "kind", "number")


def _held(application: MembershipApplication) -> MembershipApplication:
    """The application, held while it goes on; raises Refused for one that has ended."""
    rows = MembershipApplication.objects.select_for_update(of=("self",))
    it: MembershipApplication = rows.get(pk=application.pk)
    if not it.is_open:
        raise Refused(_("The application has its answer already."))
    return it


def prepare(application: MembershipApplication, *, by: Seat) -> None:
    """Keep what is prepared for the body; an item that is open already says the same."""
    by.require("keep_applications")
    held = _held(application)
    if held.state == State.RECEIVED:
        application.state = State.PREPARED
    application.save(update_fields=["state", *PREPARED])
    if held.item_id:
        AgendaItem.objects.filter(pk=held.item_id, meeting=None).update(**_said(application))
    note("prepare_application", application, name=application.name)


def _said(application: MembershipApplication) -> dict[str, object]:
    return {
        "background": application.preparation,
        "proposal": proposal(application),
        "effect_words": effect_words(application),
        "takes_effect_on": application.since,
    }


def put_on_agenda(application: MembershipApplication, body: Body, *, by: Seat) -> AgendaItem:
    """Ask a body to decide; the item waits for its next meeting. Raises Refused."""
    by.require("keep_applications")
    it = _held(application)
    if it.state != State.PREPARED:
        raise Refused(_("Prepare the application first, or see the item that it has."))
    if it.since is None:
        raise Refused(_("Say from which day it would be a member."))
    item: AgendaItem = AgendaItem.objects.create(
        body=body,
        kind=ItemKind.DECISION,
        title=(_("Membership: %(name)s") % {"name": it.name})[:200],
        effect="membership",
        subject_id=it.pk,
        source="application",
        source_id=it.pk,
        raised_by=by.network.short_name,
        made_by=by.user.pk,
        **_said(it),
    )
    it.item, it.state = item, State.ON_AGENDA
    it.save(update_fields=["item", "state"])
    note("put_application_on_agenda", it, name=it.name, body=body.name)
    return item


def decline(application: MembershipApplication, decision: Decision, reason: str) -> None:
    """Say no by a decision, with its reason; a letter tells the contact."""
    it = _held(application)
    it.decision = decision
    _end(it, State.DECLINED, reason)


def take_back(application: MembershipApplication, reason: str, *, by: Seat) -> None:
    """Note that the authority has taken its application back."""
    by.require("keep_applications")
    _end(_held(application), State.WITHDRAWN, reason)


def _end(it: MembershipApplication, state: str, reason: str) -> None:
    it.state, it.answer, it.ended_at = state, reason, timezone.now()
    it.save(update_fields=["state", "answer", "ended_at", "decision"])
    if it.item_id:
        AgendaItem.objects.filter(pk=it.item_id, meeting=None).delete()
    note("end_application", it, name=it.name, state=str(state))
    send_on("governance.answer_application", key=f"application-{it.pk}", application=it.pk)
