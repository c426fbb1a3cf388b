"""Addresses of the manager induction programme."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
