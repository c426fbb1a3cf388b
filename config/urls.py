"""The portal's own pages, outside every network."""

from django.apps import apps
from django.urls import URLPattern, URLResolver, include, path

from config.views import portal
from courses.views import certificate, wish_open
from loans.views import agreement_open
from network.views import reply

urlpatterns: list[URLPattern | URLResolver] = [
    path("", portal.picker, name="picker"),
    path("livez", portal.livez, name="livez"),
    path("readyz", portal.readyz, name="readyz"),
    path("robots.txt", portal.robots, name="robots"),
    path("language/", portal.language, name="language"),
    path("verify/", certificate.certificate_checks, name="certificate_checks"),
    path("verify/<str:code>/", certificate.certificate_check, name="certificate_check"),
    path("reply/<slug:slug>/wishes/<slug:secret>/", wish_open.wish_open, name="wish_open"),
    path(
        "reply/<slug:slug>/agreements/<slug:secret>/",
        agreement_open.agreement_open,
        name="agreement_open",
    ),
    path(
        "reply/<slug:slug>/agreements/<slug:secret>/paper/",
        agreement_open.agreement_open_paper,
        name="agreement_open_paper",
    ),
    path("reply/<slug:slug>/<slug:secret>/", reply.reply, name="reply"),
    path("accounts/", portal.account, name="account"),
    path("accounts/", include("allauth.urls")),
]
if apps.is_installed("config.demo"):
    urlpatterns.append(path("demo/", include("config.demo.urls")))
