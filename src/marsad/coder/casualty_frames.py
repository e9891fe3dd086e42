"""Words of harm: the verbs, verbal nouns and phrases that say what befell the people counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from marsad.coder.casualty_words import hit_at, reading_at, word_list
from marsad.coder.document import Document
from marsad.model import CasualtyKind

PLURAL: Final = frozenset({"3mp", "3fp", "3md", "3fd"})
LIVES_WINDOW: Final = 14  # tokens from «أودت» (took) to «بحياة» (the life of)
_TAKERS: Final = word_list("takers")
_NOT_DONE: Final = word_list("not_done")
_CLASSES: Final = ("event", "verb", "fall", "met")
_THIRD: Final = PLURAL | {"3ms", "3fs"}
_PERSONS: Final = _THIRD | {"1s", "1p", "2ms", "2fs", "2mp", "2fp", "2d"}


@dataclass(slots=True)
class Frame:
    """One word of harm, or two that share their victims («مقتل وإصابة»)."""

    kinds: list[CasualtyKind]
    cls: str  # event (a verbal noun), verb, fall, met: the flags of the data
    i: int
    j: int
    feats: frozenset[str]
    rule: str
    enc: str = ""
    pro: str = ""


def read_frame(doc: Document, i: int) -> Frame | None:
    """The frame that the word or phrase at token ``i`` opens, or ``None``."""
    hit = hit_at(doc, i, "casualty")
    if hit is None:
        return None
    sense = hit.reading.sense
    cls = next((c for c in _CLASSES if c in sense.feats), "")
    if cls == "verb" and _PERSONS & sense.feats and not _THIRD & sense.feats:
        return None
    if not cls or hit.reading.pro.endswith(("ال", "لل")) or ("lives" in sense.feats and not _taken(doc, i)):
        return None
    if "civil" in sense.feats and hit.reading.enc:  # «عبره», through it; «غادرة», treacherous
        return None
    if doc.form(i - 1).lstrip("وبل") in _NOT_DONE or (hit.reading.enc and doc.form(i).startswith("وصف")):
        return None  # «وصفته بالجبان», described it; not «و» and «صفته», liquidated him
    return Frame([CasualtyKind(sense.cls)], cls, i, hit.j, sense.feats, cls, hit.reading.enc, hit.reading.pro)


def _taken(doc: Document, i: int) -> bool:
    """Whether a verb of taking stands before «بحياة» (the life of)."""
    return any(doc.form(k).lstrip("وف") in _TAKERS for k in range(max(0, i - LIVES_WINDOW), i))


def joined(doc: Document, frame: Frame) -> Frame:
    """``frame`` with a second word of harm that shares its victims («قتل وجرح», «مقتل وإصابة»), if one follows."""
    j = frame.j + 1 if doc.form(frame.j) in ("و", "او") else frame.j
    reading = reading_at(doc, j, "casualty") if j < len(doc.tokens) else None
    if reading is None or frame.enc or frame.cls not in ("event", "verb") or "counted" in reading.sense.feats:
        return frame
    if frame.cls == "verb" and doc.form(frame.i).endswith("وا"):  # «فارقوا الحياة وأصيب 16»: the injured are others
        return frame
    if "back" in frame.feats:  # «لقوا مصرعهم وأصيب 12»: the dead stand before it, the injured are others
        return frame
    shares = (reading.pro == "و" or j > frame.j) and not PLURAL & frame.feats - {"3fs"}
    if shares and reading.sense.cls != frame.kinds[0] and {"event", "verb"} & reading.sense.feats:
        frame.kinds.append(CasualtyKind(reading.sense.cls))
        frame.j = j + 1
        frame.rule = "shared"
    return frame


def takes_subject(frame: Frame) -> bool:
    """Whether the subject of the verb is the victim."""
    feats = frame.feats
    if frame.cls in ("met", "fall") or "intransitive" in feats:
        return True
    return "passive" in feats and "perfect" in feats


def is_among(doc: Document, k: int) -> bool:
    """Whether parts of a total begin at token ``k`` («بينهم», among them)."""
    hit = hit_at(doc, k, "toll")
    return hit is not None and hit.reading.sense.cls.startswith("among")
