"""What the journal says of the registers."""

from django.utils.translation import gettext_lazy as _

from network.sentences import tell

tell(
    {
        "apply_member_list": _("applied the member list %(name)s"),
        "add_member": _("added a member"),
        "change_member": _("changed a member"),
        "declare_head_count": _("declared %(count)s employees"),
        "change_invoice_profile": _("changed the invoice details"),
        "keep_reference_rule": _("changed how references are written"),
        "add_person": _("added a person"),
        "change_person": _("changed a person's details"),
        "end_person": _("ended a person's time in the network"),
        "return_person": _("took a person back"),
        "grant_role": _("gave a role"),
        "end_role": _("ended a role"),
    }
)
