"""E-invoices on their way to the buyer, under `fees/`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
