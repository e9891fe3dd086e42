import pytest

from marsad.ledger.judgements.anchors import anchor
from marsad.model.judgement import Judgement, Reject
from marsad.web.ingest import processing, visiting
from marsad.web.ingest.models import Feed, Item, Reason, State
from marsad.web.work.doctor import stored

from .conftest import entry, page, rss, story


@pytest.fixture
def told(feed, site):
    """Visits a feed of some articles whose pages are there."""

    def make(numbers=(1,), text=story, **more):
        site.pages["/feed.xml"] = rss([entry(n, site.base, **more) for n in numbers])
        site.pages |= {f"/news/{n}": page(text(n)) for n in numbers}
        one = feed()
        visiting.visit(one)
        return one

    return make


def test_an_article_comes_into_the_ledger(told, run, ledger):
    told()
    (outcome,) = run()
    item = Item.objects.get()
    assert (outcome.state, item.state) == (State.CODED, State.CODED)
    assert outcome.claims >= 1
    report = ledger.store.reports.get([item.report])[item.report]
    assert report.text == story(1)
    assert (report.published, report.outlet, report.url) == ("2016-06-11", "وكالة المثال", item.address)
    assert ledger.store.entries.ids_of([item.report])


def test_an_article_that_changed_is_another_version(told, run, ledger, site, forget):
    one = told()
    run()
    key = Item.objects.get().report
    forget()
    site.pages["/feed.xml"] = rss([entry(1, site.base, text="محدّث")])
    site.pages["/news/1"] = page(story(7))
    visiting.visit(Feed.objects.get(pk=one.pk))
    run()
    assert ledger.store.reports.get([key])[key].text == story(7)
    assert [version.text for version in ledger.store.reports.versions(key)] == [story(1)]


def test_a_judgement_holds_on_when_its_article_changes(told, run, ledger, site, forget):
    one = told()
    run()
    key = Item.objects.get().report
    entries = ledger.store.entries.get(ledger.store.entries.ids_of([key]))
    lost = next(iter(entries.values()))
    report = ledger.store.reports.get([key])[key]
    act = Reject(anchor(report, lost.claim, lost.id))
    ledger.judge(Judgement(act, "amal", "2026-11-29T10:00:00+00:00", "no such thing"))
    left = set(ledger.store.entries.ids_of([key]))
    assert left == entries.keys() - {lost.id}
    forget()
    site.pages["/feed.xml"] = rss([entry(1, site.base, text="محدّث")])
    site.pages["/news/1"] = page(story(1) + "\nوأغلقت المحال في البلدة أبوابها بعد الظهر.")
    visiting.visit(Feed.objects.get(pk=one.pk))
    run()
    assert len(ledger.store.reports.versions(key)) == 1
    assert set(ledger.store.entries.ids_of([key])) == left
    assert ledger.orphans() == ()


def test_a_copy_in_another_outlet_is_linked_and_not_dropped(feed, site, run, ledger):
    other = site.base.replace("127.0.0.1", "localhost")
    site.pages["/feed.xml"] = rss([entry(1, site.base), entry(2, other)])
    site.pages |= {"/news/1": page(story(1)), "/news/2": page(story(1))}
    visiting.visit(feed())
    run()
    reports = list(Item.objects.values_list("report", flat=True))
    assert all(reports)
    assert len(set(reports)) == 2
    groups = ledger.store.texts.groups_of(reports)
    assert groups[reports[0]] == groups[reports[1]]


def test_who_wrote_it_is_found(told, run, site):
    told()
    site.pages["/news/1"] = page(story(1)).replace("</title>", "</title><meta name='author' content='سامر العلي'>")
    run()
    assert Item.objects.get().author == "سامر العلي"


def test_without_a_claim_it_is_remembered_and_kept_out(told, run, ledger):
    weather = (
        "تشهد البلاد غداً طقساً معتدلاً مع سماء صافية في معظم المناطق، وتكون الرياح خفيفة إلى معتدلة السرعة.\n"
        "وتبقى درجات الحرارة حول معدلاتها المعتادة في مثل هذا الوقت من السنة، مع برودة خفيفة في ساعات الليل."
    )
    before = len(list(ledger.store.reports.ids()))
    told(text=lambda n: weather)
    run()
    item = Item.objects.get()
    assert (item.state, item.reason) == (State.ASIDE, Reason.CLAIMS)
    assert len(list(ledger.store.reports.ids())) == before


