"""From a feed's address into the ledger, by a worker alone; killed in the middle, it brings each article in once."""

import json
import signal
from dataclasses import asdict

import pytest
from django.utils import timezone

from marsad.web.ingest.models import Feed, Import, Item, Kind, State
from marsad.web.ledger.models import Report

from .conftest import COUNT, OPEN, settled


@pytest.mark.usefixtures("feed")
def test_a_feed_is_read_into_the_ledger(yard, outlet):
    worker = yard.start(**OPEN)
    yard.wait_for(lambda: settled(yard), "the end of all articles")
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(60) == 0, worker.log.read_text()
    coded = Item.objects.using(yard.alias).filter(state=State.CODED).count()
    assert coded > COUNT / 2
    assert Report.objects.using(yard.alias).count() == coded
    assert sorted(path for path in outlet[1] if path.startswith("/news/")) == sorted(f"/news/{n}" for n in range(COUNT))


@pytest.mark.usefixtures("feed", "outlet")
def test_killed_in_the_middle_each_article_is_there_once(yard):
    worker = yard.start(**OPEN)
    yard.wait_for(lambda: Report.objects.using(yard.alias).count() >= 2, "some articles")
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    yard.start(**OPEN)
    yard.wait_for(lambda: settled(yard), "the end of all articles")
    coded = Item.objects.using(yard.alias).filter(state=State.CODED)
    reports = Report.objects.using(yard.alias)
    assert sorted(coded.values_list("report", flat=True)) == sorted(reports.values_list("key", flat=True))
    assert reports.count() == reports.values("url").distinct().count() > COUNT / 2


@pytest.mark.usefixtures("feed", "outlet")
def test_an_archive_is_read_by_the_worker(yard, tmp_path, sample_reports):
    path = tmp_path / "a.jsonl"
    told = [asdict(report) | {"url": None} for report in sample_reports[COUNT : 2 * COUNT]]
    path.write_text("".join(json.dumps(row) + "\n" for row in told), encoding="utf-8")
    feed = Feed.objects.using(yard.alias).create(
        address=path.as_uri(), kind=Kind.ARCHIVE, added=timezone.now(), due=timezone.now()
    )
    one = Import.objects.using(yard.alias).create(feed=feed, name=path.name, mark="", added=timezone.now())
    yard.start(**OPEN)
    yard.wait_for(lambda: settled(yard, feed__kind=Kind.FEED), "the end of the feed")

    def ended():
        one.refresh_from_db(using=yard.alias)
        return one.ended

    yard.wait_for(ended, "the end of the archive")
    assert one.coded + one.same + one.aside == COUNT
    assert one.coded > COUNT / 2
