"""The fees' tests commit for real; nobody is woken, since no worker listens."""

import pytest


class Nobody:
    """In place of the broker: workers that are forked must not share its connection."""

    def send_task(self, *args: object, **kwargs: object) -> None:
        """Wake nobody."""


@pytest.fixture(autouse=True)
def silence(monkeypatch: pytest.MonkeyPatch) -> None:
    """What would wake the worker goes nowhere."""
    monkeypatch.setattr("network.wake.current_app", Nobody())
