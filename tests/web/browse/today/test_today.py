import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marsad.web.browse import queries
from marsad.web.browse.filters import Filters
from marsad.web.browse.numbers.figures import Reader
from marsad.web.browse.numbers.series import Series
from marsad.web.browse.numbers.totals import totals
from marsad.web.ledger import models
from marsad.web.ledger.incidents import KINDS
from marsad.web.site.choices import Choices


def cards(response):
    """The ids of the incidents that a page lists."""
    return re.findall(r'<h3><a href="(?:/en)?/incident/(\w+)/"', response.content.decode())


def test_the_newest_incidents_stand_first(client):
    shown = cards(client.get("/"))
    assert shown == [incident.id for incident in queries.page(Filters()).incidents]


def test_a_card_has_its_range_its_sources_and_its_dispute(client, strike):
    whole = client.get("/?place=SY-ID").content.decode()
    card = next(one for one in whole.split("<article")[1:] if strike.id in one)
    for told in ('<bdi dir="ltr">3–7</bdi> قتلى', "مصدران", "عدد القتلى", "تقريران", "معقول", "قال المرصد السوري"):
        assert told in card


def test_a_card_tells_its_reasons_on_demand(client, strike):
    card = next(one for one in client.get("/?place=SY-ID").content.decode().split("<article")[1:] if strike.id in one)
    assert re.search(r'<details class="why"><summary>.*</summary>\s*<ul class="card"><li>عدد المصادر المستقلة 2', card)


def test_the_quotation_is_marked_as_arabic(client, strike):
    assert '<blockquote lang="ar" dir="rtl"><p>قال المرصد' in client.get("/en/?place=SY-ID").content.decode()


def test_pages_follow_by_key(client):
    seen, path = [], "/"
    while path:
        response = client.get(path)
        seen += cards(response)
        following = re.search(r'<a class="button" rel="next" href="(\?[^"]+)"', response.content.decode())
        path = "/" + following[1].replace("&amp;", "&") if following else None
    assert len(seen) == len(set(seen)) == models.Incident.objects.count()


def test_a_later_page_leads_to_the_newest(client):
    after = queries.page(Filters()).after
    assert "إلى الأحدث" in client.get(f"/?after={after}").content.decode()
    assert "إلى الأحدث" not in client.get("/").content.decode()


@pytest.mark.parametrize(
    "query", ["type=war", "grade=sure", "from=yesterday", "from=2016-03-02&to=2016-03-01", "after=x", "actor=%00"]
)
def test_filters_that_cannot_be_are_told_on_a_page(client, query):
    response = client.get(f"/?{query}")
    assert response.status_code == 400
    assert "<h1>400</h1>" in response.content.decode()


def test_what_is_no_filter_is_passed_over(client):
    assert cards(client.get("/?utm_source=x&page=4")) == cards(client.get("/"))


def test_the_rail_has_a_count_beside_each_choice(client):
    whole = client.get("/").content.decode()
    shelling = re.search(
        r'<input type="checkbox" name="type" value="shelling">.*?<span class="count">(\d+)</span>', whole
    )
    assert int(shelling[1]) == queries.select(Filters(type=("shelling",))).count()


def test_what_is_chosen_is_checked_and_can_be_taken_back(client):
    whole = client.get("/?type=shelling&place=SY&disputed=1&q=قصف&from=2011-01-01").content.decode()
    assert '<input type="checkbox" name="type" value="shelling" checked>' in whole
    assert '<input type="checkbox" name="place" value="SY" checked>' in whole
    chips = re.findall(r'<a class="chip" href="\?([^"]*)"', whole)
    assert len(chips) == 5
    assert "type=shelling" not in chips[1].replace("&amp;", "&") or "place=SY" not in chips[1]


def test_a_rare_choice_is_shown_when_it_is_chosen(client, tell):
    tell("هاجم البشمركة حلب.", "هاجم", "ground_attack", by=["البشمركة"], at=["حلب"])
    rare = models.Facet.objects.filter(kind="actor").order_by("-pk").values_list("value", flat=True)[0]
    assert f'name="actor" value="{rare}" checked>' in client.get(f"/?actor={rare}").content.decode()


def test_a_place_that_no_gazetteer_has_is_shown_as_it_is_asked_for(client):
    response = client.get("/?place=%3Cscript%3Enowhere")
    assert response.status_code == 200
    assert "<script>nowhere" not in response.content.decode()
    assert "لا حادثة توافق هذه المرشِّحات" in response.content.decode()


