"""Known place names: where one stands for the place, and the adjectives behind it.

A name that is an ordinary word too («الأبيض», "white") or that of an obscure town is a place only behind a preposition
of place, behind a verb that takes a place, or where it opens an item of a list of news.
"""

from __future__ import annotations

from typing import Final

from marsad.coder.document import Document
from marsad.coder.nominal import OPENING, Stretch, adjectives, has_article, skip_of, split_pro
from marsad.lexicon import Hit

LOCAL: Final = frozenset(("in", "near", "toward", "to", "from"))
_STOPS: Final = frozenset(".،,:؛;؟!")


def known_place(doc: Document, hit: Hit, prep: str) -> Stretch | None:
    """A known name where it stands for the place; ``prep`` is the class of the preposition in front."""
    sense, pro = hit.reading.sense, hit.reading.pro
    if hit.j - hit.i == 1 and not _trusted(doc, hit, prep):
        return None
    if prep not in LOCAL and _outlet(doc, hit):
        return None
    end = name_tail(doc, hit.j, sense.cls)
    return Stretch(hit.i, end, hit.i, skip_of(pro), sense.cls, sense.lemma, "places:name", True, sense.feats, pro=pro)


def _outlet(doc: Document, hit: Hit) -> bool:
    """Whether the name is that of a newspaper here («الشرق الأوسط»): known as a source and quoted, or told «to» it."""
    source = doc.hit(hit.i, "source_name")
    if source is None or source.j < hit.j:
        return False
    return (
        doc.form(hit.i - 1) in OPENING
        or split_pro(hit.reading.pro)[1] == "ل"
        or doc.form(hit.i - 1) in ("صحيفه", "جريده", "ل")
    )


def _trusted(doc: Document, hit: Hit, prep: str) -> bool:
    """Whether a name of one word is a place where it stands: ordinary words and obscure towns need a preposition."""
    sense, pro, _ = hit.reading
    letter = split_pro(pro)[1]
    if not letter and "time" not in doc.kinds[hit.i] and (_object(doc, hit) or opens_item(doc, hit.i, hit.j)):
        return True
    if "geonames" in sense.feats:
        if "given_name" in doc.kinds[hit.i]:
            return False
        definite = letter == "ب" and pro.endswith("ال")  # «بالبويرة»: no other word is written so
        known = prep in LOCAL and not letter and len(doc.tokens[hit.i].form) > 3
        return (known or definite) and "time" not in doc.kinds[hit.i]
    if "common" in sense.feats:
        spelled = doc.tokens[hit.i].text.startswith("إ")  # «إب», a city, folds like «آب», August
        return (prep in LOCAL or letter == "ب") and ("time" not in doc.kinds[hit.i] or spelled)
    return True


def _object(doc: Document, hit: Hit) -> bool:
    """Whether a definite name stands right behind a verb that takes a place: «اقتحمت الزاوية», «شهدت الناصرية»."""
    before = doc.kinds[hit.i - 1].get("place_verb") if doc.is_word(hit.i - 1) else None
    return before is not None and not before.enc and has_article(doc.tokens[hit.i].form) and not hit.reading.pro


def opens_item(doc: Document, i: int, j: int) -> bool:
    """Whether ``[i:j]`` opens a line and a colon follows it: «▪ الدبيبات: ...», news told town by town."""
    tokens, k = doc.tokens, i - 1
    while k >= 0 and tokens[k].kind == "punct" and tokens[k].form not in _STOPS:
        k -= 1
    colon = j + 1 if doc.form(j).startswith("و") and doc.is_word(j) else j  # «خاش وإيرانشهر: ...»
    return doc.form(colon) == ":" and (k < 0 or tokens[k].kind == "break")


def name_tail(doc: Document, j: int, cls: str) -> int:
    """Past the adjectives that belong to a known name: «القلمون الشرقي», «أورم الكبرى», «درعا السورية»."""
    kinds = ("place_adjective",) if cls == "country" else ("place_adjective", "nationality")
    end = adjectives(doc, j, kinds, definite=True, limit=2)
    if end > j and doc.form(end).startswith("وال") and cls == "region" and "place_adjective" in doc.kinds[end]:
        end += 1  # «ريف حلب الشمالي والشرقي»
    return end
