"""What the worker does for the mentoring programmes."""

from mentorship.actions import summary_paper  # noqa: F401 - declares its job
from mentorship.emails import write_answer, write_question
from mentorship.models import Interest
from mentorship.pairs import errands, replies
from mentorship.pairs import tasks as pair_tasks
from network.actions.errand import errand

__all__ = ["errands", "pair_tasks", "replies"]


@errand("mentorship.ask_manager")
def ask_manager(interest_id: int) -> None:
    """Ask the manager for an answer; the one who asks may not see the manager's address."""
    interest = Interest.objects.with_all().select_related("person__manager").get(pk=interest_id)
    if interest.withdrawn_at is None and interest.person.manager:
        write_question(interest)


@errand("mentorship.tell_answer")
def tell_answer(interest_id: int) -> None:
    """Tell the one who asked what the manager answered."""
    write_answer(Interest.objects.with_all().get(pk=interest_id))
