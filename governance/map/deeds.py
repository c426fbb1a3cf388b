"""What the journal says of the network map."""

from django.utils.translation import gettext_lazy as _

from network.sentences import tell

tell(
    {
        "keep_circle": _("wrote %(name)s into the network map"),
        "join_circle": _("noted on the map that a member is in %(name)s"),
        "leave_circle": _("noted on the map that a member has left %(name)s"),
        "keep_cluster": _("wrote the competence cluster %(name)s"),
    }
)
