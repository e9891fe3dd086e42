import csv

import pytest

from marsad.places import cities
from marsad.places.embedded import embedded
from marsad.places.keys import is_arabic
from marsad.places.resolve import PlaceMention, resolve


def row(country, name, *others, population=0):
    return {"countrycode": country, "name": name, "alternatenames": list(others), "population": population}


def placed(text, *names):
    """The country that each of the names is put into."""
    mentions = [PlaceMention(name, at := text.index(name), at + len(name), "town") for name in names]
    positions = resolve(mentions, text, embedded())
    return [position and embedded().get(position.place_id).country for position in positions]


def test_own_spellings_are_arabic_and_of_towns_that_the_package_has():
    towns = {place.id: place for place in cities.read()}
    with cities.SPELLINGS.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        place = towns[f"gn:{row['id']}"]
        assert place.country == row["country"], row
        names = [name.text for name in place.names if name.script == "arab"]
        written = row["names"].split("|")
        assert all(map(is_arabic, written)), row
        assert names[: len(written)] == written, "the project's own come first"
        assert len(set(names)) == len(names)


def test_towns_without_an_arabic_name_in_the_package_are_found_by_the_projects_own():
    found = {name: [place.names[-1].text for place in embedded().find(name)] for name in ("سوروتش", "أسدود", "أديغرات")}
    assert found == {"سوروتش": ["Suruç"], "أسدود": ["Ashdod"], "أديغرات": ["Ādīgrat"]}


@pytest.mark.parametrize(
    ("name", "first", "chain"),
    [
        ("بيشاور", "Peshawar", ["PK-KP", "PK"]),
        ("راولبندي", "Rawalpindi", ["PK-PB", "PK"]),
        ("اسلام اباد", "Islamabad", ["PK-IS", "PK"]),
        ("مايدوغوري", "Maiduguri", ["NG-BO", "NG"]),
        ("ماريوبول", "Mariupol", ["UA-14", "UA"]),
        ("زاباروجيا", "Zaporizhzhya", ["UA-23", "UA"]),
        ("غروزني", "Grozny", ["RU-CE", "RU"]),
        ("لندن", "London", ["GB"]),
    ],
)
def test_towns_of_farther_wars(name, first, chain):
    place = embedded().find(name)[0]
    assert place.names[-1].text == first
    assert [outer.id for outer in embedded().chain(place)[1:]] == chain


def test_names_of_other_languages_in_arabic_letters_are_left_out_beyond_the_region():
    persian = row("RU", "Abakan", "آباکان", "أباكان", "ابکان")
    assert cities.arabic_names(persian) == ["أباكان"]
    assert cities.arabic_names(row("BF", "Boussé", "بوسه", "بوسي")) == ["بوسي"]
    assert cities.arabic_names(row("CN", "Turpan", "تۇرپان", "ئۇرۇمچى", "قوستىق")) == []
    assert cities.arabic_names(row("PK", "Muridke", "مریدکے", "مريدڪي", "موريدكي")) == ["موريدكي"]


def test_a_quarter_counted_with_its_city_does_not_stand_for_it():
    mosul, *_ = embedded().find("الموصل")
    assert (mosul.names[-1].text, mosul.cls) == ("Mosul", "city")
    (quarter,) = embedded().find("الموصل الجديدة")
    assert (quarter.cls, quarter.population) == ("neighbourhood", 0)


def test_short_names_beyond_the_region_are_words_of_arabic():
    assert cities.arabic_names(row("FR", "Lille", "ليل", "ليل، فرنسا")) == []


def test_what_stands_behind_a_comma_is_the_larger_place():
    assert cities.arabic_names(row("UA", "Dachne", "داتشني، أوديسكا")) == ["داتشني"]


def test_in_the_region_every_name_stays():
    assert set(cities.arabic_names(row("IR", "Kermān", "کرمان", "كرمان"))) == {"کرمان", "كرمان"}


def test_far_cities_have_no_name_of_a_place_in_the_region_that_the_project_has_not_written():
    spelled = cities.spellings()
    near, far = set(), []
    for place in embedded():
        if place.country in cities.COUNTRIES:
            near.update(cities.keys_of(place.names))
        elif place.id.startswith("gn:") and place.country not in cities.AT_WAR:
            far.append(place)
    for place in far:
        written = spelled.get(int(place.id.removeprefix("gn:")), ())
        assert near.isdisjoint(cities.keys_of(name for name in place.names if name.text not in written)), place
        assert written or place.population >= 100_000


def test_namesakes_are_told_apart_by_the_report():
    afghan = "قتل جنود أفغان في انفجار في كابول، وهجوم آخر في قندهار جنوبي أفغانستان، قال المتحدث الأفغاني."
    assert placed(afghan, "كابول", "قندهار", "أفغانستان") == ["AF", "AF", "AF"]
    galilee = "سقط صاروخ في كابول قرب شفاعمرو وعكا في الجليل، وقال الجيش الإسرائيلي إن إسرائيل سترد."
    assert placed(galilee, "كابول", "شفاعمرو", "عكا") == ["IL", "IL", "IL"]


def test_a_town_named_alone_does_not_make_its_country_the_reports():
    syrian = "قصف على قرية أبين ومحيط عفرين وإعزاز وتل رفعت شمالي حلب، قال ناشطون في سوريا."
    assert placed(syrian, "قرية أبين", "عفرين", "إعزاز", "تل رفعت", "سوريا") == [None, "SY", "SY", "SY", "SY"]


def test_adjectives_of_nations_that_fight_anywhere_do_not_make_their_country_the_reports():
    syrian = "شن الطيران الروسي غارات روسية على سراقب، وقال الروس والجيش الأمريكي إن القوات الروسية قصفت سرمين السورية."
    assert placed(syrian, "سراقب", "سرمين") == ["SY", "SY"]
