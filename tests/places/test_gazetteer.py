from marsad.places import store
from marsad.places.gazetteer import Gazetteer
from marsad.places.store import Source, Store


def test_chain_is_innermost_first_and_ends_in_the_country(place):
    places = [
        place("SY", "سوريا", cls="country", parent=None),
        place("SY-ID", "إدلب", cls="governorate", parent="SY"),
        place("saraqib", "سراقب"),
        place("quarter", "الحي الشمالي", cls="neighbourhood", parent="saraqib"),
        place("stray", "تائه", parent="not-there"),
    ]
    gazetteer = Gazetteer.of(places)
    assert [p.id for p in gazetteer.chain(places[3])] == ["quarter", "saraqib", "SY-ID", "SY"]
    assert [p.id for p in gazetteer.chain(places[4])] == ["stray", "SY"]
    assert list(gazetteer) == [gazetteer.get(p.id) for p in places]
    assert len(gazetteer) == len(places)
    assert gazetteer.get("nowhere") is None


def test_a_circle_of_parents_ends(place):
    one, two = place("a", "ا ب", parent="b"), place("b", "ب ج", parent="a")
    assert len(Gazetteer.of([one, two]).chain(one)) == 12


def test_rows_come_back_as_they_were(place):
    given = place("a", "سراقب|سراقيب/Saraqib", population=5)
    again = Store.of(Source("own", "", "none"), [given, given]).get("a")
    assert again == given
    assert (again.name, place("b", "/Saraqib").name, place("c", "").name) == ("سراقب", "Saraqib", "c")


def test_unpacked_places_are_bounded(place, monkeypatch):
    monkeypatch.setattr(store, "_KEPT", 2)
    kept = Store.of(Source("own", "", ""), [place(str(n), f"قرية {n}") for n in range(5)])
    assert [kept.get(str(n)).id for n in range(5)] == list("01234")


def test_sources_are_told(place):
    source = Source("own", "title", "none")
    assert Gazetteer([Store.of(source, [place("a", "ا")])]).sources == (source,)
