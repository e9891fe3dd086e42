import pytest

from marsad.places.gazetteer import Gazetteer
from marsad.places.index import distinct
from marsad.places.store import Source, Store


@pytest.fixture
def gazetteer(place):
    return Gazetteer.of(
        [
            place("saraqib", "سراقب/Saraqib", population=34_000),
            place("raqqa", "الرقة/Ar Raqqah", cls="city", parent="SY-RA", lat=35.95, lon=39.0, population=500_000),
            place("SY-RA", "الرقة", cls="governorate", parent="SY", lat=35.95, lon=38.95),
            place("kafr-hamra", "كفر حمرة", cls="village"),
            place("darayya", "داريا"),
            place("yarmouk", "اليرموك", cls="camp", lat=33.47, lon=36.3),
            place("prison", "سجن صيدنايا", cls="prison", lat=33.66, lon=36.33),
            place("waer", "حي الوعر", cls="neighbourhood", lat=34.74, lon=36.68),
            place("wahdat", "وحدات", cls="village"),
            place("ain-arab", "عين العرب", cls="town", lat=36.89, lon=38.35),
        ]
    )


@pytest.mark.parametrize(
    ("name", "how", "found"),
    [
        ("سراقب", "exact", ["saraqib"]),
        ("سَراقِب", "exact", ["saraqib"]),
        ("كفرحمرة", "exact", ["kafr-hamra"]),
        ("الرقة", "exact", ["raqqa", "SY-RA"]),
        ("مدينة الرقة", "class", ["raqqa", "SY-RA"]),
        ("محافظة الرقة", "class", ["SY-RA", "raqqa"]),
        ("بلدة سراقب", "class", ["saraqib"]),
        ("الوعر", "class", ["waer"]),
        ("حي الوعر", "exact", ["waer"]),
        ("مخيم اليرموك", "class", ["yarmouk"]),
        ("رقة", "article", ["raqqa", "SY-RA"]),
        ("عين عرب", "article", ["ain-arab"]),
        ("السراقب", "article", ["saraqib"]),
        ("دارية", "ending", ["darayya"]),
        ("بسراقب", "clitic", ["saraqib"]),
        ("وسراقب", "clitic", ["saraqib"]),
        ("للرقة", "clitic", ["raqqa", "SY-RA"]),
        ("وبالرقة", "clitic", ["raqqa", "SY-RA"]),
        ("وحدات", "exact", ["wahdat"]),
        ("سجن صيدنايا", "exact", ["prison"]),
        ("صيدنايا", "none", []),  # the prison is not the town
        ("مطار سراقب", "none", []),  # nor the town its airport
        ("Saraqib", "exact", ["saraqib"]),
        ("ar-raqqah", "exact", ["raqqa"]),
        ("", "none", []),
        ("«»", "none", []),
    ],
)
def test_forms_of_names(gazetteer, name, how, found):
    hit = gazetteer.look(name)
    assert (hit.how, [place.id for place in hit.places]) == (how, found)
    assert gazetteer.find(name) == hit.places


def test_one_place_of_two_sources_is_given_once(place):
    near = place("b", "سراقب", lat=35.82, lon=36.71)
    gazetteer = Gazetteer([Store.of(Source("a", "", ""), [place("a", "سراقب")]), Store.of(Source("b", "", ""), [near])])
    assert [found.id for found in gazetteer.find("سراقب")] == ["a"]
    assert [found.source for found in gazetteer.find("سراقب")] == ["a"]


@pytest.mark.parametrize(
    ("other", "count"),
    [
        ({"lat": 35.81}, 1),
        ({"lat": 35.9}, 2),
        ({"cls": "airport"}, 2),
        ({"country": "TR"}, 2),  # a town on either side of a border
    ],
)
def test_what_is_one_place(place, other, count):
    assert len(distinct([place("a", "سراقب"), place("b", "سراقب", **other)])) == count


def test_countries_and_pointless_places_are_compared_by_what_they_have(place):
    one = place("SY", "سوريا", cls="country", parent=None)
    assert len(distinct([one, place("wof:1", "سوريا", cls="country", parent=None, lat=30.0)])) == 1
    assert len(distinct([place("a", "س", lat=None), place("b", "س", lat=None)])) == 1
