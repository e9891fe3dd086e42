from dataclasses import replace

import pytest

from marsad.ledger.control.intervals import timeline
from marsad.ledger.sites import Sites
from marsad.model import (
    GEO_PRECISION,
    Claim,
    ClaimType,
    Factuality,
    Located,
    Mention,
    Place,
    PlaceName,
    Position,
    Report,
    When,
)
from marsad.model.control import Extent, Tell, TellKind
from marsad.places.gazetteer import Gazetteer

SIDES = {"army": "gov", "guard": "gov", "front": "rebels", "brigade": "rebels", "org": "is", "province": "is"}
KINDS = {"held": TellKind.HELD, "took": TellKind.TAKEN, "left": TellKind.LEFT}


def side_of(actor):
    """The side of the actors of these tests; gunmen have none."""
    return SIDES.get(actor)


def nameless(actor):
    """Whether an actor of these tests is a sort of people."""
    return actor in ("gunmen", "fighters")


@pytest.fixture(scope="session")
def side():
    return side_of


def make(told, day, since="", by="monitor", report="", **rest):
    """A tell in short: «army took from org», with the day, or the days it may have been; ``since="?"``: undated."""
    who, verb, *losers = told.replace(" from ", " ").split()
    first = None if since == "?" else since or day
    values = {
        "id": f"{told}|{day}|{by}|{report}|{rest.get('extent', '')}|{rest.get('factuality', '')}",
        "report": report or f"{by} {told} {day}",
        "kind": KINDS[verb],
        "place": "town",
        "precision": "town",
        "holders": tuple(who.split("+")),
        "losers": tuple(losers),
        "first": first,
        "last": day,
        "factuality": Factuality.STATED,
        "extent": Extent.PLACE,
        "reach": (),
        "origin": by,
        "side": SIDES.get(by),
        "claim": None,
        "start": 0,
        "end": 4,
        "published": day,
    }
    return Tell(**values | rest)


@pytest.fixture(scope="session")
def tell():
    return make


def written_out(line):
    """A timeline as lines to compare: «start > end holders», with marks."""

    def bound(at):
        if at is None:
            return "?"
        return at.latest if at.earliest == at.latest else f"{at.earliest or '?'}/{at.latest}"

    lines = []
    for interval in line.intervals:
        marks = [f"part:{'+'.join(interval.part)}"] if interval.part else []
        marks += ["contested"] if interval.contested else []
        marks += ["implied"] if interval.implied else []
        holders = "+".join(interval.holders) or "-"
        lines.append(" ".join([bound(interval.start), ">", bound(interval.end), holders, *marks]))
    return lines


@pytest.fixture(scope="session")
def shown():
    return written_out


@pytest.fixture(scope="session")
def lines():
    """The lines of the timeline of some tells."""
    return lambda *tells, by_side=True: written_out(timeline("town", tells, side_of, by_side, nameless))


@pytest.fixture(scope="session")
def line():
    """The timeline of some tells."""
    return lambda *tells, by_side=True: timeline("town", tells, side_of, by_side, nameless)


# Reports and codings by hand


def spot(place_id, name, cls, parent, lat=34.5, lon=38.3):
    return Place(place_id, (PlaceName(name, "arab", "main"),), cls, parent, lat, lon, 3.0, 0, "own", "none", "SY")


@pytest.fixture(scope="session")
def gazetteer():
    """One subdistrict with a city and two villages, and a village beside it."""
    return Gazetteer.of(
        [
            spot("SY", "سوريا", "country", None),
            spot("SY-HI", "محافظة حمص", "governorate", "SY"),
            spot("nahiya", "ناحية تدمر", "subdistrict", "SY-HI"),
            spot("tadmur", "تدمر", "city", "nahiya"),
            spot("amiriya", "العامرية", "village", "nahiya"),
            spot("arak", "أراك", "village", "nahiya"),
            spot("jazal", "جزل", "village", "SY-HI"),
        ]
    )


@pytest.fixture
def sites(gazetteer):
    return Sites(gazetteer)


class Ids:
    """A register whose ids are the names."""

    def resolve(self, name, country=None, day=None):
        return name


@pytest.fixture
def ids():
    return Ids()


class Writer:
    """A report whose claims are built from the words of its text."""

    def __init__(self, text, published="2016-03-28", outlet="صحيفة", report="r1"):
        self.report = Report(report, "", text, published, outlet)

    def mention(self, words, nth=0):
        at = -1
        for _ in range(nth + 1):
            at = self.report.text.index(words, at + 1)
        return Mention(words, at, at + len(words))

    def place(self, words, place_id, precision="town", nth=0):
        position = Position(place_id, 34.5, 38.3, 3.0, precision, *GEO_PRECISION[precision], ())
        return replace(self.mention(words, nth), located=Located(position))

    def claim(self, kind, trigger, who=(), whom=(), places=(), day=None, sources=(), **rest):
        when = When(day[0], 0, 0, day[0], day[-1]) if day else None
        roles = [tuple(map(self.mention, names)) for names in (who, whom)]
        named = tuple(map(self.mention, sources))
        return Claim(ClaimType(kind), self.mention(trigger), *roles, tuple(places), when, named, **rest)


@pytest.fixture
def writer():
    return Writer
