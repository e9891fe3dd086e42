"""Two readers, an administrator and a stranger at every page."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, User
from django.urls import get_resolver

from marsad.web.readers.accounts import invitations
from marsad.web.readers.accounts.models import Invitation

OWN = [
    "/en/account/",
    "/en/account/email/",
    "/en/account/password/",
    "/en/account/sessions/",
    "/en/account/export/",
    "/en/account/delete/",
    "/en/account/factors/",
    "/en/account/factors/totp/activate/",
    "/en/account/factors/totp/deactivate/",
    "/en/account/factors/recovery-codes/",
    "/en/account/factors/recovery-codes/generate/",
    "/en/account/factors/recovery-codes/download/",
    "/en/account/factors/webauthn/",
    "/en/account/factors/webauthn/add/",
    "/en/account/providers/",
    "/en/account/invitations/",
]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("address", OWN)
def test_a_stranger_is_asked_to_sign_in(client, method, address):
    assert getattr(client, method)(address)["Location"].startswith("/en/sign-in/?next=")


def test_an_export_is_nobodys_but_its_owners(client):
    assert client.post("/en/account/export/file/")["Location"].startswith("/en/sign-in/")


@pytest.mark.parametrize("role", ["reader", "reviewer"])
def test_only_administrators_invite(signed, role):
    client = signed(role)
    assert client.get("/en/account/invitations/").status_code == 403
    assert client.post("/en/account/invitations/", {"days": "7"}).status_code == 403
    assert not Invitation.objects.exists()


def test_only_administrators_revoke(signed, person):
    invitations.make(7, person("administrator", "boss"))
    number = Invitation.objects.get().pk
    assert signed("reviewer").post(f"/en/account/invitations/{number}/revoke/").status_code == 403
    assert Invitation.objects.exists()


def test_an_administrator_invites_and_revokes(signed, setting, letter):
    setting("MARSAD_REGISTRATION", "invite")
    client = signed("administrator")
    page = client.post("/en/account/invitations/", {"days": "7", "email": "nour@example.org"}).content.decode()
    assert letter.link().replace("&", "&amp;") in page
    assert letter.last.to == ["nour@example.org"]
    client.post(f"/en/account/invitations/{Invitation.objects.get().pk}/revoke/")
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("days", ["0", "-1", "91", "9999999999", "x", ""])
def test_an_invitation_is_for_some_days(signed, days):
    signed("administrator").post("/en/account/invitations/", {"days": days})
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("page", ["remove", "edit"])
def test_anothers_passkey_is_not_there(proven, person, page):
    other = Authenticator.objects.create(user=person("reader"), type="webauthn", data={"name": "hers"})
    address = f"/en/account/factors/webauthn/keys/{other.pk}/{page}/"
    assert proven.get(address).status_code == 404
    assert proven.post(address, {"name": "mine"}).status_code == 404
    other.refresh_from_db()
    assert other.data["name"] == "hers"


@pytest.mark.parametrize("action", ["action_remove", "action_primary", "action_send"])
def test_anothers_address_is_not_there(proven, person, action, letter):
    person("reader", email="nour@example.org")
    before = len(letter)
    proven.post("/en/account/email/", {"email": "nour@example.org", action: ""})
    assert EmailAddress.objects.get(email="nour@example.org").verified
    assert len(letter) == before


@pytest.mark.parametrize("address", ["/en/account/email/", "/en/account/password/", "/en/account/delete/"])
def test_role_and_rights_cannot_be_sent_along(proven, address):
    fields = {"role": "administrator", "groups": str(Group.objects.get(name="administrator").pk), "is_superuser": "1"}
    proven.post(address, fields | {"user": "1", "owner": "1", "email": "other@example.org", "action_add": ""})
    user = User.objects.get(username="amal")
    assert ([group.name for group in user.groups.all()], user.is_superuser) == (["reader"], False)


def test_no_page_makes_an_administrator():
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert not [name for name in names if "admin" in name or "role" in name]
