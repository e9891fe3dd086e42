import dataclasses

from marsad.exchange.tables.acled import ACLED
from marsad.exchange.tables.acled_names import CLAIM_TYPES, EVENT_TYPES, INTER
from marsad.model import ClaimType
from marsad.model.actor import ActorKind
from marsad.model.incident import Site


def row(told):
    return dict(zip(ACLED.header, next(iter(ACLED.rows([told]))), strict=True))


def test_an_air_strike(told):
    found = row(told)
    assert found["event_id_cnty"].startswith("SY-")
    assert (found["disorder_type"], found["event_type"]) == ("Political violence", "Explosions/Remote violence")
    assert found["sub_event_type"] == "Air/drone strike"
    assert (found["actor1"], found["inter1"]) == ("Syrian government forces", "State forces")
    assert found["interaction"] == "State forces-Rebel group"
    assert found["civilian_targeting"] == "Civilian targeting"
    assert (found["year"], found["time_precision"], found["geo_precision"]) == (2016, 1, 1)
    assert (found["iso"], found["country"], found["region"], found["admin1"]) == (760, "Syria", "Middle East", "Idlib")
    assert found["fatalities"] == 5
    assert found["notes"] == "قصفت طائرات النظام بلدة سراقب"
    assert "disputed=killed" in found["tags"]


def test_a_name_without_an_english_one_is_romanised(told):
    assert row(told)["actor2"].startswith("Lawā’")


def test_unknown_is_empty_and_not_nought(tell):
    assert row(tell(casualties=()))["fatalities"] is None


def test_a_gain_by_state_forces_regains(tell):
    assert row(tell(type=ClaimType.TERRITORY_GAIN))["sub_event_type"] == "Government regains territory"
    assert row(tell(type=ClaimType.TERRITORY_GAIN, initiators=()))["sub_event_type"].startswith("Non-state actor")


def test_nobody_and_nowhere(tell):
    found = row(tell(initiators=(), targets=(), site=None, first=None, last=None, date_precision=None))
    assert found["event_id_cnty"].startswith("XX-")
    empty = ("actor1", "inter1", "interaction", "civilian_targeting", "iso", "country", "region", "location", "year")
    assert [found[name] for name in empty] == [None] * len(empty)


def test_one_side_alone(tell):
    assert row(tell(targets=()))["interaction"] == "State forces only"


def test_only_the_governorate_is_known(tell, told):
    site = dataclasses.replace(told.incident.site, place=None, lat=None, lon=None, precision=None)
    found = row(tell(site=site))
    assert (found["geo_precision"], found["admin1"], found["latitude"]) == (3, "Idlib", None)


def test_a_point_that_is_no_place_of_the_gazetteer(tell):
    site = Site(None, "غرب سراقب", 35.8, 36.7, 20.0, "near", None, "SY")
    assert row(tell(site=site))["location"].startswith("Gharb")


def test_every_type_and_every_kind_of_actor_has_a_name():
    assert set(EVENT_TYPES) == set(ClaimType)
    assert set(INTER) == set(ActorKind)


def test_names_lead_back_to_the_types_they_came_from():
    several = {"Armed clash", "Other", "Abduction/forced disappearance"}
    for kind, names in EVENT_TYPES.items():
        if names.sub_event not in several:
            assert CLAIM_TYPES[names.sub_event] == kind
