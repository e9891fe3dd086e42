"""Where place phrases begin: a place by itself, a list behind a plural class word, an unknown name by its position."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.coder.document import Document
from marsad.coder.nominal import (
    Stretch,
    adjectives,
    bare_hit,
    has_article,
    is_word,
    may_be_name,
    ordinary_words,
    quoted,
    skip_of,
    split_pro,
)
from marsad.coder.places import LOCAL, classed_place, compound_end, known_place, name_after, name_tail, unknown_end
from marsad.lexicon import Hit


def read_places(doc: Document, i: int, prep: str) -> list[Stretch]:
    """The place phrases that begin at token ``i``: one, several where a plural class word opens a list, or none.

    ``prep`` is the class of the preposition in front (``in``, ``near``...), empty where there is none.
    """
    kinds = doc.kinds[i]
    multi = i in doc.phrases
    name = doc.hit(i, "place_name") if multi or "place_name" in kinds else None
    area = doc.hit(i, "place_class") if multi or "place_class" in kinds else None
    if name and (name.reading.enc or (area and name.j <= area.j)):
        name = None
    if name:
        longer = area and classed_place(doc, area)
        if longer and longer.j > name.j and name.j - name.i == 1:
            return [longer]
        found = known_place(doc, name, prep)
        return [found] if found else []
    if area is None or area.reading.enc:
        return []
    if _many(area) and not has_article(doc.tokens[area.j - 1].form, area.reading.pro):
        members = list(_members(doc, area))
        if members:
            return members
    inner = bare_hit(doc, area.j, "place_class") if "part" in area.reading.sense.feats else None
    if inner and _many(inner) and not has_article(doc.tokens[inner.j - 1].form):  # «أطراف بلدات X وY»
        members = list(_members(doc, inner))
        if members:
            members[0].i, members[0].pro = area.i, area.reading.pro
            return members
    single = classed_place(doc, area, prep=prep)
    return [single] if single else []


def _many(area: Hit) -> bool:
    feats = area.reading.sense.feats
    return "pl" in feats or "du" in feats or "list" in feats


def _members(doc: Document, area: Hit) -> Iterator[Stretch]:
    """Each place of a list behind a plural or dual class word: «بلدات X وY، وZ», bare of the class word."""
    sense = area.reading.sense
    k = area.j
    while True:  # «قرى وبلدات X»
        more = doc.hit(k, "place_class") if is_word(doc, k) else None
        if more and more.reading.pro == "و" and _many(more):
            k = more.j
        else:
            break
    first = True
    start = area.i
    if doc.form(k) in ("،", ":", ","):
        k += 1
    while k < len(doc.tokens):
        member = _member(doc, k, sense.cls, first)
        if member is None:
            return
        if first:
            member.i = start
            member.pro = area.reading.pro
        first = False
        yield member
        k = _next_member(doc, member.j)
        if k < 0:
            return


def _next_member(doc: Document, j: int) -> int:
    """Where the next member of a list may begin, or -1: behind a comma, «و», or with «و» written onto it."""
    form = doc.form(j)
    if form in ("،", ",", "و", "-", "–", "/"):
        return j + 1
    return j if form.startswith("و") and len(form) > 2 and is_word(doc, j) else -1


def _member(doc: Document, k: int, cls: str, first: bool) -> Stretch | None:
    if not is_word(doc, k):
        close = quoted(doc, k)
        return Stretch(k, close, k, 0, cls, "", "places:list", True) if close > 0 else None
    kinds = doc.kinds[k]
    name = doc.hit(k, "place_name")
    if name and not name.reading.enc and split_pro(name.reading.pro)[1] == "":
        end = max(name_tail(doc, name.j, cls), _opened(doc, k))
        return Stretch(k, end, k, skip_of(name.reading.pro), cls, "", "places:list", True, pro=name.reading.pro)
    area = doc.hit(k, "place_class")
    if area and not area.reading.enc and split_pro(area.reading.pro)[1] == "" and not first and not _many(area):
        return classed_place(doc, area)
    form = doc.tokens[k].form
    strip = 1 if not first and form.startswith("و") and doc.form(k - 1) != "و" and not _own_waw(doc, k) else 0
    if first:
        end = name_after(doc, k, cls)
    else:
        rest = form[strip:]
        opener = doc.lexicon.kinds(rest).get("place_opener")
        if opener and not opener.pro and is_word(doc, k + 1):
            end = compound_end(doc, k)
        elif strip and rest.startswith("ال") and rest not in ordinary_words() and _listed(doc, rest):
            end = k + 1
        else:
            end = unknown_end(doc, k, strip=strip)
        if end > k:
            end = adjectives(doc, end, ("place_adjective",), definite=True, limit=1)
    if end == k or (kinds.keys() & {"say", "time"} and not first):
        return None
    pro = "و" if strip else ""
    return Stretch(k, end, k, strip, cls, "", "places:list", True, pro=pro)


def _listed(doc: Document, rest: str) -> bool:
    """A definite word that may be a place in a list though a table has it («والزهور»)."""
    return (
        doc.lexicon.kinds(rest).keys().isdisjoint(("trigger", "actor_head", "actor_name", "casualty", "person", "time"))
    )


def _opened(doc: Document, k: int) -> int:
    """For a known one-word name that opens compounds («الشيخ ...»), the end of the compound."""
    reading = doc.kinds[k].get("place_opener")
    return compound_end(doc, k) if reading and reading.pro in ("", "و") and is_word(doc, k + 1) else k


def _own_waw(doc: Document, k: int) -> bool:
    """Whether the و is the name's own letter: «وادي», «واسط»."""
    kinds = doc.kinds[k]
    return any(kind in kinds and not kinds[kind].pro for kind in ("place_name", "place_opener", "place_class"))


def read_unknown(doc: Document, i: int, prep: str, after_place: bool) -> Stretch | None:
    """A place known by its position alone: behind «قرب» and its like, or joined to a place."""
    form = doc.tokens[i].form
    found = Stretch(i, i, i, 0, "place", "", "places:position", True)
    opener = doc.kinds[i].get("place_opener")
    if opener and (prep in LOCAL or after_place) and "actor_head" not in doc.kinds[i] and is_word(doc, i + 1):
        named = may_be_name(doc, i + 1) or (after_place and has_article(doc.tokens[i + 1].form))
        if opener.pro in ("", "و") and not doc.tokens[i].text.endswith("ى") and named:
            found.j, found.pro, found.skip = compound_end(doc, i), opener.pro, len(opener.pro)
            return found if found.j > i + 1 else None
    if prep in ("near", "toward", "in") and may_be_name(doc, i):
        if prep == "in" and (len(form) < 4 or has_article(form) or _verb_or_pronoun(form)):
            return None
        found.j = unknown_end(doc, i)
        return found
    if after_place and may_be_name(doc, i) and not _verb_or_pronoun(form):
        found.rule = "places:coordinated"
        if form.startswith("و") and len(form) > 4 and may_be_name(doc, i, 1):
            found.j, found.skip, found.pro = unknown_end(doc, i, strip=1), 1, "و"
            return found
        if doc.form(i - 1) in ("،", ",", "و") and _next_member(doc, unknown_end(doc, i)) > 0:
            found.j = unknown_end(doc, i)
            return found
    return None


def _verb_or_pronoun(form: str) -> bool:
    """A plural verb in «وا», or a word with a pronoun on it («مساندتها»)."""
    return form.endswith("وا") or (len(form) > 5 and form.endswith(("ها", "هم", "هما")))
