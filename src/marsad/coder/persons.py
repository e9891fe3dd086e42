"""Named persons: a title and a name, a first name and what follows, or a name by which fighters are known (أبو ...)."""

from __future__ import annotations

from typing import Final

from marsad.coder.document import Document
from marsad.coder.nominal import Stretch, has_article, may_be_name, quoted, skip_of

_LONGEST: Final = 6  # words of a name
_TANWIN: Final = ("ًا", "اً")
_KUNYA: Final = frozenset(("ابو", "ابي", "ام"))
_LINKS: Final = frozenset(("بن", "ابن", "ال", "عبد", "بني")) | _KUNYA
# Tables that a surname with the article may fall into by chance.
_LIKE_SURNAMES: Final = frozenset(
    (
        *("attachment", "affiliation", "affiliation_link", "boundary", "control", "no_toll", "person", "preposition"),
        "toll_cause",
    )
)
# The president, the minister, the doctor, the engineer, the teacher: behind them even unknown words are a name.
_HIGH_TITLES: Final = frozenset(("الرييس", "الوزير", "الدكتور", "المهندس", "الاستاذ"))
_RELATIVE: Final = frozenset(("الذي", "التي", "الذين", "اللذين", "اللتين", "اللواتي"))


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
    if _preposition(doc, i):
        return None
    j = name_end(doc, i)
    if j - i < 2 or (j == given.j and given.reading.sense.cls != "given"):
        return None
    if "common" in given.reading.sense.feats and not _name_follows(doc, given.j):
        return None
    skip = skip_of(given.reading.pro)
    return Stretch(i, j, i, skip, "person", "person", "persons:given", True, pro=given.reading.pro)


def _name_follows(doc: Document, j: int) -> bool:
    """Whether a first name or a surname with the article stands at ``j``."""
    return "given_name" in doc.kinds[j] or has_article(doc.tokens[j].form)


def _titled(doc: Document, i: int, j: int, pro: str, cls: str) -> Stretch | None:
    while doc.is_word(j) and ("descriptor" in doc.kinds[j] or "nationality" in doc.kinds[j]) and j - i < 4:
        if has_article(doc.tokens[j].form) and not doc.kinds[j].get("given_name"):
            j += 1
        else:
            break
    close = quoted(doc, j)
    if close > 0 and doc.is_word(j + 1) and (not _needs_first_name(doc, i, cls) or name_end(doc, j + 1) > j + 1):
        if cls == "called":
            return Stretch(i, close, j, 0, "person", "person", "persons:quoted", True)
        return Stretch(i, close, i, skip_of(pro), "person", "person", "persons:quoted", True, pro=pro)
    end = name_end(doc, j)
    if cls == "called":  # «رجل يدعى فلان»: the word is no part of the name
        end = end if end > j else _unknown_end(doc, j)
        return Stretch(i, end, j, 0, "person", "person", "persons:called", True) if end > j else None
    if end == j and cls == "civil":
        titled = j == i + 1 and doc.form(i).removeprefix("و") in _HIGH_TITLES and not has_article(doc.form(j))
        end = _unknown_end(doc, j) if titled else j  # «الرئيس سلفا كير», but not «الرئيس المعزول»
    elif end == j and cls in ("military", "religious", "honour") and not doc.tokens[i].text.endswith(_TANWIN):
        end = _unknown_end(doc, j)
    if end == j:
        return None
    return Stretch(i, end, i, skip_of(pro), "person", "person", "persons:title", True, pro=pro)


def _needs_first_name(doc: Document, i: int, cls: str) -> bool:
    """Whether a name in quotation marks behind the title must be a person's: «لواء "غولاني"» is a brigade."""
    unit = doc.kinds[i].get("actor_head") if cls == "military" else None
    return cls == "civil" or (unit is not None and "unit" in unit.sense.feats)


def _unknown_end(doc: Document, j: int) -> int:
    """The end of a name of two words that are no known first names, ``j`` where the words cannot be one."""
    return j + 2 if may_be_name(doc, j) and may_be_name(doc, j + 1) else j


def name_end(doc: Document, i: int) -> int:
    """The end of the personal name whose first name stands at ``i``; ``i`` itself where there is none."""
    if not doc.is_word(i):
        return i
    reading = doc.kinds[i].get("given_name")
    hit = doc.hit(i, "given_name")
    if hit is None or (reading and reading.enc) or _preposition(doc, i):
        return i
    j = hit.j
    if hit.reading.sense.cls != "given":
        if not doc.is_word(j) or doc.tokens[j].sent != doc.tokens[i].sent or not _part(doc, j, after_link=True):
            return i
        j += 1
    while j - i < _LONGEST and doc.is_word(j):
        linked = doc.form(j) in _LINKS and (doc.form(j) not in _KUNYA or "given_name" in doc.kinds[j])
        if linked and doc.is_word(j + 1):
            j += 2
        elif _part(doc, j):
            j += 1
        else:
            break
    return j


def _preposition(doc: Document, i: int) -> bool:
    """Whether the word is «على», "on", which folds like the name «علي»."""
    return doc.tokens[i].form.endswith("علي") and doc.tokens[i].text.endswith("ى")


def _surname(doc: Document, j: int) -> bool:
    """Whether a word with the article that is in tables which hold no names may be a surname («العلي», «اليتيم»)."""
    form, kinds = doc.tokens[j].form, doc.kinds[j]
    if form in _RELATIVE or not kinds or not kinds.keys() <= _LIKE_SURNAMES:
        return False
    return "attachment" not in kinds or not doc.form(j + 1).startswith(("ل", "ب"))


def _part(doc: Document, j: int, after_link: bool = False) -> bool:
    """Whether the word may be a further part of a name."""
    kinds = doc.kinds[j]
    reading = kinds.get("given_name")
    if reading and not reading.pro and not _preposition(doc, j):
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
    form = doc.tokens[j].form
    origin = kinds.get("nationality")
    if origin and has_article(form) and "sg" in origin.sense.feats and "f" not in origin.sense.feats:
        return True  # a surname of origin, «الصومالي»
    if has_article(form) and _surname(doc, j):
        return True
    if form.endswith("وا") or doc.tokens[j].text.endswith(_TANWIN):  # a verb's plural, or an adverb («منفردًا»)
        return False
    return may_be_name(doc, j)
