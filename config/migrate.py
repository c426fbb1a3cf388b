"""Migrate without making the running portal wait: `python -m config.start migrate`.

A change of a table queues behind the longest reader, and every later reader queues behind it.
So each attempt gives up its place after half a second and tries again.
"""

import os
import sys
import time

ATTEMPTS = 60
LIMITS = "-c lock_timeout=500ms -c statement_timeout=5min"


def main() -> int:
    """Apply the migrations; 0 when all are in place."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ["PGOPTIONS"] = LIMITS

    import django
    from django.core.management import call_command
    from django.db import OperationalError, connection
    from psycopg.errors import LockNotAvailable

    django.setup()
    for attempt in range(ATTEMPTS):
        try:
            call_command("migrate", interactive=False)
        except OperationalError as error:
            connection.close()
            if not isinstance(error.__cause__, LockNotAvailable):
                raise
            print(f"A table is in use; attempt {attempt + 2} follows.", flush=True)
            time.sleep(min(0.5 * (attempt + 1), 5))
        else:
            return 0
    print("The tables stayed in use: find the long transaction and end it, then migrate again.")
    return 1


if __name__ == "__main__":
    sys.exit(main())
