"""Reports of a small world, coded as a coder would, and a ledger in either database."""

from dataclasses import dataclass, field

import pytest

from marsad.ledger.judgements.desk import Desk
from marsad.ledger.ledger import Ledger
from marsad.ledger.registers import Registers
from marsad.model import (
    GEO_PRECISION,
    CasualtyCount,
    CasualtyKind,
    Claim,
    ClaimType,
    Coding,
    Control,
    Factuality,
    Located,
    Mention,
    Position,
    Report,
    When,
)
from marsad.model.judgement import Judgement
from marsad.places.library import load

WORDS = {
    ClaimType.SHELLING: "قصفت",
    ClaimType.AIR_STRIKE: "أغارت",
    ClaimType.ARREST: "اعتقلت",
    ClaimType.TERRITORY_GAIN: "سيطرت",
}
NUMBERS = {2: "اثنان", 5: "خمسة", 9: "تسعة"}


@pytest.fixture(scope="session")
def registers():
    return Registers.shipped(load(("embedded",)))


@dataclass
class Writer:
    """Writes a report sentence by sentence, and codes each as a claim."""

    registers: Registers
    key: str
    day: str = "2016-06-12"
    outlet: str = "شبكة شام"
    text: str = ""
    claims: list = field(default_factory=list)
    control: list = field(default_factory=list)

    def _say(self, words, located=None):
        start = len(self.text)
        self.text += words
        mention = Mention(words, start, start + len(words), located=located)
        self.text += " "
        return mention

    def _place(self, name):
        place = self.registers.gazetteer.find(name)[0]
        position = Position(place.id, place.lat, place.lon, place.radius_km, "town", *GEO_PRECISION["town"], ())
        return self._say(name, Located(position))

    def tell(self, kind, place, by="قوات النظام", killed=None, source=None, factuality="stated"):
        """One sentence: what, who, where, how many dead, on whose word."""
        sources = (self._say(source),) if source else ()
        trigger, actor, where = self._say(WORDS[ClaimType(kind)]), self._say(by), self._place(place)
        when = self._say("أمس")
        dead = ()
        if killed:
            count = self._say(NUMBERS[killed])
            dead = (CasualtyCount(CasualtyKind.KILLED, None, True, killed, killed, count.text, count.start, count.end),)
        self.text += ".\n"
        happened = When(when.text, when.start, when.end, self.day, self.day)
        self.claims.append(
            Claim(
                ClaimType(kind), trigger, (actor,), (), (where,), happened, sources, Factuality(factuality), dead,
                confidence=0.8,
            )
        )  # fmt: skip
        return self

    def held(self, place, by):
        """One sentence of who holds a place."""
        where, holder = self._place(place), self._say(by)
        self.text += ".\n"
        self.control.append(Control(where, (holder,)))
        return self

    @property
    def coded(self):
        report = Report(self.key, "", self.text, self.day, self.outlet)
        return report, Coding(self.key, tuple(self.claims), tuple(self.control))


@pytest.fixture
def writer(registers):
    """Gives a writer of a new report."""
    return lambda key, **about: Writer(registers, key, **about)


@pytest.fixture
def ledger(store, registers):
    return Ledger(store, registers)


@pytest.fixture
def desk(store):
    return Desk(store)


@pytest.fixture
def judge(ledger):
    """Records an act."""

    def say(act, who="Amal", expected=None):
        return ledger.judge(Judgement(act, who, "2026-11-29T10:00:00+00:00", "seen"), expected)

    return say


@pytest.fixture
def world(writer):
    """Four reports: two tell one shelling of Saraqib with other tolls, and there are other happenings beside it."""
    return [
        writer("r1").tell("shelling", "سراقب", killed=5).tell("air_strike", "خان شيخون").coded,
        writer("r2", outlet="الجزيرة").tell("shelling", "سراقب", killed=9, source="المرصد السوري لحقوق الإنسان").coded,
        writer("r3").tell("territory_gain", "تدمر", by="تنظيم داعش").held("تدمر", "تنظيم داعش").coded,
        writer("r4", outlet="الجزيرة").tell("arrest", "سراقب", by="لواء المثال المجهول").coded,
    ]
