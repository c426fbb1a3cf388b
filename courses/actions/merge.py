"""Putting needs together as one candidate, taking one out, and undoing it exactly.

A line in own words is put to its candidate; a candidate that turned out to be the same points to
the one that is planned. Nothing that an authority wrote changes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.models import (
    Area,
    Campaign,
    Candidate,
    Decision,
    MergedPart,
    Merger,
    NeedLine,
    Plan,
    PlannedRun,
    SetApart,
)
from courses.needs.likeness import MOST, pair_of
from courses.needs.querysets import ANSWERED
from courses.needs.rules import Audience, CampaignState
from network.models.journal import note
from network.seat import Seat

# What belongs to a merger itself, and so does not keep a candidate from being taken away again.
OWN_TABLES = (Merger, MergedPart)


class NotMerged(Exception):
    """The needs cannot be put together, or apart; the message is a sentence that says why."""


@dataclass(frozen=True)
class NewCandidate:
    """The candidate that needs are put together as, where none of the list fits."""

    title: str
    title_en: str = ""
    area: Area | None = None
    audience: str = str(Audience.EVERYONE)


def locked(campaign: Campaign) -> Campaign:
    """The needs assessment, so that two who put its needs together come one after the other."""
    found: Campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if found.state == CampaignState.DRAFT:
        raise NotMerged(
            _("The needs assessment is not open yet: there is nothing to put together.")
        )
    return found


@transaction.atomic  # a candidate that was made for it does not outlive a refusal
def merge(
    campaign: Campaign,
    lines: Iterable[int],
    candidates: Iterable[int],
    into: Candidate | NewCandidate,
    *,
    by: Seat,
) -> Merger:
    """Put lines in own words and candidates together as one candidate; raises NotMerged."""
    by.require("merge_needs")
    campaign = locked(campaign)
    moved_lines = _lines(campaign, lines)
    target = _target(campaign, into, moved_lines)
    moved = [one for one in _candidates(campaign, candidates) if one.pk != target.pk]
    moved_lines = [line for line in moved_lines if line.candidate_id != target.pk]
    if not moved_lines and not moved:
        raise NotMerged(_("Choose at least one need besides the candidate that it goes to."))
    _refuse_decided(moved)
    made: Merger = Merger.objects.create(
        campaign=campaign,
        target=target,
        title=target.title_sv,
        made_target=isinstance(into, NewCandidate),
        by_user_id=by.user.pk,
    )
    # What was part of a candidate follows it.
    moved += Candidate.objects.filter(merged_into__in=[one.pk for one in moved])
    _move(made, moved_lines, moved, target)
    note("merge_needs", target, needs=len(moved_lines), candidates=len(moved), title=made.title)
    return made


def take_line_out(line: NeedLine, *, by: Seat) -> Merger:
    """Take a need in own words out of the candidate that it was put to; raises NotMerged."""
    by.require("merge_needs")
    campaign = locked(line.answer.campaign)
    line.refresh_from_db()
    if line.candidate is None:
        raise NotMerged(_("It is not part of anything."))
    if not line.text:
        raise NotMerged(_("The authority chose this course itself; it cannot be taken out."))
    home = line.candidate
    made = _taken_out(campaign, line.text, by)
    _move(made, [line], [], None)
    note("take_need_out", home, title=made.title)
    return made


def take_candidate_out(part: Candidate, *, by: Seat) -> Merger:
    """Take a candidate out of the one that it is part of; raises NotMerged."""
    by.require("merge_needs")
    campaign = locked(part.campaign)
    part.refresh_from_db()
    if part.merged_into is None:
        raise NotMerged(_("It is not part of anything."))
    home = part.merged_into
    made = _taken_out(campaign, part.title_sv, by)
    _move(made, [], [part], None)
    note("take_need_out", home, title=made.title)
    return made


def _taken_out(campaign: Campaign, title: str, by: Seat) -> Merger:
    made: Merger = Merger.objects.create(
        campaign=campaign, kind=Merger.Kind.OUT, title=title, by_user_id=by.user.pk
    )
    return made


def set_apart(campaign: Campaign, texts: Sequence[str], *, by: Seat) -> int:
    """Remember that these wordings are not the same, so that they are not proposed again."""
    by.require("merge_needs")
    if len(texts) > MOST:
        raise NotMerged(_("Tick at most %(most)s needs at a time.") % {"most": MOST})
    pairs = {pair_of(a, b) for a, b in combinations(texts, 2)}
    pairs = {(one, other) for one, other in pairs if one != other}
    if not pairs:
        raise NotMerged(_("The wordings are the same. Take a tick away, or put them together."))
    SetApart.objects.bulk_create(
        [
            SetApart(campaign=campaign, one=one, other=other, by_user_id=by.user.pk)
            for one, other in sorted(pairs)
        ],
        ignore_conflicts=True,
    )
    note("set_needs_apart", campaign, pairs=len(pairs))
    return len(pairs)


def undo(merger: Merger, *, by: Seat) -> None:
    """Put everything back where it was before a merger; raises NotMerged, which says what first."""
    by.require("merge_needs")
    campaign = locked(merger.campaign)
    merger = Merger.objects.get(pk=merger.pk)
    if merger.undone_at:
        raise NotMerged(_("That is undone already."))
    parts = list(merger.parts.select_related("candidate", "was"))
    lines = NeedLine.objects.filter(answer__campaign=campaign).in_bulk(
        [part.line for part in parts if part.line]
    )
    for part in parts:
        now = _place(part, lines)
        if now is not GONE and now != merger.target_id:
            _refuse_moved(merger, part)
    target = merger.target
    if merger.made_target and target is not None:
        _refuse_used(merger, target, lines)
    for part in parts:
        if part.candidate_id:
            Candidate.objects.filter(pk=part.candidate_id).update(merged_into=part.was)
        else:
            NeedLine.objects.filter(pk=part.line).update(candidate=part.was)
    Merger.objects.filter(pk=merger.pk).update(undone_at=timezone.now(), undone_by_id=by.user.pk)
    if merger.made_target and target is not None:
        target.delete()
    note("undo_merger", campaign, title=merger.title, parts=len(parts))


GONE = -1  # a need that its authority took away since


def _place(part: MergedPart, lines: dict[int, NeedLine]) -> int | None:
    if part.candidate_id:
        place: int | None = part.candidate.merged_into_id
        return place
    line = lines.get(part.line or 0)
    return line.candidate_id if line else GONE


def _refuse_moved(merger: Merger, part: MergedPart) -> None:
    same = {"candidate": part.candidate_id} if part.candidate_id else {"line": part.line}
    later = Merger.objects.standing().filter(pk__gt=merger.pk, parts__in=MergedPart.objects.filter(
        **same
    )).order_by("-pk").first()  # fmt: skip
    if later is None:
        raise NotMerged(_("A need has been put to another candidate since; nothing was undone."))
    raise NotMerged(
        _("Undo “%(title)s” first: it moved the same needs later.") % {"title": later.title}
    )


def _refuse_used(merger: Merger, target: Candidate, lines: dict[int, NeedLine]) -> None:
    """A candidate that was made for a merger goes with it, unless something else rests on it."""
    later = (
        Merger.objects.standing().filter(target=target, pk__gt=merger.pk).order_by("-pk").first()
    )
    if later is not None:
        raise NotMerged(
            _("Undo “%(title)s” first: it put more needs there.") % {"title": later.title}
        )
    if target.merged_into_id:
        raise NotMerged(_("The candidate is part of another one; take it out first."))
    for relation in Candidate._meta.related_objects:
        model = relation.related_model
        if model in OWN_TABLES:
            continue
        resting = model._default_manager.filter(**{relation.field.name: target})
        if model is NeedLine:
            resting = resting.exclude(pk__in=lines)
        elif model is Candidate:
            resting = resting.exclude(
                pk__in=MergedPart.objects.filter(merger=merger).values("candidate")
            )
        if resting.exists():
            raise NotMerged(
                _("Something rests on “%(title)s” now, such as a decision, a costing or an answer.")
                % {"title": target.title}
            )


def _lines(campaign: Campaign, lines: Iterable[int]) -> list[NeedLine]:
    found = NeedLine.objects.filter(
        pk__in=list(lines), answer__campaign=campaign, answer__state__in=ANSWERED
    )
    return list(found.exclude(text="").order_by("pk"))


def _candidates(campaign: Campaign, candidates: Iterable[int]) -> list[Candidate]:
    return list(Candidate.objects.filter(pk__in=list(candidates), campaign=campaign).standing())


def _target(
    campaign: Campaign, into: Candidate | NewCandidate, lines: Sequence[NeedLine]
) -> Candidate:
    if isinstance(into, Candidate):
        asked = Candidate.objects.select_related("merged_into").get(pk=into.pk)
        whole: Candidate = asked.merged_into or asked
        if whole.campaign_id != campaign.pk:
            raise NotMerged(_("The candidate belongs to another year."))
        return whole
    title = into.title.strip()
    if not title:
        raise NotMerged(_("Write what the candidate is called."))
    taken = Candidate.objects.filter(campaign=campaign, title_sv=title).first()
    if taken is not None:
        raise NotMerged(
            _("“%(title)s” is in the list already. Choose it instead.") % {"title": title}
        )
    last = Candidate.objects.filter(campaign=campaign).order_by("-position").first()
    made: Candidate = Candidate.objects.create(
        campaign=campaign,
        title_sv=title,
        title_en=into.title_en,
        area=into.area or next((line.area for line in lines if line.area_id), None),
        audience=into.audience,
        source=Candidate.Source.MEMBER,
        position=(last.position if last else 0) + 1,
    )
    return made


def _refuse_decided(candidates: Sequence[Candidate]) -> None:
    decided = Decision.objects.filter(candidate__in=candidates).select_related("candidate").first()
    planned = (
        PlannedRun.objects.filter(candidate__in=candidates)
        .exclude(plan__state=Plan.State.VARIANT)
        .select_related("candidate")
        .first()
    )
    if settled := decided or planned:
        raise NotMerged(
            _("The council has decided on “%(title)s”. Put the others together with it instead.")
            % {"title": settled.candidate.title}
        )


def _move(
    merger: Merger,
    lines: Sequence[NeedLine],
    candidates: Sequence[Candidate],
    target: Candidate | None,
) -> None:
    MergedPart.objects.bulk_create(
        [MergedPart(merger=merger, line=line.pk, was_id=line.candidate_id) for line in lines]
        + [
            MergedPart(merger=merger, candidate=one, was_id=one.merged_into_id)
            for one in candidates
        ]
    )
    # One statement each: what is written is exactly what was recorded above.
    NeedLine.objects.filter(pk__in=[line.pk for line in lines]).update(candidate=target)
    Candidate.objects.filter(pk__in=[one.pk for one in candidates]).update(merged_into=target)
