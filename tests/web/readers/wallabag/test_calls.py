"""What wallabag's apps do: sign in, list, save, file away, tag. Rows 15–18 of the cases to survive, for these calls."""

import json
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from marsad.web.readers.saved import keeping, labelling
from marsad.web.readers.saved.keeping import Copy
from marsad.web.readers.saved.models import Article, Kind
from marsad.web.readers.wallabag.granting import let_in
from marsad.web.readers.wallabag.models import Access, Token

API = "/wallabag/api"


@pytest.fixture
def letter(reader):
    return let_in(reader, "KOReader")


def credentials(letter, **other):
    told = {
        "grant_type": "password",
        "client_id": letter.access.client,
        "client_secret": letter.secret,
        "username": letter.access.owner.get_username(),
        "password": letter.password,
    }
    return told | other


class App:
    """An app that has signed in."""

    def __init__(self, letter):
        self.client = Client()
        answer = self.client.post("/wallabag/oauth/v2/token", credentials(letter))
        self.tokens = answer.json()
        self.headers = {"Authorization": f"Bearer {self.tokens['access_token']}"}

    def get(self, path, **query):
        return self.client.get(API + path, query, headers=self.headers)

    def post(self, path, **given):
        return self.client.post(API + path, given, headers=self.headers)

    def send(self, method, path, given):
        return getattr(self.client, method)(
            API + path, json.dumps(given), content_type="application/json", headers=self.headers
        )


@pytest.fixture
def app(letter):
    return App(letter)


@pytest.fixture
def article(reader):
    made = keeping.put(reader, Kind.PAGE, "https://news.example/1")
    keeping.keep(made, Copy("قصف على البلدة", "سقطت قذيفتان <b>\nعلى السوق", "وكالة"))
    labelling.set_tags(made, "حلب")
    return made


def test_signing_in_and_again(app):
    assert app.tokens["token_type"] == "bearer"
    assert app.tokens["expires_in"] == 3600
    assert app.get("/user.json").json()["username"] == "قارئة"


def test_a_refreshing_token_serves_once(app, letter):
    given = {"grant_type": "refresh_token", "refresh_token": app.tokens["refresh_token"]}
    given |= {"client_id": letter.access.client, "client_secret": letter.secret}
    assert "access_token" in app.client.post("/wallabag/oauth/v2/token", given).json()
    assert app.client.post("/wallabag/oauth/v2/token", given).status_code == 400


@pytest.mark.parametrize("wrong", ["client_id", "client_secret", "username", "password"])
def test_whatever_is_wrong_reads_the_same(client, letter, wrong):
    answers = {
        client.post("/wallabag/oauth/v2/token", credentials(letter, **{wrong: value})).content
        for value in ("x", "", "\0")
    }
    assert len(answers) == 1
    assert b"invalid_grant" in answers.pop()


def test_the_password_of_the_account_opens_nothing(client, letter):
    answer = client.post("/wallabag/oauth/v2/token", credentials(letter, password="a long enough password"))
    assert answer.status_code == 400


def test_guessing_is_slowed_down(client, letter):
    answers = [client.post("/wallabag/oauth/v2/token", credentials(letter, password="x")) for _ in range(21)]
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["Retry-After"]) > 0


