"""Forgetting what people wrote about themselves, half a year after it was of use.

The agreements, their signatures, what loans cost and what they gave stay: they are the authorities'
own records. What somebody wrote to their manager is not.
"""

from datetime import date

from django.db.models import Exists, OuterRef, Q

from loans.models import Consent, Interest, Loan, NoticeDraft, SavedSearch
from loans.rules import LIVE, Stage
from network.models.journal import note
from network.months import months_later

KEPT_MONTHS = 6


def forget(today: date) -> int:
    """Forget what is due, in the system scope and again without harm; gives how many interests.

    An interest that no loan came of goes with its answer; of one that became a loan, the words
    go that were for the manager and the borrower. Drafts of notices that nobody went on with and
    searches of those who have left go as well.
    """
    day = months_later(today, -KEPT_MONTHS)
    NoticeDraft.objects.filter(changed_at__date__lt=day).delete()
    SavedSearch.objects.filter(person__until__lt=today).delete()
    _forget_words(day)
    return _forget_interests(day)


def _forget_interests(day: date) -> int:
    """Those of notices whose answers came in before the day, and of which no loan was begun."""
    begun = Loan.objects.filter(interest=OuterRef("pk"))
    old = Interest.objects.filter(notice__answer_by__lt=day, asked_at__date__lt=day)
    old = old.exclude(notice__closed_at__date__gte=day)
    found = list(old.filter(~Exists(begun)).select_related("notice").order_by("pk"))
    for interest in found:
        note("forget_interest", interest.notice, notice=interest.notice.title)
    Consent.objects.filter(interest__in=found).delete()
    Interest.objects.filter(pk__in=[one.pk for one in found]).delete()
    return len(found)


def _forget_words(day: date) -> None:
    """Of loans that were over before the day, and of drafts that fell before it."""
    over = Loan.objects.exclude(stage__in=(Stage.DRAFT, *LIVE)).filter(
        Q(ended_on__lt=day) | Q(ended_on=None, made_at__date__lt=day)
    )
    goes_on = Loan.objects.filter(interest=OuterRef("interest")).exclude(pk__in=over.values("pk"))
    ids = over.filter(~Exists(goes_on)).values_list("interest_id", flat=True)
    Interest.objects.filter(pk__in=ids).exclude(words="").update(words="")
    Consent.objects.filter(interest__in=ids).exclude(why="").update(why="")
