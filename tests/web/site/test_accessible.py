"""Pages of errors, and pages with nothing on them, in both languages and both schemes, on a small screen."""

import pytest

PATHS = [
    "/nothing-here/",
    "/?from=yesterday",
    "/?from=1900-01-01&to=1900-01-02",
    "/search/?q=zzzz",
    "/review/",
    "/newsletters/",
]


@pytest.mark.parametrize("language", ["", "/en"])
def test_what_has_nothing_to_show_is_accessible(browser, live, accessible, language):
    context = browser.new_context(viewport={"width": 360, "height": 800}, color_scheme="light")
    page = context.new_page()
    for path in PATHS:
        page.goto(live + language + path)
        accessible(page, dark=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
    context.close()


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_bar_fits_at_every_width(visit, language):
    page = visit(f"{language}/")
    for width in (840, 1024, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        bar = page.evaluate("document.querySelector('.bar').getBoundingClientRect().height")
        assert bar <= 64, width  # one row


@pytest.mark.parametrize("theme", ["auto", "dark"])
def test_what_is_printed_is_dark_on_light(browser, live, theme):
    context = browser.new_context(viewport={"width": 800, "height": 1100}, color_scheme="dark")
    context.add_cookies([{"name": "marsad_theme", "value": theme, "url": live}])
    page = context.new_page()
    page.goto(live + "/timeline/")
    style = "getComputedStyle(document.documentElement)"
    colours = f"['--ink', '--raised', '--paper'].map(name => {style}.getPropertyValue(name))"
    assert page.evaluate(colours) == ["#e6e9e8", "#1c2326", "#14191b"]
    page.emulate_media(media="print")
    assert page.evaluate(colours) == ["#1c2326", "#ffffff", "#fbfaf7"]
    context.close()
