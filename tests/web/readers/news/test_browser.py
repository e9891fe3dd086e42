from functools import partial

import pytest
from django.contrib.auth.models import User

from marsad.web.readers.news.choosing import choose
from marsad.web.readers.news.following import follow
from marsad.web.readers.news.models import Seen

LISTS = ["/places/", "/en/actors/", "/search/?q=حلب&in=places"]  # with a button for each


@pytest.fixture(scope="module")
def follower(observatory):
    """A reader for real: the browser's server sees no rolled-back rows."""
    user = User.objects.create_user("follower", "follower@example.org", "a long enough password")
    follow(user, "type", "shelling")
    follow(user, "words", "غارات")
    follow(user, "type", "protest", muted=True)
    yield user
    user.delete()


@pytest.fixture
def signed(visit_as, follower):
    return partial(visit_as, follower)


@pytest.mark.parametrize(
    ("path", "scheme"),
    [("/mine/", "light"), ("/en/mine/", "dark"), ("/mine/follows/", "dark"), ("/en/mine/follows/", "light"),
     *((path, "light") for path in LISTS)],
)  # fmt: skip
def test_accessible_and_no_wider_than_a_phone(signed, accessible, path, scheme):
    page = signed(path, width=360, scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.set_viewport_size({"width": 1280, "height": 900})
    accessible(page)


def test_what_was_looked_at_is_kept_as_seen(signed, follower):
    page = signed("/mine/")
    with page.expect_response(
        lambda answer: answer.url.endswith("/mine/seen/") and answer.status == 204, timeout=20_000
    ):
        pass
    assert Seen.objects.filter(owner=follower).count() == len(choose(follower).items)
    Seen.objects.filter(owner=follower).delete()


def test_keys_walk_and_mark_as_read(signed, follower):
    page = signed("/mine/")
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("r")
    assert Seen.objects.filter(owner=follower, read=True).count() == 1
    Seen.objects.filter(owner=follower).delete()


def test_it_works_without_script(signed, follower):
    page = signed("/en/mine/", script=False)
    with page.expect_navigation():
        page.get_by_role("button", name="Mark all as read").click()
    assert Seen.objects.filter(owner=follower, read=True).count() == len(choose(follower).items)
    Seen.objects.filter(owner=follower).delete()
