"""Another password, by the page, by a letter, at the command line: whoever else was signed in is not any more."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from marsad.web.review.people import People

PASSWORD = "a long enough phrase"
OTHER = "another phrase altogether"


@pytest.fixture
def elsewhere(reader):
    """The same account, signed in with another browser as well."""
    client = Client(HTTP_USER_AGENT="Mozilla/5.0 (Android 14; Mobile) Firefox/130.0")
    assert client.post("/en/sign-in/", {"login": "amal", "password": PASSWORD}).status_code == 302
    assert opens(client)
    return client


def opens(client):
    return client.get("/en/account/").status_code == 200


def change(client, old=PASSWORD):
    return client.post("/en/account/password/", {"oldpassword": old, "password1": OTHER, "password2": OTHER})


def test_changing_it_ends_the_other_sessions_alone(reader, elsewhere):
    assert change(reader).status_code == 302
    assert opens(reader)
    assert not opens(elsewhere)


def test_the_other_sessions_are_gone_from_the_list_at_once(reader, elsewhere):
    change(reader)
    page = reader.get("/en/account/sessions/").content.decode()
    assert page.count('class="card line"') == 1


def test_the_session_has_another_id_afterwards(reader):
    before = reader.session.session_key
    change(reader)
    assert reader.session.session_key != before


def test_the_owner_is_told_by_letter(reader, letter):
    change(reader)
    assert (letter.last.subject, letter.last.to) == ("Your password was changed", ["amal@example.org"])


def test_without_the_present_one_it_does_not_change(reader):
    page = change(reader, old="wrong")
    assert "This is not your present password." in page.content.decode()
    assert User.objects.get(username="amal").check_password(PASSWORD)


def test_setting_it_by_letter_ends_all_sessions(reader, elsewhere, letter):
    visitor = Client()
    assert visitor.post("/en/account/password/reset/", {"email": "amal@example.org"}).status_code == 302
    form = visitor.get(letter.link(), follow=True)
    done = visitor.post(form.request["PATH_INFO"], {"password1": OTHER, "password2": OTHER})
    assert done["Location"] == "/en/account/password/reset/done/"
    assert not opens(reader)
    assert not opens(elsewhere)
    assert not opens(visitor)  # having the letter is not being signed in: there may be a second step


def test_the_link_works_once(reader, letter):
    visitor = Client()
    visitor.post("/en/account/password/reset/", {"email": "amal@example.org"})
    link = letter.link()
    form = visitor.get(link, follow=True)
    visitor.post(form.request["PATH_INFO"], {"password1": OTHER, "password2": OTHER})
    assert "used already" in Client().get(link, follow=True).content.decode()


def test_looking_at_the_link_changes_nothing(reader, letter):
    Client().post("/en/account/password/reset/", {"email": "amal@example.org"})
    Client().get(letter.link(), follow=True)
    assert User.objects.get(username="amal").check_password(PASSWORD)
    assert opens(reader)


def test_an_address_without_an_account_reads_the_same(client, letter):
    answer = client.post("/en/account/password/reset/", {"email": "nobody@example.org"})
    assert answer["Location"] == "/en/account/password/reset/sent/"
    assert "There is no account with this address" in letter.last.body


def test_at_the_command_line_all_sessions_end(reader, elsewhere):
    People().set_password("amal", OTHER)
    assert not opens(reader)
    assert not opens(elsewhere)
