import json
import re

import pytest

from marsad.web.maps.boundaries import MapError, outlines, rings
from marsad.web.maps.frame import Frame

SYRIA = Frame.around([(36.0, 33.0), (42.0, 37.0)], 760, 520)


def numbers(path):
    return [float(one) for one in re.findall(r"-?\d+\.\d", path)]


def square(west, south, side):
    return ((west, south), (west + side, south), (west + side, south + side), (west, south + side), (west, south))


def test_what_lies_within_is_drawn_as_it_is():
    path = outlines(SYRIA, [square(38.0, 34.0, 1.0)])
    assert path.startswith("M")
    assert path.endswith("Z")
    assert path.count("L") in (3, 4)


def test_what_lies_outside_is_left_out():
    assert outlines(SYRIA, [square(-10.0, 20.0, 2.0)]) == ""


def test_a_land_around_the_whole_drawing_is_cut_to_it():
    found = numbers(outlines(SYRIA, [square(0.0, 0.0, 60.0)]))
    assert min(found) >= -8.1
    assert max(found) <= 768.1
    assert len(found) >= 8


def test_what_is_smaller_than_a_pixel_is_left_out():
    assert outlines(SYRIA, [square(38.0, 34.0, 0.0001)]) == ""


def test_the_package_has_the_boundaries_of_the_region():
    assert len(rings()) > 50
    path = outlines(SYRIA)
    assert path.count("M") >= 5  # Syria, Turkey, Iraq, Lebanon, Jordan
    assert len(path) < 60_000


def test_of_the_rest_of_the_world_there_are_boundaries_as_well():
    for lon, lat in ((-77.0, 38.9), (37.6, 55.7), (100.5, 13.7), (-58.4, -34.6), (172.5, 66.0)):
        assert outlines(Frame.around([(lon - 8, lat - 8), (lon + 8, lat + 8)], 400, 300)).count("M") >= 1


def test_no_outline_jumps_across_the_map_at_the_date_line():
    for ring in rings():
        assert all(abs(ring[n][0] - ring[n - 1][0]) < 90 for n in range(1, len(ring)))


def test_rings_are_read_from_geojson(tmp_path):
    ring = [[1.0, 2.0], [3.0, 2.0], [3.0, 4.0]]
    feature = {"id": "760", "geometry": {"type": "MultiPolygon", "coordinates": [[ring]]}}
    path = tmp_path / "some.json"
    path.write_text(json.dumps({"features": [feature]}), "utf-8")
    assert rings(path) == (((1.0, 2.0), (3.0, 2.0), (3.0, 4.0)),)


def test_without_a_front_end_it_is_told_what_to_do(tmp_path):
    with pytest.raises(MapError, match=r"frontend/build\.py"):
        rings(tmp_path / "none.json")
