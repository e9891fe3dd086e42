import gzip
import json
import re
from pathlib import Path

import pytest
from django.db import DEFAULT_DB_ALIAS, connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from marsad.web.browse import maplabels
from marsad.web.browse.filters import Filters
from marsad.web.browse.map import map as page
from marsad.web.browse.map import mapdata, mapdrawing
from marsad.web.browse.maplabels import Rank
from marsad.web.columns.touched import touch_all
from marsad.web.ledger import models
from marsad.web.ledger.changes import changed
from marsad.web.maps.holders import TILES
from marsad.web.site.choices import Choices
from marsad.web.site.families import FAMILIES

STATIC = Path(page.__file__).parents[2] / "static" / "marsad"


def data(client, query=""):
    return json.loads(client.get(f"/map.json?{query}").content)


def test_the_page_has_the_map_and_the_list(client):
    html = client.get("/map/").content.decode()
    assert 'id="map"' in html
    assert html.count('class="item ') == 20
    assert "/incident/" in html
    assert "style=" not in html


def test_without_script_the_map_is_drawn_by_the_server(client):
    html = client.get("/en/map/?place=SY&control=2016-01-01").content.decode()
    still = html.partition("<noscript>")[2].partition("</noscript>")[0]
    assert 'src="/en/map.svg?inline=1&amp;place=SY&amp;control=2016-01-01"' in still


def test_places_too_far_off_for_the_drawing_are_told():
    spots = [mapdata.Spot(None, f"قرية {n}", 35 + n / 20, 37.0, "exact", 1.0) for n in range(30)]
    spots.append(mapdata.Spot(None, "مدريد", 40.4, -3.7, "exact", 5.0))
    placed = [mapdata.Placed(n, f"i{n}", "protest", None, None, None, disputed=False) for n in range(31)]
    told = []
    for many in (30, 31):
        shown = mapdata.Picture(many, many, tuple(spots[:many]), tuple(placed[:many]), (), 0)
        with translation.override("ar"):
            told.append(mapdrawing.of_picture(shown, (), "ar", Choices()))
    assert "مواضع أبعد" not in told[0]
    assert "مواضع أبعد من أن تظهر في هذا الرسم: 1." in told[1]
    assert "مدريد" not in told[1]


def test_countries_are_named_the_large_first_and_small_ones_far_off_only_nearer_by():
    ranks = {label.text: label.rank for label in maplabels.labels("far", "ar")}
    assert ranks["البحرين"] is ranks["روسيا"] is Rank.COUNTRY
    assert ranks["جزر المالديف"] is Rank.CITY
    assert ranks["الموصل"] is Rank.METROPOLIS
    order = list(ranks)
    assert order.index("روسيا") < order.index("سوريا") < order.index("لبنان")


def test_what_has_no_place_is_told_and_in_the_list(client):
    without = models.Incident.objects.filter(lat=None).count()
    assert f"{without} of them without a place" in client.get("/en/map/").content.decode()


def test_the_list_goes_on_by_its_key(client):
    first = client.get("/en/map/list/").content.decode()
    key = first.partition('rel="next" href="')[2].partition('"')[0]
    assert "after=" in key
    second = client.get(key.partition("#")[0].replace("&amp;", "&")).content.decode()
    assert "To the newest" in second


@pytest.mark.parametrize("path", ["/map/", "/map/list/", "/map/popup/", "/map.json", "/map.svg", "/map.png"])
@pytest.mark.parametrize("query", ["from=x", "type=war", "grade=sure"])
def test_what_cannot_be_is_refused(client, path, query):
    assert client.get(f"{path}?{query}").status_code == 400


@pytest.mark.parametrize("path", ["/map/", "/map/control.json", "/map.svg"])
def test_a_day_that_is_none_is_refused(client, path):
    assert client.get(f"{path}?control=soon").status_code == 400


