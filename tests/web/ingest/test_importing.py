"""Archives of all kinds read into the ledger: each article once, whatever happens in between."""

import csv
import gzip
import io
import json
import zipfile
from uuid import uuid4

import pytest

from marsad.web.ingest import adding, health, importing
from marsad.web.ingest.models import Import, Item, Reason, State

from .conftest import page, story


def rows(count, **more):
    return [
        {"id": str(n), "title": f"قصف رقم {n}", "text": story(n), "published": "2016-06-11", "outlet": "وكالة"} | more
        for n in range(count)
    ]


def jsonl(told):
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in told).encode()


def table(told):
    out = io.StringIO()
    writer = csv.DictWriter(out, ["id", "headline", "body", "date", "source"])
    writer.writeheader()
    for row in told:
        writer.writerow(dict(zip(writer.fieldnames, row.values(), strict=True)))
    return out.getvalue().encode()


def warc(pages):
    """As ISO 28500 has it, each record packed on its own."""
    return b"".join(gzip.compress(_record(url, text.encode())) for url, text in pages)


def _record(url, body):
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{uuid4()}>\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: 2016-06-11T08:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def zipped(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return out.getvalue()


@pytest.fixture
def bring(ledger, tmp_path):
    """Writes an archive and reads it in, to its end."""

    def go(name, body):
        path = tmp_path / name
        path.write_bytes(body)
        one = adding.put_archive(path)
        return importing.read(one.pk)

    return go


def came(one):
    return one.coded, one.same, one.aside, one.faults


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.jsonl", jsonl(rows(3))),
        ("a.json", json.dumps(rows(3)).encode()),
        ("a.csv", table(rows(3))),
        ("a.zip", zipped({"in/a.jsonl": jsonl(rows(3)), "__MACOSX/x": b"x"})),
        ("a.warc.gz", warc((f"https://news.example.org/{n}", page(story(n))) for n in range(3))),
        ("b.zip", zipped({f"{n}.html": page(story(n)) for n in range(3)})),
    ],
    ids=["jsonl", "json", "csv", "zip", "warc", "pages"],
)
def test_an_archive_is_read_into_the_ledger(bring, ledger, name, body):
    one = bring(name, body)
    assert came(one) == (3, 0, 0, 0)
    assert one.ended
    assert one.percent == 100
    for item in Item.objects.all():
        assert ledger.store.reports.get([item.report])[item.report].text.startswith("قُتل")


def test_an_archive_that_is_brought_again_changes_nothing(bring):
    bring("a.jsonl", jsonl(rows(3)))
    assert came(bring("a.jsonl", jsonl(rows(3)))) == (0, 3, 0, 0)
    Import.objects.update(position=1, same=0, ended=None)
    assert came(importing.read(Import.objects.get().pk)) == (0, 2, 0, 0)


def test_what_changed_in_an_archive_becomes_a_new_version(bring, ledger):
    told = rows(2)
    bring("a.jsonl", jsonl(told))
    told[1]["text"] = story(77)
    one = bring("a.jsonl", jsonl(told))
    assert came(one) == (1, 1, 0, 0)
    changed = Item.objects.get(guid__contains="#1")
    assert "77" in ledger.store.reports.get([changed.report])[changed.report].text
    assert len(ledger.store.reports.versions(changed.report)) == 1


def test_an_article_told_twice_in_an_archive_has_two_versions(bring, ledger):
    told = rows(3)
    one = bring("a.jsonl", jsonl([*told, told[0] | {"text": story(50)}]))
    assert came(one) == (4, 0, 0, 0)
    first = Item.objects.get(guid__endswith="#0")
    assert "50" in ledger.store.reports.get([first.report])[first.report].text


def test_the_same_address_in_a_feed_and_an_archive_is_one_article(bring, feed, site):
    from marsad.web.ingest import visiting

    from .conftest import entry, rss

    site.pages["/feed.xml"] = rss([entry(1, site.base)])
    visiting.visit(feed())
    one = bring("a.warc.gz", warc([(f"{site.base}/news/1", page(story(1)))]))
    assert came(one) == (0, 1, 0, 0)
    assert Item.objects.count() == 1


def test_an_archive_brings_what_could_not_be_fetched(bring, feed, site, run):
    from marsad.web.ingest import visiting

    from .conftest import entry, rss

    site.pages["/feed.xml"] = rss([entry(1, site.base)])
    visiting.visit(feed())
    run()
    assert Item.objects.get().reason == Reason.FETCH
    one = bring("a.warc.gz", warc([(f"{site.base}/news/1", page(story(1)))]))
    assert came(one) == (1, 0, 0, 0)
    assert Item.objects.get().state == State.CODED


