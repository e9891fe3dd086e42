"""Two readers, and what of the samples they may follow."""

from collections import Counter

import pytest
from django.contrib.auth.models import User
from django.test import Client

from marsad.web.ledger import models


@pytest.fixture
def reader(ledger):
    return User.objects.create_user("قارئة", "reader@example.org", "a long enough password")


@pytest.fixture
def other(ledger):
    return User.objects.create_user("other", "other@example.org", "a long enough password")


def signed_in(user):
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def mine(reader):
    return signed_in(reader)


@pytest.fixture
def theirs(other):
    return signed_in(other)


@pytest.fixture
def common(ledger):
    """The commonest value of a facet: ``common("place")``."""

    def find(kind):
        values = models.Facet.objects.filter(kind=kind).values_list("value", flat=True)
        known = (value for value in values if not value.startswith(("new:", "x-")))
        return Counter(known).most_common(1)[0][0]

    return find
