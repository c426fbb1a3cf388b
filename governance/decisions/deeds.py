"""What the journal says of decisions and what they change."""

from django.utils.translation import gettext_lazy as _

from network.sentences import tell

tell(
    {
        "take_effect": _("took effect: %(words)s"),
        "fail_effect": _("could not take effect: %(words)s. %(fault)s"),
        "undo_effect": _("took back what it changed: %(words)s"),
        "try_effect": _("had it tried again: %(words)s"),
    }
)
