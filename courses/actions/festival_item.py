"""The call for items: an authority proposes, the coordinators answer, everybody is told."""

from django.db import IntegrityError
from django.utils import timezone

from courses.festivals import emails as emails_festival
from courses.festivals.rules import ItemState
from courses.models import Festival, FestivalItem, ItemAnswer
from members.models import Person
from network.actions.errand import errand, send_on
from network.models.journal import note
from network.seat import Seat


class CallClosed(Exception):
    """The festival takes no items now."""


class EnoughItems(Exception):
    """The authority has proposed as many items as the festival takes from each."""


class AnsweredMeanwhile(Exception):
    """The item was answered while it was being changed."""


def own_share_left(festival: Festival, membership_id: int) -> int:
    """How many items an authority may still propose.

    Drafts of colleagues are not counted where one may not see them: they count when sent.
    """
    counted = FestivalItem.objects.counted().filter(festival=festival, membership=membership_id)
    return max(0, festival.items_each - counted.count())


def propose(item: FestivalItem, *, send: bool, by: Seat) -> FestivalItem:
    """Keep a draft, or send it in. Raises CallClosed, EnoughItems or AnsweredMeanwhile."""
    by.require("propose_item", item)
    if not item.festival.takes_items(timezone.localdate()) and not _sent_back(item):
        raise CallClosed
    if item.pk is None:
        if own_share_left(item.festival, item.membership_id) == 0:
            raise EnoughItems
        item.state = ItemState.SENT if send else ItemState.DRAFT
        item.save()
    else:
        _keep(item, send=send)
    if send:
        note(
            "send_item",
            item.festival,
            person_id=item.person_id,
            membership_id=item.membership_id,
            item=item.pk,
        )
    return item


def _sent_back(item: FestivalItem) -> bool:
    return item.pk is not None and item.state == ItemState.CHANGE_ASKED


def _keep(item: FestivalItem, *, send: bool) -> None:
    if send or item.state == ItemState.DRAFT:
        item.state = ItemState.SENT if send else ItemState.DRAFT
    else:
        # Back in a draft's hands: what was sent is not read half changed.
        item.state = ItemState.DRAFT
    try:
        item.save()
    except IntegrityError as error:
        if "courses_festival_item_answered" in str(error):
            raise AnsweredMeanwhile from error
        raise


def withdraw_item(item: FestivalItem, *, by: Seat) -> None:
    """Take a proposal back. Raises AnsweredMeanwhile when it was answered before."""
    by.require("propose_item", item)
    done = FestivalItem.objects.filter(
        pk=item.pk, state__in=[ItemState.DRAFT, ItemState.SENT, ItemState.CHANGE_ASKED]
    ).update(state=ItemState.WITHDRAWN)
    if not done:
        raise AnsweredMeanwhile
    note("withdraw_item", item.festival, membership_id=item.membership_id, item=item.pk)


STATE_AFTER = {
    ItemAnswer.Answer.ACCEPT: ItemState.ACCEPTED,
    ItemAnswer.Answer.CHANGE: ItemState.CHANGE_ASKED,
    ItemAnswer.Answer.DECLINE: ItemState.DECLINED,
}


def answer_item(item: FestivalItem, answer: str, why: str, *, by: Seat) -> ItemAnswer:
    """Accept an item, ask for a change, or decline it; the proposer is told why.

    Raises AnsweredMeanwhile when it no longer waits.
    """
    by.require("keep_festivals")
    after = STATE_AFTER[ItemAnswer.Answer(answer)]
    done = FestivalItem.objects.filter(pk=item.pk, state=ItemState.SENT).update(state=after)
    if not done:
        raise AnsweredMeanwhile
    given: ItemAnswer = ItemAnswer.objects.create(
        item=item,
        person_id=item.person_id,
        membership_id=item.membership_id,
        answer=answer,
        why=why,
        user_id=by.user.pk,
    )
    note(
        "answer_item",
        item.festival,
        person_id=item.person_id,
        membership_id=item.membership_id,
        item=item.pk,
        answer=answer,
    )
    send_on("courses.tell_item_answered", key=f"answer:{given.pk}", answer=given.pk)
    item.state = after
    return given


@errand("courses.tell_item_answered")
def tell_item_answered(answer: int) -> None:
    """Tell who proposed what the answer is."""
    given = ItemAnswer.objects.select_related("item__festival", "network").get(pk=answer)
    person = Person.objects.select_related("user").get(pk=given.person_id)
    emails_festival.item_answered(given, person)
