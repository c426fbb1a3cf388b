"""The letter that asks somebody for what would help, and the one that tells the answer.

Neither says who else it is about.
"""

from datetime import datetime, time

from django.utils import timezone
from django.utils.functional import lazy

from members.receivers import COORDINATORS, holders
from mentorship.helping.rules import Kind
from mentorship.helping.words import TO_ASK, asked_in_words, follows_in_words, why_in_words
from mentorship.models import HelpQuestion
from network.actions import letter
from network.addresses import network_url
from network.links import write_link

PURPOSE = "mentorship.help"


def write_question(question: HelpQuestion) -> None:
    """To the one who is asked, in the system scope: a yes or no by link, without signing in."""
    to = question.person
    ends = timezone.make_aware(datetime.combine(question.answer_by, time.max))
    url = write_link(
        PURPOSE, question.pk, network=question.network, person_id=to.pk, expires_at=ends
    )
    facts = {
        "round": question.round,
        "asked": lazy(asked_in_words, str)(question),
        "why": lazy(why_in_words, str)(question),
        "follows": lazy(follows_in_words, str)(question),
        "answer_by": question.answer_by,
        "url": url,
    }
    letter.send(
        f"help-asked-{question.pk}",
        "help_asked",
        facts,
        to=to.email,
        language=to.language,
        network=question.network,
        name="mentorship.help_asked",
        person_id=to.pk,
        membership_id=to.membership_id,
    )


def write_answer(question: HelpQuestion) -> None:
    """To the coordinators, but for one who answered: what was said, and where it leads."""
    facts = {
        "yes": question.accepted,
        "joins": question.kind == Kind.JOIN,
        "round": question.round,
        "who": question.person.name,
        "asked": TO_ASK[Kind(question.kind)],
        "url": network_url(
            question.network, "repair" if question.accepted else "matching", pk=question.round_id
        ),
    }
    for to in holders(COORDINATORS):
        if to.pk == question.person_id:
            continue
        letter.send(
            f"help-answered-{question.pk}-{to.pk}",
            "help_answered",
            facts,
            to=to.email,
            language=to.language,
            network=question.network,
            name="mentorship.help_answered",
            person_id=to.pk,
            membership_id=to.membership_id,
        )
