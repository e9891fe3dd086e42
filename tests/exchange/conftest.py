"""Incidents told in full, for tests of what leaves the ledger."""

import dataclasses

import pytest

from marsad.exchange.tables.told import Told
from marsad.ledger.entry import Entry, claim_id
from marsad.model import (
    CasualtyCount,
    CasualtyKind,
    Claim,
    ClaimType,
    Located,
    Mention,
    Place,
    PlaceName,
    Position,
    Report,
    When,
)
from marsad.model.actor import Actor, ActorKind
from marsad.model.incident import Casualties, Certainty, Grade, Incident, Site, Toll, Version
from marsad.model.source import Source, SourceKind

TEXT = "قصفت طائرات النظام بلدة سراقب\nأمس فقتل 5 مدنيين، بحسب ناشطين."


def mention(words, **more):
    start = TEXT.index(words)
    return Mention(words, start, start + len(words), **more)


def _place(name, cls, parent, latin):
    names = (PlaceName(name, "arab", "main"), *((PlaceName(latin, "latn", "main"),) if latin else ()))
    return Place(f"p-{name}", names, cls, parent, 35.86, 36.8, 3.0, 0, "own", "own", "SY")


IDLIB = _place("إدلب", "governorate", None, "Idlib")
SARAQIB = _place("سراقب", "town", IDLIB.id, "")
REGIME = Actor("sy-regime", ("قوات النظام",), ("Syrian government forces",), ActorKind.STATE_FORCES, "sy", ("SY",))
REBELS = Actor("x-1", ("لواء الفتح",), (), ActorKind.REBELS, provisional=True)
CIVILIANS = Actor("civilians", ("مدنيون",), ("Civilians",), ActorKind.CIVILIANS)
GUNMEN = Actor("gunmen", ("مسلحون",), ("Unidentified armed group",), ActorKind.UNKNOWN)
ACTIVISTS = Source("activists", ("ناشطون",), ("Activists",), SourceKind.ACTIVISTS, anonymous=True)
WIRE = Source("wire", ("=وكالة",), (), SourceKind.AGENCY)
REPORT = Report("r1", "-عنوان", TEXT, "2016-03-02", "الصحيفة", "https://example.org/1")
CLAIM = Claim(
    ClaimType.AIR_STRIKE,
    mention("قصفت"),
    initiators=(mention("طائرات النظام"),),
    places=(mention("بلدة سراقب", located=Located(Position(SARAQIB.id, 35.86, 36.8, 3.0, "town", 1, 1, ()))),),
    when=When("أمس", TEXT.index("أمس"), TEXT.index("أمس") + 3, "2016-03-01", "2016-03-01"),
    sources=(mention("ناشطين"),),
    casualties=(CasualtyCount(CasualtyKind.KILLED, None, True, 5, 5, "5 مدنيين", 36, 44),),
    confidence=0.8,
)
SITE = Site(SARAQIB.id, "سراقب", 35.86, 36.8, 3.0, "town", IDLIB.id, "SY")
ENTRY = Entry(claim_id("r1", CLAIM), "r1", "outlet", "2016-03-02", CLAIM, (SITE,), (ACTIVISTS.id,), (REGIME.id,))


class Registers:
    def __init__(self):
        everyone = (REGIME, REBELS, CIVILIANS, GUNMEN), (ACTIVISTS, WIRE), (IDLIB, SARAQIB)
        self.actors, self.sources, self.places = ({one.id: one for one in kind} for kind in everyone)

    def actor(self, actor):
        return self.actors.get(actor) or Actor(actor, (), (), ActorKind.UNKNOWN, provisional=True)

    def source(self, source):
        return self.sources.get(source) or Source(source, (), (), SourceKind.UNKNOWN, provisional=True)

    def place(self, place):
        return self.places.get(place)

    def chain(self, place):
        return [self.places[place.parent]] if place.parent else []

    def independent(self, origins, day):
        return tuple(dict.fromkeys(origins))

    def fighters(self, name, entry):
        return None


@pytest.fixture
def tell():
    """Makes one incident told in full, with fields of it or of its claim changed at will."""
    return _told


@pytest.fixture
def versions():
    """Makes versions of a field: ids, or ids with their independent origins."""

    def make(*told):
        return tuple(Version(*((one, (), ()) if isinstance(one, str) else (one[0], (), one[1]))) for one in told)

    return make


@pytest.fixture
def told():
    """One incident told in full."""
    return _told()


def _told(claim=None, **changes):
    """An air strike on Saraqib that killed 5 to 7, on the word of activists and an agency."""
    tolls = (
        Toll(CasualtyKind.KILLED, "", None, 5, 5, ACTIVISTS.id, ENTRY.id, "2016-03-02"),
        Toll(CasualtyKind.KILLED, "", None, 7, None, WIRE.id, ENTRY.id, "2016-03-02", superseded=True),
    )
    incident = {
        "id": ENTRY.id,
        "claims": (ENTRY.id,),
        "reports": ("r1",),
        "type": ClaimType.AIR_STRIKE,
        "first": "2016-03-01",
        "last": "2016-03-01",
        "date_precision": 1,
        "site": SITE,
        "types": (Version("air_strike", (ENTRY.id,), (ACTIVISTS.id,)),),
        "initiators": (Version(REGIME.id, (ENTRY.id,), (ACTIVISTS.id,)),),
        "targets": (Version(REBELS.id, (ENTRY.id,), (WIRE.id,)), Version(CIVILIANS.id, (ENTRY.id,), ())),
        "casualties": (
            Casualties(CasualtyKind.KILLED, "", None, 5, 5, 7, "most supported", ("activists", "wire"), True, tolls),
            Casualties(CasualtyKind.KILLED, "children", True, 1, 1, 1, "most supported", ("activists",), False, ()),
        ),
        "certainty": Certainty(Grade.FAIR, (ACTIVISTS.id, WIRE.id), (), (), ()),
        "disputes": ("killed",),
    } | changes
    entry = dataclasses.replace(ENTRY, claim=dataclasses.replace(CLAIM, **(claim or {})))
    return Told(Incident(**incident), (entry,), {"r1": REPORT}, Registers())
