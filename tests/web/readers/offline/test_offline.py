"""Reading without a network, in a browser that loses it."""

from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User

from marsad.web.ledger import models as ledger_models
from marsad.web.readers.saved import keeping, labelling
from marsad.web.readers.saved.models import Article, Kind


@pytest.fixture(scope="module")
def reader(observatory):
    """A reader with saved articles, for real: the browser's server sees no rolled-back rows."""
    user = User.objects.create_user("offline", "offline@example.org", "a long enough password")
    for key in list(ledger_models.Report.objects.order_by("pk").values_list("key", flat=True))[:3]:
        keeping.save(user, Kind.REPORT, key)
    yield user
    user.delete()


@pytest.fixture
def page(browser, live, reader, enter):
    context = browser.new_context()
    enter(context, reader, live)
    yield context.new_page()
    context.close()


def kept(page):
    """The paths that are kept on the device."""
    script = "caches.open('marsad-pages').then((cache) => cache.keys()).then((all) => all.map((one) => one.url))"
    return {urlsplit(address).path for address in page.evaluate(script)}


def until(page, done):
    """Waits until what is kept is as it should be; a worker works beside the page."""
    for _ in range(300):
        if done(kept(page)):
            return
        page.wait_for_timeout(100)
    raise AssertionError(kept(page))


def keep(page, live, path="/saved/"):
    page.goto(live + path)
    until(page, lambda paths: "/kept-pages" in paths)


def test_all_saved_articles_are_read_without_a_network(page, live, reader):
    keep(page, live)
    page.context.set_offline(True)
    for article in Article.objects.filter(owner=reader):
        page.goto(f"{live}/saved/{article.pk}/")
        assert article.versions.get().text[:30] in page.inner_text("#text")
    page.goto(live + "/mine/")
    assert page.inner_text("h1") == "أخباري"


def test_a_page_that_is_not_kept_is_told(page, live):
    keep(page, live)
    page.context.set_offline(True)
    page.goto(live + "/timeline/")
    assert page.inner_text("h1") == "لا شبكة الآن"


def test_signing_out_takes_everything_from_the_device(page, live):
    keep(page, live)
    page.goto(live + "/account/")
    with page.expect_navigation():
        page.locator('form[action="/sign-out/"] button').click()
    assert kept(page) == set()


def test_a_session_that_was_ended_elsewhere_leaves_nothing(page, live):
    keep(page, live)
    page.context.clear_cookies()
    page.goto(live + "/mine/")
    assert kept(page) == set()


def test_an_article_that_is_gone_goes_from_the_device(page, live, reader):
    report = ledger_models.Report.objects.order_by("-pk").first()
    article = keeping.save(reader, Kind.REPORT, report.key)
    path = f"/saved/{article.pk}/"
    keep(page, live)
    until(page, lambda paths: path in paths)
    article.delete()
    page.goto(live + path)
    assert path not in kept(page)


def test_another_account_finds_nothing_of_the_first(page, live, reader, resident, enter):
    keep(page, live)
    article = Article.objects.filter(owner=reader).first()
    enter(page.context, resident("second"), live)
    page.goto(live + "/saved/")
    until(page, lambda paths: f"/saved/{article.pk}/" not in paths and "/kept-pages" in paths)


def test_it_can_be_installed(client):
    told = client.get("/manifest.webmanifest").json()
    assert (told["lang"], told["dir"], told["start_url"]) == ("ar", "rtl", "/mine/")
    icon = client.get(told["icons"][0]["src"])
    assert (icon.status_code, icon.getvalue()[:4]) == (200, b"<svg")
    assert client.get("/en/manifest.webmanifest").json()["dir"] == "ltr"


def test_the_worker_stands_at_the_root(client):
    answer = client.get("/worker.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["Cache-Control"] == "no-cache"


def test_the_list_of_pages_is_ones_own(client, sign_in):
    assert client.get("/kept-pages.json").status_code == 302
    user = User.objects.create_user("third", "third@example.org", "a long enough password")
    client = sign_in(user)
    keeping.save(user, Kind.REPORT, ledger_models.Report.objects.first().key)
    first = client.get("/kept-pages.json").json()
    address = f"/saved/{Article.objects.get(owner=user).pk}/"
    assert address in first["pages"]
    labelling.set_tags(Article.objects.get(owner=user), "جديد")
    second = client.get("/kept-pages.json").json()
    assert second["pages"][address] != first["pages"][address]
    assert second["owner"] == first["owner"]
