import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.places.geo import km_between
from marsad.places.resolve.ground import bearing, km, moved, turn

LAT, LON = st.floats(10, 45), st.floats(-15, 65)


@given(LAT, LON, st.floats(-2, 2), st.floats(-2, 2))
def test_flat_distances_are_near_the_true_ones(lat, lon, north, east):
    flat, true = km(lat, lon, lat + north, lon + east), km_between(lat, lon, lat + north, lon + east)
    assert flat == pytest.approx(true, rel=0.02, abs=0.1)


@given(LAT, LON, st.floats(0, 359.9), st.floats(1, 100))
def test_moving_goes_as_far_and_where_it_is_told(lat, lon, angle, distance):
    there = moved(lat, lon, angle, distance)
    assert km(lat, lon, *there) == pytest.approx(distance, rel=0.05)
    assert turn(bearing(lat, lon, *there), angle) < 5


@pytest.mark.parametrize(("one", "other", "angle"), [(0, 90, 90), (350, 10, 20), (180, 0, 180), (45, 45, 0)])
def test_turns(one, other, angle):
    assert turn(one, other) == angle
