"""Working on an answer to the needs assessment, the same by account and by the link in a letter."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from courses.actions import needs_answer as actions
from courses.models import NeedsAnswer
from courses.needs.page import (
    AnswerPage,
    asked_words,
    last_words,
    lines_of,
    standing,
    total_words,
)
from courses.needs.rules import AnswerState
from courses.needs.sheet import Sheet
from courses.needs.typing import ANSWER
from network.seat import Seat


@dataclass(frozen=True)
class Desk:
    """Whose answer it is, who writes, and where the parts of the page lie."""

    request: HttpRequest
    answer: NeedsAnswer
    seat: Seat
    layout: str
    to: Callable[[str], str]
    wishes: str = ""  # where the wishes of the own people are, for who may gather them

    def addresses(self) -> dict[str, str]:
        """The addresses that the templates name."""
        return {part or "page": self.to(part) for part in PARTS}

    def back(self, part: str = "", extra: str = "") -> HttpResponse:
        """Lead on after a change."""
        return HttpResponseRedirect(self.to(part) + extra)

    def page(self, template: str, **facts: object) -> HttpResponse:
        """Draw a page of the answer."""
        context = {
            "layout": self.layout,
            "to": self.addresses(),
            "answer": self.answer,
            "campaign": self.answer.campaign,
            "authority": self.answer.membership,
            "wishes": self.wishes,
            **facts,
        }
        return render(self.request, template, context)


def show(desk: Desk) -> HttpResponse:
    """The sheet to write in; where nothing may be written, what stands in it."""
    sheet = Sheet.of(desk.answer)
    if why := actions.why_shut(desk.answer):
        return _shut(desk, sheet, why)
    again = desk.answer.reopenings.order_by("-at").first() if desk.answer.until else None
    facts = AnswerPage(sheet).context(_more(desk, sheet)) | {"again": again}
    return desk.page("courses/needs/writing.html", **facts)


def _more(desk: Desk, sheet: Sheet) -> int:
    """The number of one more need in own words, if one was asked for."""
    asked = desk.request.GET.get("more", "")
    if asked.isdigit() and 0 < int(asked) <= 32_000:
        return int(asked)
    return 0 if sheet.owns() else sheet.next_number()


def _shut(
    desk: Desk, sheet: Sheet, why: str, lost: list[tuple[str, str]] | None = None
) -> HttpResponse:
    answer = sheet.answer
    rows = [row | {"asked": asked_words(row["line"])} for row in lines_of(sheet)]
    replies = [
        (str(question), sheet.replies[question.pk].text)
        for question in sheet.questions
        if question.pk in sheet.replies and sheet.replies[question.pk].text
    ]
    waits = [text for key, text in sorted(answer.typed.items()) if text and key not in ANSWER]
    return desk.page(
        "courses/needs/writing_shut.html",
        why=why,
        rows=rows,
        total=total_words(sheet),
        replies=replies,
        comment=answer.comment,
        waits=waits,
        lost=lost or [],
        standing=standing(sheet),
        sent=answer.state == AnswerState.SENT,
        approved=answer.state == AnswerState.APPROVED,
        last=last_words(sheet),
    )


def save(desk: Desk) -> HttpResponse:
    """Save what the page holds: as a fragment while one writes, else back to the page."""
    done = _saved(desk)
    if isinstance(done, HttpResponse):
        return done
    page = done
    if desk.request.htmx:  # type: ignore[attr-defined]
        return desk.page("courses/needs/writing_saved.html", **_fragment(desk, page))
    if page.clashes:
        return desk.page("courses/needs/writing.html", **page.context(_more(desk, page.sheet)))
    messages.success(desk.request, _("The draft is saved."))
    return desk.back()


def _posted(desk: Desk) -> tuple[dict[str, str], dict[str, str]]:
    sent = {key: str(value) for key, value in desk.request.POST.items()}
    was = {key[4:]: value for key, value in sent.items() if key.startswith("was-")}
    return was, {key: value for key, value in sent.items() if key in was}


def _saved(desk: Desk) -> AnswerPage | HttpResponse:
    """The page after its fields are saved; the answer itself where it may not be written in."""
    was, typed = _posted(desk)
    posted = desk.request.POST
    try:
        sheet, merged = actions.save(
            desk.answer,
            was,
            typed,
            by=desk.seat,
            keep=posted.getlist("keep"),
            take=posted.getlist("take"),
        )
    except actions.Shut as shut:
        sheet = Sheet.of(desk.answer)
        stands = sheet.stands()
        lost = [
            (_label(sheet, key), text)
            for key, text in typed.items()
            if text.strip() and text.strip() != was.get(key, "") and text != stands.get(key)
        ]
        if desk.request.htmx:  # type: ignore[attr-defined]
            return desk.page("courses/needs/writing_saved.html", why=shut.sentence)
        return _shut(desk, sheet, shut.sentence, lost)
    page = AnswerPage(sheet, clashes=merged.clashes, was=was)
    page.changed, page.theirs = list(merged.changes), merged.theirs
    return page


def _label(sheet: Sheet, key: str) -> str:
    block = sheet.blocks.get(key.partition("-")[0])
    return block.candidate.title if block and block.candidate else ""


def _fragment(desk: Desk, page: AnswerPage) -> dict[str, object]:
    """What a save tells the page that one is writing on: no field in it is written over."""
    shown_before = set(desk.request.POST.getlist("clash"))
    again = [key for key in page.changed if key in shown_before]
    return {
        "saved": page.saved(),
        "changed": [(key, page.stands[key]) for key in page.changed if key not in again],
        "clashes": [page.shown_again(key) for key in [*page.clashes, *again]],
        "clashing": len(page.clashes),
        "theirs": bool(page.theirs),
    }


def add(desk: Desk) -> HttpResponse:
    """Save, and show one more need to fill in."""
    done = _saved(desk)
    if isinstance(done, HttpResponse):
        return done
    if done.clashes:
        return desk.page("courses/needs/writing.html", **done.context())
    number = done.sheet.next_number()
    return desk.back("", f"{'&' if '?' in desk.to('') else '?'}more={number}#id_o{number}-text")


def remove(desk: Desk) -> HttpResponse:
    """Save, and take a need in own words away."""
    done = _saved(desk)
    if isinstance(done, HttpResponse):
        return done
    number = desk.request.POST.get("number", "")
    if number.isdigit():
        try:
            said = actions.remove(desk.answer, int(number), by=desk.seat)
        except actions.Shut as shut:
            return _shut(desk, Sheet.of(desk.answer), shut.sentence)
        if said:
            messages.success(desk.request, _("“%(what)s” is taken away.") % {"what": said})
    return desk.back("", "#own")


def review(desk: Desk) -> HttpResponse:
    """Look through before it is sent: what must be put right, or the whole in short."""
    if desk.request.method == "POST":
        done = _saved(desk)
        if isinstance(done, HttpResponse):
            return done
        if done.clashes:
            return desk.page("courses/needs/writing.html", **done.context())
        return desk.back("review")
    sheet = Sheet.of(desk.answer)
    if why := actions.why_shut(desk.answer):
        return _shut(desk, sheet, why)
    page = AnswerPage(sheet, checked=True)
    if page.form.errors:
        return desk.page("courses/needs/writing.html", **page.context())
    return desk.page(
        "courses/needs/writing_review.html",
        rows=[row | {"asked": asked_words(row["line"])} for row in lines_of(sheet)],
        total=total_words(sheet),
        replies=[
            (str(question), sheet.replies[question.pk].text)
            for question in sheet.questions
            if question.pk in sheet.replies
        ],
        comment=desk.answer.comment,
        approver=_approver(desk),
        alone=_is_own_approver(desk),
        many=page.many(),
        version=desk.answer.version,
    )


def _approver(desk: Desk) -> str:
    answer = desk.answer
    if answer.approver:
        return f"{answer.approver.name} ({answer.approver.email})"
    return f"{answer.typed.get('approver_name', '')} ({answer.typed.get('approver', '')})"


def _is_own_approver(desk: Desk) -> bool:
    return desk.answer.alone or desk.answer.approver_id in desk.seat.scope.people


def send(desk: Desk) -> HttpResponse:
    """Send what was looked through; what somebody changed meanwhile is looked at first."""
    sheet = Sheet.of(desk.answer)
    if actions.why_shut(desk.answer):
        return desk.back()
    form = AnswerPage(sheet, checked=True).form
    if form.errors or desk.request.POST.get("version") != str(desk.answer.version):
        if not form.errors:
            messages.warning(
                desk.request, _("Somebody changed the answer meanwhile. Look through it again.")
            )
        return desk.back("review")
    try:
        row = actions.send(desk.answer, by=desk.seat)
    except actions.Shut as shut:
        messages.error(desk.request, shut.sentence)
        return desk.back()
    if row.state == AnswerState.APPROVED:
        messages.success(desk.request, _("Thank you. The answer is sent and approved."))
    else:
        told = {"who": row.approver.name}
        messages.success(desk.request, _("The answer is sent. %(who)s gets a letter.") % told)
    return desk.back()


def take_back(desk: Desk) -> HttpResponse:
    """Make a sent answer a draft again."""
    if actions.take_back(desk.answer, by=desk.seat):
        messages.success(desk.request, _("The answer is a draft again. Send it when it is ready."))
    else:
        messages.error(desk.request, _("It was too late: the answer is not waiting any more."))
    return desk.back()


# The parts of the page, each with what answers it and whether it changes something.
PARTS: dict[str, tuple[Callable[[Desk], HttpResponse], str]] = {
    "": (show, "GET"),
    "saving": (save, "POST"),
    "need": (add, "POST"),
    "removal": (remove, "POST"),
    "review": (review, "GET POST"),
    "sending": (send, "POST"),
    "return": (take_back, "POST"),
}
