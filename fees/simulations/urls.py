"""What a change of the fees would do, and contributed hours, under `fees/`."""

from django.urls import path

from fees.views import contribution, contribution_kind, simulation, supposition

urlpatterns = [
    path("simulations/", simulation.simulations, name="simulations"),
    path("simulations/new/", simulation.simulation_new, name="simulation_new"),
    path("simulations/beside/", simulation.simulations_beside, name="simulations_beside"),
    path("simulations/<int:pk>/", simulation.simulation, name="simulation"),
    path("simulations/<int:pk>/change/", simulation.simulation_change, name="simulation_change"),
    path("simulations/<int:pk>/facts/", supposition.simulation_facts, name="simulation_facts"),
    path(
        "simulations/<int:pk>/facts/removal/",
        supposition.simulation_facts_removal,
        name="simulation_facts_removal",
    ),
    path("simulations/<int:pk>/copy/", simulation.simulation_copy, name="simulation_copy"),
    path("simulations/<int:pk>/renewal/", simulation.simulation_renewal, name="simulation_renewal"),
    path("simulations/<int:pk>/removal/", simulation.simulation_removal, name="simulation_removal"),
    path("simulations/<int:pk>/paper/", simulation.simulation_paper, name="simulation_paper"),
    path("contributions/", contribution.contributions, name="contributions"),
    path("contributions/new/", contribution.contribution_new, name="contribution_new"),
    path("contributions/kinds/", contribution_kind.contribution_kinds, name="contribution_kinds"),
    path(
        "contributions/kinds/new/",
        contribution_kind.contribution_kind_new,
        name="contribution_kind_new",
    ),
    path(
        "contributions/kinds/<int:pk>/",
        contribution_kind.contribution_kind_change,
        name="contribution_kind_change",
    ),
    path(
        "contributions/rates/new/",
        contribution_kind.contribution_rate_new,
        name="contribution_rate_new",
    ),
    path("contributions/<int:pk>/", contribution.contribution, name="contribution"),
    path(
        "contributions/<int:pk>/settlement/",
        contribution.contribution_settlement,
        name="contribution_settlement",
    ),
    path(
        "contributions/<int:pk>/reversal/",
        contribution.contribution_reversal,
        name="contribution_reversal",
    ),
    path(
        "contributions/<int:pk>/withdrawal/",
        contribution.contribution_withdrawal,
        name="contribution_withdrawal",
    ),
]
