"""Settings for tests of papers and letters, which need neither a database nor a sign-in."""

import os
from pathlib import Path

import django
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]


def configure() -> None:
    """Use these settings unless the suite names its own."""
    if settings.configured or os.environ.get("DJANGO_SETTINGS_MODULE"):
        return
    settings.configure(
        SECRET_KEY="papers",
        SITE_URL="https://portal.example",
        INSTALLED_APPS=["django.contrib.staticfiles", "network"],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [ROOT / "templates"],
                "APP_DIRS": True,
            }
        ],
        STATIC_URL="/static/",
        STATIC_ROOT=ROOT / ".local" / "static",
        STATICFILES_DIRS=[ROOT / "static", ROOT / ".local" / "vendor"],
        LANGUAGE_CODE="sv",
        LANGUAGES=[("sv", "Swedish"), ("en", "English")],
        LOCALE_PATHS=[ROOT / "locale"],
        USE_TZ=True,
        TIME_ZONE="Europe/Stockholm",
        DEFAULT_FROM_EMAIL="Nätverksportalen <portalen@portal.example>",
    )
    django.setup()
