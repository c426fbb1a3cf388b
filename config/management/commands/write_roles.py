from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from config.roles import matrix


class Command(BaseCommand):
    help = "Write docs/roles.md from the rules."

    def handle(self, *args: Any, **options: Any) -> None:
        Path(settings.BASE_DIR, "docs", "roles.md").write_text(matrix(), encoding="utf-8")
