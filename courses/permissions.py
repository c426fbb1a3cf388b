"""Who may find courses, take seats and keep the runs."""

from members.permissions import answers_for_the_authority, coordinates_the_network
from network.permissions import allow, everyone_in_the_network, for_oneself

allow(
    {
        "see_courses": everyone_in_the_network,
        "see_my_courses": everyone_in_the_network,
        "enrol": for_oneself | answers_for_the_authority | coordinates_the_network,
        "withdraw": for_oneself | answers_for_the_authority | coordinates_the_network,
        "answer_offer": for_oneself | answers_for_the_authority | coordinates_the_network,
        "move_allotment": answers_for_the_authority | coordinates_the_network,
        "enrol_group": answers_for_the_authority | coordinates_the_network,
        "see_participants": coordinates_the_network | answers_for_the_authority,
        "keep_courses": coordinates_the_network,
        "see_guests": coordinates_the_network,
        "open_catalogue": coordinates_the_network,
        "see_calendar_addresses": everyone_in_the_network,
        "make_calendar_address": everyone_in_the_network,
        "end_calendar_address": for_oneself,
        "see_festivals": everyone_in_the_network,
        "keep_festivals": coordinates_the_network,
        "propose_item": for_oneself | answers_for_the_authority | coordinates_the_network,
        "fill_turn": answers_for_the_authority | coordinates_the_network,
    }
)
