"""Actor phrases: a head word and the name that grows from it, a known name, people by origin, a named person.

A name grows rightwards: a genitive («قوات النظام»), adjectives («الجيش التركي»), a number («الفرقة 30»), a quoted name
(«تنظيم "داعش"»), and where all that says too little, the group it belongs to («المسلحين الموالين للحكومة»).
"""

from __future__ import annotations

from typing import Final

from marsad.coder.actor_heads import any_origin, no_actor, says_too_little
from marsad.coder.document import Document
from marsad.coder.nominal import (
    CLOSING,
    DASHES,
    OPENING,
    Stretch,
    adjectives,
    bare_hit,
    has_article,
    may_be_name,
    quoted,
    skip_of,
    split_pro,
)
from marsad.coder.origins import read_origin
from marsad.coder.persons import name_end, read_person
from marsad.coder.unit_names import cause, definite_noun, unit_name
from marsad.lexicon import Hit

_ADJECTIVES: Final = ("nationality", "descriptor")
_PERSON: Final = frozenset(("person_title", "given_name"))
_DEEPEST: Final = 4  # heads in a row («قادة فصائل غرفة عمليات ...»)
_QUOTED_WITH_PEOPLE: Final = 5  # tokens of a name in quotation marks, marks counted; longer ones tell something of them
# Flags, and the ending of a construct plural («مقاتلو مصراتة»), behind which a place belongs to the name.
_OF_PLACES: Final = frozenset(("dwellers", "family", "unit", "construct", "seat"))
_JOINED: Final = frozenset(("actor_name", "nationality", "descriptor"))
_PILOTLESS: Final = frozenset((("من", "دون", "طيار"), ("بدون", "طيار"), ("دون", "طيار"), ("بلا", "طيار")))
_NO_ADJECTIVE: Final = ("place_name", "place_class", "trigger", "attachment", "actor_head", "time")


def read_actor(doc: Document, i: int, depth: int = 0) -> Stretch | None:
    """The actor phrase that begins at token ``i``, or None. ``depth`` counts the heads it stands inside of."""
    if depth > _DEEPEST:
        return None
    kinds = doc.kinds[i]
    if doc.tokens[i].text.endswith("أمام"):  # "before", which folds like «إمام», an imam
        return None
    multi = i in doc.phrases
    name = doc.hit(i, "actor_name") if multi or "actor_name" in kinds else None
    head = doc.hit(i, "actor_head") if multi or "actor_head" in kinds else None
    if name and _another_thing(doc, name):
        name = None
    if name and (head is None or name.j >= head.j):
        grown = _named(doc, name, depth)
        if head and head.j < name.j + 1:
            other = _headed(doc, head, depth)
            if other and other.j > grown.j:
                return other
        return grown
    if multi or "person_title" in kinds or "given_name" in kinds:
        person = read_person(doc, i)
        if person:
            return person
    if head:
        return _headed(doc, head, depth)
    found = read_origin(doc, i) if "nationality" in kinds or "descriptor" in kinds else None
    return found or (_by_tie(doc, i, depth) if "attachment" in kinds else None)


def _another_thing(doc: Document, name: Hit) -> bool:
    """Whether the words of a known name mean another thing here."""
    feats = name.reading.sense.feats
    if name.reading.enc or ("ambiguous" in feats and not _stands_alone(doc, name)):
        return True
    return "joined" in feats and not _joined(doc, name)


def _joined(doc: Document, name: Hit) -> bool:
    """Whether «صالح» is joined by و to another actor, and is no first name («الحوثيين وصالح»)."""
    k = name.i - 1 if name.reading.pro == "و" else name.i - 2
    if name.reading.pro not in ("", "و") or (not name.reading.pro and doc.form(name.i - 1) != "و"):
        return False
    joined = doc.is_word(k) and not _JOINED.isdisjoint(doc.kinds[k])
    return joined and name_end(doc, name.i) <= name.j and not (doc.is_word(name.j) and may_be_name(doc, name.j))


def _stands_alone(doc: Document, name: Hit) -> bool:
    """Whether «القاعدة» is the organisation: no adjective behind it, no preposition of place in front."""
    if adjectives(doc, name.j, ("place_adjective", *_ADJECTIVES), definite=True) > name.j:
        return False
    before = doc.kinds[name.i - 1].get("preposition") if name.i else None
    return doc.form(name.i - 1) in OPENING or not (before and before.sense.cls in ("in", "near", "toward"))


