"""What the database refuses of bodies, by the name of its constraint, in sentences."""

from collections.abc import Mapping
from functools import partial

from django.utils.translation import gettext_lazy as _

from network.refusals import constraints_in_words

WHY: Mapping[str, object] = {
    "governance_body_kind_once": _("The network has a kind of body with that name."),
    "governance_body_once": _("The network has a body with that name."),
    "governance_mandate_once": _("The authority has its mandate already from that day."),
    "governance_mandate_days": _("The mandate ends before it begins."),
    "governance_holder_days": _("The term ends before it begins."),
    "governance_holder_one_member": _(
        "Somebody else holds the mandate on those days. Choose other days, or let the new one"
        " replace the former."
    ),
    "governance_holder_once": _("The person holds that mandate already on those days."),
    "governance_office_days": _("The office ends before it begins."),
    "governance_office_one_chair": _("Somebody else is chair on those days. End that term first."),
    "governance_guest_days": _("The guest leaves before they come."),
    "governance_rotation_once": _("That office goes round already. Change its rule."),
    "governance_holder_proposal_once": _("That person is proposed already."),
    "governance_body_calendar_once": _("You have such an address already."),
}

refused_in_words = partial(constraints_in_words, WHY)
