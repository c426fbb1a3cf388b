"""What the journal says of open pages."""

from django.utils.translation import gettext_lazy as _

from network.sentences import tell

tell(
    {
        "begin_open_page": _("began the open page %(title)s (%(language)s)"),
        "write_open_page": _("wrote version %(number)s of the open page %(title)s"),
        "publish_open_page": _("published the open page %(title)s from %(since)s"),
        "take_down_open_page": _("took down the open page %(address)s"),
        "move_open_page": _("moved an open page to %(address)s"),
        "lay_part_open": _("laid open: %(part)s"),
        "close_open_part": _("showed no more: %(part)s"),
        "announce_open_event": _("announced the open event %(title)s"),
    }
)
