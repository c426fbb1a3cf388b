"""Writing the next version of an agreement; nobody's words are lost when two write at once."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from loans.actions.word import OPEN, Overtaken, save_wording
from loans.agreements.clauses import EVERY
from loans.agreements.content import in_words
from loans.agreements.differing import changes, meet
from loans.agreements.first import fixed
from loans.agreements.forms import WordingForm
from loans.agreements.page import find_loan, find_newest, find_version, form_groups
from loans.models import Loan, Wording
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in


@policy("draft_agreement", methods="GET POST")
def loan_wording_new(request: NetworkRequest, pk: int) -> HttpResponse:
    """Write the next version from the newest; who was overtaken sees what differs, and may go on.

    Errors lose nothing: the form keeps what was written.
    """
    loan = find_loan(request, pk, "draft_agreement")
    newest = find_newest(loan)
    if loan.stage not in OPEN:
        messages.info(request, _("The agreement is signed by both, and stands."))
        return redirect("loan_agreement", pk=pk)
    if request.method != "POST":
        form = WordingForm(content=newest.content, number=newest.number)
        return _page(request, loan, newest, form)
    base = find_version(loan, request.POST.get("base", "")) or newest
    form = WordingForm(request.POST, content=base.content, number=base.number)
    if not form.is_valid():
        return _page(request, loan, newest, form)
    content = form.content(fixed(loan))
    if base.number == newest.number and not changes(newest.content, content):
        messages.info(request, _("Nothing differs from the newest version, so none was saved."))
        return redirect("loan_agreement", pk=pk)
    try:
        with refusals_in(form):
            kept = save_wording(loan, content, base_number=base.number, by=request.seat)
            messages.success(
                request, _("Version %(number)s is saved, and both sides are told.")
                % {"number": kept.number}
            )  # fmt: skip
            return redirect("loan_agreement", pk=pk)
    except Overtaken as overtaken:
        return _met(request, loan, base, overtaken.newest, content)
    return _page(request, loan, newest, form)


def _met(
    request: NetworkRequest, loan: Loan, base: Wording, newest: Wording, mine: dict[str, Any]
) -> HttpResponse:
    """Somebody was first: their changes and mine together, what both changed side by side."""
    met = meet(base.content, newest.content, mine)
    form = WordingForm(content=met.content, number=newest.number)
    contested = [
        {
            "label": EVERY[code].label,
            "theirs": in_words(EVERY[code], newest.content.get(code)),
            "mine": in_words(EVERY[code], mine.get(code)),
        }
        for code in met.contested
        if code in EVERY
    ]
    more = {
        "overtaken": newest,
        "theirs": changes(base.content, newest.content),
        "contested": contested,
    }
    return _page(request, loan, newest, form, **more)


def _page(
    request: NetworkRequest, loan: Loan, newest: Wording, form: WordingForm, **more: Any
) -> HttpResponse:
    context = {
        "loan": loan,
        "newest": newest,
        "form": form,
        "groups": form_groups(form),
        "fixed": fixed(loan),
        "half_signed": newest.signatures.filter(fell_at=None).exists(),
    }
    return render(request, "loans/wording_form.html", context | more)
