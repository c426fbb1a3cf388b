"""What a loan's own page shows: where it stands, its time, the agreement, what has happened."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loans.actions.evaluate import answers_of
from loans.actions.word import newest
from loans.agreements.clauses import EVERY
from loans.agreements.content import in_words
from loans.agreements.sides import party
from loans.models import Loan, LoanPart, Signature, Wording
from loans.rules import LIVE, CostModel, Side, Stage
from loans.signing.history import history_of
from loans.signing.holding import signed_wording
from loans.signing.standing import GOING, Standing, standing_of
from loans.signing.steps import next_step
from network.seat import Seat
from network.wording import date_long


@dataclass(frozen=True)
class Stretch:
    """The time line: from the first day to the longest, or to a later last day."""

    start: str
    end: str
    end_label: str
    percent: str
    now: str
    left: str
    title: str


def loan_page(loan: Loan, seat: Seat, today: Any) -> dict[str, Any]:
    """All of it; the same number of questions whatever has happened."""
    it = standing_of(loan, today)
    wording = signed_wording(loan) or newest(loan)
    return {
        "loan": loan,
        "it": it,
        "lender": loan.lent_by,
        "borrower": loan.borrowed_by,
        "stage": _stage(loan),
        "wording": wording,
        "facts": facts_of(loan, wording.content if wording else {}),
        "signs": _signs(loan, wording),
        "stretch": stretch_of(it) if loan.stage in (*LIVE, Stage.ENDED) else None,
        "step": next_step(it, seat),
        "history": history_of(loan),
        "may_assess": it.may_be_assessed and seat.may("ask_for_extension", loan),
        "may_break": loan.stage in LIVE
        and loan.ended_on is None
        and it.waits_for_yes is None
        and seat.may("break_off_loan", loan),
        "sees_costs": loan.started_at is not None and seat.may("see_statements", loan),
        "may_drop": loan.stage == Stage.DRAFT and seat.may("break_off_loan", loan),
        "review": it.review if loan.stage in GOING else None,
        "answers": answers_of(loan),
    }


def _stage(loan: Loan) -> str:
    return str(Stage(loan.stage).label)


def _signs(loan: Loan, wording: Wording | None) -> list[tuple[str, Signature]]:
    if wording is None:
        return []
    names = {Side.LENDER: loan.lent_by.short_name, Side.BORROWER: loan.borrowed_by.short_name}
    rows = Signature.objects.filter(wording=wording, fell_at=None).order_by("at")
    return [(names[Side(row.side)], row) for row in rows]


def facts_of(loan: Loan, content: dict[str, Any]) -> list[tuple[str, str]]:
    """The agreement in six lines, as its drawing has them; what says nothing is left out."""

    def said(code: str) -> str:
        return in_words(EVERY[code], content.get(code))

    def numbered(side: Side) -> str:
        number = content.get(f"{side}_dnr")
        name = party(loan, side).name
        return (
            _("%(name)s, registry number %(n)s") % {"name": name, "n": number} if number else name
        )

    rows = [
        (_("Lending authority"), numbered(Side.LENDER)),
        (_("Borrowing authority"), numbered(Side.BORROWER)),
        (_("Time"), _time(loan, content)),
        (_("Tasks"), said("tasks")),
        (_("Leads the work"), said("leader")),
        (_("Compensation"), _cost(content)),
    ]
    return [(term, words) for term, words in rows if words]


def _time(loan: Loan, content: dict[str, Any]) -> str:
    parts = list(LoanPart.objects.filter(loan=loan).order_by("starts"))
    extents = sorted({part.percent for part in parts})
    days = _("%(first)s to %(last)s") % {
        "first": date_long(loan.starts),
        "last": date_long(loan.last_day),
    }
    found = [days]
    if extents:
        found.append("–".join(str(one) for one in extents[:: max(1, len(extents) - 1)]) + " %")
    words = ", ".join(found) + "."
    months = content.get("notice_months")
    if months not in (None, ""):
        words += " " + ngettext(
            "Notice %(n)s month for both.", "Notice %(n)s months for both.", int(months)
        ) % {"n": months}
    return words


def _cost(content: dict[str, Any]) -> str:
    model = content.get("cost_model")
    if not model:
        return ""
    label = str(CostModel(model).label) if model in CostModel.values else str(model)
    words = _("The borrower pays %(what)s.") % {"what": label}
    if model != CostModel.NONE and content.get("interval"):
        words += " " + _("Stated %(often)s.") % {
            "often": in_words(EVERY["interval"], content["interval"]).lower()
        }
    vat = content.get("vat")
    return f"{words} {vat}" if vat and model != CostModel.NONE else words


def stretch_of(it: Standing) -> Stretch:
    """How far the loan has come between its first day and its longest."""
    loan = it.loan
    whole = max(it.longest, loan.ends)
    extended = loan.ends > it.longest
    days = max(1, (whole - loan.starts).days)
    gone = min(max((it.today - loan.starts).days, 0), days)
    over = loan.stage not in LIVE
    if over:
        gone = min((loan.last_day - loan.starts).days, days)
    label = (
        _("Last day")
        if extended
        else ngettext("%(n)s month", "%(n)s months", it.terms.max_months)
        % {"n": it.terms.max_months}
    )
    ahead = it.today < loan.starts
    left = "" if over or ahead else it.left
    return Stretch(
        start=date_long(loan.starts),
        end=date_long(whole),
        end_label=label,
        percent="0%" if ahead else f"{min(max(round(100 * gone / days), 4), 96)}%",
        now=_("Ended") if over else "" if ahead else _("Today"),
        left=left,
        title=_("From %(first)s to %(last)s at most; its last day is %(ends)s.")
        % {
            "first": date_long(loan.starts),
            "last": date_long(whole),
            "ends": date_long(loan.last_day),
        },
    )
