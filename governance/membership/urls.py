"""Addresses of memberships: applications, notices, terms, certificates."""

from django.urls import path

from governance.views import application, membership_certificate, resignation

urlpatterns = [
    path("", application.applications, name="applications"),
    path("applications/new/", application.application_new, name="application_new"),
    path("applications/<int:pk>/", application.application, name="application"),
    path(
        "applications/<int:pk>/preparation/",
        application.application_preparation,
        name="application_preparation",
    ),
    path(
        "applications/<int:pk>/agenda/", application.application_agenda, name="application_agenda"
    ),
    path(
        "applications/<int:pk>/declination/",
        application.application_declination,
        name="application_declination",
    ),
    path(
        "applications/<int:pk>/withdrawal/",
        application.application_withdrawal,
        name="application_withdrawal",
    ),
    path("members/<int:pk>/resignation/", resignation.resignation_new, name="resignation_new"),
    path(
        "members/<int:pk>/certificate/",
        membership_certificate.membership_certificate,
        name="membership_certificate",
    ),
    path("resignations/<int:pk>/", resignation.resignation, name="resignation"),
    path(
        "resignations/<int:pk>/withdrawal/",
        resignation.resignation_withdrawal,
        name="resignation_withdrawal",
    ),
    path("terms/new/", resignation.membership_terms_new, name="membership_terms_new"),
]
