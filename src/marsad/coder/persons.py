"""Named persons: a title and a name, a first name and what follows, or a name by which fighters are known (أبو ...)."""

from __future__ import annotations

from marsad.coder.document import Document
from marsad.coder.nominal import Stretch, has_article, is_word, may_be_name, quoted, skip_of

_LONGEST = 4  # words of a name
_KUNYA = frozenset(("ابو", "ابي", "ام"))
_LINKS = frozenset(("بن", "ابن", "ال", "عبد")) | _KUNYA


def read_person(doc: Document, i: int) -> Stretch | None:
    """The named person that begins at token ``i``, with the title in front, or None."""
    kinds = doc.kinds[i]
    title = doc.hit(i, "person_title") if "person_title" in kinds or i in doc.phrases else None
    if title and not title.reading.enc:
        person = _titled(doc, i, title.j, title.reading.pro, title.reading.sense.cls)
        if person:
            return person
    given = doc.hit(i, "given_name")
    if given is None or given.reading.enc:
        return None
    if doc.tokens[i].text.endswith("ى"):  # «على», the preposition, folds like the name «علي»
        return None
    j = name_end(doc, i)
    if j - i < 2 or (j == given.j and given.reading.sense.cls != "given"):
        return None
    skip = skip_of(given.reading.pro)
    return Stretch(i, j, i, skip, "person", "person", "persons:given", True, pro=given.reading.pro)


def _titled(doc: Document, i: int, j: int, pro: str, cls: str) -> Stretch | None:
    while is_word(doc, j) and ("descriptor" in doc.kinds[j] or "nationality" in doc.kinds[j]) and j - i < 4:
        if has_article(doc.tokens[j].form) and not doc.kinds[j].get("given_name"):
            j += 1
        else:
            break
    close = quoted(doc, j)
    if close > 0 and is_word(doc, j + 1) and (cls != "civil" or name_end(doc, j + 1) > j + 1):
        return Stretch(i, close, i, skip_of(pro), "person", "person", "persons:quoted", True, pro=pro)
    end = name_end(doc, j)
    if end == j and cls in ("military", "religious", "honour") and may_be_name(doc, j) and may_be_name(doc, j + 1):
        end = j + 2
    if end == j:
        return None
    return Stretch(i, end, i, skip_of(pro), "person", "person", "persons:title", True, pro=pro)


def name_end(doc: Document, i: int) -> int:
    """The end of the personal name whose first name stands at ``i``; ``i`` itself where there is none."""
    if not is_word(doc, i):
        return i
    reading = doc.kinds[i].get("given_name")
    hit = doc.hit(i, "given_name")
    if hit is None or (reading and reading.enc) or (doc.tokens[i].text.endswith("ى") and doc.form(i) == "علي"):
        return i
    j = hit.j
    if hit.reading.sense.cls != "given":
        if not is_word(doc, j) or doc.tokens[j].sent != doc.tokens[i].sent or not _part(doc, j, after_link=True):
            return i
        j += 1
    while j - i < _LONGEST and is_word(doc, j):
        linked = doc.form(j) in _LINKS and (doc.form(j) not in _KUNYA or "given_name" in doc.kinds[j])
        if linked and is_word(doc, j + 1):
            j += 2
        elif _part(doc, j):
            j += 1
        else:
            break
    return j


def _part(doc: Document, j: int, after_link: bool = False) -> bool:
    """Whether the word may be a further part of a name."""
    kinds = doc.kinds[j]
    reading = kinds.get("given_name")
    if reading and not reading.pro and not doc.tokens[j].text.endswith("ى"):
        return True
    if after_link:
        if any(found.pro.startswith("و") for found in kinds.values()):
            return False
        return not any(kind in kinds for kind in ("preposition", "say", "trigger", "number", "place_class"))
    if (
        (reading and reading.pro)
        or "place_class" in kinds
        or ("place_name" in kinds and not has_article(doc.tokens[j].form))
    ):
        return False
    return may_be_name(doc, j) and not doc.tokens[j].form.endswith("وا")  # a verb's plural ends in «وا»
