"""Addresses of the yearly needs assessment."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
