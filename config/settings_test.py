"""Settings for the tests: as production, but plain HTTP and a quick hasher.

The suite makes its own databases and chooses the role it reads them with: tests/databases.py.
"""

from config.settings_plain import *  # noqa: F403
from config.settings_plain import DATABASES, PREPARED

DATABASES["default"]["OPTIONS"] = dict(
    PREPARED
)  # no pool: every test thread has its own connection
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
