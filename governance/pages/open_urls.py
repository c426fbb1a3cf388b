"""Addresses of the network's own open pages, below /<network>/open/."""

from django.urls import path, register_converter

from governance.views import open_event_list, open_page
from network.openness import TongueConverter

register_converter(TongueConverter, "tongue")

urlpatterns = [
    path("<language:language>/about/", open_page.open_about, name="open_about"),
    path("<language:language>/contact/", open_page.open_contact, name="open_contact"),
    path("<tongue:code>/pages/<slug:slug>/", open_page.open_page, name="open_page"),
    path("<language:language>/news/", open_page.open_news_list, name="open_news_list"),
    path("<language:language>/news.xml", open_page.open_news_feed, name="open_news_feed"),
    path("<language:language>/news/<slug:slug>/", open_page.open_news, name="open_news"),
    path("<language:language>/bodies/", open_page.open_bodies, name="open_bodies"),
    path("<language:language>/calendar/", open_event_list.open_events, name="open_events"),
    path(
        "<language:language>/calendar.ics",
        open_event_list.open_events_calendar,
        name="open_events_calendar",
    ),
]
