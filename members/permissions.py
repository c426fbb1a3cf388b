"""Who may see and keep the members and their people."""

from network.permissions import (
    allow,
    everyone_in_the_network,
    for_own_authority,
    holding,
    who_ordered_it,
)

coordinates_the_network = holding("network_coordinator", "education_coordinator")
leads_the_network = holding("network_coordinator")
answers_for_the_authority = for_own_authority("local_coordinator")

allow(
    {
        "see_start": everyone_in_the_network,
        "search": everyone_in_the_network,
        "see_members": everyone_in_the_network,
        "see_member": everyone_in_the_network,
        "export_members": coordinates_the_network,
        "import_members": leads_the_network,
        "keep_members": leads_the_network,
        "see_decisions": everyone_in_the_network,
        "record_decision": coordinates_the_network,
        "propose_standing": leads_the_network,
        "see_people": coordinates_the_network | answers_for_the_authority,
        "keep_people": coordinates_the_network | answers_for_the_authority,
        "grant_roles": leads_the_network,
        "see_head_counts": coordinates_the_network
        | holding("economist", "steering_member", "auditor")
        | answers_for_the_authority,
        "keep_head_count_rounds": leads_the_network,
        "declare_head_count": leads_the_network | answers_for_the_authority,
        "keep_invoice_profile": leads_the_network
        | holding("economist")
        | answers_for_the_authority,
        "see_letters": coordinates_the_network,
        "send_letter_again": coordinates_the_network,
        "see_journal": leads_the_network,
        "see_own_jobs": everyone_in_the_network,
        "cancel_job": who_ordered_it,
        "keep_reference_rule": leads_the_network | answers_for_the_authority,
        "see_document": everyone_in_the_network,
    }
)
