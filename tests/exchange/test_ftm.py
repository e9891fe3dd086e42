import io
import json
from pathlib import Path

import pytest

from marsad.exchange.ftm import worded, write_ftm
from marsad.model import CasualtyKind
from marsad.model.actor import Actor, ActorKind
from marsad.model.incident import Casualties

MODEL = Path(__file__).parents[2] / "build" / "followthemoney.json"


def written(items):
    out = io.BytesIO()
    count = write_ftm(items, out)
    entities = [json.loads(line) for line in out.getvalue().splitlines()]
    assert len(entities) == count
    return entities


def by_schema(entities):
    return {entity["schema"]: entity["properties"] for entity in entities}


def test_an_event_with_its_address_parties_and_articles(told):
    entities = written([told])
    assert [entity["schema"] for entity in entities] == ["PublicBody", "Organization", "Article", "Address", "Event"]
    event = by_schema(entities)["Event"]
    assert event["name"] == ["Air strike at Sarāqb"]
    assert event["summary"] == ["5–7 killed; fair, 2 independent sources"]
    assert event["involved"] == [entities[0]["id"], entities[1]["id"]]
    assert event["proof"] == [entities[2]["id"]]
    assert event["addressEntity"] == [entities[3]["id"]]
    assert by_schema(entities)["Address"]["latitude"] == ["35.86"]


def test_people_are_no_organisation(told):
    assert "Civilians" not in json.dumps(written([told]))


def test_an_entity_is_written_once(told):
    assert [entity["schema"] for entity in written([told, told])].count("Article") == 1


def test_an_incident_nowhere_has_no_address(tell):
    event = by_schema(written([tell(site=None, casualties=(), disputes=())]))["Event"]
    assert "addressEntity" not in event
    assert event["name"] == ["Air strike"]


@pytest.fixture(scope="module")
def schemata():
    """The schemata of FollowTheMoney by name, as its makers publish them."""
    if not MODEL.exists():
        pytest.skip(f"no {MODEL}: run .venv/bin/python frontend/build.py --browser")
    return json.loads(MODEL.read_text(encoding="utf-8"))["schemata"]


def test_the_model_of_followthemoney_knows_every_property(told, schemata):
    for entity in written([told]):
        names = schemata[entity["schema"]]["schemata"]  # itself and those it descends from
        known = {name for parent in names for name in schemata[parent]["properties"]}
        assert entity["properties"].keys() <= known, entity["schema"]


def test_properties_point_to_what_the_model_lets_them(told, schemata):
    entities = written([told])
    schema_of = {entity["id"]: entity["schema"] for entity in entities}
    pointing = 0
    for entity in entities:
        for parent in schemata[entity["schema"]]["schemata"]:
            for name, fields in schemata[parent]["properties"].items():
                for value in entity["properties"].get(name, ()) if fields["type"] == "entity" else ():
                    assert fields["range"] in schemata[schema_of[value]]["schemata"], (entity["schema"], name)
                    pointing += 1
    assert pointing


def test_what_the_model_requires_is_there(told, schemata):
    for entity in written([told]):
        needed = {n for p in schemata[entity["schema"]]["schemata"] for n in schemata[p].get("required", ())}
        assert needed <= entity["properties"].keys(), entity["schema"]


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(3, 7, "3–7"), (5, 5, "5"), (11, None, "11+"), (None, 20, "up to 20"), (None, None, "unknown")],
)
def test_a_range_in_words(low, high, words):
    assert worded(Casualties(CasualtyKind.KILLED, "", None, low, low, high, "", (), False, ())) == words


def test_gunmen_are_nobody(tell, versions):
    told = tell(initiators=versions("gunmen"), targets=())
    told.registers.actors["gunmen"] = Actor("gunmen", ("مسلحون",), ("Unidentified armed group",), ActorKind.UNKNOWN)
    assert [entity["schema"] for entity in written([told])] == ["Article", "Address", "Event"]
