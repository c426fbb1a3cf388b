"""The web server's door into the portal."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.db import connection

from network.checks import refuse_unsafe_role

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()
refuse_unsafe_role()
connection.close()

# What was loaded stays: the collector need not walk through it again and again.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
