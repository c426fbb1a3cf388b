"""The needs that the doors of merging and lineage are tried with."""

from collections.abc import Mapping

from courses.models import Campaign, Candidate, MergedPart, Merger, NeedLine
from network import scope
from tests.cast import Cast
from tests.courses.makers import make_course, make_run
from tests.courses.needs import bring, make_answer, make_campaign, make_candidate, make_line
from tests.databases import acting_as
from tests.doors.making import Maker

YEAR = 2024  # no other maker's


def _campaign() -> Campaign:
    found: Campaign | None = Campaign.objects.filter(year=YEAR).first()
    return found or make_campaign(YEAR, "closed")


def _whole() -> Candidate:
    return Candidate.objects.filter(title_sv="Doors").first() or make_candidate(
        _campaign(), "Doors"
    )


def _line(member: int) -> NeedLine:
    """A need in own words that was put to a candidate."""
    whole = _whole()
    found: NeedLine | None = NeedLine.objects.filter(membership=member, text="Doorways").first()
    if found is None:
        answer = make_answer(_campaign(), member)
        found = make_line(answer, whole, text="Doorways")
        bring(answer, "sent")
    return found


def needs_year(cast: Cast, network: str, who: str, key: str) -> int:
    with acting_as("portal_worker"), scope.enter_system(cast.networks[network]):
        return int(_campaign().pk)


def candidate(cast: Cast, network: str, who: str, key: str) -> int:
    with acting_as("portal_worker"), scope.enter_system(cast.networks[network]):
        return int(_whole().pk)


def part(cast: Cast, network: str, who: str, key: str) -> int:
    """A candidate that is part of another."""
    with acting_as("portal_worker"), scope.enter_system(cast.networks[network]):
        whole = _whole()
        found = Candidate.objects.filter(merged_into=whole).first()
        return int((found or make_candidate(_campaign(), "Doorsteps", merged_into=whole)).pk)


def need_line(cast: Cast, network: str, who: str, key: str) -> int:
    with acting_as("portal_worker"), scope.enter_system(cast.networks[network]):
        return int(_line(cast.memberships[network, key]).pk)


def merger(cast: Cast, network: str, who: str, key: str) -> int:
    with acting_as("portal_worker"), scope.enter_system(cast.networks[network]):
        line = _line(cast.memberships[network, key])
        made = Merger.objects.create(campaign=_campaign(), target=line.candidate, title="Doors")
        MergedPart.objects.create(merger=made, line=line.pk)
        return int(made.pk)


def run_of_a_course(cast: Cast, network: str, who: str, key: str) -> int:
    with acting_as("portal_worker"), scope.enter_system(cast.networks[network]):
        return int(make_run(course=make_course(f"Doors {network} {key}")).pk)


MERGING: Mapping[str, Maker] = {
    "needs_merging": needs_year,
    "needs_merger": needs_year,
    "needs_apart": needs_year,
    "merger_undoing": merger,
    "candidate": candidate,
    "candidate_lineage": candidate,
    "candidate_leaving": part,
    "need_line_lineage": need_line,
    "need_line_leaving": need_line,
    "run_lineage": run_of_a_course,
}
