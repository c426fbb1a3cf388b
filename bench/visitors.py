"""People who are signed in already, and the forms that they send."""

import uuid
from importlib import import_module
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from network.models import User

FORM_SECRET = "b" * 32


def signed_in(user_id: int) -> dict[str, str]:
    """The cookies of somebody with a session and a form secret."""
    user = User.objects.get(pk=user_id)
    session = import_module("django.contrib.sessions.backends.db").SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return {
        settings.SESSION_COOKIE_NAME: session.session_key,
        settings.CSRF_COOKIE_NAME: FORM_SECRET,
        settings.LANGUAGE_COOKIE_NAME: "sv",
    }


def form(once: str = "", **fields: str) -> bytes:
    """A form as the page gives it out: its secret, its key against double clicks, its fields."""
    secret = {"csrfmiddlewaretoken": FORM_SECRET, "once": once or str(uuid.uuid4())}
    return urlencode(secret | fields).encode()


def days_of_its_own(number: int) -> int:
    """In how many days a run begins whose two days, a month apart, clash with no other's.

    What clashes is asked about before anybody is enrolled.
    """
    return 20 + 60 * (number // 30) + number % 30
