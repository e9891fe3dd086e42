"""The digits and the calendar that a reader chose hold on every page, in its charts and on the map too."""

import re
from urllib.parse import quote

import pytest

from marsad.ledger.store import Query

# What is written as it stands: words of reports, names, positions, licences, versions, and the choice of digits itself.
_FOUND = r"""(pattern) => {
  const wanted = new RegExp(pattern, "u"), found = [];
  const asItStands = `script, noscript, blockquote, kbd, code, .report-text, .snippet, mark, h1[lang=ar], h2 [lang=ar],
    a[lang=ar], bdi:not([dir]), form[action="/choose/"], .credit`;
  const exact = /https?:\S+|\d+\.\d+\.\d+|-?\d+\.\d+, -?\d+\.\d+|Apache-2\.0/g;
  const look = (words, element) => {
    if (wanted.test(words.replace(exact, "")) && !element.closest(asItStands)) found.push(words.trim());
  };
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) look(walk.currentNode.data, walk.currentNode.parentElement);
  for (const one of document.querySelectorAll("[aria-label]")) look(one.ariaLabel, one);
  return found;
}"""
MONTHS = "كانون|شباط|آذار|نيسان|أيار|حزيران|تموز|آب/|أيلول|تشرين"
PATHS = [
    "/",
    "/?from=2016-01-01&to=2017-12-31",
    "/map/?control=2018-11-01",
    "/timeline/",
    "/timeline/?unit=month&measure=killed",
    "/places/",
    "/place/SY/",
    "/actors/",
    "/actor/houthi/",
    "/sources/",
    f"/search/?q={quote('حلب')}",
    f"/search/?q={quote('حلب')}&in=places",
    "/trust/",
    "/newsletters/",
]


@pytest.fixture
def chosen(visit, live):
    """Opens pages one after another, with Arabic-Indic digits and the Hijri calendar."""
    page = visit("/without-network/")
    cookies = {"marsad_digits": "arab", "marsad_calendar": "islamic"}
    page.context.add_cookies([{"name": name, "value": value, "url": live} for name, value in cookies.items()])

    def open_page(path):
        page.goto(live + path)
        if path.startswith("/map/"):
            page.wait_for_selector("#map[data-ready]")
        return page

    return open_page


def others(page):
    """Latin digits, and months of the Gregorian calendar, that a page shows."""
    days = page.evaluate(_FOUND, MONTHS)
    # «Since January 2014»: the register knows the month alone, which lies in two months of the other calendar.
    return page.evaluate(_FOUND, "[0-9]") + [told for told in days if not re.fullmatch(r"منذ \D+ [٠-٩]{4}", told)]


def test_no_page_has_other_digits_or_another_calendar(chosen, observatory):
    first = next(one for one in observatory.store.incidents.find(Query()) if one.reports)
    paths = [*PATHS, f"/incident/{first.id}/", f"/report/{quote(first.reports[0])}/"]
    assert {path: found for path in paths if (found := others(chosen(path)))} == {}


def test_error_pages_too(client):
    client.cookies["marsad_digits"] = "arab"
    assert "<h1>٤٠٤</h1>" in client.get("/nothing-here/").content.decode()


def test_the_map_its_scale_and_its_popups(chosen):
    page = chosen("/map/")
    assert others(page) == []
    scale = page.locator(".leaflet-control-scale-line")
    assert re.fullmatch(r"[٠-٩]+ كم", scale.inner_text())
    assert scale.evaluate("one => getComputedStyle(one).direction") == "rtl"
    page.locator(".leaflet-marker-icon").last.click()
    page.wait_for_load_state("networkidle")
    page.locator(".leaflet-popup-content").or_(page.locator(".leaflet-marker-icon")).first.wait_for()
    assert page.evaluate(_FOUND, "[0-9]") == []
