import pytest

from marsad.model import MarsadError
from marsad.places import tables
from marsad.places.check import check
from marsad.places.gazetteer import Gazetteer


def findings(places, references=None, looked_at=frozenset()):
    return [(f.what, f.place.id) for f in check(places, Gazetteer.of(places), references, looked_at)]


def roots(place):
    return [
        place("SY", "سوريا", cls="country", parent=None, lat=35.0, lon=38.5, radius_km=243),
        place("SY-ID", "إدلب", cls="governorate", parent="SY", radius_km=45),
    ]


def test_sound_places_give_no_finding(place):
    assert findings([*roots(place), place("a", "سراقب"), place("b", "سراقب", cls="airport")]) == []


def test_parents(place):
    places = [
        *roots(place),
        place("far", "بعيد", lat=33.0),
        place("orphan", "يتيم", parent="nowhere"),
        place("abroad", "غريب", country="TR"),
        place("no-point", "بلا", lat=None, lon=None),
    ]
    assert findings(places) == [("outside", "far"), ("parent", "orphan"), ("parent", "abroad")]


def test_duplicates_in_one_parent(place):
    places = [*roots(place), place("a", "سراقب|الثاني"), place("b", "سَراقب|الثاني", cls="village")]
    assert findings(places) == [("duplicate", "b")]


def test_points_far_from_any_reference(place):
    references = Gazetteer.of([place("r1", "سراقب", lat=35.3), place("r2", "بعيد"), place("r3", "الورد", lat=33.0)])
    places = [
        *roots(place),
        place("a", "سراقب"),
        place("b", "بعيد"),
        place("c", "الورد", cls="neighbourhood"),  # a village of the name elsewhere says nothing of it
        place("d", "لا مثيل له"),
    ]
    assert findings(places, references) == [("far", "a")]


def test_a_name_with_its_article_elsewhere_is_the_same(place):
    references = Gazetteer.of([place("r1", "سراقب", lat=33.0), place("r2", "السراقب"), place("r3", "الورد", lat=33.0)])
    places = [*roots(place), place("a", "سراقب"), place("b", "الورد")]
    assert findings(places, references) == [("far", "b")]


def test_what_was_looked_at_is_told_again_only_when_it_moves(place):
    references = Gazetteer.of([place("r1", "سراقب", lat=33.0)])
    seen = frozenset({tables.LookedAt("a", "far", "SY-ID", 35.8, 36.7)})
    assert findings([*roots(place), place("a", "سراقب")], references, seen) == []
    assert findings([*roots(place), place("a", "سراقب", lat=35.9)], references, seen) == [("far", "a")]


def test_the_lines_of_what_was_looked_at_are_of_places_as_they_are(tmp_path):
    assert {one.finding for one in tables.looked_at()} <= {"parent", "outside", "duplicate", "far"}
    (tmp_path / "overlay").mkdir()
    for path in tables.files():
        (tmp_path / path.relative_to(tables.DATA)).write_bytes(path.read_bytes())
    line = "sy-aleppo-nowhere,far,SY-HL,36.2,37.1,because"
    (tmp_path / "looked_at.csv").write_text(f"id,finding,parent,lat,lon,why\n{line}\n", encoding="utf-8")
    with pytest.raises(MarsadError, match="look at it again"):
        tables.looked_at(tmp_path)
