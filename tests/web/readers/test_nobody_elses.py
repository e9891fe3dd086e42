"""Rows 14, 15 and 21 of the cases to survive, for every page and call of readers and newsletters: whatever is one
reader's own is asked for by another, by nobody, and by another's app, in every way, and nothing is told or changed.
"""

import io
import json
import re
import zipfile
from dataclasses import dataclass

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.auth.models import User
from django.urls import get_resolver
from django.utils import timezone

from marsad.web.ledger import models as ledger
from marsad.web.newsletters.issues import Edition, issue
from marsad.web.newsletters.letters import Frequency, Kind, Letter
from marsad.web.newsletters.models import Subscriber, Subscription
from marsad.web.newsletters.periods import Period
from marsad.web.newsletters.tokens import confirming, leaving, managing
from marsad.web.readers.accounts.export import export
from marsad.web.readers.accounts.models import Invitation
from marsad.web.readers.news.following import follow
from marsad.web.readers.news.models import Desk, View
from marsad.web.readers.saved import keeping, labelling
from marsad.web.readers.saved.keeping import Copy
from marsad.web.readers.saved.models import Article
from marsad.web.readers.saved.models import Kind as Saved
from marsad.web.readers.wallabag.granting import let_in
from marsad.web.readers.wallabag.models import Access

from ..newsletters.conftest import DAY, NOW

# Words that are nowhere but among what she keeps: found in an answer, it was told to somebody else.
SECRET = "سرّياسمين"
OURS = ("marsad.web.readers.", "marsad.web.newsletters.")
APPS = ("marsad_news", "marsad_saved", "marsad_wallabag", "marsad_accounts", "newsletters", "account", "usersessions")
# Opened by who holds the address, who need not have signed in: the words in it are the key (rows 15 and 23).
TOKENS = re.compile("mine/(feed|view)/|newsletters/(confirm|leave|preferences)/")


@dataclass
class World:
    """What one reader has; ``given`` is the number or word that a page, by how its address begins, finds it by."""

    owner: User
    article: int
    given: dict

    def address(self, route):
        """The address of a route, with what is hers filled in."""
        hers = self.given.get(re.match("[^<]*", route).group(), self.article)
        parts = {"kind": "follows", "about": self.owner.pk, "ending": "json", "provider_id": "oidc"}
        return "/" + re.sub("<(?:[a-z]+:)?([a-z_]+)>", lambda part: str(parts.get(part[1], hers)), route)


@pytest.fixture
def world(reader, common):
    article = keeping.put(reader, Saved.PAGE, f"https://news.example/{SECRET}")
    keeping.keep(article, Copy(f"عنوان {SECRET}", f"نص فيه {SECRET} وكلمات"))
    keeping.keep(article, Copy(f"عنوان {SECRET}", f"نص آخر فيه {SECRET} وكلمات"))
    labelling.set_tags(article, SECRET)
    labelling.set_note(article, SECRET)
    mark = labelling.mark_words(article, article.versions.last(), SECRET, SECRET)
    followed = follow(reader, "words", SECRET)
    follow(reader, "type", common("type"))
    view = View.objects.create(owner=reader, name=SECRET, query="type=shelling")
    let_in(reader, SECRET)
    EmailAddress.objects.create(user=reader, email=f"{SECRET}@example.org", verified=True, primary=True)
    subscriber = Subscriber.objects.create(address=f"{SECRET}@example.org", folded=f"{SECRET}@example.org", made=NOW)
    subscription = Subscription.objects.create(
        subscriber=subscriber, kind="follows", about=str(reader.pk), owner=reader, language="ar", frequency="daily",
        hour=7, zone="UTC", empty=True, asked=timezone.now(), confirmed=None,
    )  # fmt: skip
    own = issue(Edition(Letter(Kind.FOLLOWS, str(reader.pk)), Frequency.DAILY, "ar", Period(DAY, DAY)), NOW)
    invitation = Invitation.objects.create(hashed="0" * 64, maker=reader, expires=timezone.now())
    given = {
        "saved/tags/": article.tags.get().pk,
        "saved/highlights/": mark.pk,
        "saved/apps/": Access.objects.get(owner=reader).pk,
        "mine/follow/": followed.pk,
        "mine/views/": view.pk,
        "mine/feed/": Desk.objects.get(owner=reader).token,
        "mine/view/": view.token,
        "account/invitations/": invitation.pk,
        "newsletters/issue/": own.key,
        "newsletters/confirm/": confirming(subscription),
        "newsletters/leave/": leaving(subscription),
        "newsletters/preferences/": managing(subscriber),
    }
    return World(reader, article.pk, given)


