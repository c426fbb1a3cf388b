"""Every route, for everybody, with every kind of record: against a file that people review.

`UPDATE_DOORS=1 make test ARGS=tests/doors` writes the file anew; read its difference before it
is committed. A rule derived from the code alone would agree with a wrong rule.
"""

import json
import os
import re
from collections import Counter
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.forms import ModelForm
from django.test import Client
from django.test.utils import CaptureQueriesContext

from network.addresses import network_path
from network.models import Network, User
from network.permissions import all_rules
from tests.cast import VN, Cast, email
from tests.doors.objects import MISSING, MORE, ROUTES, VARIANTS
from tests.doors.routes import Route, network_routes, portal_routes
from tests.signing_in import sign_in

# The preview of an import applies the list and rolls it back, to know what it would change.
DRY_RUN = re.compile(r"/members/imports/\d+/$")
# A session that is kept alive is the one thing that a look may write.
WRITES = re.compile(
    r"\s*(INSERT INTO|UPDATE|DELETE FROM) (?!\"(django_session|usersessions_))", re.I
)

GOLDEN = Path(__file__).parent / "golden"

# Who tries the doors; "own" records concern Amina at CSN.
VISITORS = {
    "nobody": None,
    "stranger": "frosta",
    "employee": "amina",
    "employee elsewhere": "tove",
    "other local coordinator": "lars",
    "own local coordinator": "lena",
    "manager": "mats",
    "network coordinator": "karin",
    "education coordinator": "jonas",
    "economist": "erik",
    "steering member": "styrbjorn",
    "council member": "ulla",
}

# Routes of libraries outside every network, each looked at: sign-in and one's own account.
LIBRARIES = {
    *("account_login", "account_logout", "account_signup", "account_inactive"),
    *("account_reauthenticate", "account_email", "account_email_verification_sent"),
    *("account_change_password", "account_set_password", "account_reset_password"),
    *("account_confirm_password_reset_code", "account_complete_password_reset"),
    *("account_password_reset_completed", "account_request_login_code"),
    "account_confirm_login_code",
    *("mfa_index", "mfa_authenticate", "mfa_reauthenticate"),
    *("mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes"),
    *("mfa_generate_recovery_codes", "mfa_download_recovery_codes"),
    *("mfa_list_webauthn", "mfa_add_webauthn", "mfa_reauthenticate_webauthn"),
    *("mfa_remove_webauthn", "mfa_edit_webauthn", "mfa_login_webauthn"),
    *("usersessions_list", "openid_connect_login", "openid_connect_callback"),
    *("socialaccount_login_cancelled", "socialaccount_login_error"),
    *("socialaccount_signup", "socialaccount_connections"),
    # Old addresses that lead to the four above.
    *("accounts/social/login/cancelled/", "accounts/social/login/error/"),
    *("accounts/social/signup/", "accounts/social/connections/"),
}

ROOMS = (
    "network",
    "members",
    "courses",
    "mentorship",
    "loans",
    "fees",
    "induction",
    "reports",
    "governance",
)

pytestmark = pytest.mark.django_db


def test_every_route_declares_who_may_enter_and_every_verb_has_a_rule() -> None:
    rules = all_rules()
    for route in network_routes():
        policy = getattr(route.view, "policy", None)
        assert policy is not None, f"{route.name} has no policy"
        assert policy.public or policy.verb in rules, route.name
    undeclared = {r.name for r in portal_routes() if not hasattr(r.view, "policy")}
    assert undeclared - LIBRARIES == set()
    assert LIBRARIES - undeclared == set(), "these library routes are gone: take them off"


def test_every_route_that_names_a_record_has_records_to_be_tried_with() -> None:
    named = {route.name for route in network_routes() if "pk" in route.words}
    assert named == set(ROUTES)


def _addresses(route: Route, cast: Cast) -> dict[str, str]:
    def address(**words: Any) -> str:
        words |= MORE.get(route.name, {})
        return network_path(Network(slug=VN), route.name, **words)

    if "pk" not in route.words:
        return {"": address()}
    maker = ROUTES[route.name]
    found = {name: address(pk=maker(cast, *whose)) for name, whose in VARIANTS.items()}
    return found | {"missing": address(pk=MISSING)}


