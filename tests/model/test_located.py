from marsad.model import Located, Mention, Position


def test_a_point():
    position = Position("sy-x", 35.1, 36.2, 1.5, "village", 1, 1, ("no namesake",))
    told = Mention("قرية", 0, 4, located=Located(position)).to_dict()
    assert told == {
        "text": "قرية",
        "start": 0,
        "end": 4,
        "lat": 35.1,
        "lon": 36.2,
        "radius_km": 1.5,
        "precision": "village",
        "place_id": "sy-x",
        "region": None,
    }


def test_only_the_region():
    told = Located(None, "SY-ID").to_dict()
    assert told["region"] == "SY-ID"
    assert {told[key] for key in ("lat", "lon", "radius_km", "precision", "place_id")} == {None}
