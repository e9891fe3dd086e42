from xml.etree import ElementTree

import pytest

from marsad.web.charts.svg import standalone
from marsad.web.charts.words import Words
from marsad.web.maps.drawing import HEIGHT, WIDTH, draw, frame_of
from marsad.web.maps.frame import Frame
from marsad.web.maps.holders import TILES, Area, tiles
from marsad.web.maps.joining import joined
from marsad.web.maps.signs import sign
from marsad.web.maps.spot import Name, Spot
from marsad.web.maps.style import STYLE
from marsad.web.site.families import FAMILIES

SVG = "{http://www.w3.org/2000/svg}"
WORDS = Words("الخريطة", "وصف", rtl=True)
ALEPPO = Spot(36.2, 37.16, "حلب", {"air": 2, "clash": 1}, killed=9)
IDLIB = Spot(35.93, 36.63, "إدلب", {"civilians": 1})
RAQQA = Spot(35.95, 39.0, "الرقة", {"air": 1}, radius_km=60.0)


def drawn(spots, names=(), areas=(), frame=None):
    return ElementTree.fromstring(draw(spots, names, WORDS, frame or frame_of(spots), areas=areas))


def of_class(tree, tag, cls):
    return [one for one in tree.iter(f"{SVG}{tag}") if cls in (one.get("class") or "").split()]


def bare(words):
    return words.translate(dict.fromkeys(map(ord, "\u2066\u2067\u2069")))


def texts(tree):
    return [bare(one.text) for one in tree.iter(f"{SVG}text")]


def test_several_incidents_are_a_number_in_a_ring_of_their_families():
    tree = drawn([ALEPPO])
    assert "3" in texts(tree)
    assert len(of_class(tree, "path", "air")) == 1
    assert len(of_class(tree, "path", "clash")) == 1


def test_one_incident_is_the_sign_of_its_family():
    tree = drawn([IDLIB])
    assert len(of_class(tree, "g", "sign")) == 1
    assert "1" not in texts(tree)


def test_a_sign_is_the_larger_the_more_were_killed():
    assert IDLIB.size < ALEPPO.size < Spot(0, 0, "", {"air": 1}, killed=10_000).size < 30


def test_a_ring_has_room_for_its_number():
    assert Spot(0, 0, "", {"air": 100}).size > Spot(0, 0, "", {"air": 1}).size


def test_a_vague_place_is_a_soft_disc_of_its_reach():
    (disc,) = of_class(drawn([RAQQA]), "circle", "around")
    frame = frame_of([RAQQA])
    assert float(disc.get("r")) == pytest.approx(frame.pixels(60.0, RAQQA.lat), abs=0.1)


def test_an_exact_place_has_none():
    assert of_class(drawn([ALEPPO, IDLIB]), "circle", "around") == []


def test_a_whole_country_does_not_widen_the_map():
    country = Spot(35.0, 38.5, "سوريا", {"politics": 1}, radius_km=243.0)
    assert frame_of([ALEPPO, IDLIB, country]) == frame_of([ALEPPO, IDLIB])
    assert frame_of([country]).scale < frame_of([ALEPPO]).scale


def test_of_many_places_the_few_far_from_all_others_are_not_in_the_frame():
    near = [Spot(34 + n / 10, 36 + n / 10, str(n), {"air": 1}) for n in range(30)]
    far = Spot(38.9, -77.0, "واشنطن", {"protest": 1})
    neighbour = Spot(33.3, 44.4, "بغداد", {"air": 1})
    assert frame_of([*near, far]) == frame_of(near)
    assert frame_of([*near, neighbour]).shows((neighbour.lon, neighbour.lat))
    assert frame_of([*near[:5], far]).shows((far.lon, far.lat))
    other_war = [Spot(15 + n / 10, 32.5, str(n), {"air": 1}) for n in range(10)]
    assert frame_of([*near, *other_war]).shows((32.5, 15))


