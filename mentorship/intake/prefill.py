"""What an expression of interest begins with: what the register knows, and what was said before."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from mentorship.intake.asker import Asker, asker
from mentorship.intake.avoiding import Avoiding, avoided_by
from mentorship.intake.drafts import draft_of
from mentorship.intake.interest_form import InterestForm
from mentorship.models import Interest, InterestDraft, MentorRound
from network.seat import Seat

# What an earlier expression of interest hands on to the next.
HANDED_ON = (
    *("level", "staff", "areas", "goals", "words", "meeting", "town", "reach_km"),
    *("language", "rhythm", "wished_kinds", "capacity", "stays"),
)


def former_of(found: MentorRound, role: str, seat: Seat) -> Interest | None:
    """What they last wrote for the same role in another round."""
    before: Interest | None = (
        Interest.objects.of(seat)
        .filter(role=role)
        .exclude(round=found)
        .order_by("-asked_at", "-pk")
        .first()
    )
    return before


def prefilled(
    found: MentorRound, role: str, *, who: Asker, former: Interest | None, seat: Seat
) -> Interest:
    """A new expression of interest, prefilled by the former and the register."""
    person = who.person
    new = Interest(round=found, person=person, membership_id=person.membership_id, role=role)
    if former:
        for name in HANDED_ON:
            setattr(new, name, getattr(former, name))
        new.former = former
    elif led := len(seat.scope.staff):
        new.staff = led
    known = [person.manager_since, former.manager_since if former else None]
    new.manager_since = min((day for day in known if day), default=None)
    return new


def begin_draft(found: MentorRound, role: str, *, today: date, seat: Seat) -> InterestDraft | None:
    """Begin to write for somebody: a draft of what is prefilled, seen by its writer alone.

    None where the round is closed, they may not ask in it whatever they say, or have asked. What
    they have begun themselves stays as it is.
    """
    if not found.is_open(today):
        return None
    who = asker(seat)
    mine = Interest.objects.of(seat).filter(round=found, role=role, withdrawn_at=None)
    if mine.exists() or not who.verdict(found, role, date.min).may:
        return None
    former = former_of(found, role, seat)
    form = InterestForm(
        instance=prefilled(found, role, who=who, former=former, seat=seat),
        asker=who,
        chosen=avoided_by(former) if former else Avoiding(),
    )
    answers = {name: _as_sent(form[name]) for name in form.fields if name != "once"}
    # Two at once begin it once, and the second changes nothing.
    InterestDraft.objects.bulk_create(
        [
            InterestDraft(
                round=found,
                person_id=who.person.pk,
                role=role,
                answers={name: said for name, said in answers.items() if said},
                changed_at=timezone.now(),
            )
        ],
        ignore_conflicts=True,
    )
    return draft_of(found, who.person.pk, role)


def _as_sent(field: forms.BoundField) -> list[str]:
    """What stands in a field, as a browser would send it."""
    value: Any = field.value()
    if isinstance(value, bool):
        return ["on"] if value else []
    many = value if isinstance(value, list | tuple | set) else [value]
    return [str(one) for one in many if one is not None and one != ""]
