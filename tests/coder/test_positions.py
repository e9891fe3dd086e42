import pytest

from marsad.coder.pipeline import code
from marsad.model import Place, PlaceName, Report
from marsad.places.gazetteer import Gazetteer

TEXT = "قتل ثلاثة مدنيين في قصف لقوات النظام على بلدة سراقب بريف إدلب اليوم.\nوسيطرت قوات النظام على قرية الحدث."


def place(id_, name, cls, lat, lon, radius, people=0, parent=None):
    return Place(id_, (PlaceName(name, "arab", "main"),), cls, parent, lat, lon, radius, people, "own", "own", "SY")


@pytest.fixture(scope="module")
def coding():
    gazetteer = Gazetteer.of(
        [
            place("SY", "سوريا", "country", 35.0, 38.5, 240),
            place("SY-ID", "إدلب", "governorate", 35.8, 36.7, 45, parent="SY"),
            place("sy-saraqib", "سراقب", "town", 35.864, 36.806, 1.5, 30_000, "SY-ID"),
        ]
    )
    return code(Report("r", "", TEXT, "2020-02-05"), None, gazetteer)


def placed(coding):
    mentions = [m for claim in coding.claims for m in claim.places] + [c.place for c in coding.control]
    return {mention.text: mention for mention in mentions}


def test_places_of_claims_are_placed(coding):
    told = placed(coding)["بلدة سراقب"].to_dict()
    assert told["text"] == "بلدة سراقب"
    assert (told["lat"], told["lon"], told["radius_km"]) == (35.864, 36.806, 1.5)
    assert (told["precision"], told["place_id"], told["region"]) == ("town", "sy-saraqib", None)


def test_places_in_no_gazetteer_say_so(coding):
    told = placed(coding)["قرية الحدث"].to_dict()
    assert told["lat"] is told["lon"] is told["precision"] is told["place_id"] is None


def test_actors_are_not_placed(coding):
    actors = [m for claim in coding.claims for m in claim.initiators]
    assert actors
    assert all("lat" not in actor.to_dict() for actor in actors)


def test_nothing_coded_nothing_placed():
    empty = code(Report("r", "", "لا شيء هنا.", None))
    assert empty.claims == ()
