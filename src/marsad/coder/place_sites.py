"""Class words of sites: where one that also means something else is the site, and what tells a site without a name."""

from __future__ import annotations

from typing import Final

from marsad.coder.document import Document
from marsad.coder.nominal import has_article, split_pro
from marsad.coder.place_names import LOCAL
from marsad.lexicon import Hit

# What a place stands behind: inside, outside, in front of, near, opposite, at, the surroundings of.
_NEXT_TO: Final = ("داخل", "خارج", "امام", "قرب", "قباله", "مقابل", "عند", "محيط")
# Entrance, gate, wall, yard, seat, building of.
_PART_OF: Final = (
    *("مدخل", "مداخل", "بوابه", "بوابات", "باب", "ابواب", "سور", "اسوار", "باحه", "فناء", "حرم"),
    *("مقر", "مبني", "مباني"),
)
# Struck, stormed.
_DONE_TO: Final = ("استهدف", "استهدفت", "اقتحم", "اقتحموا")
BESIDE: Final = frozenset((*_NEXT_TO, *_PART_OF, *_DONE_TO))


def stands_as_place(doc: Document, area: Hit, prep: str, depth: int) -> bool:
    """Whether a word that also means something else stands behind a preposition of place or another class word."""
    if "local" in area.reading.sense.feats and has_article(doc.tokens[area.j - 1].form, area.reading.pro):
        return False
    return depth > 0 or prep in LOCAL or split_pro(area.reading.pro)[1] == "ب" or doc.form(area.i - 1) in BESIDE


def beside(doc: Document, office: Hit) -> bool:
    """Whether an office is the building: «أمام وزارة العدل», «المبنى المؤقت لوزارة العدل», "of the ministry"."""
    if split_pro(office.reading.pro)[1] == "ل":
        k = office.i - 1
        while doc.is_word(k) and "place_class" not in doc.kinds[k] and has_article(doc.form(k)) and office.i - k < 3:
            k -= 1
        site = doc.kinds[k].get("place_class") if doc.is_word(k) else None
        return site is not None and site.sense.cls == "site" and "office" not in site.sense.feats
    return doc.form(office.i - 1) in BESIDE


def use_end(doc: Document, area: Hit) -> int:
    """Past the adjectives that say what an indefinite site is for: «قاعدة جوية», an air base; «مركز شرطة عسكرية».

    So is an indefinite area told by its land: «منطقة جبلية», a mountainous one.
    """
    end = area.j
    uses = ("use", "land") if area.reading.sense.cls == "site" else ("land",)
    while end - area.j < 2 and doc.is_word(end):
        reading = doc.kinds[end].get("place_adjective")
        written_whole = doc.tokens[end].text.endswith("ة")  # no pronoun is written so
        if reading is None or reading.sense.cls not in uses or reading.pro or (reading.enc and not written_whole):
            break
        end += 1
    return end


def adjective_here(doc: Document, area: Hit) -> bool:
    """Whether the word is an adjective of the definite noun in front («السلطات المحلية»), no place."""
    adjective = not doc.kinds[area.i].keys().isdisjoint(("descriptor", "nationality", "place_adjective"))
    return adjective and doc.is_word(area.i - 1) and has_article(doc.tokens[area.i - 1].form.lstrip("وبفل"))
