import pytest


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
