"""From the place mentions of a whole report to their positions, the surest first.

A report names large places and places with one meaning beside those that many villages share. The sure ones are chosen
first and then serve as anchors for the rest, in rounds that ask for less each time. What no round can tell stays
without a position: a far namesake is worse than none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from marsad.model import Located, Place, Position
from marsad.places.gazetteer import Gazetteer
from marsad.places.resolve.candidates import SETTLED, Candidate, well_known
from marsad.places.resolve.country import countries, land_at
from marsad.places.resolve.ground import km
from marsad.places.resolve.phrase import Phrase, read
from marsad.places.resolve.referents import Referent, gather, prune
from marsad.places.resolve.scoring import Scored, weigh
from marsad.places.resolve.shapes import both, one_end, road_between, shape_of
from marsad.places.resolve.ties import LIKELY, distance_before, find_ties
from marsad.places.resolve.towns import in_town
from marsad.places.resolve.values import PlaceMention
from marsad.places.resolve.words import STATES

# What each round asks for: the score of the best candidate and its lead over the next.
_KNOWN_FIRST: Final = (1.2, 0.5)
_ROUNDS: Final = ((2.6, 1.5), (1.7, 0.9), (1.0, 0.4))
_ALONE: Final = (1.3, 0.9)
_MOST_ALONE: Final = 6  # places of a report that nothing bears out
_CALLED_SO: Final = 0.45  # how well the words alone must fit such a place
# The work grows with the square of the places weighed together, so what is longer than any report is read in parts.
_MOST_MENTIONS: Final = 300
_AROUND: Final = 2000  # characters beside them that tell of which countries they are
_SAME_PLACE_KM: Final = 10.0
_CALLED_ALIKE_KM: Final = 25.0  # how far a district's middle may lie from the town it is called after
_CALLED_AFTER_KM: Final = 60.0
_REFUSED_TOLD: Final = 3
_NOWHERE: Final = Located(None)


def resolve(
    mentions: Sequence[PlaceMention], text: str, gazetteer: Gazetteer, country_hint: str | None = None
) -> list[Position | None]:
    """The position of each mention, or None. Pure: the same arguments give the same positions.

    ``mentions`` may come in any order; ``country_hint`` is the ISO code of the country the report is thought to be of.
    """
    return [located.position for located in locate(mentions, text, gazetteer, country_hint)]


def locate(
    mentions: Sequence[PlaceMention], text: str, gazetteer: Gazetteer, country_hint: str | None = None
) -> list[Located]:
    """As ``resolve``, and for a mention without a position the larger place that the text puts it into."""
    order = sorted(range(len(mentions)), key=lambda k: (mentions[k].start, -mentions[k].end))
    found: list[Located] = [_NOWHERE] * len(mentions)
    for begin in range(0, len(order), _MOST_MENTIONS):
        part = order[begin : begin + _MOST_MENTIONS]
        for k, located in zip(part, _locate([mentions[k] for k in part], text, gazetteer, country_hint), strict=True):
            found[k] = located
    return found


def _locate(
    mentions: Sequence[PlaceMention], text: str, gazetteer: Gazetteer, country_hint: str | None
) -> Iterator[Located]:
    """What is known of each of the mentions, which come in text order."""
    phrases = [read(mention.text) for mention in mentions]
    referents, of = gather(mentions, phrases, find_ties(text, mentions, phrases), gazetteer)
    around = text[max(0, mentions[0].start - _AROUND) : mentions[-1].end + _AROUND]
    shares = countries(around, referents, country_hint)
    prune(referents, shares)
    _choose(referents, shares)
    for mention, phrase, numbers in zip(mentions, phrases, of, strict=True):
        yield _located(mention, phrase, [referents[n] for n in numbers], referents, text, gazetteer, shares)


def _choose(referents: Sequence[Referent], shares: Mapping[str, float]) -> None:
    """Choose among the candidates: the well known first, then what these bear out, at last what stands alone."""
    anchors: list[int] = []
    _round(referents, shares, anchors, _KNOWN_FIRST, _is_known)
    for _ in range(_MOST_ALONE):
        for least in _ROUNDS:
            _round(referents, shares, anchors, least, _is_held)
        if not _alone(referents, shares, anchors):
            break


def _round(
    referents: Sequence[Referent],
    shares: Mapping[str, float],
    anchors: list[int],
    asked: tuple[float, float],
    allowed: Callable[[Scored], bool],
) -> None:
    """Settle every referent whose best candidate is ``allowed``, good and clear; twice, as the new ones help others."""
    for _ in range(2):
        new = []
        for n, referent in enumerate(referents):
            if referent.choice is None and referent.candidates and not _waits(referent, referents):
                scored = weigh(referent, referents, anchors, shares)
                if allowed(scored[0]) and _clear(scored, *asked):
                    _settle(referent, scored)
                    new.append(n)
        anchors += new
        if not new:
            break


def _alone(referents: Sequence[Referent], shares: Mapping[str, float], anchors: list[int]) -> bool:
    """Settle the one likeliest referent that nothing bears out but its name."""
    best: tuple[float, int, list[Scored]] | None = None
    for n, referent in enumerate(referents):
        if referent.choice is None and referent.candidates:
            scored = weigh(referent, referents, anchors, shares)
            score = scored[0].score
            if (
                (best is None or score > best[0])
                and scored[0].candidate.prior >= _CALLED_SO
                and _clear(scored, *_ALONE)
            ):
                best = score, n, scored
    if best is None:
        return False
    _settle(referents[best[1]], best[2])
    anchors.append(best[1])
    return True


def _waits(referent: Referent, referents: Sequence[Referent]) -> bool:
    """Whether the text puts it into a larger place that is not chosen yet but may be."""
    return any(
        strength >= LIKELY and referents[n].choice is None and referents[n].candidates
        for n, strength in referent.outer.items()
    )


def _is_known(best: Scored) -> bool:
    return best.candidate.large or (well_known(best.candidate.place) and best.candidate.relation != "host")


def _is_held(best: Scored) -> bool:
    return best.held or _is_known(best)


def _rivals(scored: Sequence[Scored]) -> list[Scored]:
    return [s for s in scored[1:] if not _same(scored[0].candidate, s.candidate)]


def _clear(scored: Sequence[Scored], least: float, lead: float) -> bool:
    """Whether the best candidate is good enough and far enough before the next."""
    best = scored[0].score
    if best < least:
        return False
    rival = next((s.score for s in scored[1:] if not _same(scored[0].candidate, s.candidate)), None)
    return rival is None or best - rival >= lead


def _settle(referent: Referent, scored: Sequence[Scored]) -> None:
    best, rivals = scored[0], _rivals(scored)
    chosen = best.candidate
    referent.choice = chosen
    referent.evidence = _evidence(best, len(rivals))
    referent.refused = tuple(
        f"{s.candidate.place.name} [{s.candidate.place.id}], "
        f"{km(chosen.lat, chosen.lon, s.candidate.lat, s.candidate.lon):.0f} km away"
        for s in rivals[:_REFUSED_TOLD]
    )


def _evidence(best: Scored, rivals: int) -> tuple[str, ...]:
    place = best.candidate.place
    told = [f"named {best.candidate.name}", *best.evidence]
    if not rivals:
        told.append("no namesake")
    elif well_known(place):
        told.append("the best known of its name")
    told.append(f"country {place.country}")
    return tuple(told)


def _same(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates are one place for our purpose: together, or a city and what is called after it."""
    away = km(one.lat, one.lon, other.lat, other.lon)
    if away <= _SAME_PLACE_KM or one.place.id == other.place.parent or other.place.id == one.place.parent:
        return True
    large = [c for c in (one, other) if c.large or c.place.cls in ("district", "subdistrict")]
    return bool(large) and away <= max(_CALLED_ALIKE_KM, *(c.place.radius_km for c in large))


