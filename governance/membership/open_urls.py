"""Addresses of what lies open of memberships, below /<network>/open/."""

from django.urls import path

from governance.views import open_membership

urlpatterns = [
    path("v1/members.json", open_membership.open_members_feed, name="open_members_feed"),
    path("<language:language>/members/", open_membership.open_members, name="open_members"),
    path(
        "<language:language>/membership/", open_membership.open_membership, name="open_membership"
    ),
    path(
        "<language:language>/membership/<str:secret>/",
        open_membership.open_application,
        name="open_application",
    ),
]
