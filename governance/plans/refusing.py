"""What the database refuses of an operational plan, in sentences."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from network.refusals import Refused, constraints_in_words

WHY: Mapping[str, object] = {
    "governance_plan_stands": gettext_lazy(
        "The plan is adopted and stands as it was decided. Only how far it has come is written."
    ),
    "governance_plan_year_once": gettext_lazy("The year has its plan already."),
    "governance_plantext_once": gettext_lazy(
        "Somebody wrote another version meanwhile. Read it, and write yours anew."
    ),
    "governance_commitment_once": gettext_lazy("The member has its commitment there already."),
    "governance_status_stopped": gettext_lazy("Write why the activity is stopped."),
}


@contextmanager
def refused_in_words() -> Iterator[None]:
    """A part of an action that is done whole, or not at all and refused with a sentence."""
    try:
        with constraints_in_words(WHY):
            yield
    except ProtectedError as error:
        raise Refused(_("Something hangs on it. Take that away first.")) from error
