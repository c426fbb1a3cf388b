"""Addresses of parties outside the network and sister networks."""

from django.urls import path

from loans.views import outside_party, sister_network

urlpatterns = [
    path("outside/", outside_party.outside_parties, name="outside_parties"),
    path("outside/new/", outside_party.outside_party_new, name="outside_party_new"),
    path(
        "outside/<int:pk>/change/", outside_party.outside_party_change, name="outside_party_change"
    ),
    path("outside/<int:pk>/notices/new/", outside_party.party_notice_new, name="party_notice_new"),
    path("outside/sisters/", sister_network.sister_network_new, name="sister_network_new"),
    path(
        "outside/sisters/<int:pk>/removal/",
        sister_network.sister_network_removal,
        name="sister_network_removal",
    ),
    path(
        "notices/<int:pk>/outside/change/",
        outside_party.party_notice_change,
        name="party_notice_change",
    ),
    path(
        "notices/<int:pk>/outside/approach/",
        outside_party.party_approach_new,
        name="party_approach_new",
    ),
    path(
        "notices/<int:pk>/outside/interest/",
        outside_party.outside_interest_new,
        name="outside_interest_new",
    ),
]
