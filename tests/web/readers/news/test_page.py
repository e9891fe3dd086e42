"""Rows 15, 16, 20 and 21 of the cases to survive, for what a reader follows."""

import re
from xml.etree import ElementTree

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marsad.web.readers.news.choosing import choose
from marsad.web.readers.news.following import follow
from marsad.web.readers.news.models import Desk, Follow, Seen, View

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def following(reader, common):
    return follow(reader, "place", common("place"))


def test_the_page_says_why_each_item_is_there(mine, reader, following):
    from marsad.web.readers.news.following import label

    page = mine.get("/mine/").content.decode()
    assert page.count('class="why-here') == len(choose(reader).items)
    assert label(following) in page


def test_the_page_in_english(mine, following):
    page = mine.get("/en/mine/").content.decode()
    assert "You follow" in page
    assert 'dir="ltr"' in page


def test_a_new_reader_is_told_how_to_begin(mine):
    assert "/mine/follows/" in mine.get("/mine/").content.decode()


def test_reports_stand_under_their_incident(mine, following):
    assert "/report/" in mine.get("/mine/").content.decode()


def test_following_from_another_page_leads_back_to_it(mine, common):
    answer = mine.post("/mine/follow/", {"kind": "actor", "value": common("actor"), "next": "/actors/"})
    assert answer.url == "/actors/"
    assert Follow.objects.get().value == common("actor")


@pytest.mark.parametrize("kind", ["place", "actor", "source"])
def test_registers_have_the_button(mine, client, common, kind):
    page = mine.get(f"/{kind}/{common(kind)}/").content.decode()
    assert 'action="/mine/follow/"' in page
    assert 'action="/mine/follow/"' not in client.get(f"/{kind}/{common(kind)}/").content.decode()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/places/?q=حلب", "place"),
        ("/places/", "place"),
        ("/actors/", "actor"),
        ("/sources/", "source"),
        ("/search/?q=حلب&in=places", "place"),
        ("/search/?q=قوات&in=actors", "actor"),
        ("/search/?q=غارات", "words"),
    ],
)
def test_lists_have_a_button_for_each(mine, client, path, kind):
    page = mine.get(path).content.decode()
    values = re.findall(rf'name="kind" value="{kind}"><input type="hidden" name="value" value="([^"]+)"', page)
    assert values
    assert len(set(values)) == len(values)
    assert 'action="/mine/follow/"' not in client.get(path).content.decode()
    answer = mine.post("/mine/follow/", {"kind": kind, "value": values[0], "next": path}, follow=True)
    assert 'aria-pressed="true"' in answer.content.decode()
    assert Follow.objects.get().value == values[0]


def test_a_list_looks_the_follows_up_once(mine, reader, following):
    mine.get("/actors/")  # the number in the bar is remembered from now on
    with CaptureQueriesContext(connection) as asked:
        mine.get("/actors/")
    assert sum('FROM "marsad_news_follow"' in one["sql"] for one in asked.captured_queries) == 1


def test_words_that_were_to_be_exact_are_not_followed(mine):
    """A follow finds words in all their forms, so a search that does not has no button for one."""
    assert 'value="words"' not in mine.get("/search/?q=غارات&exact=1").content.decode()


@pytest.mark.parametrize("elsewhere", ["//evil.example", "https://evil.example/", "/\\evil.example"])
def test_it_leads_nowhere_else(mine, common, elsewhere):
    answer = mine.post("/mine/follow/", {"kind": "actor", "value": common("actor"), "next": elsewhere})
    assert answer.url == "/mine/follows/"


def test_what_cannot_be_followed_is_told(mine):
    answer = mine.post("/mine/follow/", {"kind": "place", "value": "nowhere"}, follow=True)
    assert 'class="note warn"' in answer.content.decode()


def test_reading_on_one_device_is_read_on_another(mine, reader, following):
    first, second = (item.incident.id for item in choose(reader).items[:2])
    mine.post("/mine/seen/", {"incident": first, "read": "1"})
    page = mine.get("/mine/?unread=1").content.decode()
    assert f"/incident/{first}/" not in page
    assert f"/incident/{second}/" in page
    mine.post("/mine/seen/", {"incident": first, "read": "0"})
    assert f"/incident/{first}/" in mine.get("/mine/?unread=1").content.decode()


def test_a_visit_is_kept_by_a_post_alone(mine, reader, following):
    mine.get("/mine/")
    assert not Seen.objects.exists()
    answer = mine.post(
        "/mine/seen/", {"incident": choose(reader).items[0].incident.id}, headers={"X-Requested-With": "fetch"}
    )
    assert answer.status_code == 204
    assert Desk.objects.get().seen
    assert not Seen.objects.get().read


def test_an_incident_named_twice_is_kept_once(mine, reader, following):
    key = choose(reader).items[0].incident.id
    mine.post("/mine/seen/", {"incident": [key, key], "read": "1"})
    assert Seen.objects.get().read


def test_what_has_changed_since_it_was_read_stays_unread_when_it_is_seen(mine, reader, following):
    key = choose(reader).items[0].incident.id
    mine.post("/mine/seen/", {"incident": key, "read": "1"})
    mine.post("/mine/seen/", {"incident": key})
    assert Seen.objects.get().read
    Seen.objects.update(grade="false", disputed=False, claims=0)
    mine.post("/mine/seen/", {"incident": key})
    assert not Seen.objects.get().read


