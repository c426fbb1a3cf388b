"""The members: the list and each one's page."""

from django.http import HttpResponse
from django.shortcuts import render

from network.middleware import NetworkRequest
from network.permissions import policy


@policy("see_members")
def members(request: NetworkRequest) -> HttpResponse:
    """Who belongs to the network."""
    return render(request, "members/member_list.html", {})