def test_the_data_are_packed_and_not_sent_twice(client):
    first = client.get("/map.json", headers={"accept-encoding": "gzip"})
    assert first["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(first.content)) == data(client)
    again = client.get("/map.json", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304


def test_the_data_have_names_in_the_page_s_language(client):
    arabic, english = (json.loads(client.get(path).content) for path in ("/map.json", "/en/map.json"))
    assert [row[2:] for row in arabic["spots"]] == [row[2:] for row in english["spots"]]
    assert not any("\u0600" <= letter <= "\u06ff" for row in english["spots"] for letter in row[1])


def test_filters_hold_for_the_data(client):
    assert data(client, "place=YE")["total"] < data(client)["total"]
    assert data(client, "from=2016-01-01&to=2016-12-31")["total"] == len(
        data(client, "from=2016-01-01&to=2016-12-31")["incidents"]
    ) + (
        data(client, "from=2016-01-01&to=2016-12-31")["total"]
        - data(client, "from=2016-01-01&to=2016-12-31")["located"]
    )


def test_a_popup_tells_the_incidents_asked_for(client):
    keys = [row[1] for row in data(client)["incidents"][:12]]
    html = client.get("/en/map/popup/?" + "&".join(f"id={key}" for key in keys)).content.decode()
    assert html.count('class="item ') == page.IN_POPUP
    assert all(f"/en/incident/{key}/" in html for key in keys[: page.IN_POPUP])


def test_a_popup_of_a_place_tells_the_latest_there(client):
    html = client.get("/en/map/popup/?place=YE").content.decode()
    assert html.count('class="item ') == page.IN_POPUP
    assert "/en/?place=YE" in html


def test_a_popup_of_what_is_gone_says_so(client):
    assert "any more" in client.get("/en/map/popup/?id=ffffffffffffffffffff").content.decode()


def test_who_held_what_has_a_legend_and_a_table(client):
    day = str(models.Tell.objects.exclude(last=None).order_by("-last").values_list("last", flat=True)[0])
    told = json.loads(client.get(f"/en/map/control.json?control={day}").content)
    assert told["day"] == day
    assert told["places"]
    assert 'class="sides"' in told["legend"]
    assert "<table>" in told["legend"]
    assert told["legend"] in client.get(f"/en/map/?control={day}").content.decode()


def test_who_held_what_is_told_of_the_places_chosen(client):
    day = str(models.Tell.objects.exclude(last=None).order_by("-last").values_list("last", flat=True)[0])
    whole, some = (
        json.loads(client.get(f"/en/map/control.json?control={day}{more}").content) for more in ("", "&place=SY-HL")
    )
    assert 0 < len(some["places"]) < len(whole["places"])
    assert {one[0] for one in some["places"]} < {one[0] for one in whole["places"]}
    assert some["legend"] in client.get(f"/en/map/?place=SY-HL&control={day}").content.decode()


def test_a_day_of_which_nothing_is_known_says_so(client, ledger):
    models.Tell.objects.all().delete()
    changed(DEFAULT_DB_ALIAS)
    told = json.loads(client.get("/en/map/control.json?control=2016-01-01").content)
    assert told["places"] == []
    assert "Of no place" in told["legend"]


def test_without_a_day_it_is_today(client):
    assert client.get("/map/control.json").status_code == 200


def test_the_map_is_there_as_a_file(client):
    svg, png = client.get("/map.svg?control=2016-01-01"), client.get("/map.png")
    assert svg["Content-Disposition"] == 'attachment; filename="marsad-map.svg"'
    assert svg.content.count(b"<title") > 10
    assert png.content[:4] == b"\x89PNG"
    assert client.get("/map.svg?inline=1")["Content-Disposition"].startswith("inline")


def test_names_come_in_two_parts_and_may_be_kept(client):
    far, near = (client.get(f"/en/map/names/{level}.json") for level in ("far", "near"))
    assert "public" in far["Cache-Control"]
    ranks = {row[3] for row in json.loads(far.content)["names"]}
    assert ranks == {Rank.COUNTRY, Rank.METROPOLIS, Rank.GOVERNORATE, Rank.CITY}
    assert {row[3] for row in json.loads(near.content)["names"]} == {Rank.TOWN, Rank.VILLAGE}
    assert client.get("/map/names/all.json").status_code == 404


def test_the_more_important_names_come_first():
    with translation.override("en"):
        found = maplabels.labels("far", "en")
    assert [label.rank for label in found] == sorted(label.rank for label in found)
    assert found[0].rank is Rank.COUNTRY


def test_no_question_is_asked_for_each_row(client):
    client.get("/map/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/map/?place=SY&control=2016-01-01")
    assert len(asked) < 40


def test_time_is_cut_into_steps(client):
    html = client.get("/en/map/?from=2016-01-01&to=2016-12-31").content.decode()
    assert "The whole time" in html
    assert '<option value="20' in html
    assert "map-time" not in client.get("/en/map/?from=1950-01-01&to=1950-01-02").content.decode()


def test_weeks_are_called_weeks(ledger, client):
    models.Incident.objects.exclude(first__range=("2016-06-01", "2017-06-30")).delete()
    touch_all(DEFAULT_DB_ALIAS)
    changed(DEFAULT_DB_ALIAS)
    assert "week of" in client.get("/en/map/").content.decode()


def test_every_family_has_its_words():
    assert page.FAMILIES.keys() == set(FAMILIES.values())


def test_the_script_draws_the_patterns_of_the_server():
    script = (STATIC / "map-areas.js").read_text("utf-8")
    lines = script.partition("const LINES = [")[2].partition("\n];")[0]
    assert lines.count("\n  [") == len(TILES)


def test_too_many_are_told(client, monkeypatch):
    monkeypatch.setattr(mapdata, "SINGLE", 0)
    monkeypatch.setattr(mapdata, "PLACES", 2)
    found = mapdata.picture(Filters())
    assert found.left
    assert f"{found.left} more at lesser places" in client.get("/en/map/").content.decode()
    assert client.get("/map.svg").status_code == 200


@pytest.mark.parametrize(
    ("path", "scheme", "width"), [("/map/", "light", 1360), ("/en/map/?control=2016-01-01", "dark", 390)]
)
def test_the_page_is_accessible_with_its_map(visit, accessible, path, scheme, width):
    browsed = visit(path, scheme=scheme, width=width)
    browsed.wait_for_selector("#map[data-ready]")
    assert browsed.locator(".spot").count() > 3
    accessible(browsed)
    assert browsed.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_sign_opens_its_incidents_by_keyboard(visit):
    browsed = visit("/map/?place=YE#map=13/15.35/44.2")
    browsed.wait_for_selector("#map[data-ready]")
    browsed.locator(".spot").first.press("Enter")
    browsed.wait_for_selector(".leaflet-popup-content .item a[href^='/incident/']")
    assert browsed.locator(".leaflet-popup-content > div").get_attribute("dir") == "rtl"


def test_time_narrows_the_map_and_the_list(visit):
    browsed = visit("/en/map/")
    browsed.wait_for_selector("#map[data-ready]")
    assert re.fullmatch(r"[0-9]+ km", browsed.inner_text(".leaflet-control-scale-line"))

    def count():
        texts = browsed.locator(".spot").evaluate_all(
            "all => all.map(one => one.querySelector('text')?.textContent ?? 1)"
        )
        return sum(map(int, texts))

    whole = count()
    with browsed.expect_response(lambda answer: "/map/list/" in answer.url):
        browsed.select_option("#map-step", index=1)
    assert 0 < count() < whole
    with browsed.expect_response(lambda answer: "/map/list/" in answer.url):
        browsed.select_option("#map-step", index=0)
    assert count() == whole
    browsed.focus("#map-slider")
    browsed.keyboard.press("Home")
    steps = [one.get_attribute("value") for one in browsed.locator("#map-step option").all()]
    assert browsed.input_value("#map-step") == steps[1]
    browsed.keyboard.press("End")
    assert browsed.input_value("#map-step") == ""  # the whole time
    browsed.keyboard.press("ArrowLeft")
    assert browsed.input_value("#map-step") == steps[-1]
    browsed.click("[data-do=play]")
    for step in steps[1:3]:
        browsed.wait_for_function("step => document.querySelector('#map-step').value === step", arg=step)
    browsed.click("[data-do=play]")
    assert browsed.get_attribute("[data-do=play]", "aria-pressed") == "false"


def test_who_held_what_is_drawn_without_leaving_the_page(visit):
    browsed = visit("/map/")
    browsed.wait_for_selector("#map[data-ready]")
    browsed.fill("#control", "2016-03-27")
    with browsed.expect_response(lambda answer: "control.json" in answer.url):
        browsed.click("#map-control button:not([type])")
    browsed.wait_for_selector(".sides li")
    assert browsed.locator("canvas.leaflet-zoom-animated").count() >= 3


def test_without_script_the_picture_is_seen(visit):
    browsed = visit("/map/", script=False)
    assert browsed.locator("#map").is_hidden()
    still = browsed.locator("img.still")
    assert still.bounding_box()["width"] > 300


def test_who_wants_no_motion_is_given_none(browser, live):
    context = browser.new_context(reduced_motion="reduce")
    browsed = context.new_page()
    browsed.goto(f"{live}/map/")
    browsed.wait_for_selector("#map[data-ready]")
    assert browsed.locator("[data-do=play]").is_hidden()
    assert browsed.locator("[data-do=after]").is_visible()
    context.close()