def _answer(client: Client, method: str, address: str) -> int:
    """The status, with everything that the visit wrote taken back.

    No page of Västernorrland may name anybody of Jämtland, whoever reads it, and looking at a
    page writes nothing but the visit itself.
    """
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        answer = client.generic(method, address)
        transaction.set_rollback(True)
    if method == "GET" and not DRY_RUN.search(address):
        writes = [query["sql"] for query in asked if WRITES.match(query["sql"])]
        assert writes == [], address
    page = answer.content.decode(errors="replace")
    assert not [name for name in ("Frosta", "Jämte") if name in page], address
    return answer.status_code


@pytest.mark.parametrize("route", network_routes(), ids=lambda route: route.name)
def test_the_door_answers_everybody_as_reviewed(
    route: Route, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("network.wake.wake", lambda network_id: None)
    addresses = _addresses(route, cast)
    clients = {name: Client() for name in VISITORS}
    for name, who in VISITORS.items():
        if who:
            sign_in(clients[name], who)
    answers: dict[str, dict[str, int]] = {}
    for method in ("GET", "POST"):
        for variant, address in addresses.items():
            row = {name: _answer(client, method, address) for name, client in clients.items()}
            answers[f"{method} {variant}".strip()] = row
    golden = GOLDEN / f"{route.name}.json"
    if os.environ.get("UPDATE_DOORS"):
        GOLDEN.mkdir(exist_ok=True)
        golden.write_text(json.dumps(answers, indent=1, ensure_ascii=False) + "\n")
    assert golden.exists(), f"{route.name} is not in the reviewed file"
    assert answers == json.loads(golden.read_text())
    assert not [status for row in answers.values() for status in row.values() if status >= 500]


def test_no_reviewed_door_is_gone() -> None:
    assert {path.stem for path in GOLDEN.glob("*.json")} == {r.name for r in network_routes()}


@pytest.mark.parametrize(
    "route",
    [r for r in network_routes() if "POST" in r.view.policy.methods],
    ids=lambda route: route.name,
)
def test_a_form_from_elsewhere_is_refused(route: Route, cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    sign_in(client, "karin")
    address = next(iter(_addresses(route, cast).values()))
    assert _answer(client, "POST", address) == 403


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE"])
@pytest.mark.parametrize("route", network_routes(), ids=lambda route: route.name)
def test_no_door_takes_other_methods(route: Route, cast: Cast, method: str) -> None:
    client = Client()
    client.force_login(User.objects.get(email=email("amina")))
    words: dict[str, Any] = {"pk": MISSING} if "pk" in route.words else {}
    words |= MORE.get(route.name, {})
    address = network_path(Network(slug=VN), route.name, **words)
    assert _answer(client, method, address) in (403, 404, 405)


@pytest.mark.parametrize("who", ["amina", "tove", "lars"])
def test_no_page_names_people_of_an_authority_one_does_not_answer_for(cast: Cast, who: str) -> None:
    hidden = {"amina": ("Tove", "Lars", "Berit"), "tove": ("Amina", "Lars"), "lars": ("Amina",)}
    client = Client()
    sign_in(client, who)
    for route in network_routes():
        if "GET" in route.view.policy.methods and "pk" not in route.words:
            page = client.get(_addresses(route, cast)[""]).content.decode(errors="replace")
            assert not [name for name in hidden[who] if name in page], route.name


def test_every_form_names_the_fields_it_takes() -> None:
    """A form of all fields would let a new column be written by whoever posts it."""
    modules = [import_module(f"{room}.forms") for room in ROOMS if find_spec(f"{room}.forms")]
    forms = {
        form
        for module in modules
        for form in vars(module).values()
        if isinstance(form, type) and issubclass(form, ModelForm) and form is not ModelForm
    }
    assert forms
    for form in forms:
        meta = form._meta
        assert meta.fields not in (None, "__all__"), form
        assert not meta.exclude, form
        assert not set(meta.fields or ()) & {"network", "user", "user_id"}, form


def test_no_two_routes_have_one_name() -> None:
    """Otherwise an address would lead into another room, and a reviewed file would be both's."""
    for routes in (network_routes(), portal_routes()):
        names = Counter(route.name for route in routes)
        assert [name for name, times in names.items() if times > 1] == []
