"""Needs are put together, taken out and undone; undoing restores exactly what was."""

from collections.abc import Iterator
from contextlib import suppress

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.actions import merge
from courses.actions.merge import NewCandidate, NotMerged
from courses.models import Campaign, Candidate, Decision, Merger, NeedLine, SetApart
from network import scope
from network.models import JournalEntry
from tests.cast import VN, Cast
from tests.courses.makers import seat
from tests.courses.needs import bring, make_answer, make_campaign, make_candidate, make_line

pytestmark = pytest.mark.django_db


@pytest.fixture
def jonas(cast: Cast) -> Iterator[Cast]:
    with scope.enter(cast.users["jonas"], cast.vn):
        yield cast


def _year(cast: Cast) -> tuple[Campaign, list[Candidate], list[NeedLine]]:
    """Three candidates, and two members who ask in their own words."""
    campaign = make_campaign()
    candidates = [
        make_candidate(campaign, title) for title in ("Excel grund", "Excelkurs", "Klarspråk")
    ]
    lines = []
    for key, texts in (("csn", ("Grundkurs i Excel", "Skriva klarspråk")),
                       ("spv", ("Excel, grunderna",))):  # fmt: skip
        answer = make_answer(campaign, cast.memberships[VN, key])
        make_line(answer, candidates[0])
        lines += [make_line(answer, text=text) for text in texts]
        bring(answer, "sent")
    return campaign, candidates, lines


def _places() -> dict[str, int | None]:
    places = {f"line {row.text} {row.pk}": row.candidate_id for row in NeedLine.objects.all()}
    return places | {f"candidate {row.title_sv}": row.merged_into_id
                     for row in Candidate.objects.all()}  # fmt: skip


def test_lines_and_candidates_become_one_candidate_and_the_words_stay(jonas: Cast) -> None:
    campaign, (grund, kurs, _k), lines = _year(jonas)
    merge.merge(campaign, [lines[0].pk, lines[2].pk], [kurs.pk], grund, by=seat())
    assert {row.candidate_id for row in NeedLine.objects.filter(text__contains="Excel")} == {
        grund.pk
    }
    kurs.refresh_from_db()
    assert kurs.merged_into_id == grund.pk
    assert NeedLine.objects.get(pk=lines[0].pk).text == "Grundkurs i Excel"
    assert JournalEntry.objects.filter(verb="merge_needs", subject_id=grund.pk).count() == 1


def test_undoing_takes_a_candidate_that_was_made_for_it_away(jonas: Cast) -> None:
    campaign, _candidates, lines = _year(jonas)
    before = _places()
    made = merge.merge(
        campaign, [line.pk for line in lines[::2]], [], NewCandidate("Excel för alla"), by=seat()
    )
    assert Candidate.objects.get(title_sv="Excel för alla").position == 4
    merge.undo(made, by=seat())
    assert _places() == before
    assert Merger.objects.get(pk=made.pk).undone_at is not None
    with pytest.raises(NotMerged, match="undone already"):
        merge.undo(made, by=seat())


def test_a_later_merger_of_the_same_needs_must_be_undone_first(jonas: Cast) -> None:
    campaign, (grund, kurs, _k), lines = _year(jonas)
    before = _places()
    first = merge.merge(campaign, [lines[0].pk], [], kurs, by=seat())
    second = merge.merge(campaign, [], [kurs.pk], grund, by=seat())
    third = merge.merge(campaign, [lines[0].pk], [], grund, by=seat())
    with pytest.raises(NotMerged, match="Excel grund"):
        merge.undo(first, by=seat())
    for one in (third, second, first):
        merge.undo(one, by=seat())
    assert _places() == before


def test_what_rests_on_a_made_candidate_keeps_it(jonas: Cast) -> None:
    campaign, _candidates, lines = _year(jonas)
    made = merge.merge(campaign, [lines[0].pk], [], NewCandidate("Excel"), by=seat())
    Decision.objects.create(
        candidate=made.target, verdict="wait", reason="r", meeting="m", met_on=campaign.opens_on
    )
    with pytest.raises(NotMerged, match="Something rests"):
        merge.undo(made, by=seat())


