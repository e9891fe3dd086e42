import os

import pytest

# The driver of the browser leaves a loop running in this thread, beside which Django would refuse to ask the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture
def django_user(ledger):
    """Makes somebody with an account, in a group or in none."""
    from django.contrib.auth.models import Group, User

    def make(group=None):
        user = User.objects.create(username=f"in-{group}")
        if group:
            user.groups.add(Group.objects.get_or_create(name=group)[0])
        return user

    return make
