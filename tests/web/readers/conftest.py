"""Two readers who have signed in, by Django's client and in a browser, and what of the samples they may follow."""

from collections import Counter

import pytest
from django.contrib.auth.models import User
from django.test import Client

from marsad.web.ledger import models

from ..browse.conftest import tell  # noqa: F401 - a fixture

PASSWORD = "a long enough password"


@pytest.fixture
def reader(ledger):
    return User.objects.create_user("قارئة", "reader@example.org", PASSWORD)


@pytest.fixture
def other(ledger):
    return User.objects.create_user("other", "other@example.org", PASSWORD)


def signed_in(user):
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def sign_in():
    """Gives a client that is signed in to an account."""
    return signed_in


@pytest.fixture
def mine(reader):
    return signed_in(reader)


@pytest.fixture
def theirs(other):
    return signed_in(other)


@pytest.fixture
def resident(observatory):
    """Makes an account for a browser's server, which sees no rows that are rolled back; it is deleted in the end."""
    made = []

    def make(name):
        made.append(User.objects.create_user(name, f"{name}@example.org", PASSWORD))
        return made[-1]

    yield make
    for user in made:
        user.delete()


@pytest.fixture
def enter():
    """Signs a browser's context in: ``enter(context, user, address of the server)``."""

    def put(context, user, live):
        session = signed_in(user).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live}])

    return put


@pytest.fixture
def visit_as(visit, live, enter):
    """Opens a page of the observatory as somebody: ``visit_as(user, "/mine/", width=360)``."""

    def open_page(user, path, **how):
        page = visit("/sign-in/", **how)
        enter(page.context, user, live)
        page.goto(live + path)
        return page

    return open_page


@pytest.fixture
def common(ledger):
    """The commonest value of a facet: ``common("place")``."""

    def find(kind):
        values = models.Facet.objects.filter(kind=kind).values_list("value", flat=True)
        known = (value for value in values if not value.startswith(("new:", "x-")))
        return Counter(known).most_common(1)[0][0]

    return find
