"""What the journal says of ideas."""

from django.utils.translation import gettext_lazy as _

from network.sentences import tell

tell(
    {
        "propose_idea": _("proposed the idea %(what)s"),
        "step_idea": _("the idea %(what)s went on: %(state)s"),
    }
)
