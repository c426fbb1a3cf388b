"""Addresses where open pages are edited."""

from django.urls import path

from governance.views import open_event, open_part, page

urlpatterns = [
    path("", page.pages, name="pages"),
    path("new/", page.page_new, name="page_new"),
    path("preview/", page.page_preview, name="page_preview"),
    path("<int:pk>/", page.page, name="page"),
    path("<int:pk>/text/", page.page_text, name="page_text"),
    path("<int:pk>/publishing/", page.page_publishing, name="page_publishing"),
    path("<int:pk>/taking-down/", page.page_taking_down, name="page_taking_down"),
    path("<int:pk>/address/", page.page_address, name="page_address"),
    path("versions/<int:pk>/restoring/", page.version_restoring, name="version_restoring"),
    path("parts/<slug:part>/", open_part.part_opening, name="part_opening"),
    path("events/", open_event.events, name="events"),
    path("events/new/", open_event.event_new, name="event_new"),
    path("events/<int:pk>/", open_event.event, name="event"),
]
