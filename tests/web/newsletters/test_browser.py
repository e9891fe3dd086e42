"""A reader's way in a real browser: subscribe, confirm, receive, leave. What is made here is taken away again."""

from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from django.core import mail
from django.utils import timezone

from marsad.web.newsletters import tokens
from marsad.web.newsletters.issues import Edition, issue
from marsad.web.newsletters.letters import Frequency, Kind, Letter
from marsad.web.newsletters.models import Issue, Subscriber, Subscription
from marsad.web.newsletters.periods import Rhythm, of_day
from marsad.web.newsletters.queueing import queue

from .conftest import NOW, link, subscription

TOLD = NOW.replace(month=6, day=11)  # a day that the samples tell of


@pytest.fixture
def clean(observatory):
    yield
    Issue.objects.all().delete()
    Subscriber.objects.all().delete()


@pytest.fixture
def frozen(clean):
    """An issue with ranges, a dispute and a map."""

    def make(language):
        period = of_day(TOLD.date(), Rhythm(Frequency.WEEKLY))
        return issue(Edition(Letter(Kind.REVIEW), Frequency.WEEKLY, language, period), NOW)

    return make


def test_subscribe_confirm_receive_leave(visit, live, clean, server, send, monkeypatch):
    monkeypatch.setattr("marsad.web.newsletters.queueing.standing", list)
    mail.outbox.clear()
    page = visit("/newsletters/")
    page.click("text=الموجز اليومي")
    page.wait_for_url("**/newsletters/letter/brief/")
    page.fill("#address", "nour@example.org")
    page.check("input[name=empty]")
    page.click("main form button.primary")
    assert page.locator("h1").inner_text() == "تفقّد بريدك"
    page.goto(live + link(mail.outbox[0], "confirm"))
    assert not Subscription.objects.get().confirmed
    page.click("text=تأكيد الاشتراك")
    assert page.locator("h1").inner_text() == "أنت مشترك"

    later = timezone.now() + timedelta(days=2)
    assert queue(later) >= 1
    assert send(later).taken >= 1
    _, content = server.taken[-1]
    letter = message_from_bytes(content, policy=default)
    assert letter["Subject"].startswith("الموجز اليومي")
    page.goto(live + link(letter, "leave"))
    assert Subscription.objects.exists()
    page.click("main form button")
    assert page.locator("h1").inner_text() == "أُلغي الاشتراك"
    assert not Subscriber.objects.exists()


def test_a_subscriber_changes_the_hour(visit, live, clean):
    one = subscription()
    page = visit(f"/en/newsletters/preferences/{tokens.managing(one.subscriber)}/", width=360)
    page.select_option("select[name=hour]", "21")
    page.click("text=Keep")
    page.wait_for_load_state("load")
    one.refresh_from_db()
    assert one.hour == 21


def out_of_the_sandbox(route):
    """The letter without its policy, as a mail program shows it: in the sandbox axe cannot run either."""
    response = route.fetch()
    headers = {name: value for name, value in response.headers.items() if name != "content-security-policy"}
    route.fulfill(response=response, headers=headers)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_letter_reads_well(visit, live, accessible, frozen, language):
    prefix = "/en" if language == "en" else ""
    page = visit(f"{prefix}/newsletters/asked/")
    page.route("**/letter.html", out_of_the_sandbox)
    page.goto(f"{live}{prefix}/newsletters/issue/{frozen(language).key}/letter.html")
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).direction") == ("ltr" if prefix else "rtl")
    assert page.evaluate("document.images[0].naturalWidth") > 700
    for scheme, paper in (("light", "rgb(255, 255, 255)"), ("dark", "rgb(28, 35, 38)")):
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate("getComputedStyle(document.querySelector('.sheet')).backgroundColor") == paper
        for width in (700, 360):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        accessible(page)


def test_a_range_is_never_turned_round(visit, frozen):
    page = visit(f"/newsletters/issue/{frozen('ar').key}/letter.html", width=360)
    places = page.evaluate(
        """() => {
          const text = document.querySelector('.figure span[dir=ltr]').firstChild, range = document.createRange();
          return [...text.data].map((_, n) => {
            range.setStart(text, n); range.setEnd(text, n + 1);
            return range.getBoundingClientRect().x;
          });
        }"""
    )
    assert len(places) > 2
    assert places == sorted(places)


@pytest.mark.parametrize(("prefix", "scheme", "width"), [("", "light", 360), ("/en", "dark", 1280)])
def test_the_pages_are_accessible(visit, accessible, frozen, prefix, scheme, width):
    one = subscription()
    waiting = subscription("other@example.org", confirmed=None, asked=timezone.now())
    key = frozen("en" if prefix else "ar").key
    for path in (
        "",
        "letter/brief/",
        "issues/review/",
        f"issue/{key}/",
        f"preferences/{tokens.managing(one.subscriber)}/",
        f"leave/{tokens.leaving(one)}/",
        f"confirm/{tokens.confirming(waiting)}/",
        "asked/",
    ):
        page = visit(f"{prefix}/newsletters/{path}", width=width, scheme=scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        accessible(page)


def test_a_letter_in_its_frame_runs_nothing(visit, frozen):
    page = visit(f"/newsletters/issue/{frozen('ar').key}/")
    frame = page.frames[1]
    assert frame.evaluate("window.origin") == "null"  # it belongs to nobody: no cookie, no storage, no parent
    assert frame.locator("h1").inner_text() == "حصاد الأسبوع"
