from functools import partial

import pytest
from django.contrib.auth.models import User

from marsad.web.ledger import models as ledger_models
from marsad.web.readers.saved import keeping, labelling
from marsad.web.readers.saved.keeping import Copy
from marsad.web.readers.saved.models import Article, Highlight, Kind


@pytest.fixture(scope="module")
def shelf(observatory):
    """A reader with articles, for real: the browser's server sees no rolled-back rows."""
    user = User.objects.create_user("shelf", "shelf@example.org", "a long enough password")
    for key in list(ledger_models.Report.objects.order_by("pk").values_list("key", flat=True))[:3]:
        keeping.save(user, Kind.REPORT, key)
    keeping.save(user, Kind.INCIDENT, ledger_models.Incident.objects.order_by("pk").first().key)
    article = Article.objects.filter(owner=user).order_by("pk").first()
    labelling.set_tags(article, "حلب، متابعة")
    labelling.set_note(article, "للتحقق من عدد الجرحى")
    version = article.versions.get()
    labelling.mark(article, version, 0, 40, "بداية الخبر")
    keeping.keep(article, Copy(version.title, version.text + "\nوأضاف المصدر أن الهدوء عاد."))
    yield user
    user.delete()


@pytest.fixture
def signed(visit_as, shelf):
    """Opens a page as the reader with the shelf."""
    return partial(visit_as, shelf)


def number(shelf):
    return Article.objects.filter(owner=shelf).order_by("pk").first().pk


PAGES = ["saved/", "saved/{}/", "saved/tags/", "saved/{}/compare/", "saved/highlights/", "saved/moving/", "saved/add/"]


@pytest.mark.parametrize(("language", "scheme", "width"), [("", "light", 360), ("en/", "dark", 1280)])
@pytest.mark.parametrize("path", PAGES)
def test_accessible_and_no_wider_than_a_phone(signed, shelf, accessible, path, language, scheme, width):
    page = signed(f"/{language}{path.format(number(shelf))}", width=360, scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.set_viewport_size({"width": width, "height": 900})
    accessible(page)


def test_selecting_words_highlights_them(signed, shelf):
    page = signed(f"/saved/{number(shelf)}/")
    words = page.evaluate(
        """() => {
          const stretch = [...document.querySelectorAll("#text [data-at]")].at(-1);
          const range = document.createRange();
          range.setStart(stretch.firstChild, 0);
          range.setEnd(stretch.firstChild, 12);
          document.getSelection().removeAllRanges();
          document.getSelection().addRange(range);
          return range.toString();
        }"""
    )
    page.wait_for_function("document.querySelector('.marking [name=start]').value !== ''")
    page.keyboard.press("h")
    page.wait_for_url("**#highlight-*")
    made = Highlight.objects.order_by("-pk").first()
    assert made.quote == words.strip()
    assert made.version.text[made.start : made.end] == made.quote
    labelling.unmark(made)


def test_keys_walk_through_the_list_and_press_its_buttons(signed, shelf):
    page = signed("/saved/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('li') === document.querySelectorAll('[data-list] > li')[1]")
    with page.expect_navigation():
        page.keyboard.press("s")
    assert Article.objects.filter(owner=shelf, starred=True).count() == 1


def test_it_works_without_script(signed, shelf):
    page = signed("/saved/", script=False)
    page.get_by_role("button", name="علّمها مقروءة").first.click()
    assert Article.objects.filter(owner=shelf, read=True).exists()


def last(shelf):
    return Article.objects.filter(owner=shelf).order_by("pk").last()


def test_an_article_that_was_read_to_its_end_is_marked_so(signed, shelf):
    page = signed(f"/saved/{last(shelf).pk}/")
    page.locator("#text > :last-child").scroll_into_view_if_needed()
    page.get_by_role("button", name="علّمها غير مقروءة").wait_for()
    assert last(shelf).read
    with page.expect_navigation():
        page.get_by_role("button", name="علّمها غير مقروءة").click()
    page.locator("#text > :last-child").scroll_into_view_if_needed()
    page.wait_for_timeout(3000)
    assert not last(shelf).read


def test_several_are_ticked_and_archived(signed, shelf):
    page = signed("/saved/")
    page.get_by_label("تعليم مواد الصفحة كلها").check()
    page.get_by_text("إجراء على المواد المعلَّمة").click()
    with page.expect_navigation():
        page.locator("#ticked").get_by_role("button", name="أرشفة").click()
    assert not Article.objects.filter(owner=shelf, archived=False).exists()
    Article.objects.filter(owner=shelf).update(archived=False)


def test_several_are_ticked_without_script(signed, shelf):
    page = signed("/saved/", script=False)
    page.locator("[data-tick]").first.check()
    page.get_by_text("إجراء على المواد المعلَّمة").click()
    with page.expect_navigation():
        page.locator("#ticked").get_by_role("button", name="أرشفة").click()
    assert Article.objects.filter(owner=shelf, archived=True).count() == 1
    Article.objects.filter(owner=shelf).update(archived=False)


def test_the_keys_are_listed(signed, shelf, accessible):
    page = signed("/saved/")
    page.keyboard.press("?")
    assert page.locator("dialog[open]").count() == 1
    accessible(page)
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert page.locator("[data-tick]").first.is_checked()
