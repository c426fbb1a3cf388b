"""Payments and bank files, under `fees/payments/`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
