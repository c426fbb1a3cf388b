"""The clock of the recurring jobs, with a pulse that a health check can feel."""

from django_celery_beat.schedulers import DatabaseScheduler

from config.start import HEART


class Scheduler(DatabaseScheduler):  # type: ignore[misc]
    """Touches a file whenever it looks for due jobs, at least every few seconds."""

    def tick(self, *args: object, **kwargs: object) -> float:
        HEART.touch()
        return float(super().tick(*args, **kwargs))
