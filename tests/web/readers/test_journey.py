"""A reader's whole way in Arabic, in a real browser, with mail through a real server: sign up, confirm, follow, save,
highlight, subscribe, receive, unsubscribe, export, delete. Each step leaves a picture in the folder of the test.
"""

import json
import re
import zipfile
from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import override_settings

from marsad.web.ledger import models as ledger
from marsad.web.mail import mail_settings
from marsad.web.newsletters.models import Delivery, Issue, State, Subscriber, Subscription
from marsad.web.newsletters.queueing import queue
from marsad.web.readers.news.choosing import choose
from marsad.web.readers.news.models import Follow, Seen
from marsad.web.readers.saved.models import Article, Highlight

from ..newsletters.conftest import journal, link, send, server  # noqa: F401 - fixtures, and what finds a link

NAME, ADDRESS, PASSWORD = "ياسمين", "yasmin@example.org", "عبارة طويلة بما يكفي"
SELECT = """() => {
  const line = document.querySelector("#text [data-at]").firstChild, range = document.createRange();
  range.setStart(line, 0);
  range.setEnd(line, 20);
  document.getSelection().removeAllRanges();
  document.getSelection().addRange(range);
  return range.toString();
}"""


@pytest.fixture
def post(server, monkeypatch):  # noqa: F811
    """All mail goes through the server."""
    settings = mail_settings(f"smtp://127.0.0.1:{server.port}?timeout=5")
    monkeypatch.setattr("marsad.web.newsletters.queueing.standing", list)
    with override_settings(**settings):
        yield server


@pytest.fixture
def clean(observatory):
    yield
    User.objects.filter(username=NAME).delete()
    for table in (Issue, Subscriber, Session):
        table.objects.all().delete()


@pytest.fixture
def step(visit, live, clean, tmp_path):
    """Gives the page, and what takes a picture of it under a name."""
    page = visit("/sign-up/", width=1280)
    taken = []

    def done(name):
        taken.append(name)
        page.screenshot(path=tmp_path / f"{len(taken):02}-{name}.png", full_page=True)

    return page, done


def letters(post, address=ADDRESS):
    return [message_from_bytes(content, policy=default) for one, content in post.taken if one == address]


def body(letter, kind="plain"):
    return letter.get_body((kind,)).get_content()


def press(page, name):
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).first.click()


def sign_up(page, done, live, post):
    page.fill("#id_email", ADDRESS)
    page.fill("#id_username", NAME)
    page.fill("#id_password1", PASSWORD)
    press(page, "إنشاء حساب")
    done("signed-up")
    (letter,) = letters(post)
    assert letter["Subject"] == "تأكيد عنوان البريد"
    page.goto(live + re.search(r"https?://[^/\s]+(/\S+)", body(letter))[1])
    assert not EmailAddress.objects.get(email=ADDRESS).verified  # looking changes nothing
    done("to-confirm")
    page.click("main form button")
    page.wait_for_url("**/sign-in/")
    assert EmailAddress.objects.get(email=ADDRESS).verified
    page.fill("#id_login", ADDRESS)
    page.fill("#id_password", PASSWORD)
    press(page, "دخول")
    assert page.locator("header .tools a[href='/account/']").count() == 1


def follow(page, done, live):
    place = ledger.Facet.objects.filter(kind="place", value__startswith="SY-").order_by("value").first().value
    page.goto(f"{live}/place/{place}/")
    press(page, "متابعة")
    page.goto(f"{live}/search/?q=قصف")
    press(page, "تابع هذه الكلمات قصف")
    done("followed-words")
    page.goto(f"{live}/actors/")
    page.locator(".rows .follow button").first.click()
    page.wait_for_load_state()
    done("followed-in-a-list")
    assert set(Follow.objects.values_list("kind", flat=True)) == {"place", "words", "actor"}
    waiting = int(page.locator(".bar .unread > [aria-hidden]").inner_text())
    assert waiting
    page.goto(f"{live}/mine/")
    done("my-news")
    assert page.locator(".item").count() >= waiting
    assert "«قصف»" in page.inner_text(".list")
    press(page, "علّمها مقروءة")
    assert Seen.objects.filter(read=True).count() == 1


def save_and_highlight(page, done, live):
    page.goto(f"{live}/mine/")
    page.locator(".under .meta a").first.click()
    page.wait_for_url("**/report/**")
    press(page, "حفظ")
    article = Article.objects.get(owner__username=NAME)
    page.goto(f"{live}/saved/{article.pk}/")
    words = page.evaluate(SELECT)
    page.wait_for_function("document.querySelector('.marking [name=start]').value !== ''")
    page.keyboard.press("h")
    page.wait_for_url("**#highlight-*")
    done("highlighted")
    assert Highlight.objects.get(article=article).quote == words.strip()
    page.goto(f"{live}/saved/highlights/")
    done("highlights")
    assert words.strip() in page.inner_text("main")
    return words.strip()


