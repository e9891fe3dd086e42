"""The pages in a real browser: nothing here judges, for what a server thread writes is not rolled back."""

import re

import pytest
from django.contrib.auth.models import Group, User

PASSWORD = "a long enough phrase"


@pytest.fixture
def enter(observatory, visit):
    """Signs in through the page, in a language (``/en`` or none); then the queue is shown."""
    user = User.objects.create_user("browser", password=PASSWORD)
    user.groups.add(Group.objects.get(name="reviewer"))

    def sign_in(language="/en", **more):
        page = visit(f"{language}/sign-in/?next={language}/review/", **more)
        page.fill("#id_login", "browser")
        page.fill("#id_password", PASSWORD)
        page.click("main form.card button")
        page.wait_for_url(f"**{language}/review/")
        return page

    yield sign_in
    user.delete()


def first_claim(page):
    page.click(".queue h2 a")
    page.wait_for_url("**/claim/**")
    page.wait_for_load_state("load")  # its script has run


def test_the_queue_and_a_claim_are_worked_by_keys(enter):
    page = enter()
    first_claim(page)
    first = page.url
    page.keyboard.press("e")
    assert page.locator("mark.here").count() == 1
    page.keyboard.press("?")
    assert page.locator("#keys").get_attribute("open") is not None
    page.keyboard.press("x")
    assert page.evaluate("document.activeElement.id") == "why-reject"
    page.keyboard.type("jx")  # letters in a field are its own
    assert page.input_value("#why-reject") == "jx"
    assert page.url == first
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    page.wait_for_url(lambda address: address != first)
    page.wait_for_load_state("load")
    page.keyboard.press("k")
    page.wait_for_url(first)


def test_words_chosen_in_the_report_go_into_a_field(enter):
    page = enter()
    first_claim(page)
    chosen = page.evaluate(
        """() => {
          const all = [...document.querySelectorAll("#text [data-at]")];
          const stretch = all.find((one) => one.textContent.trim().length > 20);
          const node = stretch.firstChild, range = document.createRange();
          range.setStart(node, 2); range.setEnd(node, 9);
          getSelection().removeAllRanges(); getSelection().addRange(range);
          const at = Number(stretch.dataset.at), words = node.data.slice(2, 9);
          const lead = words.length - words.trimStart().length, tail = words.length - words.trimEnd().length;
          return `${at + 2 + lead}:${at + 9 - tail}`;
        }"""
    )
    page.locator("#pick").wait_for()
    page.locator("#pick button").nth(2).click()
    box = page.locator(f'form.changed input[value="{chosen}"]')
    assert box.is_checked()
    assert page.evaluate("document.activeElement.matches('form.changed button')")
    assert page.locator("#pick").is_hidden()
    # The same by keys alone.
    page.evaluate("document.activeElement.blur()")
    for key in ("w", "ArrowLeft", "ArrowLeft", "ArrowRight", "Shift+ArrowLeft"):
        page.keyboard.press(key)
    taken = page.evaluate("getSelection().toString()")
    assert len(taken.split()) == 2
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('#pick') !== null")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("form.changed .options label", has_text=taken).locator("input").is_checked()
    assert page.evaluate("document.activeElement.matches('form.changed button')")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("w")
    page.keyboard.press("Escape")
    assert page.evaluate("getSelection().isCollapsed")


@pytest.mark.parametrize(("language", "scheme", "width"), [("", "light", 1360), ("/en", "dark", 390)])
def test_the_pages_are_accessible(enter, accessible, language, scheme, width):
    page = enter(language, scheme=scheme, width=width)
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    first_claim(page)
    for part in page.locator("details.act summary").all():
        part.click()
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto(re.sub(r"/review/.*", "/trust/", page.url))
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_signing_in_is_accessible(visit, accessible):
    accessible(visit("/sign-in/", width=390, scheme="dark"))


def test_without_script_a_claim_can_be_judged_all_the_same(enter):
    page = enter(script=False)
    first_claim(page)
    assert page.locator('form[action$="/judge/"]').count() > 10
    assert page.locator("#pick").is_hidden()
    assert page.locator("[data-evidence]").is_hidden()
