"""Addresses of the members' room."""

from django.urls import path

from members.views import declaration, member, member_import, person

urlpatterns = [
    path("", member.members, name="members"),
    path("<int:pk>/", member.member, name="member"),
    path("<int:pk>/change/", member.member_change, name="member_change"),
    path("<int:pk>/head-counts/new/", declaration.head_count_new, name="head_count_new"),
    path("<int:pk>/invoice-profile/", declaration.invoice_profile, name="invoice_profile"),
    path("people/", person.people, name="people"),
    path("people/<int:pk>/", person.people, name="person"),
    path("imports/new/", member_import.member_import_new, name="member_import_new"),
    path("imports/<int:pk>/", member_import.member_import, name="member_import"),
    path(
        "imports/<int:pk>/application/",
        member_import.member_import_application,
        name="member_import_application",
    ),
]
