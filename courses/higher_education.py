"""Needs so big that a programme of higher vocational education (YH) is worth trying for."""

from django.utils.translation import gettext as _

from courses.models import HigherEducationRule


def rule() -> HigherEducationRule:
    """The network's own rule, or the one that it begins with."""
    found: HigherEducationRule | None = HigherEducationRule.objects.first()
    return found or HigherEducationRule()


def is_worth_trying(seats: int, members: int, limit: HigherEducationRule) -> bool:
    """Whether a need is big enough and shared by enough authorities."""
    return seats >= limit.seats and members >= limit.members


def why(seats: int, members: int, limit: HigherEducationRule) -> list[str]:
    """What speaks for an application, and what it takes, in sentences."""
    return [
        _(
            "%(members)s authorities ask for %(seats)s seats. The network looks at higher"
            " vocational education (YH) from %(least)s seats and %(few)s authorities."
        )
        % {"members": members, "seats": seats, "least": limit.seats, "few": limit.members},
        _(
            "An application describes the employers’ need and whom they will recruit in three to"
            " five years. A programme has a management group with people from working life."
        ),
        _("A course gives up to 99 YH credits, a programme 100 or more."),
    ]