def test_secrets_are_not_kept(letter, app):
    rows = [*Access.objects.values_list("secret", "password"), *Token.objects.values_list("digest")]
    kept = {value for row in rows for value in row}
    assert not kept & {letter.secret, letter.password, *app.tokens.values()}


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer x"}, {"Authorization": "Basic x"}])
def test_without_a_token_nothing_is_told(client, app, header):
    answer = client.get(f"{API}/entries.json", headers=header)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_session_is_no_token(client, reader):
    client.force_login(reader, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(f"{API}/entries.json").status_code == 401


def test_a_token_expires(app):
    Token.objects.update(expires=timezone.now())
    assert app.get("/entries.json").status_code == 401


def test_an_app_that_is_let_out(app, letter):
    letter.access.delete()
    assert app.get("/entries.json").status_code == 401


def test_a_closed_account(app, reader):
    User.objects.filter(pk=reader.pk).update(is_active=False)
    assert app.get("/entries.json").status_code == 401


def test_the_list(app, article):
    told = app.get("/entries.json").json()
    assert (told["page"], told["pages"], told["total"]) == (1, 1, 1)
    (entry,) = told["_embedded"]["items"]
    assert entry["url"] == "https://news.example/1"
    assert entry["content"] == '<p dir="rtl">سقطت قذيفتان &lt;b&gt;</p>\n<p dir="rtl">على السوق</p>'
    assert [tag["label"] for tag in entry["tags"]] == ["حلب"]
    assert (entry["is_archived"], entry["is_starred"], entry["language"]) == (0, 0, "ar")


def test_without_the_texts(app, article):
    assert "content" not in app.get("/entries.json", detail="metadata").json()["_embedded"]["items"][0]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"archive": "0"}, 1),
        ({"archive": "1"}, 0),
        ({"starred": "1"}, 0),
        ({"tags": "حلب"}, 1),
        ({"tags": "حلب,إدلب"}, 0),
        ({"since": "4102444800"}, 0),
        ({"since": "1"}, 1),
        ({"since": "9" * 30}, 0),
    ],
)
def test_filters(app, article, query, count):
    assert app.get("/entries.json", **query).json()["total"] == count


@pytest.mark.parametrize(
    "query", [{"page": "0"}, {"perPage": "-1"}, {"perPage": "9" * 12}, {"sort": "';--"}, {"page": "7"}]
)
def test_nonsense_in_the_address(app, article, query):
    assert app.get("/entries.json", **query).status_code == 200


def test_pages(app, reader, article):
    for n in range(2, 5):
        keeping.keep(keeping.put(reader, Kind.PAGE, f"https://news.example/{n}"), Copy("عنوان", "نص"))
    told = app.get("/entries.json", perPage="3", page="2", order="asc").json()
    assert [one["url"][-1] for one in told["_embedded"]["items"]] == ["4"]
    assert "previous" in told["_links"]
    assert "next" not in told["_links"]


def test_saving_what_the_app_has_read(app):
    told = app.post(
        "/entries.json", url="https://news.example/9", title="خبر", content="<p>نص <i>الخبر</i></p>", tags="أ,ب"
    )
    assert told.json()["title"] == "خبر"
    article = Article.objects.get()
    assert article.versions.get().text == "نص الخبر"
    assert article.tags.count() == 2


def test_saving_an_address_that_is_closed(app):
    told = app.post("/entries.json", url="http://127.0.0.1:1/")
    assert told.status_code == 200
    assert Article.objects.get().fault


@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "file:///etc/passwd"])
def test_saving_what_is_no_address(app, url):
    assert app.post("/entries.json", url=url).status_code == 400
    assert app.post("/entries.json", url=url, content="x").status_code == 400
    assert not Article.objects.exists()


def test_filing_away(app, article):
    told = app.send("patch", f"/entries/{article.pk}.json", {"archive": 1, "starred": "1", "owner": 1}).json()
    assert (told["is_archived"], told["is_starred"]) == (1, 1)
    app.client.patch(f"{API}/entries/{article.pk}.json", "archive=0", headers=app.headers)
    article.refresh_from_db()
    assert (article.archived, article.starred) == (False, True)


def test_tags(app, article):
    app.post(f"/entries/{article.pk}/tags.json", tags="إدلب")
    assert [one["label"] for one in app.get(f"/entries/{article.pk}/tags.json").json()] == ["إدلب", "حلب"]
    assert len(app.get("/tags.json").json()) == 2


def test_deleting(app, article):
    assert app.send("delete", f"/entries/{article.pk}.json", {}).json()["id"] == article.pk
    assert not Article.objects.exists()


def test_whether_it_is_saved(app, article):
    assert app.get("/entries/exists.json", url="https://news.example/1").json() == {"exists": True}
    assert app.get("/entries/exists.json", url="https://news.example/1", return_id="1").json() == {"exists": article.pk}
    several = {"urls[]": ["https://news.example/1", "https://news.example/2"]}
    assert app.get("/entries/exists.json", **several).json() == {
        "https://news.example/1": True,
        "https://news.example/2": False,
    }


