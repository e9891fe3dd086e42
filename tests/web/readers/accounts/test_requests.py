"""No GET or HEAD changes anything, and no form from elsewhere is taken."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User
from django.urls import get_resolver, reverse

from marsad.web.readers.accounts.urls import pages

PASSWORD = "a long enough phrase"


def _addresses():
    """All account pages, with what stands in their addresses filled in."""
    given = {"key": "x:y:z", "uidb36": "1", "pk": 1, "number": 1}
    names = [name for name in get_resolver().reverse_dict if isinstance(name, str)]
    ours = [name for name in names if name.startswith(("account", "mfa_", "usersessions_", "socialaccount_"))]
    for name in sorted(ours):
        wanted = get_resolver().reverse_dict.getlist(name)[0][0][0][1]
        yield reverse(name, kwargs={part: given[part] for part in wanted})


ADDRESSES = list(_addresses())


def _state():
    users = list(User.objects.order_by("pk").values("pk", "username", "email", "password", "is_active"))
    rows = [EmailAddress.objects.order_by("pk").values_list("email", "verified", "primary")]
    rows.append(Authenticator.objects.order_by("pk").values_list("pk", "type", "data"))
    rows.append(UserSession.objects.order_by("pk").values_list("pk"))
    return users, [list(row) for row in rows]


def test_all_pages_are_looked_at():
    assert len(ADDRESSES) >= len(pages) + 10


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_looking_changes_nothing(proven, method, address):
    before = _state()
    response = getattr(proven, method)(address)
    assert response.status_code in (200, 302, 401, 403, 404, 405)  # 401: another site did not vouch for anybody
    assert _state() == before
    assert proven.get("/en/account/").status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
def test_forms_from_elsewhere_are_refused(signed, address):
    assert signed("administrator", enforce_csrf_checks=True).post(address, {}).status_code in (403, 405)


@pytest.mark.parametrize("address", [a for a in ADDRESSES if not a.startswith(("/sign-", "/account/password/reset"))])
def test_no_page_of_an_account_is_kept_by_a_cache(signed, address):
    response = signed("administrator").get(address)
    assert response.status_code in (302, 405, 404) or "no-store" in response["Cache-Control"]
