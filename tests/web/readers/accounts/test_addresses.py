"""Changing the mail address of an account: the old one stays until the new one is confirmed."""

from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.test import Client

NEW = "new@example.org"


def change(client, address=NEW):
    return client.post("/en/account/email/", {"email": address, "action_add": ""})


def address():
    return User.objects.get(username="amal").email


def test_the_new_one_counts_once_it_is_confirmed(proven, letter):
    change(proven)
    assert letter.last.to == [NEW]
    assert address() == "amal@example.org"
    proven.post(letter.link())
    assert address() == NEW
    assert [one.email for one in EmailAddress.objects.all()] == [NEW]


def test_the_owner_of_the_old_one_is_told(proven, letter):
    from django.core import mail

    change(proven)
    proven.post(letter.link())
    told = [one for one in mail.outbox if one.to == ["amal@example.org"]]
    assert told[-1].subject == "Your address was changed"


def test_whoever_finds_an_open_browser_does_not_change_it(reader):
    assert change(reader)["Location"].startswith("/en/account/confirm/")
    assert not EmailAddress.objects.filter(email=NEW).exists()


def test_it_can_be_called_off(proven):
    change(proven)
    proven.post("/en/account/email/", {"email": NEW, "action_remove": ""})
    assert [one.email for one in EmailAddress.objects.all()] == ["amal@example.org"]


def test_the_last_one_stays(proven):
    proven.post("/en/account/email/", {"email": "amal@example.org", "action_remove": ""})
    assert EmailAddress.objects.get().email == "amal@example.org"


def test_anothers_address_is_not_taken_and_nothing_tells_that_it_is_there(proven, person, letter):
    person("reader", "nour", "nour@example.org")
    answer = change(proven, "nour@example.org")
    free = change(proven, "free@example.org")
    assert answer.status_code == free.status_code == 302
    assert User.objects.get(emailaddress__email="nour@example.org", emailaddress__verified=True).username == "nour"
    assert address() == "amal@example.org"


def test_what_is_no_address_is_refused(proven, letter):
    before = len(letter)
    for written in ("x", "a@b\nBcc: c@d.example", "a@example.org\r\nX: y"):
        change(proven, written)
    assert len(letter) == before
    assert EmailAddress.objects.count() == 1


def test_the_link_works_in_another_browser(proven, letter):
    change(proven)
    assert Client().post(letter.link())["Location"] == "/en/sign-in/"
    assert address() == NEW
