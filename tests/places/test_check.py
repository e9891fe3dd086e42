from marsad.places.check import check
from marsad.places.gazetteer import Gazetteer


def findings(places, references=None):
    return [(f.what, f.place.id) for f in check(places, Gazetteer.of(places), references)]


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
