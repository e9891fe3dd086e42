import os
from datetime import timedelta

import pytest
from django.utils import timezone

from marsad.web.ingest import hosts, visiting
from marsad.web.ingest.models import Feed, Host, Item, Kind, Standing, State

from .conftest import entry, page, rss, story


def test_what_a_feed_tells_of_is_put_down(feed, site):
    site.pages["/feed.xml"] = rss([entry(1, site.base), entry(2, site.base)])
    one = feed()
    assert visiting.visit(one).new == 2
    assert [item.address for item in Item.objects.order_by("pk")] == [f"{site.base}/news/1", f"{site.base}/news/2"]
    assert Item.objects.filter(state=State.FOUND).count() == 2


def test_a_second_visit_puts_nothing_down_twice(feed, site):
    site.pages["/feed.xml"] = rss([entry(1, site.base)])
    one = feed()
    visiting.visit(one)
    site.pages["/feed.xml"] += "<!-- made anew -->"
    again = visiting.visit(Feed.objects.get(pk=one.pk))
    assert (again.new, again.changed, again.same) == (0, 0, 1)


def test_what_is_served_unchanged_is_not_read_again(feed, site, monkeypatch):
    from marsad.web.ingest import looking

    site.pages["/feed.xml"] = rss([entry(1, site.base)])
    one = feed()
    visiting.visit(one)
    monkeypatch.setattr(looking, "_read", lambda *_: pytest.fail("it was read"))
    again = visiting.visit(Feed.objects.get(pk=one.pk))
    assert (again.new, again.fault) == (0, "")


def test_a_change_that_comes_too_soon_is_not_forgotten(feed, site, run, forget):
    site.pages["/feed.xml"] = rss([entry(1, site.base)])
    site.pages["/news/1"] = page(story(1))
    one = feed()
    visiting.visit(one)
    run()
    site.pages["/feed.xml"] = rss([entry(1, site.base, "وقد تغيّر")])
    assert visiting.visit(Feed.objects.get(pk=one.pk)).later == 1
    forget()
    assert visiting.visit(Feed.objects.get(pk=one.pk)).changed == 1


def test_a_folder_that_is_watched(ledger, tmp_path, monkeypatch):
    from marsad.web.ingest import adding, files, importing
    from marsad.web.ingest.models import Import

    from .test_importing import jsonl, rows

    def put(name, told):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(jsonl(told))
        os.utime(tmp_path / name, (1_465_630_000 + len(told),) * 2)

    monkeypatch.setattr(files, "_SETTLED", 3_600)
    put("a.jsonl", rows(2))
    put("in/b.jsonl", rows(1, id="other", text=story(9)))
    (tmp_path / "notes.xyz").write_text("x")
    (tmp_path / "fresh.jsonl").write_bytes(jsonl(rows(1)))
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "a.jsonl")
    one = adding.watch(tmp_path)[0]
    assert files.path(one.address) == tmp_path
    assert visiting.visit(one).new == 2
    done = [importing.read(number) for number in importing.waiting(timezone.now())]
    assert [(row.name, row.coded) for row in done] == [("a.jsonl", 2), ("in/b.jsonl", 1)]
    put("a.jsonl", rows(3))
    assert visiting.visit(Feed.objects.get(pk=one.pk)).new == 1
    done = [importing.read(number) for number in importing.waiting(timezone.now() + timedelta(minutes=1))]
    assert [(row.coded, row.same) for row in done] == [(1, 2)]
    assert Import.objects.filter(ended=None).count() == 0


def test_a_folder_that_is_gone_is_told(ledger, tmp_path):
    from marsad.web.ingest import adding

    one = adding.watch(tmp_path)[0]
    tmp_path.rename(tmp_path.with_name("elsewhere"))
    assert "there is no folder" in visiting.visit(one).fault