def test_a_decided_candidate_is_not_hidden_in_another(jonas: Cast) -> None:
    campaign, (grund, kurs, _k), _lines = _year(jonas)
    Decision.objects.create(
        candidate=kurs, verdict="wait", reason="r", meeting="m", met_on=campaign.opens_on
    )
    with pytest.raises(NotMerged, match="decided"):
        merge.merge(campaign, [], [kurs.pk], grund, by=seat())


def test_one_need_is_taken_out_but_not_what_the_authority_chose(jonas: Cast) -> None:
    campaign, (grund, *_rest), lines = _year(jonas)
    merge.merge(campaign, [lines[0].pk, lines[2].pk], [], grund, by=seat())
    out = merge.take_line_out(NeedLine.objects.get(pk=lines[0].pk), by=seat())
    assert NeedLine.objects.get(pk=lines[0].pk).candidate_id is None
    merge.undo(out, by=seat())
    assert NeedLine.objects.get(pk=lines[0].pk).candidate_id == grund.pk
    with pytest.raises(NotMerged, match="chose this course"):
        merge.take_line_out(NeedLine.objects.filter(text="")[0], by=seat())


def test_a_need_of_a_draft_is_nobodys_to_put_together(jonas: Cast) -> None:
    campaign, (grund, *_rest), _lines = _year(jonas)
    draft = make_answer(campaign, jonas.memberships[VN, "timra"])
    line = make_line(draft, text="Excel grund")
    with pytest.raises(NotMerged, match="at least one"):
        merge.merge(campaign, [line.pk], [], grund, by=seat())


def test_not_the_same_is_remembered_by_its_words(jonas: Cast) -> None:
    campaign, _candidates, _lines = _year(jonas)
    for _twice in range(2):
        merge.set_apart(campaign, ["Excel grund", "Grundkurs i Excel"], by=seat())
    assert SetApart.objects.filter(campaign=campaign).count() == 1


def test_only_the_coordinators_put_needs_together(cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        campaign, (grund, *_rest), lines = _year(cast)
        pk, line = grund.pk, lines[0].pk
    with scope.enter(cast.users["lena"], cast.vn):
        with pytest.raises(PermissionDenied):
            merge.merge(campaign, [line], [], Candidate.objects.get(pk=pk), by=seat())
        assert list(Merger.objects.all()) == []


moves = st.lists(
    st.tuples(st.sampled_from("mmou"), st.integers(0, 2), st.integers(0, 2), st.integers(0, 2)),
    max_size=7,
)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(moves)
def test_undoing_everything_in_turn_restores_exactly(
    cast: Cast, steps: list[tuple[str, int, int, int]]
) -> None:
    with suppress(Undone), scope.enter(cast.users["jonas"], cast.vn):
        _try(cast, steps)
        raise Undone  # the next example begins anew


def _try(cast: Cast, steps: list[tuple[str, int, int, int]]) -> None:
    campaign, candidates, lines = _year(cast)
    before = _places()
    for kind, a, b, c in steps:
        try:
            if kind == "m":
                into = candidates[c] if c < 2 else NewCandidate(f"Ny {a}{b}")
                merge.merge(campaign, [lines[a].pk], [candidates[b].pk], into, by=seat())
            elif kind == "o":
                if c:
                    merge.take_candidate_out(candidates[b], by=seat())
                else:
                    merge.take_line_out(lines[a], by=seat())
            elif standing := list(Merger.objects.standing().order_by("pk")[a : a + 1]):
                merge.undo(standing[0], by=seat())
        except NotMerged:
            continue
    for merger in Merger.objects.standing().order_by("-pk"):
        merge.undo(merger, by=seat())
    assert _places() == before


class Undone(Exception):
    pass
