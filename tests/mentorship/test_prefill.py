"""A request that is begun for somebody: what the form itself would begin with, and never more."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from mentorship.intake.prefill import begin_draft
from mentorship.models import Interest, InterestDraft, MentorRound
from network import scope
from tests.cast import Cast
from tests.databases import acting_as
from tests.mentorship.asking import AT, enter
from tests.mentorship.rounds import make_interest, make_manager, make_round, seat

SINCE = date(2019, 3, 1)


@pytest.fixture
def opened(cast: Cast) -> int:
    """An open round; Amina leads staff, and asked in the round before."""
    make_manager(cast, "amina", SINCE, under="mats")
    today = timezone.localdate()
    former = make_round(
        cast.vn,
        title="Förra omgången",
        opens=today - timedelta(days=400),
        closes=today - timedelta(days=380),
        starts=today - timedelta(days=370),
        ends=today - timedelta(days=60),
    )
    make_interest(cast, former)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Interest.objects.update(town="Ånge", meeting="online", language="en")
    return make_round(cast.vn)


def begin(cast: Cast, found: int, today: date | None = None) -> InterestDraft | None:
    with scope.enter(cast.users["amina"], cast.vn) as granted:
        return begin_draft(
            MentorRound.objects.get(pk=found),
            "mentee",
            today=today or timezone.localdate(),
            seat=seat(cast, "amina", granted),
        )


def typed(client: Client, found: int) -> dict[str, str]:
    form = client.get(f"{AT}/rounds/{found}/interest/mentee/").context["form"]
    return {name: str(form[name].value() or "") for name in form.fields if name != "once"}


def test_the_form_says_the_same_with_the_begun_draft_as_without(
    cast: Cast, client: Client, opened: int
) -> None:
    enter(client, "amina")
    before = typed(client, opened)
    draft = begin(cast, opened)
    assert draft is not None
    assert (draft.answers["town"], draft.answers["areas"]) == (["Ånge"], ["talks"])
    assert draft.answers["manager_since"] == [SINCE.isoformat()]
    assert typed(client, opened) == before


def test_what_somebody_has_begun_themselves_stays(cast: Cast, client: Client, opened: int) -> None:
    enter(client, "amina")
    client.post(f"{AT}/rounds/{opened}/interest/mentee/draft/", {"goals": "Mina egna ord"})
    draft = begin(cast, opened)
    assert draft is not None
    assert draft.answers["goals"] == ["Mina egna ord"]


def test_nothing_is_begun_in_a_closed_round_or_for_who_has_asked(cast: Cast, opened: int) -> None:
    assert begin(cast, opened, timezone.localdate() + timedelta(days=30)) is None
    make_interest(cast, opened)
    assert begin(cast, opened) is None
    with scope.enter(cast.users["amina"], cast.vn):
        assert not InterestDraft.objects.exists()


def test_nothing_is_begun_where_the_authority_takes_no_part(cast: Cast, opened: int) -> None:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        MentorRound.objects.filter(pk=opened).update(authority_kinds=["university"])
    assert begin(cast, opened) is None
