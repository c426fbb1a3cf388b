"""Addresses of what lies open, below /<network>/open/; the language stands in the address."""

from django.urls import path, register_converter

from courses.views import calendar, open_feed, open_guest
from courses.views import open as catalogue
from network.openness import LanguageConverter

register_converter(LanguageConverter, "language")

urlpatterns = [
    path("", catalogue.open_home, name="open_home"),
    path("v1/courses.json", open_feed.open_courses_feed, name="open_courses_feed"),
    path("sitemap.xml", open_feed.open_sitemap, name="open_sitemap"),
    path(
        "<language:language>/courses.ics",
        open_feed.open_courses_calendar,
        name="open_courses_calendar",
    ),
    path(
        "calendar/<language:language>/<str:secret>.ics",
        calendar.open_calendar,
        name="open_calendar",
    ),
    path("<language:language>/courses/", catalogue.open_courses, name="open_courses"),
    path("<language:language>/courses/<int:pk>/", catalogue.open_course, name="open_course"),
    path("<language:language>/runs/<int:pk>/guest/", open_guest.open_guest, name="open_guest"),
    path(
        "<language:language>/guests/<str:secret>/",
        open_guest.open_guest_seat,
        name="open_guest_seat",
    ),
    path(
        "<language:language>/guests/<str:secret>/withdrawal/",
        open_guest.open_guest_withdrawal,
        name="open_guest_withdrawal",
    ),
]
