"""Actors named by an adjective of origin alone: people («إيطاليين»), or the side whose deed it was («قصف تركي»)."""

from __future__ import annotations

from typing import Final

from marsad.coder.document import Document
from marsad.coder.nominal import Stretch, adjectives, has_article, skip_of, split_pro
from marsad.lexicon import Reading

_ADJECTIVES: Final = ("nationality", "descriptor")
_SIDES: Final = ("country", "side")
_NOUNS: Final = frozenset(("nationality", "descriptor", "person", "actor_head"))
_BETWEEN: Final = 2  # adjectives between a happening and whose it was («قصف مدفعي عنيف تركي»)


def read_origin(doc: Document, i: int) -> Stretch | None:
    """People named by origin alone: in the plural («إيطاليين»), as the counted noun («15 صوماليا»), or a side."""
    reading = doc.kinds[i].get("nationality") or doc.kinds[i]["descriptor"]
    sense = reading.sense
    if (
        reading.enc
        or (sense.kind == "descriptor" and sense.cls not in ("origin", "creed"))
        or "place_name" in doc.kinds[i]
    ):
        return None
    if sense.cls == "country" and _struck(doc, i, reading):
        return Stretch(i, i + 1, i, 0, "nationals", sense.lemma, "actors:origin", True)
    if sense.cls in _SIDES and (_of_happening(doc, i) or _one_more_side(doc, i, reading)):
        skip = skip_of(reading.pro)
        return Stretch(i, i + 1, i, skip, "state", sense.lemma, "actors:adjective", True, pro=reading.pro)
    if sense.cls == "country" and _predicate(doc, i, reading):
        return Stretch(i, i + 1, i, 0, "state", sense.lemma, "actors:adjective", True)
    if not _stands_for_people(doc, i, reading):
        return None
    end = adjectives(doc, i + 1, _ADJECTIVES, definite=has_article(doc.tokens[i].form, reading.pro))
    cls = "nationals" if sense.kind == "nationality" or sense.cls == "origin" else "gunmen"
    return Stretch(i, end, i, skip_of(reading.pro), cls, sense.lemma, "actors:origin", True, pro=reading.pro)


def _stands_for_people(doc: Document, i: int, reading: Reading) -> bool:
    feats = reading.sense.feats
    before = doc.tokens[i - 1] if i else None
    counted = before is not None and (before.kind == "number" or _number_word(doc, i - 1))
    if reading.sense.cls == "origin" or ("pl" in feats and "m" in feats and "construct" not in feats):
        return before is None or before.kind != "word" or not _noun_before(doc, i - 1) or counted
    return counted and doc.tokens[i].form.endswith("ا") and not has_article(doc.tokens[i].form)


def _number_word(doc: Document, i: int) -> bool:
    reading = doc.kinds[i].get("number")
    return reading is not None and any(feat.startswith("value=") for feat in reading.sense.feats)


def _of_happening(doc: Document, i: int) -> bool:
    """An adjective of a happening that tells whose it was: «قصف صاروخي تركي», "Turkish rocket fire"."""
    definite = has_article(doc.tokens[i].form)
    k = i - 1
    while i - k <= _BETWEEN and doc.is_word(k) and "trigger" not in doc.kinds[k]:
        adjective = doc.kinds[k].get("descriptor")
        if not adjective or adjective.enc or has_article(doc.tokens[k].form) != definite:
            return False
        k -= 1
    before = doc.kinds[k].get("trigger") if k >= 0 else None
    if before is None or has_article(doc.tokens[k].form, before.pro) != definite:
        return False
    # «قصف» is "shelling" and "he shelled", «قصفا» "shelling" and "they both shelled".
    return before.sense.pos != "verb" or ("of_doer" in before.sense.feats and not definite)


def _predicate(doc: Document, i: int, reading: Reading) -> bool:
    """Whether the word says whose something is: «طائرة يعتقد أنها أمريكية», "thought to be American"."""
    return not reading.pro and "sg" in reading.sense.feats and doc.form(i - 1) in ("انها", "انه")


def _struck(doc: Document, i: int, reading: Reading) -> bool:
    """A singular behind a word for killing, hurting or holding: «مقتل فلسطيني», "a Palestinian killed"."""
    if reading.pro or "sg" not in reading.sense.feats or not doc.is_word(i - 1):
        return False
    kinds = doc.kinds[i - 1]
    trigger = kinds.get("trigger")
    if has_article(doc.tokens[i - 1].form):
        return False
    return "casualty" in kinds or (trigger is not None and "of_struck" in trigger.sense.feats)


def _one_more_side(doc: Document, i: int, reading: Reading) -> bool:
    """The second of two sides of one noun: «القوات الهندية والباكستانية», "the Indian and Pakistani forces"."""
    if split_pro(reading.pro)[0] != "و" or split_pro(reading.pro)[1] or not doc.is_word(i - 1):
        return False
    first = doc.kinds[i - 1].get("nationality")
    return (
        first is not None
        and first.sense.cls in _SIDES
        and {"sg", "f", "m"} & first.sense.feats == {"sg", "f", "m"} & reading.sense.feats
        and has_article(doc.tokens[i - 1].form, first.pro) == has_article(doc.tokens[i].form[1:])
    )


def _noun_before(doc: Document, i: int) -> bool:
    """Whether the word before is the noun that an adjective would belong to («ضباط أتراك», «جبل الأكراد»)."""
    kinds = doc.kinds[i]
    area = kinds.get("place_class")
    return not _NOUNS.isdisjoint(kinds) or (area is not None and area.sense.cls == "feature")