def test_another_language_is_set_aside(told, run):
    told(text=lambda n: "Shelling hit the town this morning and three civilians were killed there. " * 5)
    run()
    assert Item.objects.get().reason == Reason.LANGUAGE


def test_one_text_of_one_outlet_under_two_addresses_is_taken_once(told, run):
    told((1, 2), text=lambda n: story(5))
    run()
    assert sorted(Item.objects.values_list("state", "reason")) == [(State.ASIDE, Reason.TWIN), (State.CODED, "")]


def test_without_a_page_the_feed_s_text_does(told, run, site, ledger):
    told(text=story)
    site.pages["/feed.xml"] = rss([entry(2, site.base, text=story(2))])
    visiting.visit(Feed.objects.get())
    run()
    assert ledger.store.reports.get([Item.objects.get(guid="id-2").report])
    assert Item.objects.get(guid="id-2").state == State.CODED


def test_a_page_without_text_gives_way_to_the_feed_s(told, run, site):
    told(text=story)
    site.pages["/feed.xml"] = rss([entry(3, site.base, text=story(3))])
    site.pages["/news/3"] = "<html><body><p>شغّل جافا سكربت</p></body></html>"
    visiting.visit(Feed.objects.get())
    run()
    assert Item.objects.get(guid="id-3").state == State.CODED


def test_nothing_from_either_is_set_aside(told, run, site):
    told()
    site.pages["/news/1"] = "<html><body></body></html>"
    run()
    assert Item.objects.get().reason == Reason.TEXT


def test_a_server_that_is_down_is_asked_again_and_not_for_ever(told, site):
    told()
    site.pages["/news/1"] = (503, {}, "")
    item = Item.objects.get()
    waits = [processing.process(item).wait for _ in range(processing.ATTEMPTS)]
    assert waits == [60, 240, 960, 3840, 15360, 0]
    assert Item.objects.get().reason == Reason.FETCH


def test_a_page_that_robots_txt_forbids_is_not_asked(told, run, site):
    site.pages["/robots.txt"] = "User-agent: *\nDisallow: /news/\n"
    told()
    run()
    assert Item.objects.get().reason == Reason.ROBOTS
    assert "/news/1" not in site.paths()


def test_items_of_paused_feeds_wait(told, run):
    told()
    Feed.objects.update(standing="paused")
    assert run() == []


def test_what_is_done_is_not_done_again(told, run, site):
    told()
    item = Item.objects.get()
    run()
    assert processing.process(item).state == State.CODED
    assert site.paths().count("/news/1") == 1


def test_a_layout_that_changed_is_noticed_and_told(told, run, site, forget, client, caplog):
    one = told(range(15))
    run()
    assert Feed.objects.get().fallen is None
    numbers = range(20, 32)
    site.pages["/feed.xml"] = rss([entry(n, site.base) for n in numbers])
    site.pages |= {f"/news/{n}": "<html><body><div id='app'></div></body></html>" for n in numbers}
    visiting.visit(Feed.objects.get(pk=one.pk))
    with caplog.at_level("WARNING", "marsad"):
        run()
    assert Feed.objects.get().fallen
    assert [record.fields["feed"] for record in caplog.records if "layout" in record.message] == [one.pk]
    assert "marsad_feeds_fallen 1.0" in client.get("/metrics").content.decode()
    (finding, *_) = stored.feeds()
    assert (finding.grade, one.address in finding.said) == ("warning", True)


def test_lines_that_repeat_are_left_out(told, run, ledger):
    notice = "تصلكم أخبارنا على مدار الساعة عبر قناتنا الرسمية وصفحاتنا المعروفة جميعها."
    told(range(8), text=lambda n: f"{story(n)}\n{notice}")
    run()
    texts = [
        one.text
        for one in ledger.store.reports.get(list(Item.objects.order_by("pk").values_list("report", flat=True))).values()
    ]
    assert [notice in text for text in texts] == [True] * 5 + [False] * 3
