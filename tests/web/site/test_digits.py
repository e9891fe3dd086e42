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
    "/map/",
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
    "incident",
    "report",
]


@pytest.fixture
def chosen(visit, live, observatory):
    """Opens a page with Arabic-Indic digits and the Hijri calendar."""
    first = next(iter(observatory.store.incidents.find(Query())))
    report = quote(first.reports[0]) if first.reports else ""
    named = {"incident": f"/incident/{first.id}/", "report": f"/report/{report}/"}

    def open_page(path):
        page = visit("/without-network/")
        cookies = {"marsad_digits": "arab", "marsad_calendar": "islamic"}
        page.context.add_cookies([{"name": name, "value": value, "url": live} for name, value in cookies.items()])
        page.goto(live + named.get(path, path))
        page.wait_for_load_state("networkidle")
        return page

    return open_page


@pytest.mark.parametrize("path", PATHS)
def test_no_page_has_other_digits_or_another_calendar(chosen, path):
    page = chosen(path)
    days = [told for told in page.evaluate(_FOUND, MONTHS) if not re.fullmatch(r"منذ \D+ [٠-٩]{4}", told)]
    assert page.evaluate(_FOUND, "[0-9]") == []
    # «Since January 2014»: the register knows the month alone, which lies in two months of the other calendar.
    assert days == []


def test_error_pages_too(client):
    client.cookies["marsad_digits"] = "arab"
    assert "<h1>٤٠٤</h1>" in client.get("/nothing-here/").content.decode()


def test_the_scale_of_the_map_is_in_the_readers_words(chosen, visit):
    page = chosen("/map/")
    assert re.fullmatch(r"[٠-٩]+ كم", page.inner_text(".leaflet-control-scale-line"))
    page = visit("/en/map/")
    assert re.fullmatch(r"[0-9]+ km", page.inner_text(".leaflet-control-scale-line"))


def test_a_popup_of_the_map(chosen):
    page = chosen("/map/")
    page.locator(".leaflet-marker-icon").last.click()
    page.wait_for_load_state("networkidle")
    page.locator(".leaflet-popup-content").or_(page.locator(".leaflet-marker-icon")).first.wait_for()
    assert page.evaluate(_FOUND, "[0-9]") == []
