"""What the link in the weekly letter asks: shall the letters stop?"""

from django.utils.translation import gettext as _

from loans.actions.saved_search import stop_letters
from loans.board.weekly import PURPOSE
from loans.models import SavedSearch
from network.links import Purpose, Question, Settled, declare
from network.seat import Seat


def _ask(pk: int, seat: Seat) -> Question | None:
    if pk not in seat.scope.people:
        return None
    there = SavedSearch.objects.filter(person=pk, weekly=True)
    names = list(there.values_list("name", flat=True))
    return Question(
        _("Shall the letters about your saved searches stop?"),
        lead=_("The searches stay, and you find them on the notice board."),
        facts=[(_("Searches"), ", ".join(names))] if names else [],
        yes=_("Yes, stop the letters"),
        no=_("No, go on"),
        settled="" if names else _("No letters come about your searches."),
    )


def _answer(pk: int, seat: Seat, yes: bool, reason: str) -> str:
    if pk not in seat.scope.people:
        raise Settled(_("The searches are not yours."))
    if not yes:
        return _("The letters go on coming, when something new fits.")
    stop_letters(pk)
    return _("No more letters come about your searches.")


declare(PURPOSE, Purpose(_ask, _answer, private=True))
