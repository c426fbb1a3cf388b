"""What somebody who approves an answer to the needs assessment reads, on the page and by link."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from courses import words
from courses.models import NeedsAnswer
from courses.needs.page import asked_words, lines_of, standing, total_words
from courses.needs.rules import AnswerState
from courses.needs.sheet import Sheet
from network.forms import ReplyForm


def about(sheet: Sheet) -> list[tuple[str, str]]:
    """Each course with its seats, then what else is said."""
    facts = [
        (row["title"], "\n".join(part for part in _said(row["line"]) if part))
        for row in lines_of(sheet)
    ]
    facts += [
        (str(question), sheet.replies[question.pk].text)
        for question in sheet.questions
        if question.pk in sheet.replies and sheet.replies[question.pk].text
    ]
    if sheet.answer.comment:
        facts.append((_("More for the educational council"), sheet.answer.comment))
    return facts


def _said(line: object) -> list[str]:
    importance = line.get_importance_display()  # type: ignore[attr-defined]
    return [f"{asked_words(line)}. {importance.capitalize()}.", line.comment]  # type: ignore[attr-defined]


def outcome(answer: NeedsAnswer) -> str:
    """What became of it, in a sentence; empty while it waits for a yes or no."""
    if answer.state == AnswerState.SENT:
        return ""
    if answer.approved_at:
        return _("Approved %(when)s.") % {"when": words.moment(answer.approved_at)}
    if answer.returned_why:
        return _("It was sent back: %(why)s") % {"why": answer.returned_why}
    return _("It was taken back to be changed. You get a new letter when it is sent again.")


def title(answer: NeedsAnswer) -> str:
    """What is asked."""
    return _("Is this what %(authority)s needs %(year)s?") % {
        "authority": answer.membership.name,
        "year": answer.campaign.year,
    }


def decided_words(answer: NeedsAnswer, *, yes: bool) -> str:
    """What an answer did, in one sentence."""
    if yes:
        return _("You have approved the answer. It counts when the council plans the year.")
    return _("You have said no. The answer is a draft again, and a letter tells why.")


def approval_page(request: HttpRequest, answer: NeedsAnswer, form: ReplyForm) -> HttpResponse:
    """The whole answer, and yes or no."""
    sheet = Sheet.of(answer)
    return render(
        request,
        "courses/needs/writing_approval.html",
        {
            "answer": answer,
            "campaign": answer.campaign,
            "authority": answer.membership,
            "title": title(answer),
            "total": total_words(sheet),
            "facts": about(sheet),
            "outcome": outcome(answer),
            "standing": standing(sheet),
            "form": form,
        },
    )
