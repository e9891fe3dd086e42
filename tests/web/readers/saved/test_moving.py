import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marsad.web.readers.saved import keeping, labelling
from marsad.web.readers.saved.bringing import bring_in
from marsad.web.readers.saved.exporting import FORMATS, file_name, plain_markdown
from marsad.web.readers.saved.importing import Item, items
from marsad.web.readers.saved.keeping import Copy, SaveError
from marsad.web.readers.saved.models import Article, Kind

WALLABAG = [
    {
        "url": "https://news.example/1",
        "title": "قصف على البلدة",
        "created_at": "2024-05-15T08:00:00+00:00",
        "is_archived": 1,
        "is_starred": 0,
        "tags": ["حلب", {"label": "متابعة"}],
        "content": "<p>سقطت قذيفتان <script>x()</script></p><p>على السوق</p>",
        "annotations": [{"quote": "على السوق", "text": "مهم", "ranges": []}, {"quote": "ليست فيه"}],
    },
    {"url": "javascript:alert(1)", "title": "x"},
    {"title": "بلا عنوان"},
]
POCKET = "title,url,time_added,tags,status\nخبر,https://news.example/2,1715760000,حلب|سوريا,archive\n"
INSTAPAPER = "URL,Title,Selection,Folder,Timestamp\nhttps://news.example/3,خبر,,Unread,1715760000\n"
BOOKMARKS = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<DL><p><DT><H3>متابعة</H3><DL><p>
<DT><A HREF="https://news.example/4" ADD_DATE="1715760000" TAGS="حلب">خبر &amp; خبر</A>
<DT><A HREF="place:sort=8">Recent</A>
</DL><p><DT><A HREF="https://news.example/5">آخر</A></DL>"""


def bring(client, raw):
    raw = raw.encode() if isinstance(raw, str) else raw
    return client.post("/saved/moving/bring/", {"file": SimpleUploadedFile("file", raw)}, follow=True)


def test_wallabag(mine):
    answer = bring(mine, json.dumps(WALLABAG))
    article = Article.objects.get()
    assert article.archived
    assert article.saved.isoformat() == "2024-05-15T08:00:00+00:00"
    assert sorted(article.tags.values_list("name", flat=True)) == ["حلب", "متابعة"]
    assert article.versions.get().text == "سقطت قذيفتان\nعلى السوق"
    assert article.highlights.get().note == "مهم"
    assert answer.status_code == 200


def test_the_same_file_twice(mine):
    bring(mine, json.dumps(WALLABAG))
    mine.post(f"/saved/{Article.objects.get().pk}/state/", {"to": "unarchive"})
    bring(mine, json.dumps(WALLABAG))
    assert not Article.objects.get().archived


@pytest.mark.parametrize(("raw", "number"), [(POCKET, 2), (INSTAPAPER, 3)])
def test_tables(mine, raw, number):
    bring(mine, raw)
    article = Article.objects.get()
    assert article.address == f"https://news.example/{number}"
    assert article.saved.year == 2024
    assert article.archived is (number == 2)


def test_bookmarks(mine):
    bring(mine, BOOKMARKS)
    first, second = Article.objects.order_by("address")
    assert first.title == "خبر & خبر"
    assert sorted(first.tags.values_list("name", flat=True)) == ["حلب", "متابعة"]
    assert not second.tags.exists()


def test_what_came_without_a_text_is_fetched_on_demand(mine, outlet):
    bring(mine, f"title,url\nx,{outlet.url}\n")
    mine.post("/saved/moving/fetch/")
    assert "الدفاع المدني" in Article.objects.get().versions.get().text


@pytest.mark.parametrize(
    "raw", [b"", b"[]", b"{", b"\xff\xfe", b"<html></html>", b"a,b\n1,2\n", b"[" * 100_000, b"[1, null]"]
)
def test_what_cannot_be_read_is_told(mine, raw):
    answer = bring(mine, raw or b" ")
    assert 'class="note warn"' in answer.content.decode()
    assert not Article.objects.exists()


def test_without_a_file(mine):
    assert "note warn" in mine.post("/saved/moving/bring/", follow=True).content.decode()


def test_too_many():
    with pytest.raises(SaveError):
        items(b"url\n" + b"https://news.example/\n" * 10_001)


@pytest.fixture
def article(reader):
    made = keeping.put(reader, Kind.PAGE, "https://news.example/1?a=1&b=2")
    keeping.keep(made, Copy("قصف <على> البلدة & غيرها", "سقطت قذيفتان\n* على السوق\n1. وقال شهود <b>", "وكالة"))
    labelling.set_note(made, "تحقق & انشر")
    labelling.mark_words(made, made.versions.get(), "على السوق", "مهم")
    return made


@pytest.mark.parametrize("ending", FORMATS)
def test_files(mine, article, ending):
    for address in (f"/saved/{article.pk}/article.{ending}", f"/saved/articles.{ending}"):
        answer = mine.get(address)
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == FORMATS[ending].media_type
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_json_has_everything(mine, article):
    told = json.loads(mine.get(f"/saved/{article.pk}/article.json").content)[0]
    assert told["versions"][0]["text"] == "سقطت قذيفتان\n* على السوق\n1. وقال شهود <b>"
    assert told["note"] == "تحقق & انشر"
    assert told["highlights"][0]["quote"] == "على السوق"


def test_markdown_shows_the_text_as_it_is(mine, article):
    told = mine.get(f"/saved/{article.pk}/article.md").content.decode()
    assert "# قصف \\<على\\> البلدة & غيرها" in told
    assert "\\* ==على السوق==" in told
    assert "\\1. وقال" in told


def test_html_reads_from_right_to_left_and_runs_nothing(mine, article):
    told = mine.get(f"/saved/{article.pk}/article.html").content.decode()
    assert '<article lang="ar" dir="rtl">' in told
    assert "&lt;b&gt;" in told
    assert "<mark>على السوق</mark>" in told


def test_an_unknown_ending(mine, article):
    assert mine.get(f"/saved/{article.pk}/article.exe").status_code == 404


@pytest.mark.parametrize(
    ("title", "name"), [("قصف على حلب", "قصف-علي-حلب.md"), ("../../etc\r\n", "etc.md"), ("///", "marsad.md")]
)
def test_names_of_files(title, name):
    assert file_name(title, "md") == name


def test_markdown_signs():
    assert plain_markdown("# a *b* [c](d)\n- e\n2) f") == "\\# a \\*b\\* \\[c\\](d)\n\\- e\n\\2) f"


def test_an_account_takes_its_articles_along(reader, article):
    from marsad.web.readers.owned import Owner, parts

    told = dict(parts(Owner(reader, (reader.email,))))
    rows = list(told["saved/articles.json"])
    assert rows[0]["note"] == "تحقق & انشر"
    reader.delete()
    assert not Article.objects.exists()


HOSTILE = "<img src=x onerror=alert(1)>خبر\u202e\u2066\0\ud800 =cmd()\r\nX: y"


def test_what_a_file_brings_can_turn_and_run_nothing(mine):
    """Rows 9 to 11 and 24: titles, tags, texts, quotes and notes, in pages, in files and in their names."""
    row = {"url": "https://news.example/1", "title": HOSTILE, "tags": [HOSTILE], "content": HOSTILE * 3}
    bring(mine, json.dumps([row | {"annotations": [{"quote": "خبر", "text": HOSTILE}]}]))
    article = Article.objects.get()
    kept = [article.title, article.tags.get().name, article.versions.get().text, article.highlights.get().note]
    assert not any(sign in text for text in kept for sign in "\u202e\u2066\0\ud800")
    assert "<img" not in article.title + article.versions.get().text
    for path in ("/saved/", f"/saved/{article.pk}/", "/saved/highlights/", "/saved/tags/"):
        page = mine.get(path).content.decode()
        assert "<img" not in page
        assert "\u202e" not in page
    for ending in FORMATS:
        answer = mine.get(f"/saved/{article.pk}/article.{ending}")
        assert answer.status_code == 200
        assert "\r" not in answer.headers["Content-Disposition"] + "\n"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_word_of_a_million_letters_is_no_text(mine):
    bring(mine, json.dumps([{"url": "https://news.example/1", "title": "ا" * 10**6, "content": "ا" * 10**6}]))
    article = Article.objects.get()
    assert len(article.title) == 500
    assert not article.versions.exists()


@pytest.mark.parametrize("stamp", ["1715760000", "1715760000000", "1715760000000000"])
def test_times_in_seconds_and_in_parts_of_them(stamp):
    assert items(f"url,time_added\nhttps://news.example/1,{stamp}\n".encode())[0].saved.year == 2024


@pytest.mark.parametrize("stamp", ["0001-01-01T00:00:00+1400", "9999-12-31T23:59:59-1400", "9" * 30, "1e400", "-1"])
def test_times_that_cannot_be(mine, stamp):
    bring(mine, json.dumps([{"url": "https://news.example/1", "created_at": stamp}]))
    assert Article.objects.get().saved.year > 2000


def test_many_articles_are_brought_in_by_few_questions(reader):
    def asked(count):
        rows = [
            Item(f"https://news.example/{count}/{n}", "خبر", tags=("حلب",), html="<p>نص</p>", quotes=(("نص", ""),))
            for n in range(count)
        ]
        with CaptureQueriesContext(connection) as queries:
            bring_in(reader, rows)
        return len(queries)

    asked(1)
    assert asked(100) < asked(2) + 10  # SQLite takes so many values of a question


@pytest.mark.parametrize(
    "begun", ["<!doctype html>" + "<a " * 200_000, "<dl>" * 200_000, "<!--" * 200_000, "<h3>" * 200_000]
)
def test_bookmarks_that_never_end(begun):
    with pytest.raises(SaveError):
        items(begun.encode())
