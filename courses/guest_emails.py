"""Letters to guests: they have no account, so the link in the letter is all they need."""

from typing import Any

from django.utils import timezone, translation

from courses.actions.guest import PURPOSE
from courses.emails import Day
from courses.models import GuestSeat
from courses.rules import RunState
from network.actions import letter
from network.addresses import network_url
from network.secret_addresses import secret_of


def asked(guest: GuestSeat) -> None:
    """Follow the link, and the seat is yours."""
    _write("guest_asked", guest, f"{guest.pk}:{guest.asked_at:%Y%m%d%H%M}")


def confirmed(guest: GuestSeat) -> None:
    """The seat is yours; so you give it back."""
    at = guest.confirmed_at or timezone.now()
    _write("guest_confirmed", guest, f"{guest.pk}:{at:%Y%m%d%H%M%S}")


def news(guest: GuestSeat) -> None:
    """The run is called off, or its time or place is another."""
    off = guest.run.state in (RunState.CANCELLED, RunState.POSTPONED)
    _write("guest_news", guest, f"{guest.pk}:{guest.run.state}:{guest.run.revision}", off=off)


def _write(name: str, guest: GuestSeat, key: str, **facts: Any) -> None:
    run = guest.run
    with translation.override(guest.language):
        context: dict[str, Any] = facts | {
            "course": run.course.title,
            "days": [
                Day(timezone.localtime(day.starts_at), timezone.localtime(day.ends_at))
                for day in run.sessions.all()
            ],
            "place": run.place,
            "url": network_url(
                run.network,
                "open_guest_seat",
                language=guest.language,
                secret=secret_of(PURPOSE, guest.nonce),
            ),
        }
    letter.send(
        f"{name}:{key}",
        name,
        context,
        to=guest.email,
        language=guest.language,
        network=run.network,
        name=f"courses.{name}",
    )
