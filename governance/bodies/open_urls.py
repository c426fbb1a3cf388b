"""What lies open of bodies: calendars behind secret addresses."""

from django.urls import path

from governance.views import body_calendar

urlpatterns = [
    path(
        "bodies/<language:language>/<str:secret>.ics",
        body_calendar.open_body_calendar,
        name="open_body_calendar",
    ),
]
