"""What the journal says of the registers."""

from django.utils.translation import gettext_lazy as _

from network.sentences import tell

tell(
    {
        "apply_member_list": _("applied the member list %(name)s"),
        "add_member": _("added a member"),
        "change_member": _("changed a member"),
        "enter_decision": _("entered the decision %(title)s into the register"),
        "propose_standing": _("proposed %(name)s"),
        "remove_proposed_standing": _("took the proposal %(name)s away"),
        "take_standing": _(
            "changed the standing of %(members)s members by the decision %(decision)s"
        ),
        "declare_head_count": _("declared %(count)s employees"),
        "correct_head_count": _("corrected the head count of %(day)s to %(count)s"),
        "prepare_head_count_round": _("prepared the head counts %(year)s"),
        "change_head_count_round": _("changed the head counts %(year)s"),
        "open_head_count_round": _("asked the members for the head counts %(year)s"),
        "remind_of_head_count": _("reminded %(members)s members of the head count"),
        "close_head_count_round": _("closed the head counts %(year)s"),
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
