"""The front page of the fees."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fees.front import front_of, ways_of
from fees.start import todos
from network.middleware import NetworkRequest
from network.permissions import policy


@policy("see_budget")
def fees(request: NetworkRequest) -> HttpResponse:
    """What waits, what is billed and paid, and the ways to everything else."""
    return render(
        request,
        "fees/front.html",
        {
            "front": front_of(request.seat, timezone.localdate()),
            "ways": ways_of(request.seat),
            "todos": todos(request.seat),
            "sees_invoices": request.seat.may("see_fees"),
            "may_run": request.seat.may("run_invoices"),
        },
    )
