"""Settings of `make demo`: production's, over plain HTTP on one machine, with invented people."""

from config.settings import *  # noqa: F403
from config.settings import BASE_DIR, INSTALLED_APPS

DEMO = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # passkeys, over plain HTTP on this machine
if (BASE_DIR / "config" / "demo").exists():
    INSTALLED_APPS = [*INSTALLED_APPS, "config.demo"]

SECURE_SSL_REDIRECT = False
SECURE_PROXY_SSL_HEADER = None  # type: ignore[assignment]
SECURE_HSTS_SECONDS = 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = False
SECURE_HSTS_PRELOAD = False
SESSION_COOKIE_NAME = "sessionid"
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_NAME = "csrftoken"
CSRF_COOKIE_SECURE = False
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SECURE = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http"
