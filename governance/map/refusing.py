"""What the database refuses of the map, in sentences."""

from collections.abc import Mapping
from functools import partial

from django.utils.translation import gettext_lazy as _

from network.refusals import constraints_in_words

WHY: Mapping[str, object] = {
    "governance_circle_once": _("The map has one with that name."),
    "governance_circle_days": _("It ends before it begins."),
    "governance_circle_member_once": _("The member is there already."),
    "governance_circle_member_days": _("It ends before it begins."),
    "governance_cluster_once": _("The network has a cluster with that name."),
}

refused_in_words = partial(constraints_in_words, WHY)
