"""Where place phrases begin: a place by itself, a list behind a plural class word, an unknown name by its position."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from marsad.coder.document import Document
from marsad.coder.nominal import (
    CLOSING,
    OPENING,
    Stretch,
    adjectives,
    bare_hit,
    has_article,
    may_be_name,
    ordinary_words,
    quoted,
    skip_of,
    split_pro,
)
from marsad.coder.place_names import known_place, name_tail, opens_item
from marsad.coder.places import classed_place, compound_end, name_after, road_ends, unknown_end
from marsad.lexicon import Hit

_OPENING: Final = frozenset(("place_name", "place_opener"))
_NAMELY: Final = frozenset(
    ("هي", "هما", "وهي", "وهما", "بينها", "وبينها", "بينهما", "منها", "ومنها", "ابرزها", "وابرزها", "اهمها")
)
_REACH: Final = 16  # tokens between a class word and the names of its list
_COMMAS: Final = frozenset(("،", ","))
_TELLING: Final = frozenset(
    (
        *("attachment", "boundary", "casualty", "connective", "nationality", "number", "preposition", "say", "time"),
        *("trigger", "weapon", "actor_name"),
    )
)


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
    return _read_classed(doc, area, prep) if area else []


def _read_classed(doc: Document, area: Hit, prep: str) -> list[Stretch]:
    """The places behind a class word: those of a list, a border told by its side, or the only one."""
    if area.reading.enc:
        border = _own_border(doc, area)
        return [border] if border else []
    if _many(area) and not has_article(doc.tokens[area.j - 1].form, area.reading.pro):
        members = list(_members(doc, area))
        if len(members) > 1 or (members and not _described(doc, area, members[0])):
            return members
    inner = bare_hit(doc, area.j, "place_class") if "part" in area.reading.sense.feats else None
    if inner and _many(inner) and not has_article(doc.tokens[inner.j - 1].form):  # «أطراف بلدات X وY»
        members = list(_members(doc, inner))
        if members:
            members[0].i, members[0].pro = area.i, area.reading.pro
            return members
    single = classed_place(doc, area, prep=prep)
    if single is None:
        return []
    ends = road_ends(doc, single)
    return [single, *(_end_of_road(doc, k, j, second=n > 0) for n, (k, j) in enumerate(ends))]


def _own_border(doc: Document, area: Hit) -> Stretch | None:
    """The border of what was named before, told by its side: «حدودها الشمالية», "its northern border"."""
    sense, pro, _ = area.reading
    end = adjectives(doc, area.j, ("place_adjective",), definite=True, limit=2)
    if sense.cls != "border" or end == area.j:
        return None
    return Stretch(
        area.i, end, area.i, skip_of(pro), sense.cls, sense.lemma, "places:class", True, sense.feats, pro=pro
    )


def _end_of_road(doc: Document, k: int, j: int, second: bool) -> Stretch:
    """A place that a road leads to: X and Y of «الطريق بين بلدة X وY»; «و» is written onto an unknown second one."""
    reading = doc.kinds[k].get("place_name")
    joined = second and doc.form(k).startswith("و") and doc.form(k - 1) != "و" and not _own_waw(doc, k)
    pro = reading.pro if reading else "و" if joined else ""
    return Stretch(k, j, k, skip_of(pro), "town", "", "places:end", True, pro=pro)


def _many(area: Hit) -> bool:
    feats = area.reading.sense.feats
    return "pl" in feats or "du" in feats or "list" in feats


def _described(doc: Document, area: Hit, member: Stretch) -> bool:
    """Whether what seems the only member tells which the places are («محاور القتال»), or a dual has but one."""
    return "list" in area.reading.sense.feats or "trigger" in doc.kinds[member.core]


def _members(doc: Document, area: Hit) -> Iterator[Stretch]:
    """Each place of a list behind a plural or dual class word: «بلدات X وY، وZ», bare of the class word."""
    sense = area.reading.sense
    k = area.j
    while True:  # «قرى وبلدات X»
        more = doc.hit(k, "place_class") if doc.is_word(k) else None
        if more and more.reading.pro == "و" and _many(more):
            k = more.j
        else:
            break
    if doc.form(k) in ("،", ":", ","):
        k += 1
    yield from _run(doc, k, area.i, sense.cls, area.reading.pro)


def _run(doc: Document, k: int, start: int, cls: str, pro: str) -> Iterator[Stretch]:
    """The members of a list from token ``k``; the first begins at ``start``, with the proclitics ``pro``."""
    first = True
    while k < len(doc.tokens):
        if _opens_list(doc, k):
            k += 1
        member = _member(doc, k, cls, first)
        if member is None:
            return
        if first:
            member.i = start
            member.pro = pro
        first = False
        yield member
        k = next_member(doc, member.j)
        if k < 0:
            return


def listed(doc: Document) -> dict[int, str]:
    """Where the names of places told of before begin, with their class: «ثلاث قرى هي X وY», «بلدات بينها X».

    So does the name that heads an item behind a bullet («▪ X: ...»), which is a town's.
    """
    found = {i: "town" for i in map(partial(_heads_item, doc), doc.marks) if i >= 0}
    for token in doc.tokens:
        if token.form not in _NAMELY or token.kind != "word":
            continue
        i = token.i + 1 + (doc.form(token.i + 1) == ":")
        cls = _class_before(doc, token.i)
        if cls:
            found[i] = cls
    return found


def _heads_item(doc: Document, colon: int) -> int:
    """The one word, or the first of two joined ones, between a bullet and the colon; -1 for any other mark."""
    if doc.form(colon) != ":":
        return -1
    i = colon - 1
    if doc.form(i).startswith("و") and doc.is_word(i - 1) and "place_name" in doc.kinds[i]:
        i -= 1
    bullet = i > 0 and doc.tokens[i - 1].kind == "punct"
    return i if bullet and doc.is_word(i) and opens_item(doc, i, colon) else -1


def _class_before(doc: Document, i: int) -> str:
    """The class of the nearest plural or counted class word in front in the sentence; empty where none is near."""
    for k in range(i - 1, max(i - _REACH, -1), -1):
        if doc.tokens[k].sent != doc.tokens[i].sent:
            break
        area = doc.hit(k, "place_class")
        if area and not area.reading.enc and (_many(area) or _counted(doc, k)):
            return area.reading.sense.cls
    return ""


def _counted(doc: Document, k: int) -> bool:
    """Whether a number stands in front of a class word in the singular: «15 بلدة»."""
    return k > 0 and (doc.tokens[k - 1].kind == "number" or "number" in doc.kinds[k - 1])


def read_listed(doc: Document, i: int, cls: str) -> list[Stretch]:
    """The names of a list whose class word stands farther in front; none where the first is no name."""
    if not doc.is_word(i) or ("place_name" not in doc.kinds[i] and (not may_be_name(doc, i) or no_bare_noun(doc, i))):
        return []
    return list(_run(doc, i, i, cls, ""))


def _opens_list(doc: Document, k: int) -> bool:
    """Whether a mark opens at ``k`` around several members: «قرى (X، Y)», «محاور "X وY"»."""
    if doc.form(k) not in OPENING or doc.is_word(k) or not doc.is_word(k + 1):
        return False
    close = quoted(doc, k)
    return close < 0 or any(_joins(doc, m) for m in range(k + 2, close - 1))


def _joins(doc: Document, m: int) -> bool:
    """Whether «و» stands at token ``m`` or is written onto a name there."""
    form = doc.form(m)
    return form == "و" or (form.startswith("و") and not _own_waw(doc, m))


def next_member(doc: Document, j: int) -> int:
    """Where the next member of a list may begin, or -1: behind a comma, «و», or with «و» written onto it.

    A mark that closes around the members so far is passed over where one more follows.
    """
    if doc.form(j) in CLOSING and not doc.is_word(j):
        j += 1
    form = doc.form(j)
    if form in ("،", ",", "و", "-", "–", "/"):
        return j + 1
    return j if form.startswith("و") and len(form) > 2 and doc.is_word(j) else -1


def _member(doc: Document, k: int, cls: str, first: bool) -> Stretch | None:
    if not doc.is_word(k):
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
        end = k if _attribute(doc, k) else name_after(doc, k, cls)
    else:
        rest = form[strip:]
        opener = doc.lexicon.kinds(rest).get("place_opener")
        if opener and not opener.pro and doc.is_word(k + 1):
            end = compound_end(doc, k)
        elif strip and rest.startswith("ال") and _may_be_listed(doc, k, rest):
            end = k + 1
        else:
            end = unknown_end(doc, k, strip=strip)
        end = k if doc.form(k).endswith("وا") else end  # a verb: «وأضرموا»
        if end > k:
            end = adjectives(doc, end, ("place_adjective",), definite=True, limit=1)
    between = k if first or strip else _between_commas(doc, k)
    if between == k and (end == k or (("say" in kinds or "time" in kinds) and not first)):
        return None
    end = max(end, between)
    pro = "و" if strip else ""
    return Stretch(k, end, k, strip, cls, "", "places:list", True, pro=pro)


def _attribute(doc: Document, k: int) -> bool:
    """Whether an indefinite word in ـة right behind a plural describes it («مناطق مكتظة بالسكان»): no list goes on."""
    token = doc.tokens[k]
    if not token.text.endswith("ة") or has_article(token.form) or not _OPENING.isdisjoint(doc.kinds[k]):
        return False
    return next_member(doc, k + 1) < 0


def _between_commas(doc: Document, k: int) -> int:
    """The end of a member of up to three words that a comma on both sides marks off; ``k`` where none stands there.

    Names of villages are made of any nouns («شعرة العجائز»); what tells of something has one of the tables left out.
    """
    if doc.form(k - 1) not in _COMMAS:
        return k
    end = next((m for m in range(k, k + 4) if not doc.is_word(m)), k)
    if doc.form(end) not in _COMMAS or any(map(partial(tells, doc), range(k, end))):
        return k
    return end


def tells(doc: Document, i: int) -> bool:
    """Whether the word at ``i`` is an ordinary one, or of a table of what is said of places: no part of a name."""
    token = doc.tokens[i]
    written_whole = token.text.endswith("ة")  # no pronoun is written so
    tables = [kind for kind, reading in doc.kinds[i].items() if not (reading.enc and written_whole)]
    return token.form in ordinary_words() or not _TELLING.isdisjoint(tables)


def _may_be_listed(doc: Document, k: int, rest: str) -> bool:
    """Whether a definite word in a list is one more name: of no telling table, or before a known name with «و»."""
    if rest not in ordinary_words() and _listed(doc, rest):
        return True
    after = doc.kinds[k + 1].get("place_name") if doc.is_word(k + 1) else None
    return after is not None and after.pro == "و" and "trigger" not in doc.lexicon.kinds(rest)


def _listed(doc: Document, rest: str) -> bool:
    """A definite word that may be a place in a list though a table has it («والزهور»)."""
    return (
        doc.lexicon.kinds(rest).keys().isdisjoint(("trigger", "actor_head", "actor_name", "casualty", "person", "time"))
    )


def _opened(doc: Document, k: int) -> int:
    """For a known one-word name that opens compounds («الشيخ ...»), the end of the compound."""
    reading = doc.kinds[k].get("place_opener")
    return compound_end(doc, k) if reading and reading.pro in ("", "و") and doc.is_word(k + 1) else k


def _own_waw(doc: Document, k: int) -> bool:
    """Whether the و is the name's own letter: «وادي», «واسط»."""
    kinds = doc.kinds[k]
    return any(kind in kinds and not kinds[kind].pro for kind in ("place_name", "place_opener", "place_class"))


def no_bare_noun(doc: Document, i: int) -> bool:
    """A plural verb in «وا», an adverb, a word with a pronoun («مساندتها», «تعامله») or in the dual («حافلتين»)."""
    form = doc.form(i)
    if doc.tokens[i].text.endswith(("اً", "ًا")):  # an adverb: «إسنادا لغزة», "in support of Gaza"
        return True
    if form.endswith("وا") or (len(form) > 5 and form.endswith(("ها", "هم", "هما", "تين"))):
        return True
    return len(form) > 4 and doc.tokens[i].text.endswith("ه") and not has_article(form)