def test_periods_count_back_from_the_last_day_of_the_ledger(client):
    _, latest = queries.days(Filters())
    assert f"?from={latest.isoformat()}&amp;to={latest.isoformat()}" in client.get("/").content.decode()


def test_governorates_lead_to_their_incidents(client, strike):
    whole = client.get("/?place=SY").content.decode()
    assert re.search(r'<ol class="shares">.*href="\?place=SY&amp;place=SY-ID"', whole, re.S)


def test_bars_have_numbers_that_svg_reads(client):
    assert re.findall(r'<rect x="\d+" width="\d+" height="4"/>', client.get("/").content.decode())


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_feed_and_files_go_by_the_same_filters(client, prefix):
    whole = client.get(f"{prefix}/?place=SY&type=shelling").content.decode()
    for file in (f"{prefix}/feed.atom", "/incidents.csv", "/incidents.geojson"):
        assert whole.count(f'href="{file}?place=SY&amp;type=shelling"') == 2
    assert "20\u202f000" in whole


def test_an_empty_ledger_says_what_to_do(client, ledger):
    ledger.remove(list(ledger.store.reports.ids()))
    whole = client.get("/").content.decode()
    assert "marsad ledger add" in whole
    assert 'id="filters"' not in whole


def test_an_empty_result_says_what_to_do(client):
    whole = client.get("/en/?from=2090-01-01").content.decode()
    assert "No incident fits these filters" in whole
    assert "Take a filter back above" in whole


def test_numbers_stand_in_the_digits_chosen(client):
    client.cookies["marsad_digits"] = "arab"
    assert re.search(r'<span class="count">[٠-٩]+</span>', client.get("/").content.decode())


def test_nothing_is_changed_by_looking(client):
    assert client.post("/").status_code == 405


def test_the_page_asks_the_database_a_fixed_number_of_times(client, strike):
    client.get("/")
    with CaptureQueriesContext(connection) as few:
        shown = len(cards(client.get("/?place=SY-ID")))
    with CaptureQueriesContext(connection) as many:
        assert len(cards(client.get("/?place=SY"))) > shown
    assert abs(len(few) - len(many)) <= 1  # a list that goes on may ask once more
    assert max(len(few), len(many)) <= 16


@pytest.mark.parametrize(("path", "options"), [("/", {}), ("/en/", {"scheme": "dark", "width": 390})])
def test_in_a_browser(visit, accessible, path, options):
    page = visit(path, **options)
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_choice_shows_at_once_where_there_is_room(visit):
    page = visit("/")
    page.get_by_role("checkbox", name="قصف").check()
    page.wait_for_url("**/?type=shelling")
    assert page.locator(".chip").count() == 1


def test_on_a_phone_the_rail_is_folded_and_works_without_script(visit):
    page = visit("/en/", width=390, script=False)
    assert page.locator("#filters form").is_hidden()
    page.locator("#filters > summary").click()
    page.get_by_role("checkbox", name="Shelling").check()
    page.get_by_role("button", name="Show", exact=True).click()
    assert "type=shelling" in page.url
    assert page.locator(".chip").count() == 1


def test_where_there_is_room_the_rail_is_open_without_script(visit):
    assert visit("/", script=False).locator("#filters form").is_visible()


def test_the_first_page_says_what_it_is_and_what_all_comes_to(ledger, client):
    page = client.get("/en/").content.decode()
    assert "how far to trust it" in page
    told = {one.kind: one for one in totals(Series(Filters(), KINDS[0]).told(), Reader("en", Choices()))}
    assert told[KINDS[0]].span in page
    filtered = client.get("/en/?place=YE").content.decode()
    assert "how far to trust it" not in filtered.partition("</main>")[0].partition("<main")[2]
    assert "/en/timeline/?place=YE&amp;measure=killed" in filtered


def test_a_small_map_stands_beside(ledger, client):
    page = client.get("/en/?place=YE").content.decode()
    address = re.search(r'src="(/en/map.svg[^"]*)"', page)[1].replace("&amp;", "&")
    assert "place=YE" in address
    small = client.get(address)
    assert small["Content-Type"] == "image/svg+xml"
    assert b'viewBox="0 0 400 340"' in small.content
    assert b"prefers-color-scheme: dark" in small.content


def test_pages_that_the_bar_below_has_no_room_for_are_in_a_menu(ledger, client):
    page = client.get("/en/").content.decode()
    more = page.partition('class="menu more"')[2].partition("</details>")[0]
    assert {"/en/places/", "/en/actors/", "/en/sources/"} <= set(re.findall(r'href="([^"]+)"', more))
