"""Who may see and keep the manager induction programme."""

from members.permissions import answers_for_the_authority, coordinates_the_network
from network.permissions import allow, everyone_in_the_network, for_oneself

allow(
    {
        "see_induction": everyone_in_the_network,
        "keep_induction": coordinates_the_network,
        "invite_to_induction": coordinates_the_network,
        "see_participations": coordinates_the_network | answers_for_the_authority,
        "export_participations": coordinates_the_network | answers_for_the_authority,
        "see_participation": everyone_in_the_network,
        "answer_induction": for_oneself,
        "tick_module": for_oneself | coordinates_the_network,
        "end_participation": for_oneself | coordinates_the_network,
        "fetch_induction_certificate": for_oneself | coordinates_the_network,
        "revoke_induction_certificate": coordinates_the_network,
    }
)
