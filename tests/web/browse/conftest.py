"""Reports told by hand: each claim's words are looked up in the text, so that no coder is needed."""

import os
from dataclasses import dataclass

import pytest

from marsad.model import (
    CasualtyCount,
    CasualtyKind,
    Claim,
    ClaimType,
    Coding,
    Factuality,
    Located,
    Mention,
    Report,
    When,
)
from marsad.model.place import GEO_PRECISION, Position
from marsad.web.browse.registers import registers

# Playwright keeps an event loop running in this thread, where Django holds every question to the database for unsafe.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def mention(text, word):
    start = text.index(word)
    return Mention(word, start, start + len(word))


def place(text, word, country="SY"):
    """The place of this name that the gazetteer has in the country; without one it lies nobody knows where."""
    found = next((p for p in registers().gazetteer.find(word) if p.country == country and p.lat is not None), None)
    spot = mention(text, word)
    if found is None:
        return spot
    at = Position(found.id, found.lat, found.lon, 1.0, "village", *GEO_PRECISION["village"], ())
    return Mention(spot.text, spot.start, spot.end, located=Located(at))


@dataclass
class Teller:
    """Adds reports to a ledger; each call tells one report with one claim."""

    ledger: object
    told: int = 0

    def __call__(
        self,
        text,
        trigger,
        kind="shelling",
        by=(),
        on=(),
        at=(),
        source=(),
        killed=(),
        factuality="stated",
        day="2016-03-03",
        published=None,
        outlet="جريدة التجربة",
        title="خبر",
    ):
        self.told += 1
        report = Report(f"told-{self.told}", title, text, published or day, outlet, None)
        counts = [
            CasualtyCount(
                CasualtyKind.KILLED,
                mention(text, group) if group else None,
                None,
                low,
                high,
                words,
                text.index(words),
                text.index(words) + len(words),
            )
            for words, group, low, high in killed
        ]
        claim = Claim(
            ClaimType(kind),
            mention(text, trigger),
            tuple(mention(text, word) for word in by),
            tuple(mention(text, word) for word in on),
            tuple(place(text, word) for word in at),
            When("", 0, 0, day, day) if day else None,
            tuple(mention(text, word) for word in source),
            Factuality(factuality),
            tuple(counts),
        )  # fmt: skip
        self.ledger.add(report, Coding(report.id, (claim,)))
        return report.id

    def incident(self, report):
        """The incident that holds the claim of a report."""
        (entry,) = self.ledger.store.entries.of([report])[report]
        key = self.ledger.store.incidents.of_claims([entry.id])[entry.id]
        return self.ledger.store.incidents.get([key])[key]


@pytest.fixture
def tell(ledger):
    """Tells reports: ``tell("قصفت قوات النظام سراقب", "قصفت", by=["قوات النظام"], at=["سراقب"])``."""
    return Teller(ledger)


@pytest.fixture
def strike(tell):
    """Two outlets on two sources tell of one shelling, with 3 and 7 killed."""
    first = tell(
        "قال المرصد السوري لحقوق الإنسان إن قوات النظام قصفت بلدة سراقب وقتلت ثلاثة أشخاص.",
        "قصفت", by=["قوات النظام"], at=["سراقب"], source=["المرصد السوري لحقوق الإنسان"],
        killed=[("ثلاثة أشخاص", None, 3, 3)], outlet="عنب بلدي",
    )  # fmt: skip
    tell(
        "أعلن الدفاع المدني السوري أن قصفاً لقوات النظام على سراقب أودى بحياة سبعة أشخاص.",
        "قصفاً", by=["قوات النظام"], at=["سراقب"], source=["الدفاع المدني السوري"],
        killed=[("سبعة أشخاص", None, 7, 7)], outlet="جريدة التجربة",
    )  # fmt: skip
    return tell.incident(first)
