import time

import pytest

from marsad.web.fetching import Fetched
from marsad.web.ingest import guard, opml, reading, sitemaps
from marsad.web.ingest.addresses import clean, key
from marsad.web.ingest.guard import FeedError

from .conftest import DATE, rss

BASE = "https://news.example.org/feed"


def read(body, kind="application/xml", reader=reading.read):
    raw = body if isinstance(body, bytes) else body.encode()
    return reader(Fetched(BASE, 200, {"content-type": kind}, raw))


def test_rss():
    listing = read(rss([("a", "/1", "عنوان &amp; آخر", "&lt;p&gt;فقرة&lt;/p&gt;&lt;p&gt;ثانية&lt;/p&gt;", DATE)]))
    (entry,) = listing.entries
    assert (entry.guid, entry.address, entry.title) == ("a", "https://news.example.org/1", "عنوان & آخر")
    assert entry.content == "فقرة\nثانية"
    assert entry.published.isoformat() == "2016-06-11"
    assert listing.title == "وكالة المثال"


def test_atom():
    (entry,) = read(
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>و</title><entry><id>tag:a</id><title>خبر</title>"
        "<link href='https://news.example.org/2'/><updated>2016-06-11T23:30:00Z</updated>"
        "<content type='html'>&lt;b&gt;نص&lt;/b&gt;</content></entry></feed>"
    ).entries
    assert (entry.guid, entry.address, entry.content, entry.updated) == (
        "tag:a", "https://news.example.org/2", "نص", "2016-06-11T23:30:00Z",
    )  # fmt: skip


def test_json_feed():
    (entry,) = read(
        '{"version": "https://jsonfeed.org/version/1.1", "title": "و", "items": [{"id": 7, "url": "/3", "title": "خبر",'
        '"content_html": "<p>نص</p>", "date_published": "2016-06-11T10:00:00+03:00"}, 5]}',
        "application/feed+json",
    ).entries
    assert (entry.guid, entry.address, entry.content) == ("7", "https://news.example.org/3", "نص")


def test_a_news_sitemap():
    listing = read(
        "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'>"
        "<url><loc>https://news.example.org/old</loc><lastmod>2015-01-01</lastmod></url>"
        "<url><loc>https://news.example.org/new</loc><n:news><n:publication><n:name>وكالة</n:name></n:publication>"
        "<n:publication_date>2016-06-11T10:00:00Z</n:publication_date><n:title>خبر</n:title></n:news></url></urlset>",
        reader=sitemaps.read,
    )
    assert [(entry.address[-3:], entry.title) for entry in listing.entries] == [("new", "خبر"), ("old", "")]
    assert listing.title == "وكالة"


ENTITY = (
    "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'aaaa'>]>"
    "<rss version='2.0'><channel><title>&a;</title></channel></rss>"
)


@pytest.mark.parametrize(
    "raw",
    [
        ENTITY.encode(),
        ENTITY.encode("utf-16"),
        ENTITY.encode("utf-32"),
        ENTITY.replace("<!ENTITY", "<!entity").encode(),
        ENTITY.replace("?><!", " encoding='utf-7'?><!").encode("utf-7"),
        b"<?xml version='1.0'?><!DOCTYPE rss SYSTEM 'x' [ ]><rss/>",
        b"a" * (guard.BYTES + 1),
    ],
    ids=["plain", "utf-16", "utf-32", "lower", "utf-7", "subset", "large"],
)
@pytest.mark.parametrize("reader", [reading.read, sitemaps.read])
def test_entities_and_masses_are_refused(raw, reader):
    with pytest.raises(FeedError):
        read(raw, reader=reader)


def test_a_bomb_of_entities_takes_no_time():
    levels = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 9))
    began = time.process_time()
    with pytest.raises(FeedError):
        read(f"<!DOCTYPE rss [<!ENTITY l0 'x'>{levels}]><rss version='2.0'><channel>&l8;</channel></rss>")
    assert time.process_time() - began < 0.5


