"""What tells whether all is well: /healthz, /metrics, and the page of those who look after the site."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from prometheus_client.parser import text_string_to_metric_families

from marsad.web.ingest.models import Feed, Item, Reason, State
from marsad.web.readers.saved.models import Article, Kind
from marsad.web.work import jobs, queue, tasks
from marsad.web.work.models import Worker

TOKEN = "a token of twenty letters or more"


def seen(ago=0):
    at = timezone.now() - timedelta(seconds=ago)
    return Worker.objects.create(name=f"w{ago}", version="1", started=at, seen=at)


@pytest.fixture
def dead(ledger, monkeypatch):
    """A task that was given up."""
    monkeypatch.setenv("MARSAD_WORKER_ATTEMPTS", "1")
    queue.put(tasks.visit, {"feed 7": (7,)})
    task = queue.claim("w", ("default",))
    queue.failed(task, ValueError("<b>مشكلة</b>"), 1.5)
    return str(task.pk)


@pytest.fixture
def administrator(client):
    user = User.objects.create_user("amal", password="a long enough word")
    user.groups.set([Group.objects.get(name="administrator")])
    client.force_login(user)
    return client


def figures(client, **headers):
    answer = client.get("/metrics", **headers)
    assert answer.status_code == 200
    families = text_string_to_metric_families(answer.content.decode())
    return {(one.name, *sorted(one.labels.values())): one.value for family in families for one in family.samples}


def test_all_is_well(client):
    seen()
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "database": "ok", "migrations": "ok", "worker": "ok"}


def test_a_silent_worker_is_missed(client):
    seen(ago=300)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["worker"] == "not seen"


def test_the_pages_alone_can_be_asked_about(client):
    assert client.get("/healthz?without=worker").json() == {"status": "ok", "database": "ok", "migrations": "ok"}


def test_health_is_not_kept_and_not_posted_to(client):
    assert "no-store" in client.get("/healthz").headers["Cache-Control"]
    assert Client(enforce_csrf_checks=True).post("/healthz").status_code in (403, 405)


def test_metrics_count_what_is_there(client, dead):
    seen()
    queue.put(tasks.visit, {"feed 8": (8,)})
    found = figures(client)
    assert found["marsad_reports",] == 24
    assert found["marsad_tasks", "dead", "visit"] == 1
    assert found["marsad_tasks", "visit", "waiting"] == 1
    assert found["marsad_task_runs_total", "dead", "visit"] == 1
    assert found["marsad_task_run_seconds_total", "visit"] == 1.5
    assert found["marsad_workers",] == 1


def test_metrics_tell_how_long_the_oldest_waits(client):
    queue.put(tasks.visit, {"feed 8": (8,)})
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(seconds=500))
    assert 500 <= figures(client)["marsad_oldest_task_seconds",] < 600


@pytest.mark.parametrize(
    "asked",
    [
        {"REMOTE_ADDR": "192.0.2.1"},
        {"HTTP_X_FORWARDED_FOR": "192.0.2.1"},
        {"HTTP_X_REAL_IP": "192.0.2.1"},
        {"REMOTE_ADDR": ""},
        {"REMOTE_ADDR": "192.0.2.1", "HTTP_AUTHORIZATION": "Bearer "},
        {"REMOTE_ADDR": "192.0.2.1", "HTTP_AUTHORIZATION": "Bearer wrong"},
    ],
)
def test_metrics_are_not_for_others(client, monkeypatch, asked):
    assert client.get("/metrics", **asked).status_code == 403
    monkeypatch.setenv("MARSAD_METRICS_TOKEN", TOKEN)
    assert client.get("/metrics", **asked).status_code == 403


def test_behind_a_proxy_this_machine_may_be_anybody(client, monkeypatch):
    monkeypatch.setattr(settings, "SECURE_PROXY_SSL_HEADER", ("HTTP_X_FORWARDED_PROTO", "https"))
    assert client.get("/metrics").status_code == 403


def test_who_knows_the_token_may(client, monkeypatch):
    monkeypatch.setenv("MARSAD_METRICS_TOKEN", TOKEN)
    assert figures(client, REMOTE_ADDR="192.0.2.1", HTTP_AUTHORIZATION=f"Bearer {TOKEN}")


@pytest.mark.parametrize("path", ["/work/", "/en/work/"])
def test_the_page_is_for_administrators(client, dead, path):
    assert client.get(path).status_code == 302
    reader = User.objects.create_user("sami")
    client.force_login(reader)
    assert client.get(path).status_code == 403
    assert client.post(f"{path}retry/", {"task": dead}).status_code == 403
    assert DBTaskResult.objects.failed().exists()


def test_a_dead_letter_is_shown_with_its_cause(administrator, dead):
    page = administrator.get("/en/work/").content.decode()
    assert "feed 7" in page
    assert "ValueError: &lt;b&gt;مشكلة&lt;/b&gt;" in page


def test_a_dead_letter_is_tried_again(administrator, dead):
    assert administrator.get("/en/work/retry/").status_code == 405
    answer = administrator.post("/en/work/retry/", {"task": dead}, follow=True)
    assert "It is in the queue again." in answer.content.decode()
    assert DBTaskResult.objects.ready().filter(pk=dead).exists()


def test_a_dead_letter_is_deleted(administrator, dead):
    administrator.post("/work/discard/", {"task": dead})
    assert not DBTaskResult.objects.exists()


def test_a_deleted_dead_letter_of_an_article_does_not_come_again(administrator, monkeypatch):
    monkeypatch.setenv("MARSAD_WORKER_ATTEMPTS", "1")
    now = timezone.now()
    feed = Feed.objects.create(address="https://news.example.org/feed.xml", added=now, due=now)
    item = Item.objects.create(feed=feed, guid="1", key="1", due=now, found=now, told="")
    assert jobs.items(now) == 1
    task = queue.claim("w", ("default",))
    queue.failed(task, ValueError("a page that the extractor cannot take"), 1)
    administrator.post("/work/discard/", {"task": str(task.pk)})
    item.refresh_from_db()
    assert (item.state, item.reason) == (State.ASIDE, Reason.DROPPED)
    assert jobs.items(now) == 0


def test_a_deleted_dead_letter_of_a_saved_page_does_not_come_again(administrator, monkeypatch):
    monkeypatch.setenv("MARSAD_WORKER_ATTEMPTS", "1")
    now, owner = timezone.now(), User.objects.create_user("nour")
    address = "https://news.example.org/1"
    page = Article.objects.create(owner=owner, kind=Kind.PAGE, address=address, title="", saved=now, changed=now)
    assert jobs.saved(now) == 1
    task = queue.claim("w", ("default",))
    queue.failed(task, ValueError("a page that the extractor cannot take"), 1)
    administrator.post("/work/discard/", {"task": str(task.pk)})
    page.refresh_from_db()
    assert page.fault
    assert jobs.saved(now) == 0


@pytest.mark.parametrize("number", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_what_is_no_dead_letter_is_told(administrator, number):
    answer = administrator.post("/en/work/retry/", {"task": number}, follow=True)
    assert "any more" in answer.content.decode()


def test_a_form_from_elsewhere_does_nothing(administrator, dead):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = administrator.cookies
    assert strict.post("/en/work/discard/", {"task": dead}).status_code == 403
    assert DBTaskResult.objects.failed().exists()
