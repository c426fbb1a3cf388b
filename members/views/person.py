"""People of the members."""

from django.http import HttpResponse
from django.shortcuts import render

from network.middleware import NetworkRequest
from network.permissions import policy


@policy("see_people")
def people(request: NetworkRequest) -> HttpResponse:
    """Who works at the members, as far as one may see."""
    return render(request, "members/member_list.html", {})
