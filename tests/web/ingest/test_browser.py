"""The pages in a real browser: nothing for axe to find, nothing wider than a phone."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from marsad.web.ingest import adding
from marsad.web.ingest.models import Feed, Import, Item, Kind, Reason, State


@pytest.fixture
def administrator(observatory):
    """The cookie of an administrator, and feeds to look after; what is made here is taken away again."""
    user = User.objects.create_user("feeds-browser", password="a long enough phrase")
    user.groups.add(Group.objects.get(name="administrator"))
    client = Client()
    client.force_login(user)
    good = adding.put("https://news.example.org/feed.xml", Kind.FEED, "وكالة المثال للأنباء")[0]
    adding.put("https://other.example.org/sitemap.xml", Kind.SITEMAP, "صحيفة أخرى")
    bad = adding.put("https://down.example.org/a/very/long/address/of/a/feed/that/has/no/title/at/all.xml", Kind.FEED)[
        0
    ]
    Feed.objects.filter(pk=bad.pk).update(failures=4, fault="https://down.example.org: the server is too slow")
    Feed.objects.filter(pk=good.pk).update(succeeded=good.added, fallen=good.added)
    for number, (state, reason) in enumerate([(State.CODED, ""), (State.ASIDE, Reason.CLAIMS), (State.FOUND, "")]):
        Item.objects.create(
            feed=good, guid=str(number), key=f"browser-{number}", title="قصف على بلدة سراقب في ريف إدلب", state=state,
            reason=reason, due=good.added, found=good.added, told="", claims=2 * (state == State.CODED),
        )  # fmt: skip
    for number in range(2):
        Import.objects.create(
            feed=good, name=f"archive-{number}.jsonl", mark="", size=100, done=40, added=good.added,
            ended=good.added if number else None, fault="archive.jsonl:7: broken JSON at column 2",
        )  # fmt: skip
    yield client.cookies["sessionid"].value, good.pk
    Feed.objects.all().delete()
    user.delete()


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_pages_can_be_used_by_all(visit, live, accessible, administrator, language, scheme, width):
    cookie, number = administrator
    page = visit("/", width=width, scheme=scheme)
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live}])
    for address in (f"{language}/ingest/", f"{language}/ingest/{number}/"):
        page.goto(live + address)
        accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
