"""People with roles, and a claim to judge."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from marsad.ledger.store import Query

PASSWORD = "a long enough phrase"


@pytest.fixture
def person(ledger):
    """Makes an account with a role (or none)."""

    def make(role=None, name=None):
        user = User.objects.create_user(name or f"own-{role}", password=PASSWORD)
        if role:
            user.groups.add(Group.objects.get(name=role))
        return user

    return make


@pytest.fixture
def signed(person):
    """Gives a client that is signed in with a role."""

    def make(role, name=None, **more):
        client = Client(**more)
        client.force_login(person(role, name))
        return client

    return make


@pytest.fixture
def incidents(ledger):
    """All incidents."""
    return list(ledger.store.incidents.find(Query()))


@pytest.fixture
def key(incidents):
    """A claim that stands alone in its incident."""
    return next(one.id for one in incidents if len(one.claims) == 1)


@pytest.fixture
def shared(incidents):
    """An incident of several claims."""
    return next(one for one in incidents if len(one.claims) > 1)
