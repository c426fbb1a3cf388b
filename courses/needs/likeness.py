"""Which needs are the same course in other words: a score, and why; no database.

Levels, versions and audiences are told apart before anything is compared: a beginner's course is
never proposed together with a continuation, however alike the words are.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _
from rapidfuzz.distance import OSA

from courses.needs.rules import Audience
from courses.needs.wording import Subject, Word, folded, subject_of

ENOUGH = 0.7  # of 1: from here two needs are proposed as the same
KEPT = 0.6  # each with each in a group of several
MOST = 40  # needs in one proposal; more than a person looks through at once
NEAR = 0.9  # a word of another ending or misspelt


@dataclass(frozen=True, order=True)
class Need:
    """A need to compare: a line in own words, or a candidate. `course` is the catalogue's."""

    key: str
    text: str
    audience: str = str(Audience.EVERYONE)
    course: int | None = None


@dataclass(frozen=True)
class Likeness:
    """How alike two needs are, 0 to 1, and the words that say why; `barred` says why never."""

    score: float
    shared: tuple[str, ...] = ()
    near: tuple[tuple[str, str], ...] = ()
    barred: str = ""


@dataclass(frozen=True)
class Group:
    """Needs that look like one course; the weakest likeness within it is its score."""

    needs: tuple[Need, ...]
    score: float
    reason: str


def likeness(one: Need, other: Need) -> Likeness:
    """How alike two needs are; the same whichever comes first."""
    one, other = sorted((one, other))
    a, b = subject_of(one.text), subject_of(other.text)
    if why := _barred(one, other, a, b):
        return Likeness(0, barred=why)
    if a.folded == b.folded:
        return Likeness(1, (one.text,))
    if not a.words or not b.words:
        return Likeness(0)
    shared: list[str] = []
    near: list[tuple[str, str]] = []
    met = 0.0
    for word in a.words:
        best, twin = max(((_alike(word, w), w) for w in b.words), key=lambda pair: pair[0])
        met += best * word.weight
        if best == 1:
            shared.append(word.written)
        elif best:
            near.append((word.written, twin.written))
    met += sum(max(_alike(w, word) for word in a.words) * w.weight for w in b.words)
    whole = sum(word.weight for word in (*a.words, *b.words))
    if not any(word.weight == 1 and word.written in shared for word in a.words) and not near:
        return Likeness(0)  # only words that say little
    return Likeness(met / whole, tuple(shared), tuple(near))


def _barred(one: Need, other: Need, a: Subject, b: Subject) -> str:
    if one.course and other.course and one.course != other.course:
        return "course"
    # Not said may be the beginner's course, but not what comes after it.
    if max(a.level, 1) != max(b.level, 1) or a.again != b.again:
        return "level"
    if a.versions and b.versions and a.versions != b.versions:
        return "version"
    if _audiences(one, other, a, b):
        return "audience"
    return ""


def _audiences(one: Need, other: Need, a: Subject, b: Subject) -> bool:
    """Whether they are for different people; what the words say holds before what was ticked."""
    first, second = a.audience or one.audience, b.audience or other.audience
    if first == second:
        return False
    if Audience.EVERYONE in (first, second):
        return bool(a.audience or b.audience)
    return True


@lru_cache(maxsize=200_000)
def _alike(one: Word, other: Word) -> float:
    if one.stem == other.stem:
        return 1.0
    if one.stem > other.stem:
        return _alike(other, one)
    shorter, longer = sorted((len(one.stem), len(other.stem)))
    if shorter < 5 or one.stem[0] != other.stem[0]:
        return 0.0
    start = next(
        (n for n, (x, y) in enumerate(zip(one.stem, other.stem, strict=False)) if x != y), shorter
    )
    if start >= 6 and start >= 0.7 * longer:
        return NEAR
    slips = 1 if longer < 10 else 2
    return NEAR if OSA.distance(one.stem, other.stem, score_cutoff=slips) <= slips else 0.0


def pair_of(one: str, other: str) -> tuple[str, str]:
    """Two wordings in one order, as they are remembered when they are set apart."""
    first, second = sorted((subject_of(one).folded, subject_of(other).folded))
    return first, second


def folded_in(words: str, text: str) -> bool:
    """Whether a text holds what somebody searches for."""
    return folded(words) in folded(text)


def groups(needs: Iterable[Need], apart: AbstractSet[tuple[str, str]] = frozenset()) -> list[Group]:
    """The needs that are proposed as one course, most certain first; alone ones are left out.

    `apart` are wordings that somebody said are not the same. No two of them, of different levels
    or for different people, come into one group.
    """
    return list(_grouped(tuple(sorted(needs)), frozenset(apart)))