def _located(
    mention: PlaceMention,
    phrase: Phrase,
    chosen: Sequence[Referent],
    referents: Sequence[Referent],
    text: str,
    gazetteer: Gazetteer,
    shares: Mapping[str, float],
) -> Located:
    if phrase.relation in ("land", "nation"):
        return _land(phrase, gazetteer, phrase.country or _state(phrase, text, mention, shares))
    choices = [referent.choice for referent in chosen if referent.choice is not None]
    evidence = tuple(told for referent in chosen for told in referent.evidence)
    refused = tuple(told for referent in chosen for told in referent.refused)
    if phrase.ends and len(choices) == 1 and choices[0].place.cls in SETTLED:
        return Located(one_end(choices[0]).position((*evidence, "one end of the road"), refused))
    if len(choices) < len(chosen) or not choices:
        return in_town(mention, phrase, chosen, referents) or _unplaced(chosen, referents, gazetteer)
    if len(choices) == 2 and phrase.ends:
        return Located(road_between(choices).position((*evidence, "the middle of the road"), refused))
    if len(choices) == 2:
        return Located(both(choices).position((*evidence, "between the two"), refused))
    choice = choices[0]
    distance = distance_before(text, mention.start) if choice.relation == "direction" else None
    shape = shape_of(phrase, choice, _called_after(choice, gazetteer), distance)
    if choice.relation != "at":
        evidence = (*evidence, choice.relation if distance is None else f"{distance:g} km away as told")
    return Located(shape.position(evidence, refused))


