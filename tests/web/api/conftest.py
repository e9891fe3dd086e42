"""Accounts with keys, and ways to ask."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from marsad.web.api import keys


@pytest.fixture
def key_of(ledger):
    """Gives a key of an account with a role."""

    def make(role):
        user = User.objects.create_user(f"own-{role}", password="a long enough phrase")
        user.groups.add(Group.objects.get(name=role))
        return keys.make(user, "tests")

    return make


@pytest.fixture
def ask(client):
    """Asks the interface: ``ask("incidents", limit=2)`` gives the response."""

    def get(path, key=None, status=200, **query):
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        response = client.get(f"/api/v1/{path}", query, headers=headers)
        assert response.status_code == status, response.content
        kind = "application/json" if status < 400 else "application/problem+json"
        assert response["Content-Type"].partition(";")[0] == kind
        assert response.cookies == {}
        return response

    return get


@pytest.fixture
def post(client):
    """Sends JSON."""

    def send(path, body, key=None):
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        return client.post(f"/api/v1/{path}", body, content_type="application/json", headers=headers)

    return send


@pytest.fixture
def strict():
    """A client that minds CSRF."""
    return Client(enforce_csrf_checks=True)
