"""The register's recurring work: effects take hold on their day, or as soon as they are decided."""

from celery import shared_task
from django.utils import timezone, translation

from governance.decisions.taking import due, take
from governance.membership.deciding import settle_rejected
from network import scope
from network.actions.errand import errand


@shared_task(name="governance.take_effects")
def take_effects() -> None:
    """Let every effect whose day has come take hold, each in a transaction of its own."""
    today = timezone.localdate()
    for pk in scope.each_network():
        with scope.enter_system(pk):
            waiting = due(today)
            settle_rejected()
        for effect in waiting:
            with scope.enter_system(pk), translation.override("sv"):
                take(effect)


@errand("governance.take_effects")
def take_effects_now(**facts: object) -> None:
    """The same in one network, when a meeting has closed or a decision is entered."""
    with translation.override("sv"):
        for effect in due(timezone.localdate()):
            take(effect)
        settle_rejected()
