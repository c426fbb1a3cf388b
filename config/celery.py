"""The jobs' application: tasks live in each app's `tasks.py`."""

import os

from celery import Celery
from celery.signals import worker_init
from django.core.exceptions import ImproperlyConfigured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("natverksportalen")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
def refuse_unsafe_role(**kwargs: object) -> None:
    """Stop a worker whose database role sees past the locks, before it takes a job."""
    from django.db import connection  # noqa: PLC0415 - only when Django is set up

    from network import checks  # noqa: PLC0415

    try:
        checks.refuse_unsafe_role()
    except ImproperlyConfigured as fault:
        raise SystemExit(f"The worker does not start: {fault}") from None
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]  # no child must inherit it
