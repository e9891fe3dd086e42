"""Definite descriptions to the phrases they stand for: «المدينة» to the last named town, «قواته» to the last group."""

from __future__ import annotations

from collections import deque
from functools import lru_cache
from typing import Final

from marsad.coder.document import Document
from marsad.coder.nominal import has_article
from marsad.coder.ranges import Phrase
from marsad.text.fold import fold

# Place words whose antecedent may carry no class word, with the classes it may be of.
_MAY_BE: Final = {
    "منطقه": frozenset(("town", "village", "district", "region", "area", "quarter", "place", "feature")),
    "مدينه": frozenset(("town", "place")),
    "بلده": frozenset(("village", "place", "town")),
    "قريه": frozenset(("village", "place", "town")),
    "حي": frozenset(("quarter",)),
    "عاصمه": frozenset(("town",)),
    "محافظه": frozenset(("region",)),
    "بلاد": frozenset(("country",)),
}
_GROUPS: Final = frozenset(("armed_group", "militia", "state_force", "coalition", "side", "state"))
# Words for one group that a report names before; «المدنيين», «الجنود» and their like stand for themselves, and so do
# «الجيش» and «الميليشيا», which readers take for names.
_ANAPHORIC: Final = {
    *("تنظيم", "جماعه", "حركه", "حزب", "جبهه", "هييه", "فصيل", "لواء", "كتيبه", "كتايب", "سرايا"),
    *("فرقه", "تحالف", "منظمه", "قوات", "مجموعه"),
}
_OWNED: Final = frozenset(("state_force", "fighters", "aircraft", "artillery", "militia", "armed_group"))
_PEOPLE: Final = frozenset(("person", "civilians", "people", "fighters", "nationals"))
_DASHES: Final = frozenset("-–—")
_SAME: Final = frozenset(("نفسها", "ذاتها", "نفسه", "ذاته"))  # the very same
_ANYWHERE: Final = frozenset(("منطقه", "مكان", "موقع"))  # any place may be called so
_BESIDE: Final = 3  # tokens between a place and the larger one that it is said to lie in
_REACH: Final = 400  # tokens back
_THAT: Final = frozenset(("ان", "بان"))  # what opens the words of a speaker
_SAID: Final = 4  # tokens from the speaker to forces of his («أقرت نيروبي بأن أحد جنودها»)
_GROUPS_BACK: Final = 4  # groups named before among which the owner of forces is looked for


def resolve(doc: Document, phrases: list[Phrase]) -> list[tuple[Phrase, Phrase]]:
    """Pairs of an unnamed phrase and its antecedent, the nearest fitting one before it; none for those without."""
    out: list[tuple[Phrase, Phrase]] = []
    by_head: dict[tuple[str, str], Phrase] = {}
    by_class: dict[tuple[str, str], Phrase] = {}
    groups: deque[Phrase] = deque(maxlen=_GROUPS_BACK)
    speaker: Phrase | None = None
    last: dict[str, Phrase] = {}
    spot: Phrase | None = None  # where the report is: the place named last, or the one that it tells the place of
    for phrase in phrases:
        head = _head(phrase)
        before, last[phrase.kind] = last.get(phrase.kind), phrase
        if before and phrase.named and _is_alias(doc, before, phrase):
            out.append((phrase, before))
            last[phrase.kind] = before
            continue
        if phrase.kind == "actor" and phrase.cls in _GROUPS and doc.form(phrase.j) in _THAT:
            speaker = phrase
        if phrase.named:
            if phrase.kind == "place" and not _lies_in(doc, spot, phrase):
                spot = phrase
            by_head[phrase.kind, head] = phrase
            by_class[phrase.kind, phrase.cls] = phrase
            if phrase.kind == "actor" and phrase.cls in _GROUPS:
                groups.append(phrase)
            continue
        if phrase.kind == "place" and head in _ANYWHERE and doc.form(phrase.j) in _SAME:
            antecedent = spot
        elif phrase.kind == "place":
            antecedent = by_head.get(("place", head)) or _of_class(head, by_class)
        else:
            antecedent = _owner(doc, phrase, groups, speaker) or _actor(doc, phrase, head, by_head)
        beside = antecedent is not None and antecedent.group == phrase.group >= 0  # «تركيا ومرتزقتها»: others than it
        if antecedent and not beside and phrase.i - antecedent.j <= _REACH:
            out.append((phrase, antecedent))
    return out