def test_highlights(app, article):
    labelling.mark_words(article, article.versions.get(), "قذيفتان", "تحقق")
    told = app.get(f"/annotations/{article.pk}.json").json()
    assert (told["total"], told["rows"][0]["quote"], told["rows"][0]["text"]) == (1, "قذيفتان", "تحقق")


@pytest.mark.parametrize("ending", ["epub", "json", "html", "md"])
def test_files(app, article, ending):
    assert app.get(f"/entries/{article.pk}/export.{ending}").status_code == 200


def test_what_is_no_json(app):
    answer = app.client.post(f"{API}/entries.json", "{", content_type="application/json", headers=app.headers)
    assert answer.status_code == 400


@pytest.mark.parametrize("path", [".json", "/tags.json", "/export.epub"])
def test_another_readers_article_is_not_there(article, path):
    stranger = User.objects.create_user("other", "other@example.org", "a long enough password")
    app = App(let_in(stranger, "app"))
    assert app.get(f"/entries/{article.pk}{path}").status_code == 404
    assert app.get("/entries.json").json()["total"] == 0
    assert app.send("delete", f"/entries/{article.pk}.json", {}).status_code == 404
    assert app.get(f"/annotations/{article.pk}.json").status_code == 404


def test_what_an_app_asks_first(client):
    assert client.get(f"{API}/version.json").json().startswith("2.")
    assert client.get(f"{API}/info.json").json()["appname"] == "wallabag"


def test_the_page_shows_the_secrets_once(reader):
    client = Client()
    client.force_login(reader, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.post("/saved/apps/", {"name": "KOReader"}).content.decode()
    access = Access.objects.get()
    assert access.client in page
    assert "/wallabag" in page
    assert access.client not in client.get("/saved/apps/").content.decode()
    other = Client()
    other.force_login(
        User.objects.create_user("x", "x@example.org", "y"),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    assert other.post(f"/saved/apps/{access.pk}/out/").status_code == 404
    client.post(f"/saved/apps/{access.pk}/out/")
    assert not Access.objects.exists()


def test_apps_have_an_end(reader):
    assert all(let_in(reader, "app") for _ in range(20))
    assert let_in(reader, "app") is None


def test_a_page_of_the_list_asks_as_much_of_the_database_for_many_as_for_one(letter, reader):
    app = App(letter)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert app.get("/entries.json", perPage=100).status_code == 200
        return len(queries)

    def put(number):
        article = keeping.put(reader, Kind.PAGE, f"https://news.example/{number}")
        keeping.keep(article, Copy("عنوان", "نص الخبر"))
        labelling.set_tags(article, f"حلب، {number}")
        labelling.mark_words(article, article.versions.get(), "نص")

    put(1)
    asked()  # the first call notes when the app was used
    few = asked()
    for number in range(2, 20):
        put(number)
    assert asked() == few


def test_a_title_turns_nothing(letter):
    told = App(letter).post("/entries.json", url="https://news.example/1", title="\u202eعنوان", content="<p>نص</p>")
    assert told.json()["title"] == "\u2060عنوان"


def test_apps_are_told_of_what_is_done_on_the_pages(letter, reader):
    app = App(letter)
    article = keeping.put(reader, Kind.PAGE, "https://news.example/1")
    Article.objects.update(changed=timezone.now() - timedelta(days=1))
    since = int((timezone.now() - timedelta(hours=1)).timestamp())
    assert app.get("/entries.json", since=since).json()["total"] == 0
    labelling.set_state(article, "archive")
    assert app.get("/entries.json", since=since).json()["total"] == 1


@pytest.mark.parametrize("strange", ["\0", "\ud800", "é"])
def test_strange_names_of_apps(letter, strange):
    body = json.dumps(credentials(letter, client_id=strange))
    answer = Client().post("/wallabag/oauth/v2/token", body, content_type="application/json")
    assert answer.status_code == 400
