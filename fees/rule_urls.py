"""Fee models, issuers and VAT rules, under `fees/rules/`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
