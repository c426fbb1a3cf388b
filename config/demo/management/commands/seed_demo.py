from typing import Any

from django.core.management.base import BaseCommand

from config.demo.seeding import fill, give_second_factors


class Command(BaseCommand):
    help = "Fill an empty portal with the demo's two networks; changes nothing that is there."

    def handle(self, *args: Any, **options: Any) -> None:
        if fill():
            give_second_factors()
            self.stdout.write("The demo's two networks are in place.")
        else:
            self.stdout.write("The demo's networks were in place already.")
