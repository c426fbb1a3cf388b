"""How the journal and the list of jobs speak: every room declares the words of its own deeds."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

Words = str | Promise

_deeds: dict[str, Words] = {}
_jobs: dict[str, Words] = {}


class _Facts(dict[str, Any]):
    """The facts of an entry; a fact that it lacks is a dash, never a fault."""

    def __missing__(self, name: str) -> str:
        return "–"


def tell(deeds: Mapping[str, Words]) -> None:
    """Declare what the journal says of each verb, from the facts: "ended the role %(kind)s"."""
    _deeds.update(deeds)


def name_jobs(jobs: Mapping[str, Words]) -> None:
    """Declare what a kind of job is called, from its facts: "Year report %(year)s"."""
    _jobs.update(jobs)


def deed(verb: str, facts: Mapping[str, Any]) -> str:
    """What somebody did, as the rest of a sentence that begins with their name."""
    words = str(_deeds[verb]) if verb in _deeds else gettext(verb.replace("_", " "))
    return words % _Facts(facts) if "%(" in words else words


def job_title(name: str, facts: Mapping[str, Any]) -> str:
    """What a job is called on its page."""
    last = name.rpartition(".")[2]
    words = str(_jobs[name]) if name in _jobs else gettext(last.replace("_", " ").capitalize())
    return words % _Facts(facts) if "%(" in words else words


tell(
    {
        "order_job": _("started a job"),
        "cancel_job": _("asked a job to stop"),
        "send_letter_again": _("had a letter sent again"),
        "answer_by_link": _("answered by a link in mail"),
    }
)
