import re
from datetime import date
from html import unescape
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from marsad.places.romanise import romanise
from marsad.web.browse.profiles import holding, holdingchart, listing, placefacts
from marsad.web.browse.registers import registers
from marsad.web.charts.words import Words


def text_of(response):
    return re.sub(r"\s+", " ", strip_tags(response.content.decode().replace("<", " <")))


def section(response, name):
    """One section of the page, as its heading names it."""
    return re.search(rf'<h2 id="{name}-title">.*?</section>', response.content.decode(), re.S)[0]


@pytest.fixture
def saraqib():
    return next(one for one in registers().gazetteer.find("سراقب") if one.country == "SY")


@pytest.fixture
def taken(tell):
    """Two take-overs of one town, years apart."""
    tell(
        "سيطرت فصائل المعارضة السورية على سراقب.",
        "سيطرت", kind="territory_gain", by=["فصائل المعارضة السورية"], at=["سراقب"], day="2015-05-05",
    )  # fmt: skip
    tell(
        "سيطرت قوات النظام على سراقب.",
        "سيطرت", kind="territory_gain", by=["قوات النظام"], at=["سراقب"], day="2020-02-05",
    )  # fmt: skip


# The list


def test_countries_stand_with_their_governorates(client, strike):
    told = text_of(client.get("/en/places/"))
    assert re.search(r"Syria country · \d+ incidents? .*Idlib \d+", told)


def test_a_country_leads_to_its_governorates_with_their_places(client, strike, saraqib):
    page = client.get("/en/places/?in=SY").content.decode()
    assert "Places in <bdi>Syria</bdi>" in page
    assert f'<a href="/en/place/{saraqib.id}/"><bdi>Saraqib</bdi></a>' in page


def test_a_governorate_leads_to_all_its_places(client, strike, saraqib):
    told = text_of(client.get("/en/places/?in=SY-ID"))
    assert "Saraqib town · Idlib · Syria" in told


@pytest.mark.parametrize("words", ["سراقب", "Saraqib", "saraq", "SARAQIB", "سَراقِب"])
def test_places_are_found_by_name_however_it_is_spelt(client, strike, words):
    told = text_of(client.get(f"/en/places/?q={quote(words)}"))
    assert "1 place with incidents" in told
    assert "Saraqib" in told


def test_a_search_may_be_within_a_place(client, strike):
    assert "No place is called so" in text_of(client.get(f"/en/places/?in=IQ&q={quote('سراقب')}"))


def test_a_name_without_incidents_finds_nothing_and_says_so(client):
    told = text_of(client.get("/en/places/?q=nowhere-at-all"))
    assert "0 places with incidents" in told
    assert "No place is called so" in told


def test_what_no_gazetteer_has_holds_nothing(client):
    assert client.get("/places/?in=nowhere").status_code == 404


def test_a_long_list_has_pages(client, strike, monkeypatch):
    monkeypatch.setattr(listing, "PAGE", 1)
    first = client.get("/en/places/?in=SY-ID&q=a").content.decode()
    assert 'rel="next" href="?q=a&amp;in=SY-ID&amp;page=2"' in first
    assert 'rel="prev"' in client.get("/en/places/?in=SY-ID&page=2").content.decode()


def test_an_empty_ledger_has_no_places(client, ledger):
    ledger.remove(list(ledger.store.reports.ids()))
    assert "No places yet" in text_of(client.get("/en/places/"))


# A place


def test_a_place_is_named_in_both_scripts_with_where_it_comes_from(client, strike, saraqib):
    names = section(client.get(f"/en/place/{saraqib.id}/"), "names")
    assert '<bdi lang="ar" dir="rtl">سراقب</bdi>' in names
    assert "as the gazetteer has it" in names
    assert "35.8645, 36.8059" in names
    assert "CC-BY-4.0" in names


@pytest.mark.parametrize("id", ["SY-ID", None])
def test_the_gazetteers_of_the_package_are_named_in_the_page_s_language(client, saraqib, id):
    title = placefacts.gazetteer(registers().gazetteer.get(id or saraqib.id)).title
    arabic, english = (section(client.get(f"{lead}/place/{id or saraqib.id}/"), "names") for lead in ("", "/en"))
    assert title in unescape(english)
    assert title not in unescape(arabic)


def test_the_chart_is_there_as_files(client, strike):
    page = client.get("/place/SY-ID/").content.decode()
    for form, kind in (("svg", "image/svg+xml"), ("png", "image/png"), ("csv", "text/csv; charset=utf-8")):
        address = unescape(re.search(rf'href="(/timeline\.{form}\?[^"]*)"', page)[1])
        assert "place=SY-ID" in address
        assert client.get(address)["Content-Type"] == kind


def test_a_name_made_by_rule_tells_the_rule(client, saraqib, monkeypatch):
    monkeypatch.setattr(placefacts, "romanised", lambda place: romanise(place.name))
    names = section(client.get(f"/en/place/{saraqib.id}/"), "names")
    assert 'made by rule: <bdi dir="ltr">UN/BGN, short vowels supplied</bdi>' in names


def test_a_place_tells_what_holds_it(client, strike, saraqib):
    page = client.get(f"/en/place/{saraqib.id}/").content.decode()
    crumb = re.search(r'<nav class="crumb".*?</nav>', page, re.S)[0]
    assert crumb.index("/en/place/SY/") < crumb.index("/en/place/SY-ID/")


