"""Reports in a real browser: with and without script, in both languages, by keyboard."""

import pytest

PATH = "/report/sample-02/"


def chosen(page):
    return page.eval_on_selector_all(".claim", "all => all.findIndex(one => one.hasAttribute('aria-current'))")


def strong(page):
    return page.eval_on_selector_all(".report-text mark.strong", "all => all.map(one => one.dataset.claims)")


@pytest.mark.parametrize(
    ("path", "width", "scheme"), [(PATH, 1360, "light"), ("/en" + PATH, 390, "dark"), ("/en/code/", 1360, "dark")]
)
def test_pages_are_accessible(visit, accessible, path, width, scheme):
    page = visit(path, width=width, scheme=scheme)
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_claims_are_chosen_by_keys_without_a_reload(visit):
    page = visit(PATH)
    page.evaluate("window.stayed = true")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert chosen(page) == 1
    assert "?claim=" in page.url
    assert all("1" in told.split() for told in strong(page))
    page.keyboard.press("e")
    assert "1" in page.evaluate("document.activeElement.dataset.claims").split()
    assert page.evaluate("window.stayed")


def test_a_mark_chooses_its_claim(visit):
    page = visit("/en" + PATH)
    link = page.locator('.evidence[data-claims="3"]').first
    link.focus()
    page.keyboard.press("Enter")
    assert chosen(page) == 3


def test_the_help_opens_and_closes(visit):
    page = visit(PATH)
    page.keyboard.press("?")
    assert page.locator("dialog[open]").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
    page.click("[data-help]")
    assert page.locator("dialog[open]").count() == 1


def test_claims_are_chosen_without_script(visit):
    page = visit(PATH, script=False)
    page.click(".claim:nth-child(3) .choose")
    assert page.locator(".claim:nth-child(3)[aria-current] .details").is_visible()
    assert not page.locator(".claim:nth-child(1) .details").is_visible()


@pytest.mark.parametrize("script", [True, False])
def test_a_text_is_coded(visit, accessible, script):
    page = visit("/en/code/", script=script)
    page.fill("textarea", "قصف الجيش بلدة دوما أمس. واعتقلت قوات النظام عشرين شابا في حماة.")
    page.click("[data-code] .button.primary")
    page.wait_for_selector("[data-report]")
    assert page.locator(".claim").count() == 2
    assert page.locator(".claim .details:visible").count() == (1 if script else 2)
    if script:
        page.keyboard.press("j")
        assert chosen(page) == 1
        accessible(page)
