import pytest

from marsad.model import Place, PlaceName


def make(place_id, names, cls="town", parent="SY-ID", lat=35.8, lon=36.7, radius_km=2.0, population=0, country="SY"):
    """A place; ``names`` are Arabic, the main one first, and after a slash Latin."""
    arabic, _, latin = names.partition("/")
    named = [PlaceName(n, "arab", "variant" if i else "main") for i, n in enumerate(filter(None, arabic.split("|")))]
    named += [PlaceName(n, "latn", "romanised") for n in filter(None, latin.split("|"))]
    return Place(place_id, tuple(named), cls, parent, lat, lon, radius_km, population, "own", "none", country)


@pytest.fixture
def place():
    return make


@pytest.fixture
def data_folder(tmp_path, monkeypatch):
    """A data and cache folder of the test's own."""
    monkeypatch.setenv("MARSAD_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("MARSAD_CACHE", str(tmp_path / "cache"))
    return tmp_path / "data" / "gazetteers"
