"""Asking for a letter, confirming it, changing it, leaving: without an account, by mail alone."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from marsad.web.newsletters import tokens
from marsad.web.newsletters.models import Delivery, State, Subscriber, Subscription
from marsad.web.newsletters.periods import untold
from marsad.web.newsletters.suppressing import Reason, suppress

from .conftest import link

WISH = {"often": "daily", "hour": "7", "zone": "Asia/Damascus", "language": "ar"}
FORM = "/newsletters/subscribe/brief/"
ADDRESS = "nour@example.org"


@pytest.fixture(autouse=True)
def _empty_mailbox(ledger):
    mail.outbox.clear()


@pytest.fixture
def reader(ledger):
    return Client(enforce_csrf_checks=False)


def ask(client, address=ADDRESS, form=FORM, **more):
    return client.post(form, {"address": address, **WISH, **more}, follow=True)


def test_a_letter_comes_only_after_a_button_in_a_page_that_a_mail_led_to(reader):
    response = ask(reader)
    assert response.status_code == 200
    assert "تفقّد بريدك" in response.content.decode()
    (sent,) = mail.outbox
    assert sent.to == [ADDRESS]
    assert Subscription.objects.get().confirmed is None
    path = link(sent, "confirm")
    assert "تأكيد الاشتراك" in reader.get(path).content.decode()
    assert reader.head(path).status_code == 200
    assert Subscription.objects.get().confirmed is None  # looking changes nothing
    assert "أنت مشترك" in reader.post(path).content.decode()
    one = Subscription.objects.get()
    assert one.confirmed
    assert one.due > timezone.now()
    assert reader.post(path).status_code == 200
    assert Subscription.objects.get().confirmed == one.confirmed


def test_a_mail_is_in_the_language_of_the_letter(reader):
    ask(reader, language="en")
    (sent,) = mail.outbox
    assert sent.subject == "Confirm your newsletter: Daily brief"
    assert link(sent, "confirm").startswith("/en/")


def test_the_confirming_form_is_guarded_against_forgery(ledger):
    client = Client(enforce_csrf_checks=True)
    assert client.post(FORM, {"address": ADDRESS, **WISH}).status_code == 403
    ask(Client())
    assert client.post(link(mail.outbox[0], "confirm")).status_code == 403
    assert Subscription.objects.get().confirmed is None


@pytest.mark.parametrize(
    "spoilt", ["x", "1-2-3", "999999999999999999999-1-a", "-", "1-99999999999999999999-a", "a" * 200]
)
def test_a_link_that_is_none(reader, spoilt):
    assert reader.get(f"/newsletters/confirm/{spoilt}/").status_code == 410
    assert reader.post(f"/newsletters/confirm/{spoilt}/").status_code == 410


def test_a_link_holds_for_days_and_only_the_latest(reader):
    ask(reader)
    one = Subscription.objects.select_related("subscriber").get()
    old = tokens.confirming(one)
    now = timezone.now()
    assert tokens.to_confirm(old, now) == one
    assert tokens.to_confirm(old, now + tokens.VALID + timedelta(minutes=1)) is None
    ask(reader)
    assert tokens.to_confirm(old, now) is None


def test_nobody_learns_whether_an_address_is_known(reader, subscribe):
    subscribe(ADDRESS)
    known, unknown = ask(reader), ask(reader, "other@example.org")
    assert known.status_code == unknown.status_code == 200
    pages = [re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", one.content.decode()) for one in (known, unknown)]
    assert pages[0] == pages[1].replace("other@example.org", ADDRESS)
    assert [one.to for one in mail.outbox] == [[ADDRESS], ["other@example.org"]]
    assert "أصلاً" in mail.outbox[0].subject


def test_who_is_on_the_list_gets_no_mail_and_the_page_is_the_same(reader):
    suppress("Nour@example.org", Reason.COMPLAINT, timezone.now())
    assert ask(reader).status_code == 200
    assert not mail.outbox
    assert not Subscriber.objects.exists()


@pytest.mark.parametrize(
    "address",
    ["", "nour", "a@b", "a@b.org\r\nBcc: c@d.org", '"a b"@c.org', "a@b.org, c@d.org", "a" * 300 + "@b.org"],
)
def test_what_is_no_address(reader, address):
    response = ask(reader, address)
    assert response.status_code == 400
    assert "ليس عنوان" in response.content.decode()
    assert not mail.outbox


@pytest.mark.parametrize(
    "wish",
    [
        {"hour": "24"},
        {"hour": "x"},
        {"hour": "9" * 50},
        {"zone": "Mars/Base"},
        {"language": "fr"},
        {"often": "weekly"},
        {"weekday": "7"},
        {"weekday": "-1"},
        {"weekday": "x"},
    ],
)
def test_what_cannot_be_chosen(reader, wish):
    assert ask(reader, **wish).status_code == 400
    assert not Subscription.objects.exists()


def test_addresses_that_differ_in_capitals_are_one(reader, subscribe):
    subscribe("nour@example.org")
    ask(reader, "Nour@EXAMPLE.org")
    assert Subscriber.objects.count() == 1


def test_a_mailbox_is_not_filled_with_requests(reader):
    answers = [ask(reader, form=f"/newsletters/subscribe/{kind}/", often=often) for kind, often in
               [("brief", "daily"), ("review", "weekly"), ("casualties", "daily")] * 3]  # fmt: skip
    assert answers[-1].status_code == 429
    assert answers[-1]["Retry-After"]
    assert len(mail.outbox) == 8


@pytest.mark.parametrize(
    "path",
    [
        "letter/war",
        "letter/place/no-such",
        "letter/place",
        "letter/actor/x-abc",
        "letter/brief/SY-ID",
        "letter/follows",
        "letter/follows/1",
        "preview/follows",
        "preview/war",
        "preview/brief/?often=hourly",
        "feed/follows.atom",
        "issue/abc",
    ],
)
def test_letters_that_there_are_not(reader, path):
    assert reader.get(f"/newsletters/{path}{'' if '?' in path or path.endswith('atom') else '/'}").status_code == 404


def test_a_place_has_a_letter_of_its_own(reader, strike):
    assert "سراقب" in reader.get(f"/newsletters/letter/place/{strike.site.place}/").content.decode()
    ask(reader, form=f"/newsletters/subscribe/place/{strike.site.place}/", often="weekly")
    assert Subscription.objects.get().about == strike.site.place


# Leaving: RFC 8058, row 23 of docs/reference/security.md.


@pytest.fixture
def leaving(subscribe):
    one = subscribe()
    return f"/newsletters/leave/{tokens.leaving(one)}/"


@pytest.mark.parametrize("method", ["get", "head", "options", "put", "delete", "patch"])
def test_looking_at_the_link_changes_nothing(leaving, method):
    assert getattr(Client(enforce_csrf_checks=True), method)(leaving).status_code in (200, 405)
    assert Subscription.objects.count() == 1


def test_one_click_needs_no_session_and_no_token_against_forgery(leaving, issue):
    Delivery.objects.create(
        issue=issue(), subscriber=Subscriber.objects.get(), subscription=Subscription.objects.get(), due=timezone.now()
    )
    body = {"List-Unsubscribe": "One-Click"}
    response = Client(enforce_csrf_checks=True).post(leaving, body)
    assert response.status_code == 200
    assert "sessionid" not in response.cookies
    assert not Subscription.objects.exists()
    assert not Subscriber.objects.exists()
    assert Delivery.objects.get().state == State.DROPPED
    assert Client(enforce_csrf_checks=True).post(leaving, body).status_code == 200  # done again, it is still done


def test_a_spoilt_link_ends_nothing(leaving):
    client = Client(enforce_csrf_checks=True)
    other = "1" if leaving[-2] == "0" else "0"
    for spoilt in (f"{leaving[:-2]}{other}/", leaving.replace("-", "-0"), "/newsletters/leave/1-/"):
        client.post(spoilt)
    assert Subscription.objects.count() == 1


def test_leaving_one_letter_leaves_the_others(subscribe):
    brief, review = subscribe(), subscribe(kind="review", frequency="weekly")
    Client().post(f"/newsletters/leave/{tokens.leaving(brief)}/")
    assert list(Subscription.objects.all()) == [review]


# The subscriber's own page.


@pytest.fixture
def manage(subscribe):
    subscribe(kind="review", frequency="weekly")
    return f"/newsletters/preferences/{tokens.managing(subscribe().subscriber)}/"


def test_a_subscribers_page_shows_no_whole_address(reader, manage):
    page = reader.get(manage)
    assert "n•••@example.org" in page.content.decode()
    assert ADDRESS not in page.content.decode()
    assert page["Referrer-Policy"] == "no-referrer"


def test_a_letter_can_be_changed(reader, manage):
    one = Subscription.objects.get(kind="brief")
    reader.post(manage, {"subscription": one.pk, **WISH, "hour": "20", "language": "en", "empty": "1"})
    one.refresh_from_db()
    assert (one.hour, one.language, one.empty) == (20, "en", True)
    assert one.due.hour == 18  # eight in the evening in Damascus, in winter


def test_a_weekly_letter_comes_on_the_day_that_was_chosen(reader):
    ask(reader, form="/newsletters/subscribe/review/", often="weekly", weekday="4")
    reader.post(link(mail.outbox[0], "confirm"))
    one = Subscription.objects.get()
    assert (one.weekday, one.due.weekday()) == (4, 4)
    assert (one.due.date() - one.through).days == 8  # the seven days between are told


def test_unless_said_a_weekly_letter_comes_on_saturdays(reader):
    page = reader.get("/newsletters/letter/review/").content.decode()
    assert '<option value="5" selected>السبت</option>' in page
    ask(reader, form="/newsletters/subscribe/review/", often="weekly")
    reader.post(link(mail.outbox[0], "confirm"))
    one = Subscription.objects.get()
    assert (one.weekday, one.due.weekday(), one.through.weekday()) == (5, 5, 4)


def test_another_day_of_the_week_leaves_no_day_out(reader, manage, subscribe):
    """Until Sunday is told; from now on it is to come on Saturdays: what began on Monday comes the next Saturday."""
    one = Subscription.objects.get(kind="review")
    one.weekday, one.through = 0, date(2016, 3, 6)
    one.save()
    reader.post(manage, {"subscription": one.pk, **WISH, "often": "weekly", "weekday": "5"})
    one.refresh_from_db()
    assert (one.weekday, one.through) == (5, date(2016, 3, 6))
    assert one.due == datetime(2016, 3, 12, 5, tzinfo=UTC)
    periods = untold(one.through, one.due, one.rhythm, one.hour, one.zone)
    assert [(one.first, one.last) for one in periods] == [(date(2016, 3, 5), date(2016, 3, 11))]


def test_a_form_keeps_what_was_chosen_when_it_is_refused(reader):
    page = ask(
        reader, "nour", "/newsletters/subscribe/review/", often="weekly", weekday="6", hour="21"
    ).content.decode()
    assert '<option value="6" selected>' in page
    assert '<option value="21" selected>' in page


def test_what_cannot_be_is_not_kept(reader, manage):
    one = Subscription.objects.get(kind="brief")
    assert reader.post(manage, {"subscription": one.pk, **WISH, "hour": "99"}).status_code == 400
    one.refresh_from_db()
    assert one.hour == 7


def test_all_can_be_left_at_once(reader, manage):
    assert reader.post(manage, {"leave": "all"}).status_code == 200
    assert not Subscriber.objects.exists()
    assert reader.get(manage).status_code == 410


def test_a_subscribers_page_changes_nobody_elses_letters(reader, manage, subscribe):
    other = subscribe("other@example.org")
    reader.post(manage, {"subscription": other.pk, "leave": "one"})
    reader.post(manage, {"subscription": other.pk, **WISH, "hour": "20"})
    other.refresh_from_db()
    assert other.hour == 7
    assert tokens.to_manage(f"{other.subscriber.pk}-{manage.split('-')[-1].strip('/')}") is None


def test_the_page_is_guarded_against_forgery(manage):
    assert Client(enforce_csrf_checks=True).post(manage, {"leave": "all"}).status_code == 403
    assert Subscription.objects.count() == 2


def test_a_mail_server_that_is_down_is_told(reader, monkeypatch):
    def down(*_):
        raise ConnectionRefusedError

    monkeypatch.setattr("marsad.web.newsletters.mails.confirm", down)
    response = ask(reader)
    assert response.status_code == 503
    assert "لا يمكن إرسال البريد الآن" in response.content.decode()
    assert ADDRESS in response.content.decode()  # what was typed is not lost


def test_pages_of_places_and_actors_lead_to_their_letters(reader, strike):
    for path, letter in (
        (f"/place/{strike.site.place}/", f"place/{strike.site.place}"),
        ("/actor/sy-army/", "actor/sy-army"),
    ):
        assert f"/newsletters/letter/{letter}/" in reader.get(path).content.decode()


def test_the_way_to_the_operators_page_is_shown_to_administrators_alone(person):
    for name, role, shown in (("admin", "administrator", True), ("reviewer", "reviewer", False)):
        _, client = person(name, role)
        assert ("/newsletters/operate/" in client.get("/newsletters/").content.decode()) is shown
