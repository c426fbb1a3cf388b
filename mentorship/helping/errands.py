"""What the portal does after help was asked for, and after an answer; in the system scope."""

from mentorship.helping.emails import write_answer, write_question
from mentorship.models import HelpQuestion
from network.actions.errand import errand


@errand("mentorship.ask_help")
def ask_help(question_id: int) -> None:
    """Write to the one who is asked, unless the question was taken back meanwhile."""
    waiting = HelpQuestion.objects.waiting().select_related(
        "network", "round", "asked", "person__user"
    )
    question = waiting.filter(pk=question_id).first()
    if question is not None:
        write_question(question)


@errand("mentorship.tell_help")
def tell_help(question_id: int) -> None:
    """Tell the coordinators what was answered."""
    answered = HelpQuestion.objects.exclude(answered_at=None).select_related(
        "network", "round", "person"
    )
    question = answered.filter(pk=question_id).first()
    if question is not None:
        write_answer(question)