def subscribe(page, done, live):
    page.goto(f"{live}/newsletters/")
    page.click("main a[href='/newsletters/letter/follows/']")
    page.wait_for_url("**/letter/follows/")
    done("my-letter")
    assert page.input_value("#address") == ADDRESS
    press(page, "اشترك")
    assert page.inner_text("h1") == "أنت مشترك"  # the account has shown before that the address is its own
    page.goto(f"{live}/newsletters/letter/brief/")
    page.fill("#address", "desk@example.org")
    press(page, "اشترك")
    assert page.inner_text("h1") == "تفقّد بريدك"
    done("asked")


def confirm_another_address(page, done, live, post):
    (letter,) = letters(post, "desk@example.org")
    page.goto(live + link(letter, "confirm"))
    assert Subscription.objects.get(kind="brief").confirmed is None
    press(page, "تأكيد الاشتراك")
    assert Subscription.objects.get(kind="brief").confirmed
    done("confirmed")


def receive(post, send):  # noqa: F811
    # The samples are years old: the letters of the last day of the reader's news are due on the next.
    told = max(item.incident.first for item in choose(User.objects.get(username=NAME)).items)
    morning = datetime.fromisoformat(f"{told}T12:00:00+00:00") + timedelta(days=1)
    Subscription.objects.update(through=morning.date() - timedelta(days=2), due=morning)
    before = len(post.taken)
    assert queue(morning) == 2
    assert send(morning).taken == 2
    assert queue(morning) == 0 == send(morning).taken  # no second copy
    assert len(post.taken) == before + 2
    assert set(Delivery.objects.values_list("state", flat=True)) == {State.SENT}
    letter = letters(post)[-1]
    assert letter["Subject"].startswith("ما أتابعه")
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "سُجّلت" in body(letter)
    assert 'dir="rtl"' in body(letter, "html")
    (picture,) = [part for part in letter.walk() if part.get_content_type() == "image/png"]
    assert picture.get_content().startswith(b"\x89PNG")
    return letter, told


def read_and_leave(page, done, live, letter):
    page.goto(f"{live}/newsletters/issue/{Issue.objects.get(kind='follows').key}/")
    done("letter")
    page.goto(live + link(letter, "leave"))
    assert Subscription.objects.filter(kind="follows").exists()  # looking changes nothing
    done("to-leave")
    page.click("main form button")
    page.wait_for_load_state()
    assert page.inner_text("h1") == "أُلغي الاشتراك"
    assert not Subscription.objects.filter(kind="follows").exists()


def prove(page, live, then):
    page.goto(f"{live}/account/confirm/?next={then}")
    page.fill("#id_password", PASSWORD)
    with page.expect_navigation():
        page.click("main form.card button")
    page.goto(live + then)


def export(page, done, live, words, told_of):
    prove(page, live, "/account/export/")
    done("export")
    with page.expect_download() as download:
        page.click("main form button")
    with zipfile.ZipFile(download.value.path()) as archive:
        told = {name: archive.read(name) for name in json.loads(archive.read("index.json"))}
    assert json.loads(told["account/account.json"])[0]["name"] == NAME
    assert {one["kind"] for one in json.loads(told["news/follows.json"])} == {"place", "words", "actor"}
    (article,) = json.loads(told["saved/articles.json"])
    assert [one["quote"] for one in article["highlights"]] == [words]
    assert "سُجّلت" in told[f"newsletters/daily-{told_of}-ar.html"].decode()


def delete(page, done, live):
    prove(page, live, "/account/delete/")
    page.check("#id_sure")
    done("to-delete")
    page.click("main form.card button")
    page.wait_for_url(f"{live}/")
    done("deleted")
    for table in (Article, Follow, Seen):
        assert not table.objects.exists(), table
    assert not User.objects.filter(username=NAME).exists()
    assert not Issue.objects.filter(kind="follows").exists()
    assert page.locator("header .tools a[href='/sign-in/']").count() == 1


def test_the_whole_way(step, live, post, send):  # noqa: F811
    page, done = step
    sign_up(page, done, live, post)
    follow(page, done, live)
    words = save_and_highlight(page, done, live)
    subscribe(page, done, live)
    confirm_another_address(page, done, live, post)
    letter, day = receive(post, send)
    read_and_leave(page, done, live, letter)
    export(page, done, live, words, day)
    delete(page, done, live)
