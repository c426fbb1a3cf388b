"""Which offers are suggested to a need: held against plain readings of the rules, no database."""

from dataclasses import replace
from datetime import date, timedelta

from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from loans.board.facts import Facts
from loans.board.suggesting import BUTS, Because, Fit, Reason, best, fit
from loans.board.words import reasons_in_words

TODAY = date(2027, 3, 1)
SETTINGS = settings(max_examples=200, deadline=None)
CODES = ("it", "law", "money", "change")
NEED = Facts(
    kind="need",
    occasion="ordinary",
    title="Testledare",
    tasks="Testa",
    competences=("it", "change"),
    people=1,
    starts=date(2027, 4, 1),
    ends=date(2027, 4, 30),
    percent=100,
    place="Sundsvall",
    remote="no",
    owner_name="CSN",
    owner_kind="state_agency",
    answer_by=date(2027, 3, 20),
    owner_id=1,
)
OFFER = replace(NEED, kind="idle", title="Ledig testledare", owner_name="SPV", owner_id=2)
days = st.integers(-60, 200).map(lambda n: TODAY + timedelta(days=n))


@st.composite
def notices(draw: st.DrawFn, kind: str) -> Facts:
    starts = draw(days)
    return Facts(
        kind=kind,
        occasion=draw(st.sampled_from(["ordinary", "crisis"])),
        title="x",
        tasks="x",
        competences=tuple(draw(st.lists(st.sampled_from(CODES), unique=True, max_size=4))),
        people=draw(st.integers(1, 5)),
        starts=starts,
        ends=starts + timedelta(days=draw(st.integers(0, 200))),
        percent=draw(st.integers(5, 100)),
        place=draw(st.sampled_from(["", "Sundsvall", "Härnösand", "Malmö", "Okänd"])),
        remote=draw(st.sampled_from(["no", "partly", "wholly"])),
        owner_name="x",
        owner_kind=draw(st.sampled_from(["state_agency", "court", "municipality", "other"])),
        answer_by=starts,
        owner_id=draw(st.integers(1, 3)),
    )


def reasons(found: Fit | None) -> dict[Reason, Because]:
    assert found
    return {row.reason: row for row in found.because}


@SETTINGS
@given(notices("need"), notices("idle"))
def test_a_suggestion_shares_competence_a_coming_day_and_rules_with_the_need(
    need: Facts, offer: Facts
) -> None:
    both = {
        need.starts + timedelta(days=n)
        for n in range((need.ends - need.starts).days + 1)
        if offer.starts <= need.starts + timedelta(days=n) <= offer.ends
        and need.starts + timedelta(days=n) >= TODAY
    }
    found = fit(need, offer, TODAY)
    far = need.remote == "no" and {need.place, offer.place} in (
        {"Malmö", "Sundsvall"},
        {"Malmö", "Härnösand"},
    )
    wanted = (
        need.owner_id != offer.owner_id
        and "other" not in (need.owner_kind, offer.owner_kind)
        and set(need.competences) & set(offer.competences)
        and both
        and not far
    )
    assert bool(found) == bool(wanted)
    if found:
        said = reasons(found)
        assert set(said[Reason.COMPETENCE].codes) == set(need.competences) & set(offer.competences)
        when = said.get(Reason.ALL_DAYS) or said[Reason.SOME_DAYS]
        assert when.number == len(both)
        assert (Reason.STATE in said) == ("municipality" not in (need.owner_kind, offer.owner_kind))


@SETTINGS
@given(notices("need"), notices("idle"))
def test_points_stay_between_one_and_a_hundred_and_each_reason_has_words(
    need: Facts, offer: Facts
) -> None:
    if found := fit(need, offer, TODAY):
        assert 1 <= found.score <= 100
        assert len(reasons(found)) == len(found.because)
        assert all(words for words, _but in reasons_in_words(found, {}))


@SETTINGS
@given(notices("need"), notices("idle"), st.integers(0, 30), st.sampled_from(CODES))
def test_more_days_and_more_competence_never_fit_worse(
    need: Facts, offer: Facts, more: int, code: str
) -> None:
    less = fit(need, offer, TODAY)
    longer = replace(offer, ends=offer.ends + timedelta(days=more))
    abler = replace(offer, competences=tuple({*offer.competences, code}))
    for better in (longer, abler):
        if less:
            assert (fit(need, better, TODAY) or less).score >= less.score
            assert fit(need, better, TODAY)


def test_the_perfect_offer_gets_all_points_and_no_but() -> None:
    found = fit(NEED, OFFER, TODAY)
    assert found
    assert found.score == 100
    assert not {row.reason for row in found.because} & BUTS


def test_what_falls_short_is_said_and_marked() -> None:
    offer = replace(
        OFFER,
        ends=date(2027, 4, 15),
        percent=50,
        place="Härnösand",
        owner_kind="municipality",
        competences=("it",),
    )
    found = fit(NEED, offer, TODAY)
    assert found
    with override("en"):
        words = dict(reasons_in_words(found, {"it": "It"}))
    assert words["The staff is free on 15 of 30 days"]
    assert words["The extent covers 50 per cent of the need"]
    assert any(word.endswith("km apart") for word in words)
    assert sum(words.values()) == 3  # days, extent and the employee's own consent


def test_two_at_half_time_fill_a_need_of_one_at_full_time() -> None:
    assert Reason.EXTENT in reasons(fit(NEED, replace(OFFER, people=2, percent=50), TODAY))


def test_a_placement_is_suggested_to_nobody() -> None:
    assert fit(NEED, replace(OFFER, kind="placement"), TODAY) is None
    assert fit(OFFER, NEED, TODAY) is None


def test_the_best_come_first_whichever_side_asks() -> None:
    worse = replace(OFFER, percent=50)
    assert [place for place, _fit in best(NEED, [worse, OFFER], TODAY)] == [1, 0]
    assert [place for place, _fit in best(OFFER, [NEED, replace(NEED, owner_id=2)], TODAY)] == [0]