def test_a_file_of_the_machine_is_not_opened(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("سر")
    with pytest.raises(FeedError):
        read(f"<!DOCTYPE rss [<!ENTITY a SYSTEM 'file://{secret}'>]><rss version='2.0'><channel>&a;</channel></rss>")


def test_the_name_of_a_file_is_no_feed(tmp_path):
    feed = tmp_path / "feed.xml"
    feed.write_text(rss([("a", "/1", "ع", "", DATE)]))
    with pytest.raises(FeedError):
        read(str(feed))


@pytest.mark.no_cover
def test_of_masses_of_items_the_first_are_taken():
    listing = read(rss([(str(n), f"/{n}", "ع", "", DATE) for n in range(guard.ITEMS + 500)]))
    assert len(listing.entries) == guard.ITEMS


def test_a_gzip_bomb_is_refused():
    import gzip

    with pytest.raises(FeedError):
        read(gzip.compress(b" " * (guard.BYTES + 10)), "application/gzip", sitemaps.read)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\0" * 100,
        b"<" * 50_000,
        b"<a>" * 50_000,
        b"{" * 50_000,
        b"[" * 50_000,
        b'{"version": "https://jsonfeed.org/version/1", "items": {"a": 1}, "title": 5}'[:-1],
        b"<html><body>" + b"x" * 1_000_000,
        "<x>\ud800".encode("utf-8", "surrogatepass"),
    ],
    ids=["empty", "nul", "brackets", "nested", "braces", "lists", "json", "word", "surrogate"],
)
@pytest.mark.parametrize("reader", [reading.read, sitemaps.read])
@pytest.mark.no_cover
def test_what_is_no_feed_is_told_of(raw, reader):
    with pytest.raises(FeedError):
        read(raw, reader=reader)


def test_a_feed_of_hostile_text_comes_out_as_text():
    hostile = "&lt;img src=x onerror=alert(1)&gt;&lt;svg/onload=x&gt;نص\u202eعكس &amp;#0; &#0; \x01"
    (entry,) = read(rss([("a", "javascript:alert(1)", hostile, hostile, DATE)])).entries
    assert entry.address == ""
    for told in (entry.title, entry.content):
        assert "<" not in told
        assert not {"\u202e", "\x00", "\x01"} & set(told)
        assert "نص" in told


def test_windows_1256():
    raw = rss([("a", "/1", "خبر", "", DATE)]).replace("utf-8", "windows-1256").encode("windows-1256")
    assert read(raw).entries[0].title == "خبر"


@pytest.mark.parametrize("day", ["Sat, 11 Jun 1970 08:00:00 GMT", "Sat, 11 Jun 2099 08:00:00 GMT", "غداً"])
def test_a_day_that_cannot_be_is_left_out(day):
    assert read(rss([("a", "/1", "ع", "", day)])).entries[0].published is None


@pytest.mark.parametrize(
    "other",
    [
        "http://news.example.org/a?id=1",
        "https://www.news.example.org/a?id=1&utm_source=x",
        "https://NEWS.example.org:443/a/?id=1#top",
        "https://m.news.example.org/a?fbclid=2&id=1",
    ],
)
def test_forms_of_one_address(other):
    assert key(clean(other)) == key("https://news.example.org/a?id=1")


def test_arabic_paths_in_either_form():
    assert key(clean("https://a.example/خبر")) == key(clean("https://a.example/%d8%ae%D8%A8%D8%B1"))


@pytest.mark.parametrize(
    "other", ["https://news.example.org/a?id=2", "https://news.example.org/b?id=1", "https://e.org/a?id=1"]
)
def test_other_addresses(other):
    assert key(clean(other)) != key("https://news.example.org/a?id=1")


@pytest.mark.parametrize(
    "bad", ["ftp://a.example/", "http://", "javascript:x", "http://u:p@a.example/", "http://[", "x" * 3000, "\ud800"]
)
def test_no_addresses(bad):
    assert clean(bad) == ""


def test_opml_of_others():
    raw = (
        "<opml version='1.0'><head/><body><outline text='أ'><outline type='rss' text='وكالة' xmlUrl='https://a.example/f'/>"
        "<outline xmlUrl='https://a.example/f'/><outline xmlUrl='file:///etc/passwd'/></outline></body></opml>"
    )
    assert [(one.address, one.title) for one in opml.read(raw.encode())] == [("https://a.example/f", "وكالة")]
