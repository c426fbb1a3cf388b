"""The portal's own pages, outside every network."""

from django.urls import include, path

from config import views

urlpatterns = [
    path("", views.picker, name="picker"),
    path("livez", views.livez, name="livez"),
    path("readyz", views.readyz, name="readyz"),
    path("robots.txt", views.robots, name="robots"),
    path("language/", views.language, name="language"),
    path("accounts/", include("allauth.urls")),
]
