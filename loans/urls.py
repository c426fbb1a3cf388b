"""Addresses of staff loans."""

from django.urls import include, path

urlpatterns = [
    path("", include("loans.board.urls")),
    path("", include("loans.consents.urls")),
    path("", include("loans.agreements.urls")),
    path("", include("loans.signing.urls")),
    path("", include("loans.costs.urls")),
    path("", include("loans.balance.urls")),
    path("crisis/", include("loans.crisis.urls")),
    path("", include("loans.mobility.urls")),
    path("", include("loans.outside.urls")),
]