def test_an_article_in_two_feeds_is_put_down_once(feed, site):
    site.pages["/a.xml"] = rss([entry(1, site.base)])
    site.pages["/b.xml"] = rss([entry(1, site.base + "", guid="other")]).replace("/news/1", "/news/1/?utm_source=b#top")
    visiting.visit(feed("/a.xml"))
    assert visiting.visit(feed("/b.xml")).new == 0
    assert Item.objects.count() == 1


def test_one_id_under_another_address_is_no_new_item(feed, site):
    site.pages["/feed.xml"] = rss([entry(1, site.base)])
    one = feed()
    visiting.visit(one)
    site.pages["/feed.xml"] = rss([entry(2, site.base, guid="id-1")])
    assert visiting.visit(one).new == 0
    assert Item.objects.count() == 1


def test_asked_whether_anything_changed(feed, site):
    def answer(headers):
        if headers.get("If-None-Match") == '"a"':
            return 304, {}, ""
        return 200, {"ETag": '"a"', "Content-Type": "application/xml"}, rss([entry(1, site.base)])

    site.pages["/feed.xml"] = answer
    one = feed()
    assert visiting.visit(one).new == 1
    second = visiting.visit(one)
    assert (second.new, second.fault) == (0, "")
    assert site.asked[-1][1]["If-None-Match"] == '"a"'


def test_more_than_a_visit_takes_is_taken_by_the_next_ones(feed, site, monkeypatch):
    monkeypatch.setattr(visiting, "NEW", 2)
    told = rss([entry(n, site.base) for n in range(5)])
    site.pages["/feed.xml"] = lambda headers: (
        (304, {}, "") if headers.get("If-None-Match") else (200, {"ETag": '"a"'}, told)
    )
    one = feed()
    assert [visiting.visit(one).new for _ in range(4)] == [2, 2, 1, 0]


def test_a_feed_that_moved_for_good_is_asked_there(feed, site):
    site.pages["/feed.xml"] = (301, {"Location": "/new.xml"}, "")
    site.pages["/new.xml"] = rss([entry(1, site.base)])
    one = feed()
    visiting.visit(one)
    assert Feed.objects.get(pk=one.pk).address == site.base + "/new.xml"


def test_a_feed_that_moved_for_a_while_stays(feed, site):
    site.pages["/feed.xml"] = (302, {"Location": "/new.xml"}, "")
    site.pages["/new.xml"] = rss([entry(1, site.base)])
    one = feed()
    visiting.visit(one)
    assert Feed.objects.get(pk=one.pk).address == site.base + "/feed.xml"


@pytest.mark.parametrize("status", [404, 500])
def test_a_failure_is_put_down_and_the_feed_left_alone_for_longer(feed, site, status):
    site.pages["/feed.xml"] = (status, {}, "")
    one = feed(interval=3600)
    waits = [visiting.visit(one).wait for _ in range(4)]
    assert waits == [3600, 7200, 14400, 28800]
    kept = Feed.objects.get(pk=one.pk)
    assert kept.failures == 4
    assert str(status) in kept.fault


def test_a_success_forgets_the_failures(feed, site):
    one = feed()
    visiting.visit(one)
    site.pages["/feed.xml"] = rss([])
    visiting.visit(one)
    kept = Feed.objects.get(pk=one.pk)
    assert (kept.failures, kept.fault) == (0, "")
    assert kept.succeeded


def test_the_time_that_a_server_asks_for_is_kept(feed, site):
    site.pages["/feed.xml"] = (429, {"Retry-After": "90000"}, "")
    one = feed()
    assert visiting.visit(one).wait == 90_000
    assert Host.objects.get().free > timezone.now() + timedelta(seconds=80_000)


def test_a_feed_that_is_gone_is_visited_no_more(feed, site):
    site.pages["/feed.xml"] = (410, {}, "")
    one = feed()
    visiting.visit(one)
    assert Feed.objects.get(pk=one.pk).standing == Standing.GONE
    assert visiting.due(timezone.now() + timedelta(days=30)) == []


