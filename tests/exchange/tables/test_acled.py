import dataclasses

import pytest

from marsad.exchange.tables.acled import ACLED
from marsad.exchange.tables.acled_names import CLAIM_TYPES, EVENT_TYPES, INTER
from marsad.model import CasualtyKind, ClaimType
from marsad.model.actor import ActorKind
from marsad.model.incident import Casualties, Site


def row(told):
    return dict(zip(ACLED.header, next(iter(ACLED.rows([told]))), strict=True))


def test_an_air_strike(told):
    found = row(told)
    assert found["event_id_cnty"].startswith("SY-")
    assert (found["disorder_type"], found["event_type"]) == ("Political violence", "Explosions/Remote violence")
    assert found["sub_event_type"] == "Air/drone strike"
    assert (found["actor1"], found["inter1"]) == ("Syrian government forces", "State forces")
    assert (found["inter2"], found["interaction"]) == ("Rebel group", "State forces-Rebel group")
    assert (found["assoc_actor_2"], found["civilian_targeting"]) == ("Civilians", None)
    assert (found["year"], found["time_precision"], found["geo_precision"]) == (2016, 1, 1)
    assert (found["iso"], found["country"], found["region"], found["admin1"]) == (760, "Syria", "Middle East", "Idlib")
    assert found["fatalities"] == 5
    assert found["notes"] == "قصفت طائرات النظام بلدة سراقب"
    assert "disputed=killed" in found["tags"]


def test_a_name_without_an_english_one_is_romanised(told):
    assert row(told)["actor2"].startswith("Lawā’")


def test_unknown_is_empty_and_not_nought(tell):
    assert row(tell(casualties=()))["fatalities"] is None


@pytest.mark.parametrize(
    ("initiators", "sub_event"),
    [
        (("sy-regime",), "Government regains territory"),
        (("x-1",), "Non-state actor overtakes territory"),
        (("nobody-knows",), None),
        ((), None),
    ],
)
def test_who_gained_territory(tell, versions, initiators, sub_event):
    told = tell(type=ClaimType.TERRITORY_GAIN, initiators=versions(*initiators))
    assert row(told)["sub_event_type"] == sub_event


def test_forces_of_a_state_are_external_in_another(tell, told):
    site = dataclasses.replace(told.incident.site, country="IQ")
    found = row(tell(site=site))
    assert (found["inter1"], found["interaction"]) == ("External/Other forces", "Rebel group-External/Other forces")


def test_civilians_bear_the_name_of_their_country(tell, versions):
    found = row(tell(targets=versions("civilians")))
    assert (found["actor2"], found["assoc_actor_2"]) == ("Civilians (Syria)", None)
    assert (found["civilian_targeting"], found["interaction"]) == ("Civilian targeting", "State forces-Civilians")


def test_a_crowd_is_of_protesters_named_or_not(tell, versions):
    for initiators in ((), versions("civilians")):
        found = row(tell(type=ClaimType.PROTEST, initiators=initiators, targets=()))
        assert (found["actor1"], found["interaction"]) == ("Protesters (Syria)", "Protesters only")


def test_violence_against_civilians_has_civilians_as_its_target(tell):
    found = row(tell(type=ClaimType.VIOLENCE_AGAINST_CIVILIANS, targets=()))
    assert (found["actor2"], found["civilian_targeting"]) == ("Civilians (Syria)", "Civilian targeting")


@pytest.mark.parametrize(("civilians", "targeted"), [(5, "Civilians (Syria)"), (3, None), (None, None)])
def test_a_strike_that_harmed_civilians_alone(tell, civilians, targeted):
    counts = [Casualties(CasualtyKind.KILLED, "", None, 5, 5, 5, "", (), False, ())]
    if civilians:
        counts.append(Casualties(CasualtyKind.KILLED, "civilians", True, 3, civilians, 5, "", (), False, ()))
    assert row(tell(targets=(), casualties=tuple(counts)))["actor2"] == targeted


def test_of_a_name_that_nothing_is_known_of_nothing_is_said(tell, versions):
    found = row(tell(initiators=versions("nobody-knows")))
    assert (found["actor1"], found["inter1"], found["interaction"]) == ("nobody-knows", None, None)


def test_nobody_and_nowhere(tell):
    found = row(tell(initiators=(), targets=(), site=None, first=None, last=None, date_precision=None))
    assert found["event_id_cnty"].startswith("XX-")
    empty = ("actor1", "inter1", "interaction", "civilian_targeting", "iso", "country", "region", "location", "year")
    assert [found[name] for name in empty] == [None] * len(empty)


def test_an_unidentified_group_stands_among_the_militias(tell, versions):
    found = row(tell(initiators=versions("gunmen"), targets=versions("civilians")))
    assert (found["inter1"], found["interaction"]) == ("Political militia", "Political militia-Civilians")
    both = row(tell(initiators=versions("gunmen"), targets=versions("gunmen")))
    assert both["interaction"] == "Political militia-Political militia"


def test_one_side_alone(tell):
    assert row(tell(targets=()))["interaction"] == "State forces only"


def test_only_the_governorate_is_known(tell, told):
    site = dataclasses.replace(told.incident.site, place=None, lat=None, lon=None, precision=None)
    found = row(tell(site=site))
    assert (found["geo_precision"], found["admin1"], found["latitude"]) == (3, "Idlib", 35.86)


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