def _by_tie(doc: Document, i: int, depth: int) -> Stretch | None:
    """People named by their ties alone: «الموالين لصالح», «معارك مع موالين للقذافي», "those loyal to ..."."""
    reading = doc.kinds[i]["attachment"]
    if not {"pl", "m"} <= reading.sense.feats or reading.enc or "construct" in reading.sense.feats:
        return None
    if not has_article(doc.tokens[i].form, reading.pro) and (split_pro(reading.pro)[1] or _noun_before(doc, i)):
        return None
    group = _tied(doc, i + 1, depth + 1)
    if group is None or not group.lemma:
        return None
    skip = skip_of(reading.pro)
    tie = reading.sense.cls
    return Stretch(i, group.j, i, skip, "fighters", "", "actors:tie", True, tie=tie, tied=group, pro=reading.pro)


def _noun_before(doc: Document, i: int) -> bool:
    """Whether the word before may be what an indefinite adjective belongs to («مسلحين موالين لإيران»)."""
    if not doc.is_word(i - 1):
        return False
    kinds = doc.kinds[i - 1]
    return "preposition" not in kinds and "number" not in kinds


def _named(doc: Document, hit: Hit, depth: int) -> Stretch:
    sense, pro = hit.reading.sense, hit.reading.pro
    j = hit.j
    close = _closing(doc, hit.i, j)
    if close and adjectives(doc, j + 1, _ADJECTIVES, definite=True) > j + 1:
        j += 1
    if sense.cls != "person":
        j = adjectives(doc, j, _ADJECTIVES, definite=_definite_name(doc, hit))
    j = _alias(doc, j)
    found = Stretch(hit.i, j, hit.i, skip_of(pro), sense.cls, sense.lemma, "actors:name", True, sense.feats, pro=pro)
    return _tie(doc, found, depth)


def _definite_name(doc: Document, hit: Hit) -> bool:
    """Whether a name's adjectives have the article: names of several words, and those with it («للحشد الشعبي»)."""
    form = doc.tokens[hit.j - 1].form
    hidden = hit.reading.pro.endswith("ل") and form[len(hit.reading.pro) - 1 :].startswith("لل")
    return hit.j - hit.i > 1 or hidden or has_article(form, hit.reading.pro)


def _alias(doc: Document, j: int) -> int:
    """Past a short form in quotation marks or brackets: «حركة المقاومة الإسلامية "حماس"»."""
    close = quoted(doc, j)
    if close > 0 and close - j == 3 and doc.is_word(j + 1) and "actor_name" in doc.kinds[j + 1]:
        return close
    return j


def _closing(doc: Document, i: int, j: int) -> bool:
    """Whether the tokens ``[i:j]`` stand alone between quotation marks («"جيش" الاحتلال»)."""
    return doc.form(j) in CLOSING and doc.form(i - 1) in OPENING and bool(doc.form(j))


def _headed(doc: Document, head: Hit, depth: int) -> Stretch | None:
    sense, pro, enc = head.reading
    flags = sense.feats
    if no_actor(doc, head):
        return None
    skip = skip_of(pro)
    found = Stretch(head.i, head.j, head.i, skip, sense.cls, sense.lemma, "actors:head", False, flags, pro=pro)
    if enc:
        return None if "needs" in flags else found
    found.j, found.named = grow(doc, head)
    if head.j - head.i > 1 and has_article(doc.tokens[head.j - 1].form):
        found.named = True  # «قوات الأمن» is a name as it stands
    if "member" in flags:
        inner = _force_of_members(doc, head, depth)
        if inner is _LEAD_IN:
            return None
        if inner:
            inner.i, inner.pro = head.i, pro
            return inner
    found = _tie(doc, found, depth)
    return None if says_too_little(doc, head, found) else found


_LEAD_IN: Final = Stretch(0, 0, 0, 0, "", "", "", False)


def _force_of_members(doc: Document, head: Hit, depth: int) -> Stretch | None:
    """For «عناصر قوات النظام» the force alone; ``_LEAD_IN`` for «عناصر من ...», whose force is read by itself."""
    j = head.j
    if doc.form(j) == "من" and doc.is_word(j + 1):
        kinds = doc.kinds[j + 1]
        return _LEAD_IN if "actor_head" in kinds or "actor_name" in kinds or j + 1 in doc.phrases else None
    if doc.form(j) in ("تابعه", "تابعين", "تابع"):
        return None
    if bare_hit(doc, j, "actor_head"):
        inner = read_actor(doc, j, depth + 1)
        return inner if inner and inner.named else None
    return None