def routes():
    """Every route of readers and newsletters, as it is written."""

    def found(patterns):
        for one in patterns:
            if hasattr(one, "url_patterns"):
                yield from found(one.url_patterns)
            elif one.callback.__module__.startswith(OURS):
                yield str(one.pattern)

    return sorted(set(found(get_resolver().url_patterns)))


def rows(owner):
    """All that is kept of an account, row by row: what has its number, or her words in it."""
    found = set()
    for model in (model for app in APPS for model in apps.get_app_config(app).get_models()):
        for values in model.objects.values():
            holders = {values.get(name) for name in ("owner_id", "user_id", "maker_id")}
            if owner.pk in holders or SECRET in str(values):
                found.add((model._meta.label, str(values)))
    return found


def told(answer):
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode("utf-8", "replace") + json.dumps(dict(answer.headers), ensure_ascii=False)


FORMS = {"to": "delete", "remove": "1", "leave": "all", "name": "another", "note": "another", "tags": "another",
         "words": "نص", "read": "1", "url": "", "start": "0", "end": "2"}  # fmt: skip


def ask(client, method, where, world, headers=None):
    number = str(world.article)
    form = FORMS | {"article": number, "subscription": "1", "number": number}
    if method == "get":
        return client.get(where, {"q": SECRET, "view": "all"}, headers=headers)
    if method == "post":
        return client.post(where, form, headers=headers)
    return getattr(client, method)(where, json.dumps(form), "application/json", headers=headers)


@pytest.mark.parametrize("route", routes())
def test_nobody_else_is_told_or_changes_anything(world, theirs, client, other, route):
    where, before = world.address(route), rows(world.owner)
    assert len(before) >= 15
    for who, method, headers in askers(theirs, client, other, route):
        answer = ask(who, method, where, world, headers)
        assert answer.status_code < 500, method
        if not TOKENS.match(route):
            # What was looked for stands in the form again: whoever asked said it.
            assert SECRET not in told(answer).replace(f'value="{SECRET}"', ""), method
    assert before <= rows(world.owner)


def askers(theirs, client, other, route):
    """Who asks how. Whoever holds an address with a token in it may use it: there it is only looked at."""
    methods = ("get",) if TOKENS.match(route) else ("get", "post")
    yield from ((who, method, None) for who in (theirs, client) for method in methods)
    if route.startswith("wallabag"):
        headers = {"Authorization": f"Bearer {token_of(client, let_in(other, 'another app'))}"}
        yield from ((client, method, headers) for method in ("get", "post", "put", "patch", "delete"))


def token_of(client, letter):
    given = {
        "grant_type": "password", "client_id": letter.access.client, "client_secret": letter.secret,
        "username": letter.access.owner.get_username(), "password": letter.password,
    }  # fmt: skip
    return client.post("/wallabag/oauth/v2/token", given).json()["access_token"]


@pytest.mark.parametrize("route", [one for one in routes() if TOKENS.match(one)])
def test_an_address_with_another_token_opens_nothing(world, theirs, route):
    where = world.address(route)
    spoilt = re.sub(r"\w(?=\.atom$|/$)", lambda found: "b" if found[0] == "a" else "a", where)
    before = rows(world.owner)
    for answer in (theirs.get(spoilt), theirs.post(spoilt, {"leave": "all"})):
        assert answer.status_code in (200, 404, 405, 410)
        assert SECRET not in told(answer)
    assert before <= rows(world.owner)


def test_the_owner_finds_it_by_the_same_addresses(world, mine):
    """Else the tests above would hold of pages that nobody finds anything by."""
    found = {route for route in routes() if mine.get(world.address(route), {"view": "all"}).status_code == 200}
    own = ("", "compare/", "article.<slug:ending>")
    assert {f"saved/<int:number>/{one}" for one in own} <= found
    assert {"newsletters/issue/<slug:key>/", "newsletters/issue/<slug:key>/letter.html"} <= found
    assert SECRET in told(mine.get(f"/saved/{world.article}/"))
    assert SECRET in told(mine.get("/mine/follows/"))


