"""Retold incidents as whole reports with their codings, to carry through the ledger from end to end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from marsad.evaluation.retelling.settings import settings
from marsad.evaluation.retelling.sketches import by_report
from marsad.evaluation.retelling.tellings import Name, Telling, of_incidents
from marsad.ledger.entry import claim_id
from marsad.model import CasualtyCount, CasualtyKind, Claim, ClaimType, Coding, Factuality, Mention, Place, Report
from marsad.model.located import Located
from marsad.model.place import GEO_PRECISION, Position
from marsad.model.values import When

_PRECISION = {"city": "town", "town": "town", "village": "village", "region": "region", "governorate": "governorate"}
_SAID = {
    "stated": "قال",  # said
    "alleged": "اتهم",  # accused
    "likely": "رجّح",  # thought likely
    "denied": "نفى",  # denied
    "planned": "توعّد",  # threatened
}


def retold(seed: int, incidents: int) -> tuple[list[tuple[Report, Coding]], dict[str, int]]:
    """The reports that tell so many incidents, by day, and for each claim's id (``claim_id``) the incident it tells.

    The same seed gives the same reports. Their texts hold every mention that the codings give, and nothing that
    happened.
    """
    found = []
    truth: dict[str, int] = {}
    for name, told in sorted(by_report(of_incidents(seed, incidents)).items()):
        report, coding = written(name, told)
        found.append((report, coding))
        truth |= {claim_id(name, claim): one.truth for claim, one in zip(coding.claims, told, strict=True)}
    return found, truth


def written(name: str, told: Sequence[Telling]) -> tuple[Report, Coding]:
    """The report, under the id ``name``, that holds these tellings of one day and outlet, with its coding."""
    writing = _Writing()
    claims = tuple(_claim(writing, telling) for telling in told)
    outlets = settings().texts.outlets
    published = date.fromordinal(told[0].published).isoformat()
    return Report(name, "", writing.text, published, outlets[told[0].outlet % len(outlets)]), Coding(name, claims)


@dataclass(slots=True)
class _Writing:
    """A text under way."""

    text: str = ""

    def put(self, words: str) -> Mention:
        """Write words and a space; the mention is of the words."""
        start = len(self.text)
        self.text += words + " "
        return Mention(words, start, start + len(words))


def _claim(writing: _Writing, telling: Telling) -> Claim:
    """One sentence, and what it claims."""
    texts = settings().texts
    writing.put(_SAID[telling.factuality])
    source = writing.put(texts.sources[telling.source % len(texts.sources)])
    writing.put("إن")
    trigger = writing.put(texts.triggers[telling.type])
    initiators = _named(writing, "نفذته", telling.initiator)
    targets = _named(writing, "ضد", telling.target)
    places = _placed(writing, telling.place)
    when = _when(writing, telling)
    counts = _counts(writing, telling)
    for shift in range(0, 64, 4):
        writing.put(texts.fillers[telling.wording >> shift & 15])
    writing.text = writing.text.rstrip() + ".\n"
    factuality = Factuality(telling.factuality)
    sources = (source,)
    return Claim(
        ClaimType(telling.type), trigger, initiators, targets, places, when, sources, factuality, counts, (), 1.0
    )


def _named(writing: _Writing, before: str, name: Name | None) -> tuple[Mention, ...]:
    if name is None:
        return ()
    writing.put(before)
    return (writing.put(name.text),)


def _placed(writing: _Writing, place: Place | None) -> tuple[Mention, ...]:
    if place is None:
        return ()
    writing.put("في")
    bare = writing.put(place.name)
    return (Mention(bare.text, bare.start, bare.end, located=_located(place)),)


def _located(place: Place) -> Located:
    if place.lat is None or place.lon is None:
        return Located(None, place.id)
    precision = _PRECISION.get(place.cls, "exact")
    acled, ucdp = GEO_PRECISION[precision]
    return Located(Position(place.id, place.lat, place.lon, place.radius_km, precision, acled, ucdp, ()))


def _when(writing: _Writing, telling: Telling) -> When | None:
    if telling.first is None or telling.last is None:
        return None
    first, last = date.fromordinal(telling.first).isoformat(), date.fromordinal(telling.last).isoformat()
    words = writing.put(first if first == last else f"{first} إلى {last}")
    return When(words.text, words.start, words.end, first, last)


def _counts(writing: _Writing, telling: Telling) -> tuple[CasualtyCount, ...]:
    told = ((CasualtyKind.KILLED, "مقتل", telling.killed), (CasualtyKind.INJURED, "إصابة", telling.injured))
    found = []
    for kind, word, count in told:
        if count is not None:
            writing.put(word)
            low, high = count
            at = writing.put(str(low) if high is not None else f"{low} على الأقل")
            found.append(CasualtyCount(kind, None, None, low, high, at.text, at.start, at.end))
    return tuple(found)
