"""Excepting one person from a rule of the round, with a reason, and taking that back."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorship.actions.interest import note_of
from mentorship.models import Interest, RuleException
from network.refusals import Refused
from network.seat import Seat


def except_rule(interest: Interest, kind: str, reason: str, *, by: Seat) -> RuleException:
    """Let a rule of the round not hold for one person from now on.

    Only the months of leading staff and the way to a meeting can be excepted; there is no kind for
    the rules that protect a person. Raises Refused when there is such an exception already.
    """
    try:
        with transaction.atomic():
            made: RuleException = RuleException.objects.create(
                round=interest.round,
                interest=interest,
                role=interest.role,
                kind=kind,
                reason=reason,
                made_by=by.user.pk,
            )
    except IntegrityError as twice:
        raise Refused(_("There is such an exception already.")) from twice
    note_of(interest, "make_exception")
    return made


def take_exception_back(made: RuleException, *, by: Seat) -> None:
    """Let the rule hold for the person again; a pair that was asked stays."""
    standing = RuleException.objects.standing().filter(pk=made.pk)
    if not standing.update(taken_back_at=timezone.now()):
        raise Refused(_("The exception was taken back already."))
    if made.interest is not None:
        note_of(made.interest, "take_back_exception")
