from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from marsad.web.readers.accounts import invitations
from marsad.web.readers.accounts.models import Invitation

PASSWORD = "a long enough phrase"


def test_an_account_is_made_and_opens_once_it_is_confirmed(client, sign_up, letter):
    assert sign_up()["Location"] == "/en/account/email/sent/"
    assert "_auth_user_id" not in client.session
    assert letter.last.to == ["amal@example.org"]
    assert client.post(letter.link())["Location"] == "/en/sign-in/"
    client.post("/en/sign-in/", {"login": "amal@example.org", "password": PASSWORD})
    assert client.get("/en/account/").status_code == 200


def test_before_that_it_does_not_open(client, sign_up):
    sign_up()
    response = client.post("/en/sign-in/", {"login": "amal", "password": PASSWORD})
    assert response["Location"] == "/en/account/email/sent/"
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_opening_the_link_confirms_nothing(client, sign_up, letter, method):
    sign_up()
    getattr(client, method)(letter.link())
    assert not User.objects.get(username="amal").emailaddress_set.get().verified


def test_a_link_is_no_other_accounts(client, sign_up, letter):
    sign_up()
    number, _, rest = letter.link().partition(":")
    other = User.objects.create_user("nour", email="nour@example.org").emailaddress_set.create(email="nour@example.org")
    forged = f"{number.rpartition('/')[0]}/{other.pk}:{rest}"
    client.post(forged)
    other.refresh_from_db()
    assert not other.verified


def test_a_link_ends_after_three_days(client, sign_up, letter, monkeypatch):
    sign_up()
    from django.core import signing

    later = signing.time.time() + 3 * 86400 + 1
    monkeypatch.setattr(signing.time, "time", lambda: later)
    page = client.post(letter.link())
    assert page.status_code == 404 or "no longer works" in page.content.decode()
    assert not User.objects.get(username="amal").emailaddress_set.get().verified


def test_a_new_account_is_a_readers_whatever_was_asked_for(sign_up):
    sign_up(
        is_superuser="on", is_staff="on", role="administrator", groups="3", id="1", user="1", owner="1", is_active="on"
    )
    user = User.objects.get(username="amal")
    assert [group.name for group in user.groups.all()] == ["reader"]
    assert (user.is_superuser, user.is_staff) == (False, False)


def test_an_address_that_has_an_account_looks_the_same_and_is_told_by_letter(client, sign_up, letter):
    sign_up()
    cache.clear()  # some minutes later
    again = sign_up(username="another", by=Client())
    assert again["Location"] == "/en/account/email/sent/"
    assert not User.objects.filter(username="another").exists()
    assert "There is one already" in letter.last.body


@pytest.mark.parametrize("name", ["AMAL", "amal"])
def test_a_name_is_taken_once(sign_up, name):
    sign_up()
    page = sign_up(username=name, email="another@example.org")
    assert page.status_code == 422
    assert "Somebody has this name already." in page.content.decode()


@pytest.mark.parametrize("name", ["a@b.example", "a b", "a\nb", "a\u202eb", "a\u200bb", "<b>", "x", "admin", "y" * 61])
def test_names_that_could_pass_for_something_else_are_refused(sign_up, name):
    assert sign_up(username=name).status_code == 422
    assert not User.objects.exists()


def test_names_may_be_arabic(sign_up):
    assert sign_up(username="أمل.الحلبي").status_code == 302


@pytest.mark.parametrize("password", ["short", "amal@example.org", "password1234"])
def test_weak_passwords_are_refused(sign_up, password):
    assert sign_up(password1=password).status_code == 422


@pytest.mark.parametrize("address", ["amal", "amal@example.org\nBcc: all@example.org", "a@b\r\nX: y", "@", ""])
def test_what_is_no_address_is_refused(sign_up, letter, address):
    assert sign_up(email=address).status_code == 422
    assert len(letter) == 0


def test_where_registration_is_closed_nobody_makes_one(sign_up, setting, client):
    setting("MARSAD_REGISTRATION", "closed")
    assert "No new accounts" in client.get("/en/sign-up/").content.decode()
    assert "No new accounts" in sign_up().content.decode()
    assert not User.objects.exists()


@pytest.fixture
def by_invitation(setting, client):
    setting("MARSAD_REGISTRATION", "invite")


@pytest.mark.usefixtures("by_invitation")
class TestByInvitation:
    def test_without_one_nobody_makes_one(self, sign_up):
        sign_up()
        sign_up(invitation="made-up")
        sign_up(invitation="x" * 10_000)
        assert not User.objects.exists()

    def test_one_makes_one_account(self, client, sign_up):
        word = invitations.make(1)
        page = client.get(f"/en/sign-up/?invitation={word}").content.decode()
        assert f'value="{word}"' in page
        assert sign_up(invitation=word).status_code == 302
        sign_up(username="another", email="another@example.org", invitation=word, by=Client())
        assert [user.username for user in User.objects.all()] == ["amal"]

    def test_looking_at_the_form_does_not_use_it_up(self, client):
        word = invitations.make(1)
        for _ in range(3):
            client.get(f"/en/sign-up/?invitation={word}")
        assert invitations.valid(word)

    def test_a_form_that_is_refused_does_not_use_it_up(self, sign_up):
        word = invitations.make(1)
        assert sign_up(invitation=word, password1="short").status_code == 422
        assert invitations.valid(word)

    def test_it_ends_by_itself(self, sign_up):
        word = invitations.make(1)
        Invitation.objects.update(expires=timezone.now() - timedelta(seconds=1))
        sign_up(invitation=word)
        assert not User.objects.exists()

    def test_it_ends_with_its_makers_account(self, sign_up, person):
        word = invitations.make(1, person("administrator"))
        User.objects.update(is_active=False)
        assert not invitations.valid(word)
        User.objects.all().delete()
        assert not Invitation.objects.exists()

    def test_of_two_at_once_one_gets_it(self):
        word = invitations.make(1)
        assert [invitations.use(word), invitations.use(word)] == [True, False]

    def test_the_word_is_not_kept(self):
        word = invitations.make(1)
        assert word not in str(list(Invitation.objects.values()))
