"""The chain from need to rating as steps on a time line, in the words of the one who reads."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from courses import words
from courses.models import Decision, NeedLine, Procurement
from courses.needs import hit_rate
from courses.needs.lineage import Chain, RunFacts
from courses.needs.rules import Term
from courses.procurements.buying import state_in_words
from network.figures import figure
from network.seat import Seat


@dataclass
class Step:
    """One thing that happened to a need, or is to come: when, what, and more sentences."""

    when: str
    what: str
    more: list[str] = field(default_factory=list)
    href: str = ""
    link: str = ""
    now: bool = False


def steps_of(chain: Chain, seat: Seat, mine: NeedLine | None = None) -> list[Step]:
    """The whole chain, first things first; what has not happened yet is said last."""
    found = [_asked(chain, seat, mine), *_together(chain)]
    found += [_decided(one) for one in reversed(chain.decisions)]
    found += [_bought(one, seat) for one in chain.procurements]
    found += _planned(chain)
    found += [_run(one, everybody=hit_rate.sees_all(seat)) for one in chain.runs]
    found += _after(chain, seat)
    found[-1].now = True
    return found


def _year(chain: Chain) -> str:
    return _("Needs assessment %(year)s") % {"year": chain.campaign.year}


def _asked(chain: Chain, seat: Seat, mine: NeedLine | None) -> Step:
    step = Step(_year(chain), _("Authorities asked for the course."))
    if chain.totals:
        sums = chain.totals
        step.what = ngettext(
            "%(members)s authority asked for %(seats)s seats: %(spring)s in spring and"
            " %(autumn)s in autumn.",
            "%(members)s authorities asked for %(seats)s seats: %(spring)s in spring and"
            " %(autumn)s in autumn.",
            sums.members,
        ) % {
            "members": sums.members,
            "seats": sums.spring + sums.autumn,
            "spring": sums.spring,
            "autumn": sums.autumn,
        }
    own = [line for line in chain.lines if line.membership_id in seat.scope.memberships]
    if mine is not None and mine not in own:
        own.insert(0, mine)
    step.more = [line_in_words(line) for line in own]
    if seat.may("see_needs"):
        step.href = reverse("candidate", args=[chain.candidate.pk])
        step.link = _("Who asked, and how much")
    return step


def line_in_words(line: NeedLine) -> str:
    """One authority's need in a sentence, with its own words."""
    facts = {
        "who": line.membership.short_name,
        "spring": line.spring,
        "autumn": line.autumn,
        "importance": line.get_importance_display(),
        "words": line.text,
    }
    if line.text:
        return _("%(who)s: “%(words)s”, %(spring)s + %(autumn)s seats, %(importance)s.") % facts
    return _("%(who)s: %(spring)s + %(autumn)s seats, %(importance)s.") % facts


def _together(chain: Chain) -> list[Step]:
    texts = [part.title for part in chain.parts]
    texts += [line.text for line in chain.lines if line.text]
    if not texts:
        return []
    named = ", ".join(f"“{text}”" for text in dict.fromkeys(texts))
    return [
        Step(
            _("Put together"),
            _("The same need in other words counts here: %(texts)s.") % {"texts": named},
        )
    ]


def _decided(decision: Decision) -> Step:
    step = Step(
        date_format(decision.met_on, "DATE_FORMAT"),
        _("The educational council decided: %(verdict)s.")
        % {"verdict": decision.get_verdict_display()},
        [decision.reason, decision.meeting],
    )
    if decision.link:
        step.href, step.link = decision.link, _("The minutes")
    return step


def _bought(it: Procurement, seat: Seat) -> Step:
    """How the network gets a teacher; the day is the contract's first."""
    step = Step(
        date_format(it.starts, "DATE_FORMAT"),
        _("Procurement “%(title)s”: %(form)s.")
        % {"title": it.title, "form": it.get_form_display()},
        [str(capfirst(state_in_words(it))), it.supplier.name if it.supplier else ""],
    )
    if seat.may("see_procurements"):
        step.href = reverse("procurement", args=[it.pk])
        step.link = _("The procurement")
    elif seat.may("see_our_contracts"):
        step.href, step.link = reverse("our_contracts"), _("Contracts we may use")
    return step


def _planned(chain: Chain) -> list[Step]:
    if not chain.planned:
        return []
    terms = [str(Term(term).label) for term in dict.fromkeys(one.term for one in chain.planned)]
    step = Step(
        _("Plan %(year)s") % {"year": chain.campaign.year},
        ngettext(
            "%(runs)s run with %(seats)s seats was planned (%(terms)s).",
            "%(runs)s runs with %(seats)s seats in all were planned (%(terms)s).",
            len(chain.planned),
        )
        % {
            "runs": len(chain.planned),
            "seats": sum(one.seats for one in chain.planned),
            "terms": ", ".join(terms),
        },
    )
    own = sum(one.own_planned for one in chain.runs)
    if own:
        step.more.append(_("%(seats)s of them for your authority.") % {"seats": own})
    return [step]


def _run(facts: RunFacts, *, everybody: bool) -> Step:
    run = facts.run
    step = Step(
        capfirst(words.when_of(run)),
        _("Run %(number)s, %(where)s: %(state)s. %(taken)s of %(seats)s seats taken.")
        % {
            "number": run.number,
            "where": words.where(run) or _("place not set"),
            "state": run.get_state_display(),
            "taken": facts.taken,
            "seats": run.capacity,
        },
        href=reverse("run", args=[run.pk]),
        link=_("To the run"),
    )
    if facts.own_kept:
        step.more.append(
            _("Your authority had %(kept)s seats of its own; %(named)s got a name.")
            % {"kept": facts.own_kept, "named": facts.own_named}
        )
    if facts.own_seats and facts.over:
        step.more.append(
            _("From your authority: %(seats)s enrolled, %(came)s came.")
            % {"seats": facts.own_seats, "came": facts.own_came}
        )
    elif facts.own_seats:
        step.more.append(_("From your authority: %(seats)s enrolled.") % {"seats": facts.own_seats})
    if everybody and facts.came is not None:
        step.more.append(_("%(came)s came in all.") % {"came": facts.came})
    if facts.rated is not None:
        step.more.append(
            _("Rated %(mean)s of 5 by %(answers)s participants of the course that year.")
            % {
                "mean": figure(facts.rated, 1, language=get_language() or "sv"),
                "answers": facts.answers,
            }
        )
    return step


def _after(chain: Chain, seat: Seat) -> list[Step]:
    """Next year's candidate; or what is waited for."""
    if chain.following is not None:
        step = Step(
            _("Needs assessment %(year)s") % {"year": chain.following.campaign.year},
            _("The course can be asked for again: “%(title)s”.") % {"title": chain.following.title},
        )
        if seat.may("see_needs"):
            step.href = reverse("candidate", args=[chain.following.pk])
            step.link = _("Next year’s candidate")
        return [step]
    if not chain.decisions and not chain.runs:
        return [Step(_("Now"), _("The educational council has not decided yet."))]
    if not chain.runs:
        return [Step(_("Now"), _("No run of the course is planned."))]
    return []


def page(chain: Chain | None, seat: Seat, mine: NeedLine | None = None) -> dict[str, Any]:
    """What the page of a chain shows; without one it says that nothing is known."""
    return {
        "chain": chain,
        "steps": steps_of(chain, seat, mine) if chain else [],
        "line": mine,
        "sees_needs": seat.may("see_needs"),
    }