def _state(phrase: Phrase, text: str, mention: PlaceMention, shares: Mapping[str, float]) -> str:
    """The code of the country meant by «البلاد» (the country) or «المملكة» (the kingdom)."""
    codes = next((STATES[name.text] for name in phrase.names if name.text in STATES), None)
    if codes is None:
        return land_at(text, mention.start, shares)
    return max(codes, key=lambda code: shares.get(code, 0.0))


def _land(phrase: Phrase, gazetteer: Gazetteer, code: str) -> Located:
    """«شمال البلاد», the north of the country the report is of; «الأراضي اليمنية», the lands of Yemen."""
    place = gazetteer.get(code) if code else None
    if place is None or place.lat is None or place.lon is None:
        return _NOWHERE
    base = Candidate(place, place.lat, place.lon, "at" if phrase.bearing is None else "direction", 0.0, "")
    return Located(shape_of(phrase, base, None, None).position((f"country {place.country}",), ()))


def _called_after(choice: Candidate, gazetteer: Gazetteer) -> Place | None:
    """The governorate that bears the name of a chosen city: its countryside is meant by «ريف حلب»."""
    if choice.relation != "countryside" or choice.place.cls not in SETTLED:
        return None
    for place in gazetteer.find("محافظة " + choice.name):
        if place.cls != "governorate" or place.lat is None or place.lon is None:
            continue
        if km(choice.lat, choice.lon, place.lat, place.lon) <= max(_CALLED_AFTER_KM, place.radius_km):
            return place
    return None


def _unplaced(chosen: Sequence[Referent], referents: Sequence[Referent], gazetteer: Gazetteer) -> Located:
    """No position; the smallest place that the text surely puts the mention into."""
    homes = [
        referents[n]
        for referent in chosen
        for n, strength in referent.outer.items()
        if strength >= LIKELY and referents[n].choice is not None
    ]
    refused = tuple(
        f"{c.place.name} [{c.place.id}], not borne out" for r in chosen for c in r.candidates[:_REFUSED_TOLD]
    )
    placed = [_called_after(c, gazetteer) or c.place for home in homes if (c := home.choice) is not None]
    region = min(placed, key=lambda place: place.radius_km, default=None)
    if region is None:
        return Located(None, None, (), refused)
    return Located(None, region.id, (f"inside {region.name}",), refused)
