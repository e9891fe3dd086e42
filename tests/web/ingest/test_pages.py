import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from marsad.web.database import data_folder
from marsad.web.ingest import files, importing
from marsad.web.ingest.models import Feed, Import, Item, Standing, State

from .conftest import entry, page, rss, story


@pytest.fixture
def signed(ledger):
    def make(role, **more):
        user = User.objects.create_user(f"feeds-{role}", password="a long enough phrase")
        user.groups.add(Group.objects.get(name=role))
        client = Client(**more)
        client.force_login(user)
        return client

    return make


@pytest.mark.parametrize("address", ["/ingest/", "/ingest/feeds.opml"])
def test_only_administrators_see_them(signed, client, address):
    assert client.get(address).status_code == 302
    assert signed("reviewer").get(address).status_code == 403
    assert signed("administrator").get(address).status_code == 200


@pytest.mark.parametrize("path", ["add/", "choose/", "bring/", "upload/", "{}/act/"])
def test_only_administrators_change_them(signed, feed, path):
    address = "/ingest/" + path.format(feed().pk)
    assert signed("reviewer").post(address, {"act": "remove"}).status_code == 403
    assert Feed.objects.count() == 1


@pytest.mark.parametrize("path", ["add/", "choose/", "bring/", "upload/", "{}/act/"])
def test_a_get_changes_nothing(signed, feed, path):
    assert signed("administrator").get("/ingest/" + path.format(feed().pk)).status_code == 405


def test_a_post_needs_its_token(signed, feed):
    one = feed()
    strict = signed("administrator", enforce_csrf_checks=True)
    assert strict.post(f"/ingest/{one.pk}/act/", {"act": "remove"}).status_code == 403
    assert Feed.objects.filter(pk=one.pk).exists()


def test_the_only_feed_of_a_site_is_added(signed, site):
    site.pages["/"] = page(story(1)).replace(
        "</head>", "<link rel='alternate' type='application/rss+xml' href='/f.xml'></head>"
    )
    signed("administrator").post("/ingest/add/", {"address": site.base, "outlet": "وكالة"})
    kept = Feed.objects.get()
    assert (kept.address, kept.outlet) == (site.base + "/f.xml", "وكالة")


def test_of_several_one_is_chosen(signed, site):
    links = "".join(f"<link rel='alternate' type='application/rss+xml' href='/{n}.xml'>" for n in "ab")
    site.pages["/"] = page(story(1)).replace("</head>", links + "</head>")
    administrator = signed("administrator")
    answer = administrator.post("/ingest/add/", {"address": site.base})
    assert not Feed.objects.exists()
    assert f"{site.base}/b.xml" in answer.content.decode()
    administrator.post("/ingest/choose/", {"address": f"{site.base}/b.xml"})
    assert Feed.objects.get().address == f"{site.base}/b.xml"


def test_what_is_chosen_is_an_address_of_the_web(signed, site):
    answer = signed("administrator").post("/ingest/choose/", {"address": "javascript:alert(1)"})
    assert answer.status_code == 400
    assert not Feed.objects.exists()


def test_a_site_without_anything_is_told_of(signed, site):
    site.pages["/"] = "<html><body><p>.</p></body></html>"
    answer = signed("administrator").post("/ingest/add/", {"address": site.base})
    assert answer.status_code == 400
    assert "لا خلاصة" in answer.content.decode()


def test_a_closed_network_is_refused(signed, ledger):
    answer = signed("administrator").post("/ingest/add/", {"address": "http://127.0.0.1:8000/"})
    assert answer.status_code == 400
    assert "شبكة مغلقة" in answer.content.decode()


@pytest.mark.parametrize(("act", "standing"), [("pause", Standing.PAUSED), ("resume", Standing.ACTIVE)])
def test_paused_and_taken_up_again(signed, feed, act, standing):
    one = feed(standing=Standing.GONE if act == "resume" else Standing.ACTIVE)
    signed("administrator").post(f"/ingest/{one.pk}/act/", {"act": act})
    assert Feed.objects.get().standing == standing