@lru_cache(maxsize=16)
def _grouped(needs: tuple[Need, ...], apart: frozenset[tuple[str, str]]) -> tuple[Group, ...]:
    bundles = _bundled(needs)
    alike = {(a, b): found for a, b, found in _pairs(bundles, apart)}
    pairs = sorted(alike, key=lambda pair: (-alike[pair].score, pair))
    home = list(range(len(bundles)))
    rooms: dict[int, list[int]] = {place: [place] for place in home}
    for a, b in pairs:
        if alike[a, b].score < ENOUGH or home[a] == home[b]:
            continue
        both = rooms[home[a]], rooms[home[b]]
        if sum(len(bundles[one]) for room in both for one in room) > MOST:
            continue
        if all((min(x, y), max(x, y)) in alike for x in both[0] for y in both[1]):
            kept, gone = sorted((home[a], home[b]))
            rooms[kept] = sorted(both[0] + both[1])
            del rooms[gone]
            for one in rooms[kept]:
                home[one] = kept
    found = [_group(room, bundles, alike) for room in rooms.values()]
    kept_groups = [group for group in found if len(group.needs) > 1]
    return tuple(sorted(kept_groups, key=lambda group: (-group.score, group.needs[0].key)))


def _bundled(needs: Sequence[Need]) -> list[tuple[Need, ...]]:
    """Those of the same words for the same people are one from the start."""
    found: dict[tuple[str, str, int | None], list[Need]] = defaultdict(list)
    for need in needs:
        place = (subject_of(need.text).folded, need.audience, need.course)
        found[place].append(need)
    return [tuple(those[:MOST]) for those in found.values()]


def _pairs(
    bundles: Sequence[tuple[Need, ...]], apart: AbstractSet[tuple[str, str]]
) -> Iterable[tuple[int, int, Likeness]]:
    """Bundles that are alike enough; only those are compared in full that share words for it."""
    subjects = [subject_of(bundle[0].text) for bundle in bundles]
    for a, b in _sharing(subjects):
        if (subjects[a].folded, subjects[b].folded) in apart or (
            (subjects[b].folded, subjects[a].folded) in apart
        ):
            continue
        found = likeness(bundles[a][0], bundles[b][0])
        if found.score >= KEPT:
            yield a, b, found


def _sharing(subjects: Sequence[Subject]) -> Iterable[tuple[int, int]]:
    """Pairs whose words in common, and almost in common, may weigh enough."""
    holders: dict[Word, list[int]] = defaultdict(list)
    wordless: dict[str, list[int]] = defaultdict(list)
    by_stem: dict[str, Word] = {}
    for place, subject in enumerate(subjects):
        for word in subject.words:
            holders[by_stem.setdefault(word.stem, word)].append(place)
        if not subject.words:
            wordless[subject.folded].append(place)
    twins = {
        word: [(other, near) for other in holders if (near := _alike(word, other))]
        for word in holders
    }
    weights = [sum(word.weight for word in subject.words) for subject in subjects]
    for a, subject in enumerate(subjects):
        met: dict[int, float] = defaultdict(float)
        for word in subject.words:
            for other, near in twins[by_stem[word.stem]]:
                gain = near * (word.weight + other.weight)
                for b in holders[other]:
                    met[b] += gain
        least = KEPT - 0.001
        yield from ((a, b) for b in met if b > a and met[b] >= least * (weights[a] + weights[b]))
    for those in wordless.values():
        yield from ((a, b) for a in those for b in those if a < b)


def _group(
    room: Sequence[int],
    bundles: Sequence[tuple[Need, ...]],
    alike: Mapping[tuple[int, int], Likeness],
) -> Group:
    found = [alike[a, b] for place, a in enumerate(room) for b in room[place + 1 :]]
    needs = tuple(need for one in room for need in bundles[one])
    weakest = min(found, key=lambda one: one.score, default=Likeness(1))
    return Group(needs, weakest.score, in_words(weakest, same=len(room) == 1))


def in_words(found: Likeness, *, same: bool = False) -> str:
    """Why two needs look like the same course, as one sentence."""
    if same:
        return _("The words are the same.")
    shared = ", ".join(dict.fromkeys(found.shared))
    near = "; ".join(f"{a} – {b}" for a, b in dict.fromkeys(found.near) if a != b)
    if shared and near:
        return _("Same words: %(shared)s. Almost the same: %(near)s.") % {
            "shared": shared,
            "near": near,
        }
    if near:
        return _("Almost the same words: %(near)s.") % {"near": near}
    return _("Same words: %(shared)s.") % {"shared": shared}
