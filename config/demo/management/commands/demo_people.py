from typing import Any

from django.core.management.base import BaseCommand

from config.demo.cast import PERSONAS


class Command(BaseCommand):
    help = "Tell who can sign in to the demo, and as what."

    def handle(self, *args: Any, **options: Any) -> None:
        for persona in PERSONAS:
            self.stdout.write(f"  {persona.name:<17} {persona.title:<24} {persona.email}")
