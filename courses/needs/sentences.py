"""What the figures of a needs assessment prove, in sentences; nothing that they do not carry."""

from collections.abc import Sequence

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from courses.needs.figures import AreaNeed, CourseNeed, Figures
from network.figures import figure, percent

NEAR = 10  # seats between plan and outcome that a planner does not mind


def count(value: int) -> str:
    """A whole number in the language of the moment."""
    return figure(value, language=(get_language() or "sv")[:2])


def share(part: int, whole: int) -> str:
    """The part of the whole in per cent, in the language of the moment."""
    return percent(part, whole, language=(get_language() or "sv")[:2])


def listed(names: Sequence[str]) -> str:
    """Names in a row: A, B and C."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def lead(figures: Figures) -> str:
    """How many seats are needed, and against what was asked the year before."""
    total, before = figures.seats.total, figures.before.asked
    if not figures.answered:
        return _("No member has sent an answer yet.")
    if not total:
        return _("The members that have answered ask for no seats.")
    said = _need(figures, total)
    facts = {
        "share": share(abs(total - (before or 0)), before or 1),
        "before": count(before or 0),
        "year": figures.before_year,
    }
    if before and total > before:
        said += " " + _("That is %(share)s more than the %(before)s asked for in %(year)s.") % facts
    elif before and total < before:
        said += " " + _("That is %(share)s less than the %(before)s asked for in %(year)s.") % facts
    elif before:
        said += " " + _("That is as many as were asked for in %(year)s.") % facts
    return said


def _need(figures: Figures, total: int) -> str:
    facts = {
        "seats": seats(total),
        "year": figures.year,
        "n": count(len(figures.answered)),
        "all": count(len(figures.members)),
    }
    if figures.silent:
        return (
            _("The %(n)s of %(all)s members that have answered need %(seats)s in %(year)s.") % facts
        )
    return _("The members need %(seats)s in %(year)s.") % facts


def areas(figures: Figures) -> str:
    """Which area is largest, and which grows most."""
    asked = [area for area in figures.areas if area.seats.total]
    if len(asked) < 2:
        return _("Seats asked for in each competence area")
    largest = [area for area in asked if area.seats.total == asked[0].seats.total]
    if len(largest) > 2:
        return _("Several competence areas are equally large")
    if len(largest) == 2:
        return _("%(areas)s are largest, with as many seats each") % {
            "areas": listed([area.name for area in largest])
        }
    grown = _grows_most(asked)
    if grown is None:
        return _("%(area)s is largest") % {"area": largest[0].name}
    if grown is largest[0]:
        return _("%(area)s is largest and grows most") % {"area": grown.name}
    return _("%(area)s is largest, %(other)s grows most") % {
        "area": largest[0].name,
        "other": grown.name,
    }


def _grows_most(asked: Sequence[AreaNeed]) -> AreaNeed | None:
    grown = [
        (area.seats.total - area.before.asked, area)
        for area in asked
        if area.before.asked is not None and area.seats.total > area.before.asked
    ]
    most = max((more for more, _area in grown), default=0)
    found = [area for more, area in grown if more == most]
    return found[0] if len(found) == 1 else None


def courses(figures: Figures) -> str:
    """How few courses carry more than half of the seats."""
    asked = [course for course in figures.asked_for if not course.own_words]
    whole = sum(course.seats.total for course in asked)
    sums, few = 0, 0
    while asked and sums * 2 <= whole:
        sums += asked[few].seats.total
        few += 1
    if few * 2 >= len(asked):
        return _("Seats asked for on each course")
    said = ngettext(
        "%(all)s courses: %(few)s carries more than half of the seats",
        "%(all)s courses: %(few)s carry more than half of the seats",
        few,
    )
    return said % {"all": count(len(asked)), "few": count(few)}


def priorities(figures: Figures) -> str:
    """How much of the need cannot wait."""
    must, whole = figures.seats.by_importance[0], figures.seats.total
    if not must:
        return _("No seat is asked for with priority 1")
    if must == whole:
        return _("Every seat is asked for with priority 1")
    return _("%(share)s of the seats have priority 1") % {"share": share(must, whole)}


def outcome(figures: Figures) -> str:
    """How near the plan was to who came; no verdict while the year runs."""
    found = figures.reckoned
    facts = {"year": figures.before_year, "near": NEAR}
    if not figures.before_over:
        return _("The plan for %(year)s and who came so far") % facts
    near = sum(1 for course in found if abs(course.before.difference or 0) <= NEAR)
    if near == len(found):
        return _("The plan for %(year)s was within %(near)s seats for every course") % facts
    if not near:
        return _("The plan for %(year)s was more than %(near)s seats off for every course") % facts
    said = _("The plan for %(year)s was within %(near)s seats for %(n)s of %(all)s courses")
    return said % {**facts, "n": count(near), "all": count(len(found))}


def members(figures: Figures) -> str:
    """Who asks for most, and who has not answered."""
    if not figures.answered:
        return _("Nobody has answered yet.")
    if figures.silent:
        said = ngettext(
            "%(n)s member has not answered and stands last.",
            "%(n)s members have not answered and stand last.",
            len(figures.silent),
        )
        return said % {"n": count(len(figures.silent))}
    return _("All members have answered.")


def most_important(figures: Figures) -> list[tuple[str, str]]:
    """What the council should not miss: what it is about, and the sentence that goes on."""
    found = [_largest_new(figures), _two_largest(figures), _farthest(figures), _shared(figures)]
    return [*[one for one in found if one], *_big(figures)]


def _largest_new(figures: Figures) -> tuple[str, str] | None:
    if not figures.new:
        return None
    most = figures.new[0].seats.total
    largest = [course for course in figures.new if course.seats.total == most]
    if len(largest) > 1:
        return None
    said = ngettext(
        "is the largest new need: %(seats)s from %(n)s member, %(must)s with priority 1.",
        "is the largest new need: %(seats)s from %(n)s members, %(must)s of them with priority 1.",
        largest[0].members,
    )
    facts = {
        "seats": seats(most),
        "n": count(largest[0].members),
        "must": count(largest[0].must) if largest[0].must else _("none"),
    }
    return largest[0].name, said % facts


def _two_largest(figures: Figures) -> tuple[str, str] | None:
    asked = [course for course in figures.asked_for if not course.own_words]
    if len(asked) < 4 or asked[1].seats.total == asked[2].seats.total:
        return None
    both = asked[0].seats.total + asked[1].seats.total
    return (
        listed([asked[0].name, asked[1].name]),
        _("are largest. Together they are %(share)s of the seats.")
        % {"share": share(both, figures.seats.total)},
    )


def _farthest(figures: Figures) -> tuple[str, str] | None:
    if not figures.before_over or not figures.reckoned:
        return None
    far = max(figures.reckoned, key=lambda course: abs(course.before.difference or 0))
    difference = far.before.difference or 0
    also = [one for one in figures.reckoned if abs(one.before.difference or 0) == abs(difference)]
    if not difference or len(also) > 1:
        return None
    facts = {
        "year": figures.before_year,
        "planned": count(far.before.planned or 0),
        "came": count(far.before.came or 0),
    }
    if difference > 0:
        return far.name, _(
            "was furthest from its plan in %(year)s: %(planned)s were planned and %(came)s came,"
            " which is more than was planned."
        ) % facts
    return far.name, _(
        "was furthest from its plan in %(year)s: %(planned)s were planned and %(came)s came."
    ) % facts


def _shared(figures: Figures) -> tuple[str, str] | None:
    if not figures.shared:
        return None
    alone = len([one for one in figures.asked_for if not one.own_words]) - len(figures.shared)
    said = ngettext(
        "%(n)s course is asked for by at least two members,",
        "%(n)s courses are asked for by at least two members,",
        len(figures.shared),
    ) % {"n": count(len(figures.shared))}
    rest = (
        ngettext("%(n)s by one member only.", "%(n)s by one member only each.", alone)
        % {"n": count(alone)}
        if alone
        else _("and none by one member only.")
    )
    return _("Shared needs:"), f"{said} {rest}"


def _big(figures: Figures) -> list[tuple[str, str]]:
    big = [course for course in figures.asked_for if course.big]
    if not big or figures.big_rule is None:
        return []
    least, many = figures.big_rule
    said = ngettext(
        "is large enough to look into a programme of higher vocational education (YH):"
        " at least %(seats)s from %(n)s members.",
        "are large enough to look into programmes of higher vocational education (YH):"
        " at least %(seats)s from %(n)s members each.",
        len(big),
    )
    facts = {"seats": seats(least), "n": count(many)}
    return [(listed([course.name for course in big]), said % facts)]


def seats(value: int) -> str:
    """A number of seats in words."""
    return ngettext("%(n)s course seat", "%(n)s course seats", value) % {"n": count(value)}


def proposals(figures: Figures) -> str:
    """How many courses the council has decided on, by decision; empty where it has not."""
    found = figures.decided
    if not found:
        return ""
    said = ngettext(
        "The council has decided on %(n)s of %(all)s course.",
        "The council has decided on %(n)s of %(all)s courses.",
        len(figures.candidates),
    )
    return said % {"n": count(len(found)), "all": count(len(figures.candidates))}


def change(need: CourseNeed | AreaNeed | Figures) -> str:
    """How many more seats are asked for than the year before; empty where nobody knows."""
    if need.before.asked is None:
        return ""
    more = need.seats.total - need.before.asked
    return ("+" if more > 0 else "") + count(more)
