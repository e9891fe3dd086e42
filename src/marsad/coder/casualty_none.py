"""«دون وقوع إصابات», «لم ترد أنباء عن خسائر»: reports that there were no casualties, or that none are known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from marsad.coder.casualty_groups import QUOTES, STOPS, MentionsAt, group_at
from marsad.coder.casualty_nouns import amid, noun_hit
from marsad.coder.casualty_words import hit_at, reading_at, word_list
from marsad.coder.document import Document
from marsad.coder.ranges import CountPhrase
from marsad.lexicon import Hit
from marsad.model import CasualtyKind

WINDOW: Final = 10  # tokens between the negator and the harm it denies
_NOBODY: Final = word_list("nobody")
_PREPOSITIONS: Final = word_list("prepositions")
_TAIL: Final = word_list("losses")
_OUTCOME: Final = word_list("outcome")
_CLAUSE: Final = word_list("clause")
_DENIES: Final = word_list("denies")
_OCCURRING: Final = word_list("occurring")


@dataclass(slots=True)
class _Scan:
    unknown: bool = False
    harm: int = 0
    outcome: bool = False  # after «لم تسفر» the subject may stand before what is denied


def read_none(doc: Document, i: int, mentions: MentionsAt) -> CountPhrase | None:
    """The statement of no (known) casualties that begins at token ``i``, or ``None``."""
    hit = hit_at(doc, i, "no_toll") if doc.kinds[i] or i in doc.phrases else None
    if hit is None:
        return None
    if hit.reading.sense.cls == "zero":
        return _phrase(doc, i, _material_end(doc, hit.j), 0, mentions)
    if hit.reading.sense.cls != "negator":
        return None
    scan = _scan(doc, hit.j, denied=doc.form(i).lstrip("وف") in _DENIES)
    if not scan.harm:
        return None
    return _phrase(doc, i, scan.harm, None if scan.unknown else 0, mentions)


def _scan(doc: Document, start: int, *, denied: bool) -> _Scan:
    """``denied``: behind «نفى» (denied) whoever denies may stand first, and a date between commas."""
    found = _Scan(outcome=denied)
    k = start
    while k < min(start + WINDOW, len(doc.tokens)):
        if doc.tokens[k].kind != "word":
            if doc.form(k) not in QUOTES and not (denied and doc.form(k) == "،"):
                break
            k += 1
            continue
        if _nobody_harmed(doc, k):
            loss = hit_at(doc, k + 2, "no_toll")  # «سقوط أي إصابة», any injury
            found.harm = loss.j if loss and loss.reading.sense.cls == "harm" else k + 2
            break
        hit = hit_at(doc, k, "no_toll")
        if hit and hit.reading.sense.cls == "harm":
            loose = denied and doc.form(k - 1) not in _OCCURRING
            found.harm = 0 if loose else _denied(doc, k, hit)
            break
        if not _goes_with(doc, k, hit, found):
            break
        k = hit.j if hit else k + 1
    return found


def _nobody_harmed(doc: Document, k: int) -> bool:
    """«لم يُصب أحد», nobody was injured."""
    casualty = reading_at(doc, k, "casualty")
    if casualty is None or not {"counted", "met"}.isdisjoint(casualty.sense.feats):
        return False
    return doc.form(k + 1) in _NOBODY or doc.form(k + 2) in _NOBODY


def _denied(doc: Document, k: int, hit: Hit) -> int:
    """The token after the casualties denied, or 0 where somebody's injury or material damage alone is meant."""
    if doc.form(k).endswith("اصابه") and hit.j < len(doc.tokens) and _goes_on(doc, hit.j):
        return 0
    if doc.form(hit.j).endswith("ماديه") and doc.form(hit.j + 1) not in ("او", "و"):
        return 0
    return _tail(doc, hit.j)


def _goes_with(doc: Document, k: int, hit: Hit | None, found: _Scan) -> bool:
    """Whether the word may stand between the negator and the harm; notes what it says."""
    cls = hit.reading.sense.cls if hit else ""
    form = doc.form(k)
    if cls == "unknown":
        found.unknown = True
    elif cls not in ("happen", "negator") and form not in _PREPOSITIONS and (not found.outcome or form in _CLAUSE):
        return False
    found.outcome = found.outcome or form in _OUTCOME
    return True


def _goes_on(doc: Document, j: int) -> bool:
    """«إصابة فلان»: somebody's injury is denied, not every injury."""
    noun = noun_hit(doc, j)
    if noun is not None and "pl" in noun.reading.sense.feats and not noun.reading.pro and not noun.reading.enc:
        return False  # «لا أنباء عن إصابة مدنيين», of civilians: nobody's in particular
    return doc.tokens[j].kind == "word" and doc.form(j) not in STOPS and doc.form(j) not in _TAIL


def _tail(doc: Document, j: int) -> int:
    while doc.form(j) in _TAIL or (doc.form(j)[:1] == "و" and doc.form(j)[1:] in _TAIL):
        j += 1
    return j


def _material_end(doc: Document, j: int) -> int:
    for k in range(j, min(j + 6, len(doc.tokens))):
        if doc.tokens[k].kind != "word":
            return k
        if "ماد" in doc.form(k):
            return k + 1
    return j


def _phrase(doc: Document, i: int, j: int, count: int | None, mentions: MentionsAt) -> CountPhrase:
    group, civilian = None, None
    k = amid(doc, j)
    found = group_at(doc, k, mentions) if k and doc.form(j) != "من" else None
    if found:
        group, j = found[0], found[1]
        civilian = True if found[2] in ("civilians", "people") or "مدني" in doc.form(k) else None
    rule = "casualties:none" if count == 0 else "casualties:unknown"
    start, end = doc.tokens[i].start, doc.tokens[j - 1].end
    return CountPhrase(i, j, CasualtyKind.NONE_REPORTED, count, count, group, civilian, start, end, rule)
