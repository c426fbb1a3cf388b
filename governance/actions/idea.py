"""An idea is proposed, supported, shaped, and goes on until the proposer has their answer."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.ideas.refusing import refused_in_words
from governance.ideas.rules import FOLLOWS, IdeaState
from governance.minutes.naming import name_of
from governance.models import (
    AgendaItem,
    Body,
    Idea,
    IdeaComment,
    IdeaProposer,
    IdeaSupport,
    IdeaText,
)
from governance.rules import ItemKind
from members.models import Person
from network.actions.errand import send_on
from network.models.journal import note
from network.refusals import Refused
from network.seat import Seat


def _person(by: Seat) -> Person:
    if not by.scope.people:
        raise Refused(_("Only somebody in the network does that."))
    rows = Person.objects.select_related("membership__authority")
    found: Person = rows.get(pk=by.person_id)
    return found


def propose(idea: Idea, *, hidden: bool, by: Seat) -> Idea:
    """Propose something; who did so is hidden from other authorities where they wish. Refused."""
    by.require("propose_idea")
    person = _person(by)
    with refused_in_words():
        idea.save(force_insert=True)
        IdeaProposer.objects.create(
            idea=idea,
            person=person,
            membership_id=person.membership_id,
            name=person.name,
            authority=person.membership.name[:160],
            hidden=hidden,
        )
        note("propose_idea", idea, what=idea.what)
        _tell(idea)
    return idea


def _tell(idea: Idea) -> None:
    send_on("governance.tell_idea", key=f"idea-{idea.pk}-{idea.state}", idea=idea.pk)


def support(idea: Idea, *, by: Seat) -> None:
    """Support an idea, once. Raises Refused."""
    by.require("support_idea")
    if idea.state not in FOLLOWS or not FOLLOWS[idea.state]:
        raise Refused(_("The idea has its answer already."))
    with refused_in_words():
        IdeaSupport.objects.create(idea=idea, person_id=by.person_id)


def unsupport(idea: Idea, *, by: Seat) -> None:
    """Take one's support back; twice is once."""
    by.require("support_idea")
    IdeaSupport.objects.filter(idea=idea, person_id=by.person_id).delete()


def comment(idea: Idea, text: str, *, by: Seat) -> None:
    """Say something of an idea, under one's own name."""
    by.require("support_idea")
    row = IdeaComment(idea=idea, person_id=by.person_id, name=name_of(by)[:120], text=text)
    row.save(force_insert=True)


def write_text(idea: Idea, text: str, *, base: int, by: Seat) -> None:
    """Write the next version of an idea that is shaped together. Raises Refused."""
    by.require("support_idea")
    if idea.state != IdeaState.SHAPED:
        raise Refused(_("The text is open while the idea is being shaped together."))
    newest = IdeaText.objects.filter(idea=idea).aggregate(n=Max("number"))["n"] or 0
    if newest != base:
        raise Refused(_("Somebody wrote another version meanwhile. Read it, and write yours anew."))
    with refused_in_words():
        IdeaText.objects.create(
            idea=idea, person_id=by.person_id, name=name_of(by)[:120], number=base + 1, text=text
        )


def _step(idea: Idea, state: str, words: str, *, by: Seat, verb: str = "shape_idea") -> Idea:
    """Let an idea go on; the proposer gets a letter with the words."""
    if verb:
        by.require(verb)
    rows = Idea.objects.select_for_update(of=("self",))
    held: Idea = rows.get(pk=idea.pk)
    if state not in FOLLOWS[held.state]:
        raise Refused(_("The idea has gone on meanwhile. Look at it anew."))
    held.state, held.words, held.stepped_at = state, words, timezone.now()
    return held


def _kept(held: Idea, *changed: str) -> None:
    with refused_in_words():
        held.save(update_fields=["state", "words", "stepped_at", *changed])
        note("step_idea", held, what=held.what, state=str(held.get_state_display()))
        _tell(held)


def discuss(idea: Idea, body: Body, words: str, *, by: Seat) -> None:
    """Put an idea before a body: it becomes an item of its next agenda. Raises Refused."""
    held = _step(idea, IdeaState.DISCUSSED, words, by=by)
    held.item = AgendaItem.objects.create(
        body=body,
        kind=ItemKind.DISCUSSION,
        title=held.what,
        background="\n\n".join([held.why, held.gains]),
        source="idea",
        source_id=held.pk,
        raised_by=by.network.short_name,
        made_by=by.user.pk,
    )
    _kept(held, "item")


def shape(idea: Idea, words: str, *, by: Seat) -> None:
    """Open a text in which everybody shapes the idea together. Raises Refused."""
    _kept(_step(idea, IdeaState.SHAPED, words, by=by))


def try_out(idea: Idea, first: date, last: date, find_out: str, words: str, *, by: Seat) -> None:
    """Try an idea from a day to a day, to find something out. Raises Refused."""
    held = _step(idea, IdeaState.TRIED, words, by=by)
    held.tried_from, held.tried_until, held.find_out = first, last, find_out
    _kept(held, "tried_from", "tried_until", "find_out")


def become(idea: Idea, became: str, link: str, words: str, *, by: Seat) -> None:
    """Note what an idea became. Raises Refused."""
    held = _step(idea, IdeaState.BECAME, words, by=by)
    held.became, held.link = became, link
    _kept(held, "became", "link")


def decline(idea: Idea, words: str, *, by: Seat) -> None:
    """Say no, with the reason. Raises Refused."""
    _kept(_step(idea, IdeaState.DECLINED, words, by=by))


def withdraw(idea: Idea, *, by: Seat) -> None:
    """The proposer takes an idea back; nobody else may. Raises Refused."""
    mine = IdeaProposer.objects.filter(idea=idea, person__in=by.scope.people)
    if not mine.exists():
        raise PermissionDenied
    held = _step(idea, IdeaState.WITHDRAWN, idea.words, by=by, verb="propose_idea")
    with refused_in_words():
        held.save(update_fields=["state", "stepped_at"])
        note("step_idea", held, what=held.what, state=str(held.get_state_display()))
