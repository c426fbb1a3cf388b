"""What helps an authority to answer: last year's figures, what others ask for, own wishes."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.models import Candidate, Enrolment, NeedLine, NeedsAnswer, Wish
from courses.needs.rules import Term


@dataclass
class Before:
    """By candidate: asked last year and seats taken by term, and what is wished for this year."""

    year: int
    asked: dict[int, dict[str, int]] = field(default_factory=dict)
    went: dict[int, dict[str, int]] = field(default_factory=dict)
    others: dict[int, int] = field(default_factory=dict)
    areas: dict[int, int] = field(default_factory=dict)
    wished: dict[int, dict[str, int]] = field(default_factory=dict)

    def hint(self, candidate: Candidate, term: str) -> str:
        """What stands under a field: 2027: you asked for 8, 7 took part."""
        asked = self.asked.get(candidate.pk)
        went = self.went.get(candidate.pk, {}).get(term, 0)
        if asked is None and candidate.pk not in self.went:
            return ""
        told = {"year": self.year, "asked": (asked or {}).get(term, 0), "went": went}
        if asked is None:
            return _("%(year)s: %(went)s took part") % told
        if candidate.course_id is None:
            return _("%(year)s: you asked for %(asked)s") % told
        return _("%(year)s: you asked for %(asked)s, %(went)s took part") % told

    def in_use(self, candidate: Candidate) -> bool:
        """Whether the authority asked for it last year, took part, or has people who wish it."""
        facts = (self.asked, self.went, self.wished)
        return any(sum(by.get(candidate.pk, {}).values()) for by in facts)

    def others_want(self, candidate: Candidate) -> str:
        """How many other authorities ask for it; never which."""
        n = self.others.get(candidate.pk, 0)
        words = ngettext("%(n)s other member asks for it", "%(n)s other members ask for it", n)
        return words % {"n": n} if n else ""


def before(answer: NeedsAnswer, candidates: Iterable[Candidate]) -> Before:
    """Four questions to the database, however many candidates there are."""
    rows = list(candidates)
    campaign = answer.campaign
    found = Before(campaign.year - 1)
    _fill_asked(found, answer, rows)
    _fill_went(found, answer, rows)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM app.others_need(%s)", [campaign.pk])
        for candidate, area, members in cursor.fetchall():
            if candidate is not None:
                found.others[candidate] = members
            else:
                found.areas[area] = members
    wishes = Wish.objects.filter(
        call__campaign=campaign.pk, membership=answer.membership_id
    ).by_candidate()
    for row in wishes:
        either = row["wished"] - row["in_spring"] - row["in_autumn"]
        found.wished[row["candidate"]] = {
            Term.SPRING: row["in_spring"],
            Term.AUTUMN: row["in_autumn"],
            "either": either,
        }
    return found


def _fill_asked(found: Before, answer: NeedsAnswer, rows: list[Candidate]) -> None:
    if answer.campaign.previous_id is None:
        return
    by_course = {row.course_id: row.pk for row in rows if row.course_id}
    by_title = {row.title_sv: row.pk for row in rows}
    lines = NeedLine.objects.filter(
        answer__campaign=answer.campaign.previous_id,
        membership=answer.membership_id,
        candidate__isnull=False,
    ).select_related("candidate")
    for line in lines:
        was = line.candidate
        pk = by_course.get(was.course_id) or by_title.get(was.title_sv)
        if pk:
            asked = found.asked.setdefault(pk, {Term.SPRING: 0, Term.AUTUMN: 0})
            asked[Term.SPRING] += line.spring
            asked[Term.AUTUMN] += line.autumn


def _fill_went(found: Before, answer: NeedsAnswer, rows: list[Candidate]) -> None:
    by_course = {row.course_id: row.pk for row in rows if row.course_id}
    taken = (
        Enrolment.objects.seated()
        .filter(
            membership=answer.membership_id,
            run__course__in=by_course,
            run__begins_at__year=found.year,
        )
        .order_by()
        .values("run__course")
        .annotate(spring=Count("pk", filter=Q(run__begins_at__month__lt=7)), both=Count("pk"))
    )
    for row in taken:
        pk = by_course[row["run__course"]]
        found.went[pk] = {
            Term.SPRING: row["spring"],
            Term.AUTUMN: row["both"] - row["spring"],
        }


def wished_words(wished: dict[str, int]) -> str:
    """What one's own people wish for: 9 seats are wished for, 4 of them in spring."""
    total = sum(wished.values())
    if not total:
        return ""
    words = ngettext("%(n)s seat is wished for", "%(n)s seats are wished for", total) % {"n": total}
    parts = []
    if spring := wished.get(Term.SPRING):
        parts.append(_("%(n)s in spring") % {"n": spring})
    if autumn := wished.get(Term.AUTUMN):
        parts.append(_("%(n)s in autumn") % {"n": autumn})
    return f"{words}: {', '.join(parts)}" if parts else words


def areas_wanted(found: Before, names: dict[int, str]) -> list[str]:
    """What others miss, by competence area and in numbers."""
    by_members: dict[int, list[str]] = defaultdict(list)
    for area, members in found.areas.items():
        if area in names:
            by_members[members].append(names[area])
    return [
        _("%(members)s in %(areas)s.") % {"members": _other_members(n), "areas": ", ".join(areas)}
        for n, areas in sorted(by_members.items(), reverse=True)
    ]


def _other_members(n: int) -> str:
    return ngettext(
        "%(n)s other member has asked for something",
        "%(n)s other members have asked for something",
        n,
    ) % {"n": n}
