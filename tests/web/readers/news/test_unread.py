"""The number in the bar: what of one's own page is unread."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marsad.web.readers.news.choosing import choose
from marsad.web.readers.news.following import follow, unfollow
from marsad.web.readers.news.models import Desk
from marsad.web.readers.news.unread import unread


def shown(client, path="/en/places/"):
    """The numbers in the two bars of a page, as they are told to who hears it."""
    return re.findall(r"(\d+) unread", client.get(path).content.decode())


@pytest.fixture
def followed(reader, common):
    return follow(reader, "type", common("type"))


def test_it_is_the_number_of_unread_incidents_of_the_page(mine, reader, followed):
    count = len(choose(reader).items)
    assert count
    assert shown(mine) == [str(count)] * 2  # the bar, and the one below on phones


def test_reading_makes_it_less_on_every_device(mine, reader, sign_in, followed):
    items = choose(reader).items
    before = unread(reader)
    mine.post("/mine/seen/", {"incident": [items[0].incident.id, items[1].incident.id], "read": "1"})
    assert unread(reader) == before - 2
    assert shown(sign_in(reader)) == [str(before - 2)] * 2
    mine.post("/mine/seen/", {"incident": items[0].incident.id, "read": "0"})
    assert unread(reader) == before - 1


def test_what_was_only_looked_at_is_still_unread(mine, reader, followed):
    before = unread(reader)
    mine.post("/mine/seen/", {"incident": [item.incident.id for item in choose(reader).items]})
    assert unread(reader) == before


def test_all_read_shows_no_number(mine, reader, followed):
    mine.post("/mine/seen/", {"incident": [item.incident.id for item in choose(reader).items], "read": "1"})
    assert shown(mine) == []


def test_following_muting_and_ending_it_count_at_once(reader, common, followed):
    first = unread(reader)
    other = follow(reader, "place", common("place"))
    assert unread(reader) >= first
    follow(reader, "type", followed.value, muted=True)
    follow(reader, "place", common("place"), muted=True)
    assert unread(reader) == 0
    unfollow(other)
    unfollow(followed)
    assert unread(reader) == 0


def test_what_the_ledger_learns_counts(reader, tell):
    follow(reader, "words", "زمهرير")
    assert unread(reader) == 0
    tell("قصفت قوات النظام مدينة حلب، قالت زمهرير.", "قصفت", at=["حلب"])
    assert unread(reader) == 1


def test_ones_own_number_is_nobody_elses(mine, theirs, client, followed):
    assert shown(mine)
    assert shown(theirs) == []
    assert shown(client) == []


def test_a_page_asks_the_database_once_for_it(mine, reader, followed):
    """Found once, it is remembered until the ledger changes or the reader does something."""
    mine.get("/en/without-network/")
    with CaptureQueriesContext(connection) as asked:
        mine.get("/en/without-network/")
    news = [one["sql"] for one in asked.captured_queries if "marsad_news" in one["sql"]]
    assert len(news) == 1
    assert "marsad_news_desk" in news[0]


def test_who_never_followed_anything_has_no_desk(mine, reader):
    assert shown(mine) == []
    assert not Desk.objects.filter(owner=reader).exists()
