"""Sentences of the manager induction programme."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from induction.models import Participation, Programme
from induction.rules import Stage
from network.wording import days_between


def days_of(programme: Programme) -> str:
    """When a programme goes on."""
    return span(programme.starts, programme.ends)


def span(start: date, end: date) -> str:
    """A span of days, both included; one day where it is one."""
    if start == end:
        return date_format(start, "j F Y")
    return days_between(start, end)


def settled(it: Participation) -> str:
    """Why there is nothing to answer any more."""
    if it.stage == Stage.TAKING:
        return _("You have said yes already.")
    if it.stage == Stage.DECLINED:
        return _("You have said no. You can still say yes on the programme's page in the portal.")
    return _("Your part in the programme is over.")


# How the stages are shown.
KINDS = {
    Stage.INVITED: "notice",
    Stage.TAKING: "now",
    Stage.LATER: "off",
    Stage.DECLINED: "off",
    Stage.COMPLETED: "good",
    Stage.LEFT: "off",
}