def test_a_name_stands_where_there_is_room():
    frame = frame_of([ALEPPO, RAQQA])
    names = [Name("حلب", 36.2, 37.16), Name("منبج", 36.53, 37.96, strong=True), Name("قرب منبج", 36.531, 37.961)]
    told = texts(drawn([ALEPPO, RAQQA], [*names, Name("القاهرة", 30.04, 31.24)], frame=frame))
    assert "منبج" in told
    assert not {"حلب", "قرب منبج", "القاهرة"} & set(told)


def test_a_scale_bar_says_how_far_it_is():
    assert [one for one in texts(drawn([ALEPPO, RAQQA])) if one.endswith("كم")]


def test_a_map_of_nothing_shows_the_region():
    tree = drawn([])
    assert tree.get("viewBox") == f"0 0 {WIDTH} {HEIGHT}"
    assert len(of_class(tree, "path", "land")) == 1


def test_who_holds_a_place_has_a_hue_and_a_pattern():
    areas = [Area(36.2, 37.16, 5.0, (1,)), Area(35.9, 36.6, 5.0, (0,), firm=False)]
    tree = drawn([ALEPPO, IDLIB], areas=areas)
    assert len(of_class(tree, "circle", "side-1")) == len(of_class(tree, "circle", "side-0")) == 1
    assert [one.get("fill") for one in tree.iter(f"{SVG}circle") if one.get("fill")] == ["url(#map-side-1)"]
    assert len(of_class(tree, "g", "faint")) == 1


def test_a_contested_place_is_striped_in_both_hues():
    tree = drawn([ALEPPO], areas=[Area(36.2, 37.16, 5.0, (2, 4), split=True)])
    assert [one.get("fill") for one in tree.iter(f"{SVG}circle") if one.get("fill")] == ["url(#map-split-2-4)"]
    (stripes,) = [one for one in tree.iter(f"{SVG}pattern") if one.get("id") == "map-split-2-4"]
    assert [one.get("class") for one in stripes] == ["side-2", "side-4"]


def test_a_wide_area_is_an_outline():
    tree = drawn([ALEPPO], areas=[Area(36.2, 37.16, 60.0, (1, 2), split=True)])
    assert len(of_class(tree, "circle", "wide")) == 1
    assert [one.get("fill") for one in tree.iter(f"{SVG}circle") if one.get("fill")] == []


def test_an_area_elsewhere_is_not_drawn():
    assert of_class(drawn([ALEPPO], areas=[Area(15.0, 44.0, 5.0, (1,))]), "circle", "held") == []


def test_every_hue_but_the_first_has_a_pattern_of_its_own():
    found = ElementTree.fromstring(tiles("map"))
    assert len({pattern[0].get("d") for pattern in found}) == len(found) == len(TILES) - 1


def test_signs_that_would_cover_each_other_become_one():
    frame = frame_of([ALEPPO, RAQQA])
    near = Spot(36.21, 37.17, "قرب حلب", {"air": 1}, killed=2)
    one, other = joined([near, ALEPPO, RAQQA], frame, lambda label, more: f"{label} +{more}")
    assert (one.label, one.families, one.killed) == ("حلب +1", {"air": 3, "clash": 1}, 11)
    assert other == RAQQA


def test_signs_that_lie_apart_stay_as_they_are():
    frame = Frame.around([(37.0, 36.0), (39.0, 37.0)], 760, 520)
    assert sorted(s.label for s in joined([ALEPPO, RAQQA], frame, lambda label, more: label)) == ["الرقة", "حلب"]


@pytest.mark.parametrize("family", sorted(set(FAMILIES.values())))
def test_every_family_has_a_sign(family):
    assert "<path" in sign(family, 0, 0, 24) or "<circle" in sign(family, 0, 0, 24)


def test_a_file_of_its_own_brings_the_look_of_maps():
    svg = standalone(draw([ALEPPO], [], WORDS, frame_of([ALEPPO])), STYLE).decode()
    assert ".land" in svg
    assert ElementTree.fromstring(svg.partition("\n")[2]).tag == f"{SVG}svg"


def test_words_are_escaped():
    svg = draw([Spot(36, 37, "<b>", {"air": 1})], [Name("<i>", 36.3, 37.2)], WORDS, frame_of([ALEPPO]))
    assert "<b>" not in svg
    assert "<i>" not in svg
