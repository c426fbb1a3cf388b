"""Rounds, joint meetings and competences, under `mentorship/`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