def test_the_page_asks_as_much_of_the_database_for_many_incidents_as_for_few(mine, reader, following):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert mine.get("/mine/").status_code == 200
        return len(queries)

    asked()  # the first time, a session is begun
    many = asked()
    keys = [item.incident.id for item in choose(reader).items]
    assert len(keys) > 3
    mine.post("/mine/seen/", {"incident": keys[2:], "read": "1"})
    mine.get("/mine/")  # the number in the bar is remembered from now on
    with CaptureQueriesContext(connection) as queries:
        mine.get("/mine/?unread=1")
    assert len(queries) == many


def test_all_on_the_page_are_seen_in_as_many_questions_as_one(mine, reader, following):
    def asked(keys):
        with CaptureQueriesContext(connection) as queries:
            mine.post("/mine/seen/", {"incident": keys, "read": "1"})
        return len(queries)

    keys = [item.incident.id for item in choose(reader).items]
    asked(keys[:1])
    assert asked(keys) == asked(keys[:1])


def test_a_view_of_what_there_is_no_more_has_no_feed(mine, client):
    mine.post("/mine/views/", {"name": "قديم", "query": "type=shelling"})
    View.objects.update(query="type=war")
    assert client.get(f"/mine/view/{View.objects.get().token}.atom").status_code == 404
    assert mine.get("/mine/follows/").status_code == 200


@pytest.mark.parametrize("key", ["", "x" * 300, "../../etc", "' or 1=1", "0" * 20])
def test_incidents_that_are_not_there(mine, key):
    assert mine.post("/mine/seen/", {"incident": key}).status_code == 302
    assert not Seen.objects.exists()


def test_a_view_is_kept_and_has_a_feed(mine, client, common):
    mine.post("/mine/views/", {"name": "حلب", "query": f"type={common('type')}&evil=1"})
    view = View.objects.get()
    assert view.query == f"type={common('type')}"
    feed = ElementTree.fromstring(client.get(f"/mine/view/{view.token}.atom").content)
    assert feed.findall(f"{ATOM}entry")
    assert "حلب" in feed.find(f"{ATOM}title").text


@pytest.mark.parametrize("given", [{"name": "", "query": "type=shelling"}, {"name": "x", "query": "type=war"}])
def test_views_that_cannot_be(mine, given):
    assert mine.post("/mine/views/", given).status_code == 302
    assert not View.objects.exists()


def test_the_feed_of_ones_own(mine, client, reader, following):
    mine.get("/mine/follows/")
    token = Desk.objects.get().token
    answer = client.get(f"/mine/feed/{token}.atom")
    assert len(ElementTree.fromstring(answer.content).findall(f"{ATOM}entry")) == len(choose(reader).items)
    assert answer.headers["Cache-Control"].startswith("private")
    assert "noindex" in answer.headers["X-Robots-Tag"]


def test_new_addresses_end_the_old_ones(mine, client, following):
    mine.get("/mine/follows/")
    old = Desk.objects.get().token
    mine.post("/mine/feeds/new/")
    assert client.get(f"/mine/feed/{old}.atom").status_code == 404
    assert client.get(f"/mine/feed/{Desk.objects.get().token}.atom").status_code == 200


@pytest.mark.parametrize("token", ["x", "%00", "'", "a" * 500, "..%2f"])
def test_guessed_addresses(client, token):
    assert client.get(f"/mine/feed/{token}.atom").status_code == 404
    assert client.get(f"/mine/view/{token}.atom").status_code == 404


def test_a_closed_account_has_no_feed(mine, client, reader):
    mine.get("/mine/follows/")
    User.objects.filter(pk=reader.pk).update(is_active=False)
    assert client.get(f"/mine/feed/{Desk.objects.get().token}.atom").status_code == 404


def test_another_readers_follows_and_views_are_not_there(theirs, mine, following):
    mine.post("/mine/views/", {"name": "حلب", "query": "type=shelling"})
    assert theirs.post(f"/mine/follow/{following.pk}/end/").status_code == 404
    assert theirs.post(f"/mine/views/{View.objects.get().pk}/drop/").status_code == 404
    assert "حلب" not in theirs.get("/mine/follows/").content.decode()
    assert theirs.get("/mine/").content.decode().count('class="why-here') == 0


@pytest.mark.parametrize("path", ["mine/", "mine/follows/"])
def test_pages_want_an_account(client, path):
    assert client.get(f"/{path}").url.startswith("/sign-in/")


@pytest.mark.parametrize("path", ["follow/", "seen/", "views/", "feeds/new/", "follow/1/end/", "views/1/drop/"])
def test_no_get_changes_anything(mine, path):
    assert mine.get(f"/mine/{path}").status_code == 405


def test_posts_want_a_token(reader, common):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(reader, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.post("/mine/follow/", {"kind": "type", "value": "shelling"})
    assert answer.status_code == 403


def test_ones_own_goes_along_and_goes_with_the_account(mine, reader, following):
    from marsad.web.readers.owned import Owner, parts

    mine.post("/mine/views/", {"name": "حلب", "query": "type=shelling"})
    told = dict(parts(Owner(reader, (reader.email,))))
    assert next(iter(told["news/follows.json"]))["value"] == following.value
    assert next(iter(told["news/views.json"]))["name"] == "حلب"
    reader.delete()
    assert not Follow.objects.exists()
    assert not View.objects.exists()


def test_filters_on_today_can_be_kept_as_a_view(mine, client):
    assert "/mine/views/" in mine.get("/?type=shelling").content.decode()
    assert "/mine/views/" not in client.get("/?type=shelling").content.decode()
