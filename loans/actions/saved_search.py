"""Searches that somebody keeps, and whether their new hits come by mail."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from loans.models import SavedSearch
from loans.rules import LoanRefused
from network.models.journal import note_privately
from network.seat import Seat

MOST = 10  # of one person; the board looks through them all


def save_search(search: SavedSearch, *, by: Seat) -> None:
    """Keep a search, or change it; letters begin with what is published from now on."""
    by.require("keep_saved_searches")
    new = search.pk is None
    if new and SavedSearch.objects.filter(person=search.person_id).count() >= MOST:
        raise LoanRefused(_("You have ten searches. Take one away first."))
    try:
        with transaction.atomic():
            search.save()
    except IntegrityError as twice:
        raise LoanRefused(_("You have a search with that name.")) from twice
    _note("save_search" if new else "change_search", search)


def forget_search(search: SavedSearch, *, by: Seat) -> None:
    """Keep a search no more."""
    by.require("keep_saved_searches")
    _note("forget_search", search)
    search.delete()


def stop_letters(person_id: int) -> int:
    """No more letters about somebody's searches; the searches stay. Returns how many it was."""
    stopped = SavedSearch.objects.filter(person=person_id, weekly=True)
    for search in stopped:
        _note("stop_search_letters", search)
    return SavedSearch.objects.filter(person=person_id, weekly=True).update(weekly=False)


def _note(verb: str, search: SavedSearch) -> None:
    # That somebody looks around is nobody else's to know.
    note_privately(verb, search, person_id=search.person_id)
