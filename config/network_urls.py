"""A network's pages; the middleware has moved `/<network>` out of the way."""

from django.urls import path

from config import views

urlpatterns = [
    path("", views.start, name="start"),
]
