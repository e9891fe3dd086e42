"""Signing in through another site: a provider of OpenID Connect on this machine, spoken to over HTTP."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import User

from marsad.web.readers.accounts.environment import providers

KEY = "a key that is long enough for HS256"


class Provider(BaseHTTPRequestHandler):
    """Vouches for ``person``, whoever that is just now."""

    def do_GET(self):
        base = f"http://127.0.0.1:{self.server.server_port}"
        if self.path == "/.well-known/openid-configuration":
            names = ("authorization", "token", "userinfo")
            self.say(
                {f"{name}_endpoint": f"{base}/{name}" for name in names} | {"issuer": base, "jwks_uri": f"{base}/keys"}
            )
        else:
            self.say(self.server.person)

    def do_POST(self):
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.server.asked.append(form)
        base = f"http://127.0.0.1:{self.server.server_port}"
        claims = self.server.person | {"iss": base, "aud": "marsad", "exp": 4_000_000_000, "iat": 1}
        self.say({"access_token": "t", "token_type": "bearer", "id_token": jwt.encode(claims, KEY, "HS256")})

    def say(self, found):
        body = json.dumps(found).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def provider(monkeypatch, setting, ledger):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    server.person = {"sub": "17", "email": "layla@example.org", "email_verified": True, "preferred_username": "layla"}
    server.asked = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("MARSAD_OIDC_URL", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.setenv("MARSAD_OIDC_CLIENT", "marsad")
    monkeypatch.setenv("MARSAD_OIDC_SECRET", "secret")
    setting("SOCIALACCOUNT_PROVIDERS", providers())
    setting("MARSAD_OIDC_REGISTRATION", "open")
    yield server
    server.shutdown()
    server.server_close()


def go(client, **form):
    """To the provider; gives what the address there asks for."""
    response = client.post("/sign-in/with/oidc/", {"process": "login", "language": "en"} | form)
    return dict(part for part in _query(response["Location"]))


def back(client, state, code="c"):
    return client.get("/sign-in/with/oidc/back/", {"code": code, "state": state})


def _query(address):
    return [(name, values[0]) for name, values in parse_qs(urlsplit(address).query).items()]


def test_the_button_is_there_only_with_a_provider(client, provider, monkeypatch):
    assert "/sign-in/with/oidc/" in client.get("/en/sign-in/").content.decode()
    monkeypatch.delenv("MARSAD_OIDC_URL")
    monkeypatch.delenv("MARSAD_OIDC_CLIENT")
    monkeypatch.delenv("MARSAD_OIDC_SECRET")
    assert "/sign-in/with/oidc/" not in client.get("/en/sign-in/").content.decode()


def test_whom_it_vouches_for_gets_an_account_and_is_signed_in(client, provider):
    response = back(client, go(client)["state"])
    assert response["Location"] == "/en/"
    user = User.objects.get(username="layla")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert [group.name for group in user.groups.all()] == ["reader"]
    assert user.emailaddress_set.get().verified


def test_the_second_time_it_is_the_same_account(client, provider):
    back(client, go(client)["state"])
    client.post("/en/sign-out/")
    back(client, go(client, language="ar")["state"])
    assert User.objects.count() == 1
    assert client.get("/account/").status_code == 200


def test_the_way_there_is_proven_on_the_way_back(client, provider):
    asked = go(client)
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == "http://testserver/sign-in/with/oidc/back/"
    back(client, asked["state"])
    assert provider.asked[0]["code_verifier"]


@pytest.mark.parametrize("state", ["", "made-up", "x" * 5000])
def test_who_comes_back_without_having_gone_is_not_signed_in(client, provider, state):
    go(client)
    assert back(client, state).status_code in (200, 400, 401)
    assert "_auth_user_id" not in client.session


def test_no_link_sends_anybody_there(client, provider):
    assert client.get("/sign-in/with/oidc/").status_code == 200
    assert "account_login" not in client.session


def test_forms_from_elsewhere_send_nobody_there(provider):
    from django.test import Client

    assert Client(enforce_csrf_checks=True).post("/sign-in/with/oidc/").status_code == 403


def test_an_account_with_the_same_address_is_not_taken_over(client, provider, person, letter):
    owner = person("administrator", "boss", "layla@example.org")
    back(client, go(client)["state"])
    assert "_auth_user_id" not in client.session
    assert not SocialAccount.objects.exists()
    assert letter.last.to == [owner.email]
    assert "There is one already" in letter.last.body


def test_where_it_may_not_bring_new_accounts_none_is_made(client, provider, setting):
    setting("MARSAD_OIDC_REGISTRATION", "closed")
    assert "No new accounts" in back(client, go(client)["state"]).content.decode()
    assert not User.objects.exists()


def test_an_account_is_connected_and_then_opens_that_way(proven, provider, setting):
    setting("MARSAD_OIDC_REGISTRATION", "closed")
    provider.person["email"] = "another@example.org"
    back(proven, go(proven, process="connect")["state"])
    assert SocialAccount.objects.get().user.username == "amal"
    proven.post("/en/sign-out/")
    back(proven, go(proven)["state"])
    assert proven.get("/en/account/").status_code == 200


def test_roles_that_it_claims_are_not_given(client, provider):
    provider.person |= {"groups": ["administrator"], "role": "administrator", "is_superuser": True, "is_staff": True}
    back(client, go(client)["state"])
    user = User.objects.get(username="layla")
    assert ([group.name for group in user.groups.all()], user.is_superuser, user.is_staff) == (["reader"], False, False)


def test_an_address_it_has_not_confirmed_is_confirmed_here(client, provider, letter):
    provider.person["email_verified"] = False
    assert back(client, go(client)["state"])["Location"] == "/en/account/email/sent/"
    assert letter.last.subject == "Confirm your address"


def test_where_to_go_afterwards_is_a_page_of_ours(client, provider):
    assert back(client, go(client, next="/en/trust/")["state"])["Location"] == "/en/trust/"
    client.post("/en/sign-out/")
    assert back(client, go(client, next="//evil.example/")["state"])["Location"] == "/en/"
