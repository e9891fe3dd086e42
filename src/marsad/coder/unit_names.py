"""Names of units and groups that are in no table: «لواء الفتح», «شهداء بدر», «حركة تحرير دلتا النيجر»."""

from __future__ import annotations

from typing import Final

from marsad.coder.document import Document
from marsad.coder.nominal import adjectives, bare_hit, has_article, may_be_name
from marsad.coder.persons import name_end

_ADJECTIVES: Final = ("nationality", "descriptor")
_UNIT_NAME: Final = 3  # words of an unknown unit's name
# What groups are named as fighting for: liberation, rescue, independence, resistance, protection, defence, support.
_CAUSES: Final = frozenset(("تحرير", "انقاذ", "استقلال", "مقاومه", "حمايه", "دفاع", "نصره", "اسناد", "تحريك"))


def cause(doc: Document, j: int) -> int:
    """The end of what a group is called to fight for: «حركة تحرير دلتا النيجر», "for the liberation of ..."; or ``j``.

    The word alone is a happening («تحرير القرية») or an ordinary noun; behind a group's head it opens the name.
    """
    if doc.form(j) not in _CAUSES or not doc.is_word(j + 1):
        return j
    k = j + 1
    people = doc.form(k) in ("شعب", "قوميه")  # «جبهة تحرير شعب تيغراي»
    k += people
    place = bare_hit(doc, k, "place_name")
    if place:
        return adjectives(doc, place.j, _ADJECTIVES, definite=True)
    name = bare_hit(doc, k, "actor_name")
    if name:
        return name.j
    end = k
    while end - k < _UNIT_NAME and doc.is_word(end) and (may_be_name(doc, end) or definite_noun(doc, end)):
        end += 1
    return end if end > k else j


def unit_name(doc: Document, j: int) -> tuple[int, bool]:
    """An unknown name of a unit: a definite noun («لواء الفتح») or a construct that ends in one («شهداء بدر»)."""
    if definite_noun(doc, j):
        end = adjectives(doc, j + 1, _ADJECTIVES, definite=True)
        return end, True
    end = j
    while end - j < _UNIT_NAME and doc.is_word(end):
        if may_be_name(doc, end) or (end > j and definite_noun(doc, end)):
            end += 1
            if has_article(doc.tokens[end - 1].form):
                break
        else:
            break
    person = name_end(doc, j)
    end = max(end, person)
    return end, end > j


def definite_noun(doc: Document, j: int) -> bool:
    """A word with the article and no preposition on it that is no time word, place or happening."""
    if not doc.is_word(j) or not doc.tokens[j].form.startswith("ال") or len(doc.tokens[j].form) < 5:
        return False
    kinds = doc.kinds[j]
    return kinds.keys().isdisjoint(("time", "number", "trigger", "boundary", "attachment", "place_class", "say"))
