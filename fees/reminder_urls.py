"""Reminders and statements of account, under `fees/`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
