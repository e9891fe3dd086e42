"""Accounts made as readers make them, letters read as readers read them, and a mailbox that is empty at first."""

import re
from functools import partial

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import Group, User
from django.core import mail
from django.test import Client, override_settings

PASSWORD = "a long enough phrase"


@pytest.fixture(autouse=True)
def _fresh():
    mail.outbox = []


@pytest.fixture(autouse=True)
def _quick_hashes():
    """Passwords are hashed slowly, as it should be; tests need not wait for it."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture
def setting(monkeypatch):
    """Sets one of Django's settings for a test."""
    return partial(monkeypatch.setattr, django_settings)


@pytest.fixture
def person(ledger):
    """Makes an account at the command line's way: a name, a role (or none), and no address unless one is given."""

    def make(role=None, name=None, email=""):
        user = User.objects.create_user(name or f"own-{role}", email=email, password=PASSWORD)
        if role:
            user.groups.add(Group.objects.get(name=role))
        if email:
            user.emailaddress_set.create(email=email, verified=True, primary=True)
        return user

    return make


@pytest.fixture
def signed(person):
    """Gives a client that is signed in with a role."""

    def make(role, name=None, email="", **more):
        client = Client(**more)
        client.force_login(person(role, name, email))
        return client

    return make


@pytest.fixture
def letter():
    """Gives the last letter; ``link()`` its address, without the site's."""
    return Letters()


class Letters:
    @property
    def last(self):
        return mail.outbox[-1]

    def link(self):
        return re.search(r"http://testserver(/\S+)", self.last.body)[1]

    def __len__(self):
        return len(mail.outbox)


@pytest.fixture
def sign_up(client):
    """Makes an account through the page: ``sign_up(email=…, username=…)``."""

    def make(address="/en/sign-up/", by=client, **more):
        form = {"email": "amal@example.org", "username": "amal", "password1": PASSWORD} | more
        return by.post(address, form)

    return make


@pytest.fixture
def reader(client, sign_up, letter):
    """A client signed in to an account that was made, confirmed and entered through the pages."""
    sign_up()
    client.post(letter.link())
    assert client.post("/en/sign-in/", {"login": "amal", "password": PASSWORD}).status_code == 302
    return client


@pytest.fixture
def proven(reader):
    """The same, shortly after its owner has shown once more who they are."""
    reader.post("/en/account/confirm/?next=/en/account/", {"password": PASSWORD})
    return reader