def test_what_is_not_about_the_conflict_is_kept_out(bring, ledger):
    before = len(list(ledger.store.reports.ids()))
    weather = {"text": "يتوقع أن تكون الأجواء مشمسة غداً مع ارتفاع طفيف على درجات الحرارة في معظم المناطق."}
    english = {"id": "9", "text": "A long text that is written in English from its first to its very last letter."}
    one = bring("a.jsonl", jsonl([*rows(1, **weather), *rows(1, **english)]))
    assert came(one) == (0, 0, 2, 0)
    assert sorted(Item.objects.values_list("reason", flat=True)) == [Reason.CLAIMS, Reason.LANGUAGE]
    assert len(list(ledger.store.reports.ids())) == before


def test_one_text_of_one_outlet_is_kept_once(bring):
    twice = [(f"https://news.example.org/{n}", page(story(1))) for n in (1, 2)]
    assert came(bring("a.warc.gz", warc(twice))) == (1, 0, 1, 0)


def test_the_same_archive_under_another_name_brings_nothing_new(bring):
    bring("a.jsonl", jsonl(rows(3)))
    assert came(bring("b.jsonl", jsonl(rows(3)))) == (0, 0, 3, 0)
    assert set(Item.objects.filter(state=State.ASIDE).values_list("reason", flat=True)) == {Reason.TWIN}


def test_what_cannot_be_read_is_told_and_the_rest_taken(bring):
    one = bring("a.jsonl", jsonl(rows(1)) + b"{broken\n" + jsonl(rows(2)[1:]))
    assert came(one) == (2, 0, 0, 1)
    assert "a.jsonl:2" in one.fault


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("a.zip", b"PK no zip", "not a zip file"),
        ("a.warc", b"no archive at all\r\n\r\n", "cannot be read as WARC"),
        ("a.csv", b"a,b\n1,2\n", "no table of articles"),
        ("b.zip", zipped({"bomb.jsonl": b"0" * 50_000_000}), "would unpack to"),
        ("c.zip", zipped({"in.zip": zipped({"a.jsonl": b"{}"})}), "of no kind that is read"),
        ("a.jsonl.gz", b"\x1f\x8b\x08\x00broken", "cannot be read"),
    ],
    ids=["zip", "warc", "csv", "bomb", "nested", "gzip"],
)
def test_what_is_no_archive_is_told(bring, name, body, said):
    one = bring(name, body)
    assert one.ended
    assert said in one.fault
    assert Item.objects.count() == 0


def test_reading_goes_on_where_it_was_left(bring, monkeypatch, tmp_path):
    monkeypatch.setattr(importing, "BATCH", 2)
    (tmp_path / "a.jsonl").write_bytes(jsonl(rows(5)))
    one = adding.put_archive(tmp_path / "a.jsonl")
    seen = []
    done = importing.read(one.pk, seconds=0)
    assert (done.position, done.ended) == (0, None)

    def stop(row):
        seen.append((row.position, row.percent))
        if len(seen) == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        importing.read(one.pk, progress=stop)
    done = importing.read(one.pk, progress=stop)
    assert came(done) == (5, 0, 0, 0)
    assert [position for position, _ in seen] == [2, 4, 5]
    assert 0 < seen[0][1] < 100


def test_of_long_articles_fewer_are_taken_at_once(monkeypatch, ledger, tmp_path):
    monkeypatch.setattr(importing, "LETTERS", 2 * len(story(0)))
    (tmp_path / "a.jsonl").write_bytes(jsonl(rows(5)))
    seen = []
    done = importing.read(adding.put_archive(tmp_path / "a.jsonl").pk, progress=lambda row: seen.append(row.position))
    assert came(done) == (5, 0, 0, 0)
    assert seen == [2, 4, 5]


def test_a_file_that_went_away_is_told(ledger, tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(jsonl(rows(1)))
    one = adding.put_archive(path)
    path.unlink()
    assert "not there any more" in importing.read(one.pk).fault


def test_a_file_that_came_back_is_read(ledger, tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(jsonl(rows(2)))
    one = adding.put_archive(path)
    path.rename(tmp_path / "away")
    importing.read(one.pk)
    (tmp_path / "away").rename(path)
    done = importing.read(adding.put_archive(path).pk)
    assert came(done) == (2, 0, 0, 0)


def test_the_feed_of_an_archive_tells_how_it_went(bring):
    told = rows(3)
    one = bring("a.jsonl", jsonl([*told, *({**row, "id": f"again-{row['id']}"} for row in told)]))
    (found,) = health.health([one.feed])
    one.feed.refresh_from_db()
    assert (found.items, found.coded, found.aside) == (6, 3, 3)
    assert found.share == round(found.claims / 3, 1) > 0  # what was there already says nothing of the others
    assert one.feed.succeeded == one.ended


def test_an_archive_that_is_gone_was_no_success(ledger, tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(jsonl(rows(1)))
    one = adding.put_archive(path)
    path.unlink()
    assert importing.read(one.pk).fault
    one.feed.refresh_from_db()
    assert one.feed.succeeded is None
