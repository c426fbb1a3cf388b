"""Budget and outcome, under `fees/budget/`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
