import dataclasses

import pytest

from marsad.exchange.tables.told import arabic_name, english_name, nobody
from marsad.ledger.casualties.sides import Deaths
from marsad.model import CasualtyKind, Factuality, Mention, Report
from marsad.model.actor import Actor, ActorKind
from marsad.model.source import Source, SourceKind

GUNMEN = Actor("gunmen", ("مسلحون",), ("Unidentified armed group",), ActorKind.UNKNOWN)


def test_the_firmest_of_the_claims_counts(tell):
    told = tell({"factuality": Factuality.PLANNED})
    said = dataclasses.replace(told.entries[0], claim=dataclasses.replace(told.entries[0].claim, factuality="alleged"))
    both = dataclasses.replace(told, entries=(*told.entries, said))
    assert (told.factuality, told.done) == (Factuality.PLANNED, False)
    assert (both.factuality, both.done) == (Factuality.ALLEGED, True)


@pytest.mark.parametrize(
    ("told_of", "order"),
    [
        ((("gunmen", ("a",)), ("x-1", ("b",))), ["x-1", "gunmen"]),
        ((("gunmen", ("a", "b")), ("x-1", ("c",))), ["gunmen", "x-1"]),
    ],
)
def test_somebody_comes_before_gunmen_where_as_many_say_so(tell, versions, told_of, order):
    told = tell(initiators=versions(*told_of))
    told.registers.actors["gunmen"] = GUNMEN
    assert [actor.id for actor in told.initiators] == order


@pytest.mark.parametrize(
    ("initiators", "targets", "opponents"),
    [
        (("sy-regime",), ("sy-regime", "x-1"), ["x-1"]),
        (("sy-regime",), ("sy-regime",), []),
        (("x-1",), ("x-1",), ["x-1"]),  # rebels do fight each other
        ((), ("sy-regime",), ["sy-regime"]),
    ],
)
def test_the_forces_of_a_state_are_no_opponents_of_themselves(tell, versions, initiators, targets, opponents):
    told = tell(initiators=versions(*initiators), targets=versions(*targets))
    assert [actor.id for actor in told.opponents] == opponents


def test_the_point_of_what_holds_the_site(tell, told):
    site = told.incident.site
    assert told.point == (site.lat, site.lon)
    bare = dataclasses.replace(site, place=None, lat=None, lon=None, precision=None)
    assert tell(site=bare).point == (35.86, 36.8)
    assert tell(site=dataclasses.replace(bare, governorate=None)).point is None
    assert tell(site=None).point is None


def test_the_dead_of_an_actor_stand_on_the_side_of_its_allies(tell, told):
    army = Actor("sy-army", ("الجيش",), (), ActorKind.STATE_FORCES, side="sy")
    told.registers.actors["sy-army"] = army
    assert told._side_of("sy-army") == "initiators"
    assert told._side_of("x-1") == "targets"
    assert told._side_of("wanderers") is None


def test_dead_of_whom_nobody_says_who_they_were_are_unknown(tell, told):
    total = told.total(CasualtyKind.KILLED)
    assert tell(casualties=(total,)).deaths == Deaths(None, None, None, total)
    assert tell(casualties=()).deaths == Deaths(None, None, None, None)
    assert told.deaths.civilians.best == 5


def test_the_paragraph_of_the_founding_claim(told):
    assert told.sentence == "قصفت طائرات النظام بلدة سراقب"
    assert dataclasses.replace(told, reports={}).sentence == "قصفت"
    one = dataclasses.replace(told.entries[0].claim, trigger=Mention("x", 0, 1))
    entries = (dataclasses.replace(told.entries[0], claim=one),)
    assert dataclasses.replace(told, entries=entries, reports={"r1": Report("r1", "", "x y ")}).sentence == "x y"


def test_names_that_fall_back():
    bare = Source("new:x", (), (), SourceKind.UNKNOWN)
    assert (english_name(bare), arabic_name(bare)) == ("new:x", "new:x")
    assert arabic_name(dataclasses.replace(bare, en=("Wire",))) == "Wire"


def test_gunmen_are_nobody_and_a_name_met_is_somebody():
    assert nobody(GUNMEN)
    assert not nobody(dataclasses.replace(GUNMEN, provisional=True))
