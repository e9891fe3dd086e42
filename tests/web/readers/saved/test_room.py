"""How much one reader may save: as many articles, and letters of all their versions, as the site allows."""

import json

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from marsad.web.readers.saved import environment, keeping
from marsad.web.readers.saved.keeping import Copy, FullError
from marsad.web.readers.saved.models import Article, Kind
from marsad.web.readers.saved.room import room
from marsad.web.readers.wallabag.granting import let_in


@pytest.fixture
def most(monkeypatch):
    def allow(articles=10**6, letters=10**9):
        monkeypatch.setattr(django_settings, "MARSAD_SAVED_ARTICLES", articles)
        monkeypatch.setattr(django_settings, "MARSAD_SAVED_LETTERS", letters)

    return allow


def put(reader, number, text="نص"):
    made = keeping.put(reader, Kind.PAGE, f"https://news.example/{number}", len(text))
    keeping.keep(made, Copy("عنوان", text))
    return made


def test_an_article_too_many_is_refused_and_said(mine, reader, outlet, most):
    most(articles=1)
    put(reader, 1)
    answer = mine.post("/saved/add/", {"url": outlet.url})
    assert answer.status_code == 400
    assert "لم يبقَ متّسع" in answer.content.decode()
    assert Article.objects.count() == 1


def test_one_that_is_saved_already_needs_no_room(reader, most):
    most(articles=1)
    made = put(reader, 1)
    assert keeping.save(reader, Kind.PAGE, made.address) == made


def test_room_is_made_by_deleting(reader, most):
    most(articles=1)
    put(reader, 1).delete()
    assert put(reader, 2).versions.exists()


def test_one_readers_articles_take_nothing_from_another(reader, other, most):
    most(articles=1)
    put(reader, 1)
    assert put(other, 1).versions.exists()


def test_versions_count_by_their_letters(reader, most):
    most(letters=10)
    made = put(reader, 1, "ستة أحر")
    assert room(reader).letters == 7
    with pytest.raises(FullError):
        keeping.keep(made, Copy("عنوان", "نص أطول"))
    keeping.keep(made, Copy("عنوان", "نصّ"))
    made.refresh_from_db()
    assert (made.volume, room(reader).letters, made.versions.count()) == (10, 10, 2)


def test_a_page_without_room_for_its_text_says_why(mine, reader, outlet, most):
    most(letters=5)
    mine.post("/saved/add/", {"url": outlet.url})
    article = Article.objects.get()
    assert not article.versions.exists()
    assert "لم يبقَ متّسع" in mine.get(f"/saved/{article.pk}/").content.decode()


def test_a_report_without_room_leaves_nothing_behind(mine, reader, most):
    from marsad.web.ledger import models as ledger_models

    most(letters=5)
    key = ledger_models.Report.objects.first().key
    answer = mine.post("/saved/keep/", {"kind": "report", "address": key}, follow=True)
    assert "لم يبقَ متّسع" in answer.content.decode()
    assert not Article.objects.exists()


def test_a_file_is_brought_in_whole_or_not_at_all(mine, reader, most):
    from django.core.files.uploadedfile import SimpleUploadedFile

    most(articles=3)
    table = "title,url\n" + "".join(f"عنوان,https://news.example/{n}\n" for n in range(4))
    answer = mine.post("/saved/moving/bring/", {"file": SimpleUploadedFile("a.csv", table.encode())}, follow=True)
    assert "لم يبقَ متّسع" in answer.content.decode()
    assert not Article.objects.exists()


def test_an_app_is_refused_as_well(client, reader, most):
    letter = let_in(reader, "KOReader")
    told = {
        "grant_type": "password",
        "client_id": letter.access.client,
        "client_secret": letter.secret,
        "username": reader.get_username(),
        "password": letter.password,
    }
    token = client.post("/wallabag/oauth/v2/token", told).json()["access_token"]
    most(articles=0)
    answer = client.post(
        "/wallabag/api/entries.json",
        {"url": "https://news.example/1", "content": "<p>نص من التطبيق</p>"},
        headers={"Authorization": f"Bearer {token}"},
    )
    assert answer.status_code == 400
    assert json.loads(answer.content)["error"]
    assert not Article.objects.exists()


def test_what_is_taken_is_shown(mine, reader, most):
    most(articles=4, letters=1000)
    put(reader, 1)
    page = mine.get("/en/saved/moving/").content.decode()
    assert "Articles: 1 of at most 4." in page
    assert 'value="25"' in page


@pytest.mark.parametrize("written", ["0", "-1", "many", "1.5", "9" * 20, "٣"])
def test_a_number_that_cannot_be_is_told(monkeypatch, written):
    monkeypatch.setenv("MARSAD_SAVED_ARTICLES", written)
    with pytest.raises(environment.RoomError, match="MARSAD_SAVED_ARTICLES"):
        environment.articles()


def test_what_the_environment_says(monkeypatch):
    monkeypatch.setenv("MARSAD_SAVED_ARTICLES", "5")
    monkeypatch.delenv("MARSAD_SAVED_LETTERS", raising=False)
    assert (environment.articles(), environment.letters()) == (5, 200_000_000)


def test_what_was_saved_before_is_counted(reader):
    """The statement of the migration, over articles that were counted by nobody."""
    made = put(reader, 1, "نص أول")
    keeping.keep(made, Copy("عنوان", "نص ثانٍ"))
    bare = keeping.put(reader, Kind.PAGE, "https://news.example/bare")
    Article.objects.update(volume=0)
    migration = MigrationExecutor(connection).loader.get_migration("marsad_saved", "0002_volume")
    (fill,) = [one for one in migration.operations if type(one).__name__ == "RunSQL"]
    with connection.cursor() as cursor:
        cursor.execute(fill.sql)
    assert dict(Article.objects.values_list("pk", "volume")) == {made.pk: 13, bare.pk: 0}
