"""Settings of `make demo`: production's, over plain HTTP on one machine, with invented people."""

from config.settings_plain import *  # noqa: F403
from config.settings_plain import BASE_DIR, INSTALLED_APPS

DEMO = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # passkeys, over plain HTTP on this machine
if (BASE_DIR / "config" / "demo").exists():
    INSTALLED_APPS = [*INSTALLED_APPS, "config.demo"]
