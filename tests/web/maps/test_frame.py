import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.web.maps.frame import REGION, Frame

points = st.tuples(st.floats(-20, 70), st.floats(-10, 50))


@given(st.lists(points, min_size=1, max_size=8))
def test_every_point_lies_on_the_drawing(found):
    frame = Frame.around(found, 760, 520)
    assert all(frame.shows(point) for point in found)


@given(points)
def test_one_place_stands_in_the_middle_with_its_surroundings(point):
    frame = Frame.around([point], 760, 520)
    assert frame.at(point) == pytest.approx((380, 260), abs=0.01)
    assert frame.shows((point[0] + 0.5, point[1]))


def test_north_is_up_and_east_is_right():
    frame = Frame.around([(36.0, 33.0), (40.0, 36.0)], 760, 520)
    (west, south), (east, north) = frame.at((36.0, 33.0)), frame.at((40.0, 36.0))
    assert west < east
    assert north < south


def test_without_points_the_region_is_shown():
    frame = Frame.around([], 760, 520)
    assert all(frame.shows(point) for point in REGION)


def test_a_degree_of_latitude_is_as_long_as_on_the_ground():
    frame = Frame.around([(36.0, 35.0), (37.0, 36.0)], 760, 520)
    (_, y1), (_, y2) = frame.at((36.5, 35.4)), frame.at((36.5, 35.6))
    assert frame.pixels(0.2 * 111.2, 35.5) == pytest.approx(y1 - y2, rel=0.01)


def test_a_margin_is_left_out():
    frame = Frame.around([(36.0, 35.0)], 760, 520)
    corner = (36.0, 35.0)
    assert frame.shows(corner, 200)
    assert not frame.shows(corner, 300)


def test_the_pole_does_no_harm():
    assert Frame.around([(0.0, 90.0), (0.0, -90.0)], 100, 100).scale > 0
