"""What the database refuses of open pages, in sentences."""

from collections.abc import Mapping
from functools import partial

from django.utils.translation import gettext_lazy as _

from network.refusals import constraints_in_words

STALE = _(
    "Somebody wrote another version meanwhile. It stands beside yours: bring them together, "
    "and save again."
)
WHY: Mapping[str, object] = {
    "governance_page_once": _("The page is there in that language already."),
    "governance_page_address": _("Another page has that address."),
    "governance_news_language": _("News is in Swedish or English."),
    "governance_page_address_kept": _("Another page has or has had that address."),
    "governance_page_version_once": STALE,
    "governance_page_titled": _("The page needs a title."),
    "governance_publishing_own": _("A page shows a version of its own."),
    "governance_open_part_once": _("That lies open already."),
    "governance_open_event_hours": _("The event ends before it begins."),
}

refused_in_words = partial(constraints_in_words, WHY)
