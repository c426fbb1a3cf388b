"""Addresses of the members' room."""

from django.urls import path

from members.views import member, member_import, person

urlpatterns = [
    path("", member.members, name="members"),
    path("people/", person.people, name="people"),
    path("imports/new/", member_import.member_import_new, name="member_import_new"),
    path("imports/<int:pk>/", member_import.member_import, name="member_import"),
    path(
        "imports/<int:pk>/application/",
        member_import.member_import_application,
        name="member_import_application",
    ),
]
