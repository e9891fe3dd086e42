"""Row 15 of the cases to survive: what one reader keeps is not there for another."""

import pytest

from marsad.web.readers.saved import keeping
from marsad.web.readers.saved.keeping import Copy
from marsad.web.readers.saved.models import Article, Highlight, Kind, Tag

TEXT = "قصفت المدفعية أطراف البلدة صباح اليوم.\nوقال ناشطون إن منزلين تضررا من دون إصابات."
LATER = "تحديث جديد.\n" + TEXT.replace("صباح اليوم", "فجر اليوم")


@pytest.fixture
def article(reader):
    made = keeping.put(reader, Kind.PAGE, "https://news.example/1")
    keeping.keep(made, Copy("قصف على البلدة", TEXT, "وكالة"))
    return made


def page(client, article):
    return client.get(f"/saved/{article.pk}/").content.decode()


@pytest.mark.parametrize("name", ["archived", "read", "starred"])
def test_states(mine, article, name):
    verbs = {"archived": ("archive", "unarchive"), "read": ("read", "unread"), "starred": ("star", "unstar")}[name]
    for verb, value in zip(verbs, (True, False), strict=True):
        mine.post(f"/saved/{article.pk}/state/", {"to": verb})
        article.refresh_from_db()
        assert getattr(article, name) is value


def test_an_unknown_state_changes_nothing(mine, article):
    mine.post(f"/saved/{article.pk}/state/", {"to": "owner_id"})
    article.refresh_from_db()
    assert [article.archived, article.read, article.starred] == [False] * 3


def test_tags_in_any_spelling_are_one(mine, article):
    mine.post(f"/saved/{article.pk}/tags/", {"tags": "حلب، إدلب, ادلب"})
    assert sorted(article.tags.values_list("name", flat=True)) == ["إدلب", "حلب"]
    mine.post(f"/saved/{article.pk}/tags/", {"tags": "حلب"})
    assert Tag.objects.get().name == "حلب"


def test_a_note(mine, article):
    mine.post(f"/saved/{article.pk}/note/", {"note": "للمتابعة <b>"})
    assert "للمتابعة &lt;b&gt;" in page(mine, article)


def test_a_note_that_is_too_long_is_told(mine, article):
    answer = mine.post(f"/saved/{article.pk}/note/", {"note": "ا" * 10_001}, follow=True)
    assert "10000" in answer.content.decode()
    article.refresh_from_db()
    assert article.note == ""


def test_a_highlight_by_its_offsets(mine, article):
    start = TEXT.index("منزلين")
    answer = mine.post(f"/saved/{article.pk}/mark/", {"start": start, "end": start + 12, "note": "مهم"})
    made = Highlight.objects.get()
    assert answer.url == f"/saved/{article.pk}/#highlight-{made.pk}"
    assert made.quote == TEXT[start : start + 12].strip()
    assert f'id="highlight-{made.pk}"' in page(mine, article)


def test_a_highlight_by_its_words_needs_no_script(mine, article):
    mine.post(f"/saved/{article.pk}/mark/", {"words": "أطراف   البلدة"})
    assert Highlight.objects.get().quote == "أطراف البلدة"


@pytest.mark.parametrize("given", [{"words": "ليست هنا"}, {"words": ""}, {"start": "5", "end": "2"}, {"start": "-1"}])
def test_words_that_are_not_there(mine, article, given):
    mine.post(f"/saved/{article.pk}/mark/", given)
    assert not Highlight.objects.exists()


def test_a_highlight_lives_through_a_new_version(mine, article):
    mine.post(f"/saved/{article.pk}/mark/", {"words": "منزلين تضررا"})
    mine.post(f"/saved/{article.pk}/mark/", {"words": "قصفت المدفعية أطراف البلدة صباح اليوم"})
    keeping.keep(article, Copy("قصف", LATER))
    shown = page(mine, article)
    assert shown.count('class="own"') == 2
    assert "فجر اليوم" in shown


def test_a_highlight_whose_words_are_gone_is_still_told(mine, article):
    mine.post(f"/saved/{article.pk}/mark/", {"words": "منزلين تضررا من دون إصابات"})
    keeping.keep(article, Copy("قصف", "أعلنت البلدية تأجيل افتتاح المعرض."))
    shown = page(mine, article)
    assert 'class="own"' not in shown
    assert "منزلين تضررا" in shown


def test_highlights_are_listed_on_one_page(mine, article):
    mine.post(f"/saved/{article.pk}/mark/", {"words": "منزلين"})
    assert "منزلين" in mine.get("/saved/highlights/").content.decode()


def test_a_note_on_a_highlight_and_its_end(mine, article):
    mine.post(f"/saved/{article.pk}/mark/", {"words": "منزلين"})
    number = Highlight.objects.get().pk
    mine.post(f"/saved/highlights/{number}/", {"note": "تحقق"})
    assert Highlight.objects.get().note == "تحقق"
    mine.post(f"/saved/highlights/{number}/", {"remove": "1"})
    assert not Highlight.objects.exists()


@pytest.mark.parametrize("act", ["again", "state", "tags", "note", "mark", "delete"])
def test_no_get_changes_anything(mine, article, act):
    assert mine.get(f"/saved/{article.pk}/{act}/").status_code == 405


@pytest.mark.parametrize("act", ["again", "state", "tags", "note", "mark", "delete"])
def test_another_readers_article_is_not_there(theirs, article, act):
    assert theirs.post(f"/saved/{article.pk}/{act}/", {"to": "archive", "words": "منزلين"}).status_code == 404
    assert Article.objects.filter(archived=False).exists()


@pytest.mark.parametrize("path", ["", "article.json", "article.epub", "article.html", "article.md"])
def test_another_reader_sees_nothing_of_it(mine, theirs, article, path):
    assert mine.get(f"/saved/{article.pk}/{path}").status_code == 200
    assert theirs.get(f"/saved/{article.pk}/{path}").status_code == 404


def test_another_readers_highlight_is_not_there(mine, theirs, article):
    mine.post(f"/saved/{article.pk}/mark/", {"words": "منزلين"})
    number = Highlight.objects.get().pk
    assert theirs.post(f"/saved/highlights/{number}/", {"remove": "1"}).status_code == 404
    assert "منزلين" not in theirs.get("/saved/highlights/").content.decode()


@pytest.mark.parametrize("path", ["", "add/", "highlights/", "moving/", "articles.json"])
def test_pages_want_an_account(client, path):
    answer = client.get(f"/saved/{path}")
    assert answer.status_code == 302
    assert answer.url.startswith("/sign-in/")


def test_the_owner_cannot_be_set(mine, other, article):
    mine.post(f"/saved/{article.pk}/note/", {"note": "x", "owner": other.pk, "owner_id": other.pk})
    article.refresh_from_db()
    assert article.owner.username == "قارئة"


def test_deleting_takes_everything(mine, article):
    mine.post(f"/saved/{article.pk}/mark/", {"words": "منزلين"})
    mine.post(f"/saved/{article.pk}/delete/")
    assert not Article.objects.exists()
    assert not Highlight.objects.exists()
