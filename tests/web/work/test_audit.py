"""Who changed what is put down; what somebody reads or saves is not."""

import logging

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client, override_settings

from marsad.web.ingest.models import Feed, Kind
from marsad.web.work.models import Change


@pytest.fixture
def signed(ledger):
    def make(role):
        user = User.objects.create_user(f"audit-{role}", password="a long enough phrase")
        user.groups.add(Group.objects.get(name=role))
        client = Client()
        client.force_login(user)
        return client

    return make


@pytest.fixture
def feed(ledger):
    from marsad.web.ingest import adding

    return adding.put("https://news.example.org/feed.xml", Kind.FEED)[0]


def changes():
    return list(Change.objects.order_by("pk").values_list("who", "what", "about"))


def test_what_an_administrator_does_is_put_down(signed, feed):
    signed("administrator").post(f"/en/ingest/{feed.pk}/act/", {"act": "pause"})
    assert changes() == [("audit-administrator", "ingest-act", "pause https://news.example.org/feed.xml")]


@pytest.mark.parametrize(
    ("path", "sent", "put_down"),
    [
        ("/newsletters/operate/lift/", {"address": "nour@example.org"}, ("newsletters-lift", "")),
        ("/account/invitations/7/revoke/", {}, ("account-uninvite", "7")),
    ],
)
def test_what_is_done_among_readers_pages_is_put_down(signed, path, sent, put_down):
    signed("administrator").post(path, sent)
    assert changes() == [("audit-administrator", *put_down)]
    signed("reader").post(path, sent)
    assert len(changes()) == 1


@override_settings(MARSAD_REGISTRATION="invite")
def test_an_invitation_is_put_down_without_whom_it_is_for(signed):
    signed("administrator").post("/en/account/invitations/", {"days": 3, "email": "nour@example.org"})
    assert changes() == [("audit-administrator", "account-invitations", "for 3 days")]


def test_what_was_refused_is_not(signed, feed):
    signed("reviewer").post(f"/ingest/{feed.pk}/act/", {"act": "remove"})
    signed("administrator").post(f"/ingest/{feed.pk}/act/", {"act": "explode"})
    assert Feed.objects.exists()
    assert changes() == []


def test_looking_is_not(signed, feed):
    signed("administrator").get("/ingest/")
    assert changes() == []


def test_what_somebody_saves_for_himself_is_not(signed):
    answer = signed("administrator").post("/saved/add/", {"url": "https://news.example.org/1"})
    assert answer.status_code < 400
    assert changes() == []


def test_a_readers_choices_are_not(signed):
    assert signed("reader").post("/choose/", {"name": "theme", "value": "dark", "next": "/"}).status_code == 302
    assert changes() == []


def test_a_line_is_one_line(ledger, caplog):
    from marsad.web.work.audit import record

    with caplog.at_level(logging.INFO, "marsad"):
        record("a", "b", "c\r\nforged: d" + "x" * 1000)
    (told,) = changes()
    assert "\n" not in told[2]
    assert len(told[2]) == 500


def test_the_page_is_for_administrators(signed, client, feed):
    administrator = signed("administrator")
    administrator.post(f"/ingest/{feed.pk}/act/", {"act": "pause"})
    assert client.get("/work/changes/").status_code == 302
    assert signed("reviewer").get("/work/changes/").status_code == 403
    assert "pause https://news.example.org/feed.xml" in administrator.get("/en/work/changes/").content.decode()


def test_a_command_is_put_down(ledger, monkeypatch):
    from marsad.web.work.audit import at_the_command_line

    monkeypatch.setenv("MARSAD_WHO", "sami")
    at_the_command_line("feeds remove", "https://news.example.org/feed.xml")
    assert changes() == [("sami (command line)", "feeds remove", "https://news.example.org/feed.xml")]


@pytest.mark.parametrize("address", ["/", "/en/"])
def test_the_menu_leads_those_who_look_after_the_site_to_it(signed, client, address):
    assert b'/ingest/"' not in client.get(address).content
    assert b'/ingest/"' not in signed("reviewer").get(address).content
    shown = signed("administrator").get(address).content
    assert b'/ingest/"' in shown
    assert b'/work/"' in shown
