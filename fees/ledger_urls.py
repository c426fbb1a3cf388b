"""The host's ledger, under `fees/ledger/`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