def grow(doc: Document, head: Hit, depth: int = 0) -> tuple[int, bool]:
    """How far the name of a head word reaches, and whether it is a name."""
    sense, pro, _ = head.reading
    j = head.j
    definite = has_article(doc.tokens[j - 1].form, pro)
    if _closing(doc, head.i, j):  # «"جيش" الاحتلال»: the name may go on behind the mark
        beyond = (
            adjectives(doc, j + 1, _ADJECTIVES, definite=True) if definite else _genitive(doc, head, j + 1, depth)[0]
        )
        return (beyond, True) if beyond > j + 1 else (j, False)
    if definite:
        return _definite(doc, head, j)
    close = quoted(doc, j)
    if close > 0 and not ("human" in sense.feats and close - j > _QUOTED_WITH_PEOPLE):
        return adjectives(doc, close, _ADJECTIVES, definite=True), True
    end = adjectives(doc, j, _ADJECTIVES, definite=False)
    if end > j:
        end = _pilotless(doc, head, end)
        return end, any_origin(doc, j, end) or "unit" in sense.feats
    return _genitive(doc, head, j, depth)


def _pilotless(doc: Document, head: Hit, j: int) -> int:
    """Past «من دون طيار», "without a pilot", behind the adjectives of aircraft."""
    if head.reading.sense.cls == "aircraft":
        for n in (3, 2):
            if tuple(doc.form(k) for k in range(j, j + n)) in _PILOTLESS:
                return j + n
    return j


def _definite(doc: Document, head: Hit, j: int) -> tuple[int, bool]:
    flags = head.reading.sense.feats
    end = adjectives(doc, j, _ADJECTIVES, definite=True)
    if "unit" in flags and end == j and _relation_adjective(doc, end, flags):
        end += 1
    if "numbered" in flags:
        number = end + 1 if doc.form(end) == "ال" else end
        if number < len(doc.tokens) and doc.tokens[number].kind == "number":
            return adjectives(doc, number + 1, _ADJECTIVES, definite=False), True
    end = _pilotless(doc, head, end)
    named = end > j
    close = quoted(doc, end)
    if close > 0 and "unit" in flags and (close - end) <= 5:
        return close, True
    return end, named


def _relation_adjective(doc: Document, j: int, flags: frozenset[str]) -> bool:
    """An unknown adjective of relation in ي that agrees with the head («الفرقة الساحلية»)."""
    if not doc.is_word(j):
        return False
    form, kinds = doc.tokens[j].form, doc.kinds[j]
    if len(form) < 6 or not form.startswith("ال") or not kinds.keys().isdisjoint(_NO_ADJECTIVE):
        return False
    if "masc" in flags:
        return form.endswith("ي")
    return form.endswith("يه") or (form.startswith("الم") and form.endswith("ه"))  # «القوات المتوغلة»


def _genitive(doc: Document, head: Hit, j: int, depth: int) -> tuple[int, bool]:
    """The name behind a head word in the construct state."""
    flags = head.reading.sense.feats
    name, inner = bare_hit(doc, j, "actor_name"), bare_hit(doc, j, "actor_head")
    if inner and (_absolute(doc, head) or _accusative(doc, j)):
        inner = None
    if name and (inner is None or name.j >= inner.j):
        end = adjectives(doc, name.j, _ADJECTIVES, definite=True)
        return _alias(doc, end), True
    inside = bare_hit(doc, j + 1, "actor_name") if doc.form(j) in OPENING else None
    if inside:  # «تنظيم "ب ي د/ بي كا كا" الإرهابي»
        end = inside.j + (doc.form(inside.j) in CLOSING)
        return adjectives(doc, end, _ADJECTIVES, definite=True), True
    number = j + 1 if doc.form(j) == "ال" else j
    if "numbered" in flags and number < len(doc.tokens) and doc.tokens[number].kind == "number":
        return number + 1, True
    if not doc.is_word(j):
        return j, False
    if inner and depth < _DEEPEST and "people" not in inner.reading.sense.feats:
        return grow(doc, inner, depth + 1)[0], True
    return _genitive_name(doc, j, flags)


def _absolute(doc: Document, head: Hit) -> bool:
    """Whether a plural for persons keeps its ن, and so no noun behind it is its genitive («هاجم غاضبون باعة»)."""
    return "human" in head.reading.sense.feats and doc.form(head.j - 1).endswith("ون")


