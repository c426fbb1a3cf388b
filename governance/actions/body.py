"""Kinds of bodies and bodies: laid down and changed by the network coordinator."""

from governance.actions.follow_mandates import follow_mandates
from governance.bodies.refusing import refused_in_words
from governance.models import Body, BodyKind, Holder
from network.models.journal import note
from network.seat import Seat


def save_kind(kind: BodyKind, *, by: Seat) -> BodyKind:
    """Keep a kind of body; the roles of those who sit in its bodies follow what it is for."""
    by.require("keep_bodies")
    new = kind.pk is None
    with refused_in_words():
        kind.save()
    note("add_body_kind" if new else "change_body_kind", kind, name=kind.name)
    if not new:
        follow_mandates(_who_sit(mandate__body__kind=kind))
    return kind


def save_body(body: Body, *, by: Seat) -> Body:
    """Keep a body; when it ends, so do the roles that follow from sitting there."""
    by.require("keep_bodies")
    new = body.pk is None
    with refused_in_words():
        body.save()
    note("add_body" if new else "change_body", body, name=body.name)
    if not new:
        follow_mandates(_who_sit(mandate__body=body))
    return body


def _who_sit(**where: object) -> set[int | None]:
    return set(Holder.objects.filter(**where).values_list("person", flat=True))
