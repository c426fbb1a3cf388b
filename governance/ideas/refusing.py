"""What the database refuses of an idea, in sentences."""

from collections.abc import Mapping
from functools import partial

from django.utils.translation import gettext_lazy as _

from network.refusals import constraints_in_words

WHY: Mapping[str, object] = {
    "governance_idea_order": _("The idea has gone on meanwhile. Look at it anew."),
    "governance_idea_reason": _("Write why the idea is declined."),
    "governance_idea_became": _("Write what the idea became."),
    "governance_idea_tried": _("Write from when to when, and what to find out."),
    "governance_idea_support_once": _("You support the idea already."),
    "governance_idea_text_once": _(
        "Somebody wrote another version meanwhile. Read it, and write yours anew."
    ),
}

refused_in_words = partial(constraints_in_words, WHY)