def test_a_governorate_tells_what_lies_in_it_and_how_much_lies_nowhere_in_it(client, tell):
    tell("قصفت قوات النظام سراقب.", "قصفت", at=["سراقب"])
    tell("قصفت قوات النظام محافظة إدلب.", "قصفت", at=["إدلب"])
    known = placefacts.tree()
    response = client.get("/en/place/SY-ID/")
    assert "Saraqib" in response.content.decode()
    inside = sum(known.counts[one] for one in known.inside["SY-ID"])
    assert response.context["directly"] == known.counts["SY-ID"] - inside


def test_tolls_are_ranges_that_say_what_was_not_counted(client, strike, tell, saraqib):
    tell("قصفت قوات النظام سراقب مجدداً.", "قصفت", at=["سراقب"], day="2016-05-05")
    response = client.get(f"/en/place/{saraqib.id}/")
    (total,) = response.context["totals"]
    assert (total.tally.low, total.tally.high, total.tally.uncounted) == (3, 7, response.context["total"] - 1)
    assert "without a count" in section(response, "toll")


def test_incidents_are_told_by_type_and_lead_to_them(client, strike, saraqib):
    page = client.get(f"/en/place/{saraqib.id}/").content.decode()
    query = quote(saraqib.id, safe="")
    assert f'<a href="/en/?place={query}&amp;type=shelling">' in page
    for route in ("", "map/", "timeline/", "feed.atom"):
        assert f'href="/en/{route}?place={query}"' in page


def test_who_held_it_stands_in_a_drawing_and_a_table(client, taken, saraqib):
    control = section(client.get(f"/en/place/{saraqib.id}/"), "control")
    assert "<svg" in control
    assert control.count('<th scope="row">') >= 2
    assert "5 February 2020" in control
    assert "last told on" in control


def test_what_is_contested_says_so(client, taken, tell, saraqib):
    tell("أعلنت قوات سوريا الديمقراطية أنها سيطرت على سراقب.", "سيطرت", kind="territory_gain",
         by=["قوات سوريا الديمقراطية"], at=["سراقب"], source=["قوات سوريا الديمقراطية"], day="2016-03-03")  # fmt: skip
    tell("قال ناشطون إن تنظيم داعش سيطر على سراقب.", "سيطر", kind="territory_gain",
         by=["تنظيم داعش"], at=["سراقب"], source=["ناشطون"], day="2016-03-03")  # fmt: skip
    control = section(client.get(f"/en/place/{saraqib.id}/"), "control")
    assert "contested" in re.search(r"<tbody>.*", control, re.S)[0]
    assert 'class="high contested"' in control


def test_of_a_place_that_nobody_tells_of_the_page_says_so(client):
    found = next(one for one in registers().gazetteer if one.id not in placefacts.tree().counts)
    told = text_of(client.get(f"/en/place/{found.id}/"))
    assert "No incidents here" in told
    assert "No report tells who holds it." in told


def test_what_no_gazetteer_has_is_no_place(client):
    assert client.get("/place/nowhere/").status_code == 404


def test_in_arabic(client, strike, saraqib):
    told = text_of(client.get(f"/place/{saraqib.id}/"))
    assert "الجهة المسيطرة عليه" in told
    assert "بلدة" in told


def test_questions_do_not_grow_with_the_incidents(client, strike, tell, saraqib):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/place/{saraqib.id}/")
        return len(queries)

    client.get(f"/place/{saraqib.id}/")
    before = asked()
    for day in range(10, 16):
        tell("قصفت قوات النظام سراقب.", "قصفت", at=["سراقب"], day=f"2016-04-{day}")
    client.get(f"/place/{saraqib.id}/")
    assert asked() == before <= 14


@pytest.mark.parametrize(
    ("width", "scheme", "path"), [(1360, "light", "/place/SY-ID/"), (390, "dark", "/en/place/SY-ID/")]
)
def test_a_place_is_accessible_and_fits(visit, accessible, width, scheme, path):
    page = visit(path, width=width, scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    accessible(page)


@pytest.mark.parametrize(("width", "path"), [(390, "/places/"), (1360, "/en/places/?in=SY")])
def test_the_list_is_accessible_and_fits(visit, accessible, width, path):
    page = visit(path, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    accessible(page)


# The drawing


def drawn(place, rtl=False):
    return holdingchart.drawn(holding.history(place), Words("t", "d", rtl=rtl), "latn")


def boxes(svg):
    return [(float(x), float(width)) for x, width in re.findall(r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', svg)]


def test_time_runs_with_the_script(ledger, taken, saraqib):
    left, right = boxes(drawn(saraqib.id)), boxes(drawn(saraqib.id, rtl=True))
    assert [round(760 - x - width) for x, width in right] == [round(x) for x, width in left]


def test_what_is_known_of_one_day_alone_is_not_drawn(ledger, tell, saraqib):
    tell("سيطرت قوات النظام على سراقب.", "سيطرت", kind="territory_gain", by=["قوات النظام"], at=["سراقب"])
    assert len(holding.history(saraqib.id)) == 1
    assert drawn(saraqib.id) == ""


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        (date(2015, 5, 5), date(2020, 2, 5), ["2016", "2017", "2018", "2019", "2020"]),
        (date(2015, 5, 5), date(2015, 9, 5), ["6/2015", "7/2015", "8/2015", "9/2015"]),
        (date(2015, 5, 5), date(2015, 5, 9), ["5/5/2015", "6/5/2015", "7/5/2015", "8/5/2015", "9/5/2015"]),
        (date(1990, 1, 1), date(2015, 1, 1), ["1990", "1995", "2000", "2005", "2010", "2015"]),
    ],
)
def test_the_axis_is_marked_by_years_months_or_days(first, last, labels):
    axis = holdingchart._Axis(first, last, rtl=False)
    assert [label for _, label in holdingchart._marks(axis)] == labels
