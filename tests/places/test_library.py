import json

import pytest

from marsad.model import MarsadError
from marsad.places import library
from marsad.places.finding import line, ordered, references
from marsad.places.library import Imported
from marsad.places.store import Source

pytestmark = pytest.mark.usefixtures("data_folder")


def keep(name, *places):
    return library.write(places, Imported(Source(name, "Title", "CC0"), 0, "file.csv", "0" * 64, "1"))


def test_what_is_written_can_be_loaded(place, data_folder):
    assert keep("own", place("x:1", "قرية مثال|مثالية/Mithal", population=7)).rows == 1
    (kept,) = library.load(["own"]).find("مثالية")
    assert (kept.id, kept.source, kept.licence, kept.population) == ("x:1", "own", "CC0", 7)
    assert library.names() == ["embedded", "own"]
    assert sorted(path.name for path in data_folder.iterdir()) == ["own.json", "own.jsonl.gz"]


def test_all_are_used_unless_some_are_named(place):
    keep("own", place("x:1", "قرية مثال"))
    everything = library.load()
    assert [source.name for source in everything.sources] == ["marsad", "geonames-cities500", "own"]
    assert everything.find("حلب")
    assert library.load(["own"]).find("حلب") == ()
    assert library.load(["embedded"]).get("x:1") is None


def test_an_unknown_name_is_told():
    with pytest.raises(MarsadError, match="no gazetteer 'other'; there are embedded"):
        library.load(["other"])


@pytest.mark.parametrize("name", ["", "../x", "Own", "embedded", "a b"])
def test_names_are_plain(name):
    with pytest.raises(MarsadError, match="cannot name a gazetteer"):
        library.check_name(name)


def test_nothing_is_kept_of_an_empty_import(data_folder):
    with pytest.raises(MarsadError, match="no place with an Arabic name"):
        keep("own")
    assert list(data_folder.iterdir()) == []


def test_spoilt_files_are_told(place, data_folder):
    keep("own", place("x:1", "قرية مثال"))
    (data_folder / "own.jsonl.gz").write_bytes(b"no archive")
    with pytest.raises(MarsadError, match="import it anew"):
        list(library.read("own"))
    (data_folder / "own.json").write_text(json.dumps({"format": "older"}), encoding="utf-8")
    with pytest.raises(MarsadError, match="made by another version"):
        library.imported()


def test_found_places_are_ordered_and_shown(place):
    keep(
        "own",
        place("far", "مشيرفة", lat=33.0, population=900),
        place("near", "مشيرفة"),
        place("nowhere", "مشيرفة", cls="district", lat=None, lon=None),
        place("anchor", "سراقب"),
    )
    gazetteer = library.load(["own"])
    assert [found.id for found, _ in ordered(gazetteer, "مشيرفة")] == ["far", "near", "nowhere"]
    by_distance = ordered(gazetteer, "مشيرفة", "سراقب")
    assert [found.id for found, _ in by_distance] == ["near", "far", "nowhere"]
    assert "311.3 km away" in line(gazetteer, *by_distance[1])
    assert "own, CC0" in line(gazetteer, *by_distance[2])
    with pytest.raises(MarsadError, match="--near needs one that is known"):
        ordered(gazetteer, "مشيرفة", "لا شيء")


def test_references_leave_out_the_own_tables(place):
    keep("own", place("x:1", "قرية مثال"))
    assert [source.name for source in references().sources] == ["geonames-cities500", "own"]
    assert [source.name for source in references(["own"]).sources] == ["own"]
