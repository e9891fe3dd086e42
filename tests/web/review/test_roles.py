import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory

from marsad.web.review.roles import ROLES, administrators_only, may_administer, may_review

WHO = ["anonymous", None, "reader", "reviewer", "administrator"]


def test_the_roles_are_there(ledger):
    assert set(ROLES) <= set(Group.objects.values_list("name", flat=True))


@pytest.mark.parametrize(
    ("role", "review", "administer"),
    [(None, False, False), ("reader", False, False), ("reviewer", True, False), ("administrator", True, True)],
)
def test_what_each_role_may(person, role, review, administer):
    user = person(role)
    assert (may_review(user), may_administer(user)) == (review, administer)


def test_who_has_not_signed_in_may_nothing(ledger):
    assert not may_review(AnonymousUser())
    assert not may_administer(AnonymousUser())


def test_who_runs_the_site_may_all(person):
    user = person()
    user.is_superuser = True
    assert may_review(user)
    assert may_administer(user)


def test_a_closed_account_may_nothing(person):
    user = person("administrator")
    user.is_active = False
    assert not may_review(user)


@pytest.mark.parametrize(("role", "let_in"), [("reader", False), ("reviewer", False), ("administrator", True)])
def test_a_view_for_administrators(person, role, let_in):
    request = RequestFactory().get("/")
    request.user = person(role)
    view = administrators_only(lambda request: HttpResponse("in"))
    if let_in:
        assert view(request).content == b"in"
    else:
        with pytest.raises(PermissionDenied):
            view(request)


PAGES = [
    ("get", "/en/review/"),
    ("get", "/en/review/claim/{key}/"),
    ("post", "/en/review/claim/{key}/judge/"),
    ("post", "/en/review/undo/"),
]


@pytest.mark.parametrize(("method", "address"), PAGES)
def test_the_pages_are_for_reviewers(client, signed, key, method, address):
    address = address.format(key=key)
    assert getattr(client, method)(address)["Location"].startswith("/en/sign-in/?next=/en/review/")
    for role in (None, "reader"):
        assert getattr(signed(role, f"{role}"), method)(address).status_code == 403
    for role in ("reviewer", "administrator"):
        assert getattr(signed(role, f"{role}"), method)(address).status_code in {200, 302, 400}


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("post", "/en/review/"),
        ("post", "/en/review/claim/{key}/"),
        ("get", "/en/review/claim/{key}/judge/"),
        ("get", "/en/review/undo/"),
        ("post", "/en/trust/"),
    ],
)
def test_other_methods_are_refused(signed, key, method, address):
    assert getattr(signed("administrator"), method)(address.format(key=key)).status_code == 405


def test_how_far_to_trust_is_for_all(client):
    assert client.get("/trust/").status_code == 200