@pytest.mark.parametrize(
    "path",
    [
        "mine/?until=x&order=%27&unread=-1",
        "mine/?until=9999-12-31",
        "saved/?after=0&sort=-pk&kind=owner&tag=-1",
        "saved/?view=owner__username&q=%00",
        "saved/articles.json?tag=99999999999999999999",
        "newsletters/?q=%00%27",
        "newsletters/issues/brief/?page=-1",
        "newsletters/issues/brief/?page=99999999999999999999",
        "newsletters/issues/brief/?page=x",
        "kept-pages.json?limit=0",
    ],
)
def test_nonsense_in_an_address_is_no_failure(mine, path):
    """Row 17: what an address asks for is never put into a question to the database as it stands."""
    assert mine.get(f"/{path}").status_code in (200, 400, 404)


FORMS_THAT_MAKE = [
    ("/mine/follow/", {"kind": "words", "value": "حلب"}),
    ("/mine/views/", {"name": "عرض", "query": "type=shelling"}),
    ("/saved/apps/", {"name": "KOReader"}),
    ("/newsletters/subscribe/follows/", {"address": "me@example.org", "often": "daily", "hour": "7",
                                         "zone": "Asia/Damascus", "language": "ar"}),
]  # fmt: skip


@pytest.mark.parametrize(("path", "form"), FORMS_THAT_MAKE)
def test_nobody_makes_anything_in_anothers_name(mine, reader, other, path, form):
    """Row 16: an owner cannot be sent along, under whichever name."""
    names = ("owner", "owner_id", "user", "user_id", "account", "about")
    answer = mine.post(path, form | {name: str(other.pk) for name in names} | {"muted": "0"})
    assert answer.status_code in (200, 302)
    assert len(rows(reader)) > 0
    assert not {row for row in rows(other) if row[0] != "usersessions.UserSession"}


def test_a_private_person_is_named_nowhere(mine, reader, client, tell):
    """Row 14: a name that the pages keep back is in no list, file, feed, call, letter or export either."""
    tell("اعتقلت الشرطة رامي الحلبي في سراقب.", "اعتقلت", "arrest", on=["رامي الحلبي"], at=["سراقب"])
    incident = ledger.Incident.objects.latest("pk")
    report = ledger.Report.objects.latest("pk")
    follow(reader, "type", "arrest")
    for kind, key in ((Saved.INCIDENT, incident.key), (Saved.REPORT, report.key)):
        keeping.save(reader, kind, key)
    View.objects.create(owner=reader, name="عرض", query="type=arrest")
    letter = issue(Edition(Letter(Kind.FOLLOWS, str(reader.pk)), Frequency.DAILY, "ar", Period(DAY, DAY)), NOW)
    numbers = list(Article.objects.filter(owner=reader).values_list("pk", flat=True))
    paths = [
        "/mine/", "/saved/", "/saved/?q=الحلبي", "/saved/highlights/", "/kept-pages.json",
        f"/mine/feed/{Desk.objects.get(owner=reader).token}.atom", f"/mine/view/{View.objects.get().token}.atom",
        f"/newsletters/issue/{letter.key}/", f"/newsletters/issue/{letter.key}/letter.html",
        *(f"/saved/{number}/" for number in numbers),
        *(f"/saved/articles.{ending}?view=all" for ending in ("json", "md", "html")),
    ]  # fmt: skip
    pages = {path: told(mine.get(path)).replace("q=%D8%A7", "").replace('value="الحلبي"', "") for path in paths}
    pages["epub"] = unpacked(mine.get("/saved/articles.epub?view=all").content)
    with export(reader) as file:
        pages["export"] = unpacked(file.read())
    headers = {"Authorization": f"Bearer {token_of(client, let_in(reader, 'app'))}"}
    pages["app"] = json.dumps(client.get("/wallabag/api/entries.json", headers=headers).json(), ensure_ascii=False)
    assert {path: "رامي" in page or "الحلبي" in page for path, page in pages.items()} == dict.fromkeys(pages, False)
    assert all("اعتقل" in pages[path] for path in ("/mine/", "epub", "export", "app"))


def unpacked(raw):
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        return "".join(packed.read(name).decode() for name in packed.namelist())
