"""A place known by its position alone: behind «قرب» and its like, where a movement leads, or joined to a place."""

from __future__ import annotations

from typing import Final

from marsad.coder.document import Document
from marsad.coder.nominal import Stretch, has_article, may_be_name, quoted, split_pro
from marsad.coder.place_lists import next_member, no_bare_noun, tells
from marsad.coder.place_names import LOCAL
from marsad.coder.places import compound_end, unknown_end

_PLACING: Final = ("near", "toward", "in")  # classes of prepositions behind which an unknown name may be a place
_WAYS: Final = ("from", "to")  # classes of prepositions that need a word of movement in front
_MOVEMENTS: Final = frozenset(("withdrawal", "population_movement", "force_movement"))
_AFTER_NAMES: Final = frozenset(("preposition", "boundary", "place_class", "place_name", "time", "say", "trigger"))


def read_unknown(doc: Document, i: int, prep: str, after_place: bool) -> Stretch | None:
    """A place known by its position alone: behind «قرب» and its like, or joined to a place."""
    form = doc.tokens[i].form
    found = Stretch(i, i, i, 0, "place", "", "places:position", True)
    between = _quoted_name(doc, i, prep, after_place)
    if between:
        return between
    if _opens_name(doc, i, prep, after_place):
        opener = doc.kinds[i]["place_opener"]
        found.j, found.pro, found.skip = compound_end(doc, i), opener.pro, len(opener.pro)
        return found if found.j > i + 1 else None
    if prep in _WAYS and may_be_name(doc, i) and _moved(doc, i, prep):
        found.j = unknown_end(doc, i)
        return found
    if prep in _PLACING and may_be_name(doc, i):
        if prep == "in" and (len(form) < 4 or no_bare_noun(doc, i) or (_definite(doc, i) and not _located(doc, i))):
            return None
        found.j = unknown_end(doc, i)
        return found
    if after_place and may_be_name(doc, i) and not no_bare_noun(doc, i):
        found.rule = "places:coordinated"
        if form.startswith("و") and len(form) > 4 and may_be_name(doc, i, 1):
            if form.startswith("وا") and form[2] != "ل" and form.endswith("ت") and form[-2] != "ا":
                return None  # a verb of a derived form: «واستلمت», "and she took over"
            found.j, found.skip, found.pro = unknown_end(doc, i, strip=1), 1, "و"
            return found
        if doc.form(i - 1) in ("،", ",", "و") and next_member(doc, unknown_end(doc, i)) > 0:
            found.j = unknown_end(doc, i)
            return found
    return None


def _opens_name(doc: Document, i: int, prep: str, after_place: bool) -> bool:
    """Whether a word that opens names of two words does so here: «إلى كفر جنة»; not «من آل فلان», "of the family"."""
    opener = doc.kinds[i].get("place_opener")
    if opener is None or opener.pro not in ("", "و") or doc.tokens[i].text.endswith("ى") or not doc.is_word(i + 1):
        return False
    local = prep in LOCAL and (prep != "from" or _movement_before(doc, i)) and doc.form(i) != "ال"
    if not (local or after_place) or "actor_head" in doc.kinds[i] or _part_too(doc, i):
        return False
    return may_be_name(doc, i + 1) or (after_place and has_article(doc.tokens[i + 1].form))


def _moved(doc: Document, i: int, prep: str) -> bool:
    """Whether an unknown word is where a movement leads or begins: «انسحبوا من تابتو», «نزحوا إلى سلامبي»."""
    form = doc.tokens[i].form
    if len(form) < 4 or no_bare_noun(doc, i) or _definite(doc, i) or form.endswith(("ين", "ها", "هم", "هن")):
        return False
    if doc.tokens[i].text.endswith("ه"):  # a pronoun: «خرج من داره», "his house"
        return False
    if "place_opener" in doc.kinds[i] or not _ends_name(doc, unknown_end(doc, i)):  # «من جديد», "again"
        return False
    return (prep == "to" and _located(doc, i)) or _movement_before(doc, i)


def _ends_name(doc: Document, j: int) -> bool:
    """Whether no noun or adjective follows that would make the word before it one («إلى تفاهم أولي»)."""
    return not doc.is_word(j) or not _AFTER_NAMES.isdisjoint(doc.kinds[j]) or doc.form(j).startswith("و")


def _movement_before(doc: Document, i: int) -> bool:
    """Whether the nearest trigger word in front, at most six words away, tells of leaving or going."""
    for k in range(i - 2, max(i - 7, -1), -1):
        if doc.tokens[k].sent != doc.tokens[i].sent or not doc.is_word(k):
            return False
        told = doc.kinds[k].get("trigger")
        if told:
            return told.sense.cls in _MOVEMENTS
    return False


def _quoted_name(doc: Document, i: int, prep: str, after_place: bool) -> Stretch | None:
    """A short quotation that holds a name: behind a preposition of place, or joined to one («"صوفا" و"حوليت"»)."""
    if after_place and doc.form(i) == "و":
        i += 2
    elif not after_place and prep not in _PLACING:
        return None
    close = quoted(doc, i - 1)
    if close < 0 or close - 1 - i > 3 or not all(doc.is_word(k) for k in range(i, close - 1)):
        return None
    named = may_be_name(doc, i) and not any(tells(doc, k) for k in range(i, close - 1))
    rule = "places:coordinated" if after_place else "places:position"
    return Stretch(i, close, i, 0, "place", "", rule, True) if named else None


def _part_too(doc: Document, i: int) -> bool:
    """Whether an opener that is an ordinary word too is that: «ظهر الجمعة», Friday noon; «رأس الرئيس», his head."""
    return doc.form(i) in ("ظهر", "ضهر", "راس") and not {"time", "person_title"}.isdisjoint(doc.kinds[i + 1])


def _definite(doc: Document, i: int) -> bool:
    """Whether a word has the article; a name that begins with another alif folds like one («ألاماتا», «إليزي»)."""
    return has_article(doc.tokens[i].form) and not doc.tokens[i].text.startswith(("أ", "إ", "آ"))


def _located(doc: Document, i: int) -> bool:
    """Whether a definite unknown word behind «في» is told where it lies: «في المقاش قرب صعدة», «في X شمال بغداد»."""
    beyond = doc.hit(i + 1, "place_class") or doc.hit(i + 1, "place_name")
    if beyond is None:
        near = doc.hit(i + 1, "preposition")
        return near is not None and near.reading.sense.cls == "near"
    return "direction" in beyond.reading.sense.feats or split_pro(beyond.reading.pro)[1] == "ب"
