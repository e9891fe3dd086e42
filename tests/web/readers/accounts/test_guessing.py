"""Whoever guesses has to wait; how long is said, and nobody's account is barred by it."""

import pytest
from django.contrib.auth import hashers
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client, override_settings

from marsad.web.api.rates import Rate
from marsad.web.readers.accounts import limits

PASSWORD = "a long enough phrase"


def sign_in(client, name="own-reader", password=PASSWORD):
    return client.post("/en/sign-in/", {"login": name, "password": password})


def test_who_guesses_has_to_wait(client, person, monkeypatch):
    monkeypatch.setattr(limits, "BY_ACCOUNT", Rate(2, 900))
    person("reader")
    for _ in range(2):
        assert sign_in(client, password="wrong").status_code == 401
    page = sign_in(client)
    assert page.status_code == 429
    assert 0 < int(page["Retry-After"]) <= 900
    assert "Try again in 15 minutes." in page.content.decode()
    assert sign_in(client, "OWN-READER").status_code == 429
    assert sign_in(Client(REMOTE_ADDR="192.0.2.9")).status_code == 302  # the account is open from elsewhere


def test_guessing_at_a_name_that_nobody_has_reads_the_same(client, person, monkeypatch):
    monkeypatch.setattr(limits, "BY_ACCOUNT", Rate(2, 900))
    answers = [sign_in(client, "nobody", "wrong").status_code for _ in range(3)]
    assert answers == [401, 401, 429]


def test_an_address_that_guesses_at_many_names_has_to_wait(client, person, monkeypatch):
    monkeypatch.setattr(limits, "BY_ADDRESS", Rate(3, 900))
    for n in range(3):
        sign_in(client, f"name{n}", "wrong")
    assert sign_in(client, "name9", "wrong").status_code == 429


def test_who_signs_in_rightly_begins_anew(client, person, monkeypatch):
    monkeypatch.setattr(limits, "BY_ACCOUNT", Rate(2, 900))
    person("reader")
    for _ in range(2):
        assert sign_in(client, password="wrong").status_code == 401
        assert sign_in(client).status_code == 302
        client.post("/en/sign-out/")


def test_guessing_the_password_of_an_open_session_is_counted_as_well(signed, monkeypatch):
    monkeypatch.setattr(limits, "BY_ACCOUNT", Rate(2, 900))
    client = signed("reader")
    answers = [client.post("/en/account/confirm/", {"password": "wrong"}).status_code for _ in range(3)]
    assert answers == [200, 200, 429]


def test_guessing_the_present_password_to_change_it_is_counted(signed):
    client = signed("reader")
    form = {"oldpassword": "wrong", "password1": "another phrase", "password2": "another phrase"}
    answers = [client.post("/en/account/password/", form) for _ in range(6)]
    assert [one.status_code for one in answers] == [200] * 5 + [429]
    assert answers[-1]["Retry-After"] == "60"


def test_signing_up_is_counted(sign_up):
    answers = [sign_up(username=f"amal{n}", email=f"a{n}@example.org") for n in range(11)]
    assert [one.status_code for one in answers[-2:]] == [302, 429]
    assert int(answers[-1]["Retry-After"]) > 0


def test_letters_to_one_address_are_counted(client, letter):
    answers = [client.post("/en/account/password/reset/", {"email": "amal@example.org"}) for _ in range(6)]
    assert [one.status_code for one in answers] == [302] * 5 + [429]
    assert answers[-1]["Retry-After"] == "3600"
    assert len(letter) == 5


class Counted(hashers.MD5PasswordHasher):
    """A hasher that tells how often it was at work: hashing a password is what takes a server's time."""

    runs = 0

    def encode(self, password, salt, iterations=None):
        Counted.runs += 1
        return super().encode(password, salt)


@pytest.fixture
def counted():
    with override_settings(PASSWORD_HASHERS=[f"{__name__}.Counted"]):
        yield


def work(ask, status):
    """The hashes and the letters that an answer took: nothing else takes long enough to be told from outside."""
    hashes, letters = Counted.runs, len(mail.outbox)
    assert ask().status_code == status
    return Counted.runs - hashes, len(mail.outbox) - letters


@pytest.mark.parametrize("name", ["own-reader", "amal@example.org", "nobody", "nobody@example.org", "a closed account"])
def test_a_wrong_name_costs_as_much_as_a_wrong_password(counted, client, person, name):
    person("reader", email="amal@example.org")
    person("reader", "a closed account")
    User.objects.filter(username="a closed account").update(is_active=False)
    assert work(lambda: sign_in(client, name, "wrong"), 401) == (1, 0)


def test_signing_up_with_an_address_that_has_an_account_costs_as_much(counted, person, sign_up):
    person("reader", email="amal@example.org")
    assert work(sign_up, 302) == (1, 1)
    assert work(lambda: sign_up(email="free@example.org"), 302) == (1, 1)


def test_a_429_says_so_in_arabic_as_well(client, person, monkeypatch):
    monkeypatch.setattr(limits, "BY_ACCOUNT", Rate(1, 900))
    pages = [client.post("/sign-in/", {"login": "own-reader", "password": "x"}) for _ in range(2)]
    assert "أعد المحاولة بعد 15 دقيقة" in pages[1].content.decode()
