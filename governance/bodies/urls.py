"""Addresses of bodies, their mandates and their rotas."""

from django.urls import path

from governance.views import (
    body,
    body_calendar,
    body_kind,
    body_letter,
    guest,
    holder,
    holder_proposal,
    mandate,
    office,
    rotation,
)

urlpatterns = [
    path("", body.bodies, name="bodies"),
    path("kinds/", body_kind.body_kinds, name="body_kinds"),
    path("kinds/new/", body_kind.body_kind_new, name="body_kind_new"),
    path("kinds/<int:pk>/", body_kind.body_kind_change, name="body_kind_change"),
    path("bodies/new/", body.body_new, name="body_new"),
    path("bodies/<int:pk>/", body.body, name="body"),
    path("bodies/<int:pk>/change/", body.body_change, name="body_change"),
    path("bodies/<int:pk>/mandates/", mandate.mandates_each, name="mandates_each"),
    path("bodies/<int:pk>/mandates/new/", mandate.mandate_new, name="mandate_new"),
    path("bodies/<int:pk>/offices/new/", office.office_new, name="office_new"),
    path("bodies/<int:pk>/rotations/new/", rotation.rotation_new, name="rotation_new"),
    path("bodies/<int:pk>/guests/new/", guest.guest_new, name="guest_new"),
    path("bodies/<int:pk>/letters/", body_letter.body_letters, name="body_letters"),
    path("bodies/<int:pk>/letters/new/", body_letter.body_letter_new, name="body_letter_new"),
    path("bodies/<int:pk>/addresses/", body_letter.body_addresses, name="body_addresses"),
    path("bodies/<int:pk>/calendar/", body_calendar.body_calendar, name="body_calendar"),
    path(
        "bodies/<int:pk>/calendar/end/",
        body_calendar.body_calendar_end,
        name="body_calendar_end",
    ),
    path("mandates/<int:pk>/", mandate.mandate_change, name="mandate_change"),
    path("mandates/<int:pk>/end/", mandate.mandate_end, name="mandate_end"),
    path("mandates/<int:pk>/holders/new/", holder.holder_new, name="holder_new"),
    path(
        "mandates/<int:pk>/proposals/new/",
        holder_proposal.holder_proposal_new,
        name="holder_proposal_new",
    ),
    path("holders/<int:pk>/end/", holder.holder_end, name="holder_end"),
    path("holders/<int:pk>/undoing/", holder.holder_undoing, name="holder_undoing"),
    path("holders/<int:pk>/place/", holder.holder_place, name="holder_place"),
    path(
        "proposals/<int:pk>/",
        holder_proposal.holder_proposal_answer,
        name="holder_proposal_answer",
    ),
    path(
        "proposals/<int:pk>/withdrawal/",
        holder_proposal.holder_proposal_withdrawal,
        name="holder_proposal_withdrawal",
    ),
    path("offices/<int:pk>/end/", office.office_end, name="office_end"),
    path("rotations/<int:pk>/", rotation.rotation, name="rotation"),
    path("rotations/<int:pk>/change/", rotation.rotation_change, name="rotation_change"),
    path("rotations/<int:pk>/turns/", rotation.rotation_turn, name="rotation_turn"),
    path("rotations/<int:pk>/end/", rotation.rotation_end, name="rotation_end"),
    path("guests/<int:pk>/end/", guest.guest_end, name="guest_end"),
]
