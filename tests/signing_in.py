"""How tests sign people in, second factor included where the role asks for one."""

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.test import Client, RequestFactory

from network.models import User
from tests.cast import email


def sign_in(client: Client, who: str) -> User:
    """Sign somebody of the cast in as after a mail code and a TOTP."""
    user = User.objects.get(email=email(who))
    Authenticator.objects.get_or_create(
        user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "sealed"}}
    )
    client.force_login(user)
    request = RequestFactory().get("/")
    request.session = client.session
    record_authentication(request, user, method="code", email=user.email)
    record_authentication(request, user, method="mfa", type="totp")
    request.session.save()
    return user