def test_the_list_goes_out_and_comes_in(signed, feed, site):
    feed("/feed.xml", title="وكالة <ب>")
    administrator = signed("administrator")
    raw = administrator.get("/ingest/feeds.opml").content
    administrator.post(f"/ingest/{Feed.objects.get().pk}/act/", {"act": "remove"})
    assert not Feed.objects.exists()
    administrator.post("/ingest/bring/", {"file": SimpleUploadedFile("f.opml", raw)})
    assert Feed.objects.get().address == site.base + "/feed.xml"


def test_a_list_with_entities_is_refused(signed):
    bomb = b"<?xml version='1.0'?><!DOCTYPE opml [<!ENTITY a 'aa'>]><opml><body><outline xmlUrl='http://a.example/'/></body></opml>"
    answer = signed("administrator").post("/ingest/bring/", {"file": SimpleUploadedFile("f.opml", bomb)})
    assert answer.status_code == 400
    assert not Feed.objects.exists()


def test_a_feed_s_page_tells_of_its_items(signed, feed, site, run):
    from marsad.web.ingest import visiting

    site.pages["/feed.xml"] = rss([entry(1, site.base)])
    site.pages["/news/1"] = page(story(1))
    one = feed()
    visiting.visit(one)
    run()
    shown = signed("administrator").get(f"/en/ingest/{one.pk}/").content.decode()
    assert "in the ledger" in shown
    assert "قصف على سراقب رقم 1" in shown


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (
            "/en/ingest/{}/",
            ["Next visit", "Claims per item", "Pages that give a text, usually and lately", "90% · 20%"],
        ),
        (
            "/ingest/{}/",
            ["الزيارة التالية", "ادّعاءات لكل مادة", "صفحات يُستخرج منها نص، عادةً ومؤخراً", "غيّرت تصميم موقعها"],
        ),
    ],
)
def test_a_feed_s_page_tells_how_it_is(signed, feed, address, words):
    now = timezone.now()
    one = feed(pages=40, usual=0.9, recent=0.2, fallen=now, succeeded=now, failures=4, fault="timed out")
    for n, claims in enumerate((2, 3)):
        Item.objects.create(
            feed=one, guid=str(n), key=str(n), state=State.CODED, due=now, found=now, told="", claims=claims
        )
    shown = signed("administrator").get(address.format(one.pk)).content.decode()
    assert [word for word in [*words, "2.5", "timed out"] if word not in shown] == []


def a_file(name="a.jsonl"):
    from .test_importing import jsonl, rows

    return SimpleUploadedFile(name, jsonl(rows(2)))


def test_an_archive_is_taken_and_its_progress_shown(signed, ledger, client):
    administrator = signed("administrator")
    administrator.post("/ingest/upload/", {"file": a_file("../../أرشيف 2016.jsonl"), "outlet": "وكالة"})
    one = Import.objects.get()
    path = files.path_of(one)
    assert path.is_relative_to(data_folder() / "imports")
    assert path.stat().st_mode & 0o077 == 0
    shown = administrator.get("/en/ingest/").content.decode()
    assert one.name in shown
    assert '<progress class="progress" max="100" value="0"' in shown
    done = importing.read(one.pk)
    assert (done.coded, done.feed.outlet) == (2, "وكالة")
    assert "read to its end" in administrator.get(f"/en/ingest/{one.feed_id}/").content.decode()
    assert not path.exists()


def test_a_file_of_another_kind_is_refused(signed):
    answer = signed("administrator").post("/ingest/upload/", {"file": a_file("a.exe")})
    assert answer.status_code == 400
    assert not Import.objects.exists()


@pytest.mark.parametrize("address", ["maildir:///etc?from=*", "imaps://a@mail.example.org/INBOX?from=*"])
def test_a_mailbox_that_cannot_be_read_is_not_added(signed, address):
    answer = signed("administrator").post("/ingest/add/", {"address": address})
    assert answer.status_code == 400
    assert not Feed.objects.exists()


@pytest.mark.parametrize("address", ["file:///etc/passwd", "file:///"])
def test_no_file_of_this_machine_is_added_by_a_page(signed, address):
    answer = signed("administrator").post("/ingest/add/", {"address": address})
    assert answer.status_code == 400
    assert not Feed.objects.exists()
