"""Where needs assessments and answers stand, in words, the same on pages, in lists and files."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from courses.models import Campaign, NeedsAnswer
from courses.needs.campaigns import days_left, last_time
from courses.needs.rules import AnswerState, CampaignState

NOT_BEGUN = "not_begun"
# How far an authority has come, the furthest first; a draft that nobody saved is not begun.
STANDINGS: dict[str, Any] = {
    AnswerState.APPROVED: pgettext_lazy("answer", "approved"),
    AnswerState.SENT: gettext_lazy("waiting for approval"),
    AnswerState.DRAFT: pgettext_lazy("answer", "begun"),
    NOT_BEGUN: pgettext_lazy("answer", "not begun"),
}
KINDS = {
    AnswerState.APPROVED: "good",
    AnswerState.SENT: "now",
    AnswerState.DRAFT: "notice",
    NOT_BEGUN: "off",
}


def standing_of(answer: NeedsAnswer) -> str:
    """A key of STANDINGS."""
    if answer.state == AnswerState.DRAFT and answer.version == 1:
        return NOT_BEGUN
    return answer.state


def day(moment: datetime | None) -> str:
    """The last day of something in running text: 8 oktober."""
    return date_format(timezone.localtime(moment), "j F") if moment else ""


def time_left(campaign: Campaign, answer: NeedsAnswer | None = None) -> str:
    """4 days left; the last day is today."""
    last = last_time(campaign, answer)
    if last is None or last < timezone.now():
        return _("The last day to answer has passed.")
    left = days_left(last, timezone.now())
    if not left:
        return _("The last day is today.")
    return ngettext("%(n)s day is left.", "%(n)s days are left.", left) % {"n": left}


def state_of(campaign: Campaign) -> str:
    """Where a needs assessment stands, in a sentence or two."""
    if campaign.state == CampaignState.DRAFT:
        return _("It is being prepared. Nobody else sees it yet.")
    if campaign.state == CampaignState.CLOSED:
        return _("It closed on %(day)s.") % {"day": day(campaign.closed_at)}
    open_until = _("The members may answer until %(day)s.") % {"day": day(campaign.closes_at)}
    return f"{open_until} {time_left(campaign)}"