def _accusative(doc: Document, j: int) -> bool:
    """Whether a head word is accusative by its alif, an object and no genitive («اتهمت عائلته قناصا»)."""
    form = doc.form(j)
    return form.endswith("ا") and "actor_head" in doc.lexicon.kinds(form[:-1])


def _genitive_name(doc: Document, j: int, flags: frozenset[str]) -> tuple[int, bool]:
    """A person, a place or an unknown name in the genitive."""
    person = read_person(doc, j) if not _PERSON.isdisjoint(doc.kinds[j]) else None
    if person and not split_pro(person.pro)[1] and ("unit" in flags or "family" in flags):
        return person.j, True
    if not _OF_PLACES.isdisjoint(flags):
        end = _place_genitive(doc, j, "dwellers" in flags)
        if end > j:
            return adjectives(doc, end, _ADJECTIVES, definite=True), True
    if "unit" in flags:
        end = cause(doc, j)
        return (end, True) if end > j else unit_name(doc, j)
    if "family" in flags and (may_be_name(doc, j) or definite_noun(doc, j)):
        return j + 1, True
    if definite_noun(doc, j) and ("fem" not in flags or "weapon" in flags):
        return adjectives(doc, j + 1, _ADJECTIVES, definite=True), False
    return j, False


def _place_genitive(doc: Document, j: int, dwellers: bool) -> int:
    name = bare_hit(doc, j, "place_name")
    if name:
        return name.j
    area = bare_hit(doc, j, "place_class") if dwellers else None
    if not area:
        return j
    after = bare_hit(doc, area.j, "place_name")
    return after.j if after and not area.reading.pro else area.j


def _tie(doc: Document, found: Stretch, depth: int) -> Stretch:
    """Read the group the actor is said to belong to; a head that says too little takes it into its name."""
    k = found.j
    if doc.form(k) in ("،", ","):
        k += 1
    if not doc.is_word(k):
        return found
    hit = doc.hit(k, "attachment")
    if hit is None or hit.reading.enc or split_pro(hit.reading.pro)[1]:
        return found
    group = _tied(doc, hit.j, depth + 1)
    if group is None:
        if k == found.j and "unit" in found.flags and _agrees(doc, found, hit):  # «القوات الموالية»
            found.j = hit.j
        return found
    found.tie, found.tied = hit.reading.sense.cls, group if group.lemma else None
    if not found.named and k == found.j and "weapon" not in found.flags:
        found.j, found.named = group.j, True
    return found


def _agrees(doc: Document, found: Stretch, tie: Hit) -> bool:
    """Whether a word of tie that names no group is a definite adjective of the actor."""
    definite = has_article(doc.tokens[found.j - 1].form, found.pro)
    return definite and has_article(doc.tokens[tie.i].form) and tie.reading.sense.pos == "adj"


def _tied(doc: Document, j: int, depth: int) -> Stretch | None:
    """The group behind «التابعة»: «للجيش», «لـ "قسد"», «لها», «من إيران», «بـ ...»."""
    if doc.form(j) in ("له", "لها", "لهم", "لهما", "به", "بها", "معه", "معها", "منه", "منها"):
        return Stretch(j, j + 1, j, 0, "", "", "", False)
    apart = doc.form(j) in ("ل", "لي", "الي", "من", "مع", "ب", "عن")
    k = j + 1 if apart else j
    if doc.form(k) in DASHES:
        k += 1
    start = k + 1 if doc.form(k) in OPENING else k
    if not doc.is_word(start):
        return None
    group = read_actor(doc, start, depth) or _country(doc, start) or _leader(doc, start)
    if group is None or not (apart or split_pro(group.pro)[1] in ("ل", "ب")):
        return None
    if start > k and doc.form(group.j) in CLOSING:
        group.j += 1
    return group


def _country(doc: Document, i: int) -> Stretch | None:
    hit = doc.hit(i, "place_name")
    if hit is None or hit.reading.enc:
        return None
    pro = hit.reading.pro
    return Stretch(
        i, hit.j, i, skip_of(pro), hit.reading.sense.cls, hit.reading.sense.lemma, "actors:country", True, pro=pro
    )


def _leader(doc: Document, i: int) -> Stretch | None:
    """A person by one name: «الموالية لصالح», "loyal to Saleh"."""
    name = doc.kinds[i].get("given_name")
    if name is None or name.enc or name.sense.cls != "given":
        return None
    return Stretch(i, i + 1, i, skip_of(name.pro), "person", "person", "actors:leader", True, pro=name.pro)
