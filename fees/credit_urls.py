"""Charges by hand, credit notes and write-offs, under `fees/`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