def _lies_in(doc: Document, spot: Phrase | None, phrase: Phrase) -> bool:
    """Whether ``phrase`` only tells where ``spot`` lies: «حي الزهور، جنوبي مدينة حلب», the latter."""
    if spot is None or not 0 <= phrase.i - spot.j <= _BESIDE:
        return False
    return doc.tokens[phrase.i].sent == doc.tokens[spot.i].sent and not doc.form(spot.j).startswith("و")


def _is_alias(doc: Document, name: Phrase, phrase: Phrase) -> bool:
    """Whether a force is only named once more: «هيئة تحرير الشام (جبهة النصرة سابقا)», «كتائب X - قوات Y -»."""
    if phrase.kind != "actor" or phrase.i != name.j + 1 or not name.named or {name.cls, phrase.cls} & _PEOPLE:
        return False
    mark = doc.form(name.j)
    if mark in _DASHES:
        return doc.form(phrase.j) in _DASHES
    return mark == "(" and any(doc.form(k) == ")" for k in range(phrase.j, phrase.j + 4))


def _head(phrase: Phrase) -> str:
    """The folded first word of the core, without article."""
    return _without_article(phrase.core.text.split(maxsplit=1)[0])


@lru_cache(maxsize=10_000)
def _without_article(word: str) -> str:
    form = fold(word.strip("«»\"“”'"))
    for article in ("ال", "لل"):
        if form.startswith(article) and len(form) > len(article) + 1:
            return form[len(article) :]
    return form


def _of_class(head: str, by_class: dict[tuple[str, str], Phrase]) -> Phrase | None:
    found = [by_class["place", cls] for cls in _MAY_BE.get(head, ()) if ("place", cls) in by_class]
    return max(found, key=lambda p: p.i, default=None)


def _actor(doc: Document, phrase: Phrase, head: str, by_head: dict[tuple[str, str], Phrase]) -> Phrase | None:
    reading = doc.kinds[phrase.i].get("actor_head")
    if reading and not reading.enc and head in _ANAPHORIC and has_article(doc.tokens[phrase.i].form, reading.pro):
        return by_head.get(("actor", head))
    return None


def _owner(doc: Document, phrase: Phrase, groups: deque[Phrase], speaker: Phrase | None) -> Phrase | None:
    """Whose the forces are that carry a pronoun («قواته», "its forces").

    The speaker's of «قال الجيش إن», else those of the group named last that the pronoun agrees with, else of the one
    named last. «قواتنا», "our forces", stand for themselves.
    """
    reading = doc.kinds[phrase.i].get("actor_head")
    if reading is None or not reading.enc or phrase.cls not in _OWNED:
        return None
    if reading.enc == "نا" or phrase.lemma == "قيادي":  # a leader is no name for his men
        return None
    if speaker and phrase.i - speaker.j <= _SAID and doc.tokens[phrase.i].sent == doc.tokens[speaker.i].sent:
        return speaker
    agreeing = (group for group in reversed(groups) if _agrees(doc, group, reading.enc))
    return next(agreeing, groups[-1] if groups else None)


def _agrees(doc: Document, group: Phrase, pronoun: str) -> bool:
    """Whether a pronoun may stand for a group: «ها» for the feminine («الحركة»), «ه» for the masculine («الجيش»)."""
    if pronoun not in ("ه", "ها"):
        return True
    head = doc.kinds[group.i].get("actor_head")
    feats = head.sense.feats if head else frozenset[str]()
    form = doc.form(group.i)
    feminine = "fem" in feats or form.endswith(("ه", "ات")) or group.rule == "actors:state"
    masculine = "masc" in feats
    return not masculine if pronoun == "ها" else not feminine
