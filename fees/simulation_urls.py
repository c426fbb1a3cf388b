"""What a change of the fees would do, and contributed hours, under `fees/`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
