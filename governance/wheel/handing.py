"""The open tasks of the year wheel go with the coordination."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from governance.models import WheelTask
from network.handing import Hand, Part, declare
from network.wording import date_iso


def _held(hand: Hand) -> list[str]:
    rows = WheelTask.objects.open().filter(person=hand.person_id)
    return [f"{row.in_words}, {date_iso(row.due)}" for row in rows]


def _move(giver: Hand, receiver: Hand, on: date) -> None:
    rows = WheelTask.objects.open().filter(person=giver.person_id)
    rows.update(person=receiver.person_id, name=receiver.name)


declare("wheel", Part(_("Tasks of the year wheel"), _held, _move))
