"""What people wrote to be lent is forgotten half a year after it was of use; agreements stay."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError
from django.utils import timezone

from loans.consents.tasks import forget_what_is_over
from loans.models import Consent, Interest, Loan, NoticeDraft, Signature, Wording
from network import scope
from network.models import JournalEntry
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.loans import making

pytestmark = pytest.mark.django_db
SECRET = "Jag trivs inte hemma."


def forget() -> None:
    with acting_as("portal_worker"):
        forget_what_is_over()


def rows(cast: Cast, model: Any, **found: object) -> list[Any]:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        return list(model.objects.filter(**found).order_by("pk"))


def interest_of(cast: Cast, *, asked: int, closed: int | None = None) -> int:
    """An interest of so many days ago, with the manager's no; the notice's answers came in then."""
    then = timezone.now() - timedelta(days=asked)
    notice = making.make_notice(
        cast,
        answer_by=making.in_days(10 - asked),
        published_at=then,
        closed_at=None if closed is None else timezone.now() - timedelta(days=closed),
    )
    made = making.make_interest(cast, notice, words=SECRET, asked_at=then)
    making.make_consent(cast, made, given=False, why="Vi behöver dig.")
    return made


def test_an_interest_that_no_loan_came_of_goes_with_its_answer_after_half_a_year(
    cast: Cast,
) -> None:
    interest_of(cast, asked=230)
    kept = interest_of(cast, asked=160)
    closed_late = interest_of(cast, asked=230, closed=30)
    forget()
    assert [one.pk for one in rows(cast, Interest)] == [kept, closed_late]
    assert [one.interest_id for one in rows(cast, Consent)] == [kept, closed_late]
    (told,) = rows(cast, JournalEntry, verb="forget_interest")
    assert told.person_id is None
    forget()
    assert len(rows(cast, JournalEntry, verb="forget_interest")) == 1


@pytest.mark.parametrize(("later", "words"), [(170, SECRET), (200, "")])
def test_of_a_loan_that_is_over_the_words_go_and_the_agreement_stays(
    cast: Cast, later: int, words: str
) -> None:
    loan = making.make_running(cast, starts=making.in_days(0), ends=making.in_days(1))
    (row,) = rows(cast, Loan, pk=loan)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Interest.objects.filter(pk=row.interest_id).update(words=SECRET)
    with making.later(2):
        making.look_after(cast)
    before = (rows(cast, Wording), rows(cast, Signature))
    with making.later(later):
        forget()
    (interest,) = rows(cast, Interest)
    assert interest.words == words
    assert (rows(cast, Wording), rows(cast, Signature)) == before
    assert rows(cast, Consent)[0].given


def test_of_a_loan_that_goes_on_nothing_is_forgotten(cast: Cast) -> None:
    making.make_running(cast)
    forget()
    assert rows(cast, Interest)[0].words


def test_what_the_manager_wrote_goes_with_the_words_and_by_nobody_else(cast: Cast) -> None:
    making.make_draft(cast, limits={"why": "Roligt! Kom tillbaka."})
    with (
        pytest.raises(DatabaseError, match="stands as it was given"),
        scope.enter(cast.users["mats"], cast.vn),
    ):
        Consent.objects.update(why="")
    assert rows(cast, Consent)[0].why
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Consent.objects.update(withdrawn_at=timezone.now())
    with making.later(190):
        forget()
    (said,) = rows(cast, Consent)
    assert said.why == ""
    assert said.withdrawn_at is not None


def test_drafts_of_notices_that_nobody_went_on_with_go(cast: Cast) -> None:
    for days in (100, 200):
        with acting_as("portal_worker"), scope.enter_system(cast.vn):
            NoticeDraft.objects.create(
                person_id=cast.person("mats" if days == 100 else "amina", VN),
                changed_at=timezone.now() - timedelta(days=days),
            )
    forget()
    assert [one.person_id for one in rows(cast, NoticeDraft)] == [cast.person("mats", VN)]
