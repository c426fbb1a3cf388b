"""Addresses of the members' room."""

from django.urls import include, path

from members.views import (
    declaration,
    member,
    member_import,
    person,
    proposed_standing,
    reference,
    role,
)

urlpatterns = [
    path("", member.members, name="members"),
    path("<int:pk>/", member.member, name="member"),
    path("<int:pk>/change/", member.member_change, name="member_change"),
    path("<int:pk>/head-counts/new/", declaration.head_count_new, name="head_count_new"),
    path("<int:pk>/invoice-profile/", declaration.invoice_profile, name="invoice_profile"),
    path("<int:pk>/reference/", reference.reference_rule, name="reference_rule"),
    path("head-counts/", include("members.head_count_urls")),
    path("standings/new/", proposed_standing.proposed_standing_new, name="proposed_standing_new"),
    path("standings/<int:pk>/", proposed_standing.proposed_standing, name="proposed_standing"),
    path(
        "standings/<int:pk>/removal/",
        proposed_standing.proposed_standing_removal,
        name="proposed_standing_removal",
    ),
    path("people/", person.people, name="people"),
    path("people/new/", person.person_new, name="person_new"),
    path("people/<int:pk>/", person.person, name="person"),
    path("people/<int:pk>/change/", person.person_change, name="person_change"),
    path("people/<int:pk>/end/", person.person_end, name="person_end"),
    path("people/<int:pk>/return/", person.person_return, name="person_return"),
    path("people/<int:pk>/roles/new/", role.role_new, name="role_new"),
    path("roles/<int:pk>/end/", role.role_end, name="role_end"),
    path("imports/new/", member_import.member_import_new, name="member_import_new"),
    path("imports/<int:pk>/", member_import.member_import, name="member_import"),
    path(
        "imports/<int:pk>/reversal/",
        member_import.member_import_reversal,
        name="member_import_reversal",
    ),
    path(
        "imports/<int:pk>/application/",
        member_import.member_import_application,
        name="member_import_application",
    ),
]
