"""A passkey: added on the account page, and enough to come in with, without mail or password."""

import pytest

from tests.journeys.conftest import NewVisitor
from tests.journeys.test_sign_in import START

pytestmark = pytest.mark.journey

# A security chip in the device that has recognised its owner.
CHIP = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_a_passkey_opens_the_start_page(visitor: NewVisitor) -> None:
    gustav = visitor()
    device = gustav.context.new_cdp_session(gustav.page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": CHIP})

    gustav.go("/accounts/login/")
    gustav.fill(code=gustav.code_for("gustav"))
    gustav.press("Confirm")
    gustav.page.wait_for_url(f"**{START}")
    gustav.go("/accounts/2fa/webauthn/add/")
    gustav.look("passkey")
    gustav.fill(name="Arbetsdatorn")
    if gustav.page.locator('[name="passwordless"]').count():
        gustav.tick("passwordless")
    gustav.page.locator("#mfa_webauthn_add").click()
    gustav.page.wait_for_url(lambda url: "/webauthn/add/" not in url)
    gustav.look("passkey-added")
    gustav.go("/accounts/2fa/webauthn/")
    assert "Arbetsdatorn" in gustav.text()
    gustav.look("passkeys")

    gustav.go("/accounts/logout/")
    gustav.press("Sign out")
    gustav.go("/accounts/login/")
    gustav.page.locator("#passkey_login").click()
    gustav.page.wait_for_url(f"**{START}")
    assert gustav.go(START).status == 200
