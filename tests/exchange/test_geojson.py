import io
import json

from marsad.exchange.geojson import write_geojson


def written(items):
    out = io.BytesIO()
    assert write_geojson(items, out) == len(items)
    return json.loads(out.getvalue())


def test_a_collection_with_longitude_first(told, tell):
    found = written([told, tell(site=None)])
    assert found["type"] == "FeatureCollection"
    point, nowhere = found["features"]
    assert point["geometry"] == {"type": "Point", "coordinates": [36.8, 35.86]}
    assert point["properties"]["radius_km"] == 3.0
    assert "lat" not in point["properties"]
    assert nowhere["geometry"] is None


def test_an_empty_collection():
    assert written([]) == {"type": "FeatureCollection", "features": []}
