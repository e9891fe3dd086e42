"""The search in a browser: suggestions by keyboard, the key that leads to the box, both directions, no script."""

import re

import pytest


@pytest.mark.parametrize(
    ("path", "scheme", "width"), [("/search/?q=قصف", "light", 1360), ("/en/search/?q=Syria", "dark", 390)]
)
def test_the_page_is_accessible(visit, accessible, path, scheme, width):
    page = visit(path, width=width, scheme=scheme)
    assert page.locator("mark, .incident, .result").count() > 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    accessible(page)


def test_suggestions_work_by_keyboard(visit, accessible):
    page = visit("/en/search/")
    box = page.get_by_role("combobox")
    box.press_sequentially("sara")
    page.get_by_role("option").first.wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    box.press("ArrowDown")
    chosen = page.get_by_role("option", selected=True)
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    accessible(page)
    box.press("Escape")
    assert page.get_by_role("listbox").is_hidden()
    assert box.input_value() == "sara"
    box.press_sequentially("q")
    page.get_by_role("option", name="Saraqib").first.wait_for()
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url(re.compile("/en/(place|actor|source)/"))


def test_slash_leads_to_the_box(visit):
    page = visit("/search/?q=قصف")
    page.locator("h2 a").first.focus()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "words"
    assert page.locator("#words").input_value() == "قصف"


def test_the_form_works_without_script(visit):
    page = visit("/search/", script=False)
    page.locator("#words").fill("قصف")
    page.locator("form.ask button").click()
    assert page.locator(".results").count() == 1
