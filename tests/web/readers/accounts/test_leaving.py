import json

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.apps import apps
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import CharField, JSONField, TextField
from django.test import Client

from marsad.web.api import keys
from marsad.web.readers import owned
from marsad.web.readers.accounts import invitations

PASSWORD = "a long enough phrase"


def leave(client, **form):
    return client.post("/en/account/delete/", form)


def traces(number, words):
    """All rows anywhere that point to an account's number or hold one of the words."""
    tables = set(connection.introspection.table_names())
    for model in apps.get_models(include_auto_created=True):
        if model._meta.db_table not in tables:
            continue
        for row in model._base_manager.values():
            for field in model._meta.concrete_fields:
                value = row[field.attname]
                if field.related_model is User and value == number:
                    yield model.__name__, field.name, value
                if isinstance(field, CharField | TextField | JSONField) and any(word in str(value) for word in words):
                    yield model.__name__, field.name, value
    for session in Session.objects.all():
        kept = session.get_decoded()
        if str(number) == kept.get("_auth_user_id") or any(word in json.dumps(kept) for word in words):
            yield "Session", "decoded", kept


@pytest.fixture
def settled(proven, letter):
    """An account with one of everything, in several browsers."""
    user = User.objects.get(username="amal")
    keys.make(user, "a key")
    invitations.make(3, user)
    Authenticator.objects.create(user=user, type="recovery_codes", data={"seed": "x", "used_mask": 0})
    SocialAccount.objects.create(user=user, provider="oidc", uid="1", extra_data={"email": "amal@example.org"})
    EmailAddress.objects.create(user=user, email="new-one@example.org")
    Client().post("/en/sign-in/", {"login": "amal", "password": PASSWORD})
    Client().post("/en/sign-up/", {"email": "amal@example.org", "username": "again", "password1": PASSWORD})
    Client().post("/en/account/password/reset/", {"email": "amal@example.org"})
    return proven


def test_there_are_traces_to_begin_with(settled):
    user = User.objects.get(username="amal")
    found = {model for model, _, _ in traces(user.pk, ["amal@example.org", "new-one@example.org"])}
    assert {"User", "EmailAddress", "ApiKey", "Invitation", "Authenticator", "SocialAccount", "Session"} <= found
    assert {"UserSession", "User_groups"} <= found


def test_no_row_of_a_deleted_account_is_left(settled, person):
    other = person("reader", "nour", "nour@example.org")
    number = User.objects.get(username="amal").pk
    assert leave(settled, sure="on")["Location"] == "/en/"
    assert list(traces(number, ["amal@example.org", "new-one@example.org"])) == []
    other.refresh_from_db()
    assert other.emailaddress_set.exists()


def test_its_sessions_open_nothing(settled):
    elsewhere = Client()
    elsewhere.post("/en/sign-in/", {"login": "amal", "password": PASSWORD})
    leave(settled, sure="on")
    for client in (settled, elsewhere):
        assert client.get("/en/account/").status_code == 302


def test_sessions_of_others_stay(settled, signed):
    other = signed("reader", "nour")
    leave(settled, sure="on")
    assert other.get("/en/account/").status_code == 200


def test_whoever_finds_an_open_browser_deletes_nothing(reader):
    assert leave(reader, sure="on")["Location"].startswith("/en/account/confirm/")
    assert User.objects.filter(username="amal").exists()


@pytest.mark.parametrize("form", [{}, {"sure": ""}, {"user": "1"}])
def test_it_has_to_be_said(proven, form):
    assert leave(proven, **form).status_code in (200, 422)
    assert User.objects.filter(username="amal").exists()


def test_what_other_apps_keep_goes_first_and_all_or_nothing(proven, monkeypatch):
    monkeypatch.setattr(owned, "_ERASERS", {})

    @owned.erases("kept")
    def forget(owner):
        Session.objects.all().delete()
        raise ZeroDivisionError

    number = Session.objects.count()
    with pytest.raises(ZeroDivisionError):
        leave(proven, sure="on")
    assert User.objects.filter(username="amal").exists()
    assert Session.objects.count() == number


def test_the_name_and_the_address_are_free_again(proven, sign_up):
    leave(proven, sure="on")
    assert sign_up(by=Client()).status_code == 302
    assert User.objects.filter(username="amal").exists()