def test_what_is_due_comes_by_how_long_it_waits(feed):
    now = timezone.now()
    late, early = feed("/a.xml", due=now - timedelta(hours=1)), feed("/b.xml", due=now - timedelta(hours=2))
    feed("/c.xml", due=now + timedelta(hours=1))
    feed("/d.xml", due=now - timedelta(hours=3), standing=Standing.PAUSED)
    assert visiting.due(now) == [early, late]


def test_what_robots_txt_forbids_is_not_asked(feed, site):
    site.pages["/robots.txt"] = "User-agent: *\nDisallow: /feed.xml\n"
    site.pages["/feed.xml"] = rss([entry(1, site.base)])
    assert "robots.txt" in visiting.visit(feed()).fault
    assert site.paths() == ["/robots.txt"]


def test_a_robots_txt_that_fails_forbids_all_for_a_while(feed, site):
    site.pages["/robots.txt"] = (503, {}, "")
    site.pages["/feed.xml"] = rss([entry(1, site.base)])
    one = feed()
    assert visiting.visit(one).wait == 3600
    assert Feed.objects.get(pk=one.pk).failures == 0
    assert site.paths() == ["/robots.txt"]


def test_robots_txt_is_asked_once_a_day(feed, site):
    site.pages["/feed.xml"] = rss([])
    one = feed()
    visiting.visit(one)
    visiting.visit(one)
    assert site.paths().count("/robots.txt") == 1
    Host.objects.update(read=timezone.now() - timedelta(hours=25))
    visiting.visit(one)
    assert site.paths().count("/robots.txt") == 2


def test_a_host_is_not_asked_before_its_turn(feed, site, monkeypatch):
    monkeypatch.setenv(hosts.PACE, "30")
    site.pages["/feed.xml"] = rss([])
    one = feed()
    assert visiting.visit(one).fault == ""
    second = visiting.visit(one)
    assert 25 <= second.wait <= 30
    assert site.paths().count("/feed.xml") == 1


def test_the_delay_of_robots_txt_is_kept(feed, site):
    site.pages["/robots.txt"] = "User-agent: *\nCrawl-delay: 20\n"
    site.pages["/feed.xml"] = rss([])
    one = feed()
    visiting.visit(one)
    assert 15 <= visiting.visit(one).wait <= 20


def test_a_changed_article_is_sent_for_again(feed, site, forget):
    site.pages["/feed.xml"] = rss([entry(1, site.base)])
    one = feed()
    visiting.visit(one)
    Item.objects.update(state=State.CODED, fetched=timezone.now() - timedelta(hours=1))
    site.pages["/feed.xml"] = rss([entry(1, site.base, text="بيان جديد")])
    assert visiting.visit(one).changed == 1
    assert Item.objects.get().state == State.FOUND


def test_a_page_with_links_is_a_feed_of_its_own(feed, site):
    links = "".join(f'<a href="/news/{n}">قصف مدفعي على بلدة سراقب في ريف إدلب رقم {n}</a>' for n in range(3))
    site.pages["/"] = page(
        story(1), extra=links + '<a href="https://elsewhere.example/x">خبر طويل في موقع آخر غير هذا</a>'
    )
    assert visiting.visit(feed("/", kind=Kind.PAGE)).new == 3


def test_an_index_of_sitemaps_is_followed(feed, site):
    part = "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>{}/news/{}</loc></url></urlset>"
    parts = "".join(
        f"<sitemap><loc>{site.base}/part-{n}.xml</loc><lastmod>2016-06-{10 + n}</lastmod></sitemap>" for n in range(5)
    )
    site.pages["/sitemap.xml"] = (
        f"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{parts}</sitemapindex>"
    )
    for n in range(5):
        site.pages[f"/part-{n}.xml"] = part.format(site.base, n)
    visiting.visit(feed("/sitemap.xml", kind=Kind.SITEMAP))
    assert [item.address[-1] for item in Item.objects.order_by("pk")] == ["4", "3", "2"]  # the newest parts
