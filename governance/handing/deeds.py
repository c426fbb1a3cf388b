"""What the journal says of hand-overs."""

from django.utils.translation import gettext_lazy as _

from network.sentences import tell

tell(
    {
        "plan_hand_over": _("planned a hand-over for %(day)s"),
        "call_off_hand_over": _("called off a hand-over"),
        "fail_hand_over": _("a hand-over could not be carried out: %(fault)s"),
        "hand_over": _("the coordination of the network went from %(giver)s to %(receiver)s"),
    }
)
