"""Two readers: what is one's own is nobody else's. And who runs the site sees numbers, not readers."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.utils import timezone

from marsad.web.newsletters import owned
from marsad.web.newsletters.bounces import Kind, Told, hear
from marsad.web.newsletters.models import Delivery, Issue, Subscriber, Subscription, Suppression
from marsad.web.newsletters.suppressing import Reason, suppress
from marsad.web.readers.owned import Owner

from .conftest import NOW

WISH = {"often": "daily", "hour": "7", "zone": "Asia/Damascus", "language": "ar"}


@pytest.fixture(autouse=True)
def _empty_mailbox(ledger):
    mail.outbox.clear()


@pytest.fixture
def two(person):
    return person("nour"), person("samir")


@pytest.fixture
def own(two, issue):
    (nour, _), _ = two
    return issue(kind="follows", about=str(nour.pk), owner=nour)


@pytest.mark.parametrize("part", ["", "letter.html"])
def test_ones_own_letter_is_nobody_elses(two, own, part):
    (_, nour), (_, samir) = two
    path = f"/newsletters/issue/{own.key}/{part}"
    assert nour.get(path).status_code == 200
    assert samir.get(path).status_code == 404
    assert Client().get(path).status_code == 404


def test_ones_own_letter_is_in_no_feed_and_no_others_archive(two, own):
    (_, nour), (_, samir) = two
    assert own.key in nour.get("/newsletters/issues/follows/").content.decode()
    assert own.key not in samir.get("/newsletters/issues/follows/").content.decode()
    assert nour.get("/newsletters/feed/follows.atom").status_code == 404
    for path in ("/newsletters/issues/brief/", "/newsletters/feed/brief.atom", "/newsletters/"):
        assert own.key not in samir.get(path).content.decode()


def test_ones_own_letter_is_offered_and_shown_to_who_signed_in(two):
    (_, nour), _ = two
    assert "/newsletters/letter/follows/" in nour.get("/newsletters/").content.decode()
    assert nour.get("/newsletters/letter/follows/").status_code == 200
    assert "لم تُسجَّل أي حادثة" in nour.get("/newsletters/preview/follows/").content.decode()  # nothing is followed yet
    assert "/newsletters/letter/follows/" not in Client().get("/newsletters/").content.decode()


def test_nobody_subscribes_to_the_letter_of_another(two):
    (nour, _), (_, samir) = two
    assert (
        samir.post(f"/newsletters/subscribe/follows/{nour.pk}/", {"address": "s@example.org", **WISH}).status_code
        == 404
    )
    samir.post(
        "/newsletters/subscribe/follows/", {"address": "s@example.org", "about": nour.pk, "owner": nour.pk, **WISH}
    )
    one = Subscription.objects.get()
    assert one.about != str(nour.pk)
    assert one.owner.username == "samir"


def test_a_confirmed_address_of_ones_own_needs_no_mail(two):
    (nour, client), (samir, other) = two
    EmailAddress.objects.create(user=nour, email="nour@example.org", verified=True, primary=True)
    EmailAddress.objects.create(user=samir, email="samir@example.org", verified=False, primary=True)
    client.post("/newsletters/subscribe/brief/", {"address": "Nour@example.org", **WISH})
    assert Subscription.objects.get().confirmed
    assert not mail.outbox
    other.post("/newsletters/subscribe/brief/", {"address": "samir@example.org", **WISH})
    other.post("/newsletters/subscribe/review/", {"address": "nour@example.org", **WISH, "often": "weekly"})
    assert Subscription.objects.filter(confirmed=None).count() == 2
    assert len(mail.outbox) == 2


def test_the_way_to_ones_own_letters_is_shown_to_who_has_shown_the_address_is_theirs(two, subscribe):
    (nour, client), (samir, other) = two
    subscribe("nour@example.org")
    EmailAddress.objects.create(user=nour, email="Nour@example.org", verified=True, primary=True)
    EmailAddress.objects.create(user=samir, email="nour@example.org", verified=False)
    way = re.compile(r'href="(/newsletters/preferences/[^"]+)"')
    found = way.search(client.get("/newsletters/").content.decode())
    assert client.get(found[1]).status_code == 200
    assert not way.search(other.get("/newsletters/").content.decode())
    assert not way.search(Client().get("/newsletters/").content.decode())


def test_an_account_takes_along_and_deletes_what_is_its_own(two, own, subscribe):
    (nour, _), _ = two
    subscribe("nour@example.org")
    subscribe("third@example.org", kind="follows", about=str(nour.pk), owner=nour)
    subscribe("samir@example.org")
    owner = Owner(nour, ("nour@example.org",))
    (name, rows), (letter, html) = owned.subscriptions(owner)
    assert name == "subscriptions.json"
    assert {row["subscriber__address"] for row in rows} == {"nour@example.org", "third@example.org"}
    assert letter.endswith(".html")
    assert html == own.html.encode()
    owned.forget(owner)
    nour.delete()
    assert list(Subscription.objects.values_list("subscriber__address", flat=True)) == ["samir@example.org"]
    assert not Issue.objects.filter(kind="follows").exists()


@pytest.mark.parametrize("role", [None, "reader", "reviewer"])
def test_the_operators_page_is_for_administrators(person, role):
    _, client = person("somebody", role)
    assert client.get("/newsletters/operate/").status_code == 403
    assert client.post("/newsletters/operate/lift/", {"address": "a@example.org"}).status_code == 403
    assert Client().get("/newsletters/operate/").status_code == 302


def test_the_operators_page_tells_numbers_and_no_address(person, copies, own, subscribe, two):
    (nour, _), _ = two
    _, admin = person("admin", "administrator")
    copies("secret@example.org")
    subscribe("nour@example.org", kind="follows", about=str(nour.pk), owner=nour)
    hear([Told(Delivery.objects.get().key, Kind.SOFT, "5.2.2")], NOW)
    suppress("barred@example.org", Reason.BOUNCE, NOW)
    page = admin.get("/newsletters/operate/").content.decode()
    for told in ("secret@", "nour@example.org", own.key, f"/{nour.pk}/"):
        assert told not in page
    for told in ("5.2.2", "الموجز اليومي", "تصل النشرات إلى عنوانين"):
        assert told in page


def test_an_address_comes_off_the_list_by_the_operators_form(person):
    _, admin = person("admin", "administrator")
    suppress("a@example.org", Reason.BOUNCE, timezone.now())
    admin.get("/newsletters/operate/lift/")
    assert Suppression.objects.exists()
    admin.post("/newsletters/operate/lift/", {"address": "A@example.org"})
    assert not Suppression.objects.exists()


def test_the_list_keeps_no_address(ledger):
    suppress("a@example.org", Reason.BOUNCE, NOW)
    assert "example" not in str(Suppression.objects.values().get())
    assert not Subscriber.objects.exists()


def test_who_waits_to_confirm_another_letter_is_counted_all_the_same(person, subscribe):
    subscribe()
    subscribe(kind="review", frequency="weekly", confirmed=None, asked=timezone.now())
    _, admin = person("admin", "administrator")
    assert (
        "تصل النشرات إلى عنوان واحد. اشتراك واحد ينتظر التأكيد." in admin.get("/newsletters/operate/").content.decode()
    )
