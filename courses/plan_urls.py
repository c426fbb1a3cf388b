"""Addresses of plans and the council's decisions."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
