"""Place phrases: a class word and its name («بلدة النشابية»), a known name, a direction and a place («شمال غزة»).

How far a name reaches behind a class word: a known name as it is known, a quoted one to its closing mark, a name that
opens like a compound («دير», «كفر») two words, any other one word; then the adjectives that belong to names.
"""

from __future__ import annotations

from typing import Final

from marsad.coder.actors import read_actor
from marsad.coder.document import Document
from marsad.coder.nominal import (
    DASHES,
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
from marsad.coder.persons import name_end
from marsad.coder.place_codes import code_end, numbered
from marsad.coder.place_names import known_place, name_tail
from marsad.coder.place_sites import adjective_here, beside, stands_as_place, use_end
from marsad.lexicon import Hit

_DEEPEST: Final = 4  # class words in a row («مدخل مخيم مدينة ...»)
_ONLY_LOCAL: Final = frozenset(("force", "local"))
# the following, the present, the past: adjectives of time that end like those of relation
_NO_RELATION: Final = frozenset(("التالي", "التاليه", "الحالي", "الحاليه", "الماضي", "الماضيه", "الباقي", "الباقيه"))
# which lies beside, which adjoins, opposite
_NEIGHBOURING: Final = frozenset(
    (
        *("المجاور", "المجاوره", "المتاخم", "المتاخمه", "المحاذي", "المحاذيه", "الملاصق", "الملاصقه", "المقابل"),
        "المقابله",
    )
)
_NO_ADJECTIVE: Final = frozenset(("given_name", "say", "time", "trigger", "casualty", "weapon", "person", "actor_head"))
# A definite word of these tables is no name behind a class word; quarters and streets are called after anything.
_NEVER_GENITIVE: Final = ("time", "number", "attachment", "boundary", "say", "nationality", "descriptor", "trigger")
_NEVER_NAMES_HERE: Final = {
    **dict.fromkeys(("quarter", "road"), ("attachment",)),
    "site": ("attachment", "say", "nationality", "descriptor"),
    "front": ("time", "number", "attachment", "boundary", "say", "nationality"),  # «محاور القتال», the fighting fronts
}
_CALLED_AFTER_SITES: Final = frozenset(("area", "front", "quarter", "road", "town", "village"))
# the city, town, village, quarter, area, province, camp, sector, countryside, border
_GENERIC: Final = frozenset(
    ("المدينه", "البلده", "القريه", "الحي", "المنطقه", "المحافظه", "المخيم", "القطاع", "الريف", "الحدود")
)
# Behind a name and part of it: titles, and the second half of «الإذاعة والتلفزيون», radio and television.
_BELONGS: Final = frozenset(("باشا", "اغا", "افندي", "بيك", "والتلفزيون"))
_WITH_USE: Final = ("site", "area", "quarter")  # kinds of place that are told by an adjective where they have no name
_SETTLEMENTS: Final = frozenset(("town", "village", "quarter"))
_NO_SETTLEMENT: Final = frozenset(
    ("number", "time", "preposition", "boundary", "place_class", "descriptor", "nationality")
)
# Kinds whose definite words tell of a place and are no part of its name («الشرقية», «الخاضع», «التابعة»).
_TELLS_OF: Final = frozenset(("place_adjective", "control_link", "affiliation"))
_NO_GENITIVE: Final = frozenset(("time", "say", "boundary", "attachment", "control_link", "affiliation"))


def classed_place(doc: Document, area: Hit, depth: int = 0, prep: str = "") -> Stretch | None:
    """A class word with its name; without one a definite description («المدينة»), unnamed."""
    sense, pro, _ = area.reading
    flags = sense.feats
    found = Stretch(area.i, area.j, area.i, skip_of(pro), sense.cls, sense.lemma, "places:class", False, flags, pro=pro)
    if depth > _DEEPEST:
        return None
    if not _ONLY_LOCAL.isdisjoint(flags) and not stands_as_place(doc, area, prep, depth):
        return None
    if "force" in flags and "local" not in flags:
        return _base(doc, found)
    if "office" in flags and depth == 0 and prep != "near" and not beside(doc, area):
        return None
    if has_article(doc.tokens[area.j - 1].form, pro):
        return None if adjective_here(doc, area) else _definite(doc, found)
    if "direction" in flags or "part" in flags:
        return _around(doc, found, depth)
    end = name_after(doc, area.j, sense.cls, depth)
    if end == area.j and "office" in flags and has_article(doc.form(end)):
        end += 1  # «وزارة المالية», of finance: also "Malian"
    if end == area.j and sense.cls in _WITH_USE:
        end = use_end(doc, area)
        found.j, found.named = end, True  # no name stands for it elsewhere
        return found if end - area.i > 1 else None
    if end > area.j:
        found.j, found.named = end, not _description(doc, area.j, end, sense.cls)
        return found
    return None


def _base(doc: Document, found: Stretch) -> Stretch | None:
    """A unit that stands for its base («في الفوج 46», «على سرية الخشنية»)."""
    j = found.j
    if j < len(doc.tokens) and doc.tokens[j].kind == "number":
        found.j, found.named = j + 1, True
        return found
    reading = doc.kinds[j].get("descriptor") if doc.is_word(j) else None
    if reading and reading.sense.cls == "ordinal":
        found.j, found.named = j + 1, True
        return found
    home = bare_hit(doc, j, "place_name")
    if home and not has_article(doc.tokens[found.i].form, found.pro) and home.reading.sense.cls != "country":
        found.j, found.named = home.j, True
        return found
    return None


def _definite(doc: Document, found: Stretch) -> Stretch:
    """A class word with the article: «الأحياء الشرقية», «العاصمة صنعاء», «الطريق الواصل بين ...», «المدينة»."""
    end = adjectives(doc, found.j, ("place_adjective", "nationality"), definite=True)
    end = _relations(doc, end)
    end = numbered(doc, end) or end
    if doc.form(end) in _NEIGHBOURING:  # «المخيم المجاور» is another than the one named before
        found.j, found.named = end + 1, True
        return found
    if (found.lemma == "طريق" and doc.form(end) == "بين") or doc.form(end) in (
        "المودي",
        "الممتد",
        "الرابط",
        "الواصل",
        "الواصله",
    ):
        stretch = _between(doc, end)
        if stretch > end:
            found.j, found.named = stretch, True
            return found
    named = end > found.j
    name = bare_hit(doc, end, "place_name")
    if name and found.cls in ("town", "quarter", "village", "district", "region", "area", "camp"):
        end, named = name_tail(doc, name.j, found.cls), True
    elif quoted(doc, end) > 0 and not named:
        end, named = quoted(doc, end), True
    if found.lemma == "حدود" and doc.form(end) == "مع":
        country = bare_hit(doc, end + 1, "place_name")
        end = country.j if country else end
    found.j, found.named = end, named
    return found


def _relations(doc: Document, j: int) -> int:
    """Past definite adjectives of relation, in -ي or -ية: «المركز الثقافي», «المنطقة الجبلية»."""
    end = j
    while end - j < 3 and doc.is_word(end):
        form = doc.form(end)
        if len(form) < 6 or not form.startswith("ال") or not form.endswith(("ي", "يه")) or form in _NO_RELATION:
            break
        if not _NO_ADJECTIVE.isdisjoint(doc.kinds[end]) or doc.tokens[end].text.endswith("ى"):
            break
        end += 1
    return end


def _between(doc: Document, j: int) -> int:
    """The end of «(الواصل) بين بلدتي X وY» or «المؤدي إلى X»."""
    ends = _led_to(doc, j)
    return ends[-1][1] if ends else j


def road_ends(doc: Document, road: Stretch) -> list[tuple[int, int]]:
    """The tokens of both places between which a road lies («الطريق الرابط بين X وY»); none of any other phrase."""
    if road.lemma != "طريق" or road.j - road.i < 4:
        return []
    between = next((k for k in range(road.i + 1, min(road.i + 5, road.j)) if doc.form(k) == "بين"), 0)
    return _led_to(doc, between) if between else []


def _led_to(doc: Document, j: int) -> list[tuple[int, int]]:
    """The tokens of each place behind «بين» or «إلى», which stands at ``j`` or is the next word."""
    k = j
    if doc.form(k) not in ("بين", "الي"):
        k += 1
    if doc.form(k) not in ("بين", "الي", "من"):
        return []
    ends: list[tuple[int, int]] = []
    k += 1
    for _ in range(2):
        area = doc.hit(k, "place_class") if doc.is_word(k) else None
        start = area.j if area and not area.reading.enc else k
        reached = name_after(doc, start, "town", 1)
        if reached == start:
            name = doc.hit(start, "place_name") if doc.is_word(start) else None
            reached = name.j if name else (start + 1 if may_be_name(doc, start) else start)
        if reached == start:
            break
        ends.append((start, reached))
        k = reached
        if not doc.form(k).startswith("و"):
            break
        if doc.form(k) == "و":
            k += 1
    return ends


def _around(doc: Document, found: Stretch, depth: int) -> Stretch | None:
    """A direction or part with the place behind it: «شمال غزة», «محيط مدينة حلب»."""
    j = found.j
    inner: Stretch | None = None
    name, area = bare_hit(doc, j, "place_name"), bare_hit(doc, j, "place_class") or _more_sides(doc, found)
    if name and (area is None or name.j >= area.j):
        inner = known_place(doc, name, "in")
    elif area:
        inner = classed_place(doc, area, depth + 1, prep="in")
    if inner is None:
        end = adjectives(doc, j, ("nationality",), definite=True, limit=2)
        if quoted(doc, j) > 0:
            end = quoted(doc, j)
        elif end == j and doc.is_word(j) and may_be_name(doc, j):
            end = unknown_end(doc, j)
        if end == j:
            return None
        found.j, found.named = end, True
        return found
    found.j, found.named, found.lemma = inner.j, inner.named, inner.lemma
    if "part" in found.flags and inner.named:
        found.core, found.skip, found.cls = inner.core, inner.skip, inner.cls
    elif inner.cls != "direction":
        found.cls = inner.cls
    found.rule = "places:part" if "part" in found.flags else "places:direction"
    return found


def _more_sides(doc: Document, found: Stretch) -> Hit | None:
    """A second direction joined to the first, before what both are parts of: «شمال ووسط سيناء»."""
    more = doc.hit(found.j, "place_class")
    if more is None or "direction" not in found.flags or "direction" not in more.reading.sense.feats:
        return None
    return more if more.reading.pro == "و" and not more.reading.enc else None


def _description(doc: Document, i: int, j: int, cls: str) -> bool:
    """Whether ``[i:j]`` is no name but one more definite description: «مدخل المدينة», not «منطقة المحطة»."""
    inner = doc.kinds[i].get("place_class")
    if j != i + 1 or inner is None or "place_name" in doc.kinds[i]:
        return False
    return cls not in _CALLED_AFTER_SITES or doc.form(i) in _GENERIC


def name_after(doc: Document, j: int, cls: str, depth: int = 0) -> int:
    """The end of the name behind a class word that ends at ``j``; ``j`` where none stands there."""
    end = _name(doc, j, cls, depth)
    if end == j:
        return j
    end += doc.form(end) in _BELONGS
    end = adjectives(doc, end, ("place_adjective", "nationality"), definite=True, limit=3)
    if cls in ("road", "front") and doc.form(end) in DASHES:
        beyond = _name(doc, end + 1, "town", depth + 1)
        end = beyond if beyond > end + 1 else end
    if cls == "region" and doc.form(end).startswith("وال") and "place_adjective" in doc.kinds[end]:
        end += 1
    return end


def _name(doc: Document, j: int, cls: str, depth: int) -> int:
    close = quoted(doc, j)
    if close > 0:
        return close
    code = code_end(doc, j, cls)
    if code:
        return code
    if not doc.is_word(j):
        return j
    known = bare_hit(doc, j, "place_name")
    if known and known.j - known.i > 1:
        return known.j
    if _at_place(doc, j):
        return j
    if cls in ("border", "region") and "nationality" in doc.kinds[j] and not known:
        return j
    return _name_in_words(doc, j, cls, depth, known)


def _at_place(doc: Document, j: int) -> bool:
    """Whether a known name with «ب», "at", says where an indefinite site is: «فتحة نفق برفح»."""
    reading = doc.kinds[j].get("place_name")
    return reading is not None and split_pro(reading.pro)[1] == "ب" and len(doc.kinds[j]) == 1


def _name_in_words(doc: Document, j: int, cls: str, depth: int, known: Hit | None) -> int:
    opener = doc.kinds[j].get("place_opener")
    if opener and not opener.pro and doc.is_word(j + 1) and not doc.tokens[j].text.endswith("ى"):  # «على», "on"
        return compound_end(doc, j)
    if known:
        return known.j
    area = bare_hit(doc, j, "place_class")
    if area and depth < _DEEPEST:
        inner = classed_place(doc, area, depth + 1, prep="in")
        if inner and (inner.named or cls in ("site", "road", "front", "part", "area")):
            return inner.j
        unit = "force" in area.reading.sense.feats and cls == "site"  # «مقر فوج المهمات», a regiment's seat
        if "place_adjective" not in doc.kinds[j] and inner is None and not has_article(doc.tokens[j].form) and not unit:
            return area.j if cls in _SETTLEMENTS and _closes_phrase(doc, area) else j
    owner = (_owner_end(doc, j) or _office_end(doc, j)) if cls == "site" else 0
    end = owner or name_end(doc, j)
    if end == j:
        end = unknown_end(doc, j, _NEVER_NAMES_HERE.get(cls, _NEVER_GENITIVE))
    return j + 1 if end == j and cls in _SETTLEMENTS and _settlement(doc, j) else end


def _closes_phrase(doc: Document, area: Hit) -> bool:
    """Whether a class word in the singular is all of a name, with no noun behind it: «حي سنترال بمدينة بانغي»."""
    if not area.reading.sense.feats.isdisjoint(("pl", "direction", "part")) or area.reading.enc:
        return False
    beyond = doc.kinds[area.j] if doc.is_word(area.j) else {}
    at_place = any(split_pro(reading.pro)[1] == "ب" for reading in beyond.values())
    return not doc.is_word(area.j) or at_place or "preposition" in beyond


def _owner_end(doc: Document, j: int) -> int:
    """Past the force or body that has its seat in a site: «مقر قوات الأمن الخاصة»; 0 where none stands there."""
    if doc.kinds[j].keys().isdisjoint(("actor_head", "actor_name")) and doc.hit(j, "actor_name") is None:
        return 0
    actor = read_actor(doc, j)
    return actor.j if actor and actor.cls != "person" and not actor.skip else 0


def _office_end(doc: Document, j: int) -> int:
    """Past any noun and the definite one that limits it: «مبنى نقابة المهندسين», «مركز تدريب الشرطة»; 0 where none."""
    form = doc.form(j + 1)
    if has_article(doc.form(j)) or len(doc.form(j)) < 4 or not form.startswith("ال") or len(form) < 5:
        return 0
    for kind, (sense, pro, enc) in doc.kinds[j].items():
        if pro or enc or sense.pos not in ("noun", "name") or kind in _NO_SETTLEMENT:
            return 0
    return j + 2 if _NO_GENITIVE.isdisjoint(doc.kinds[j + 1]) else 0


def _settlement(doc: Document, j: int) -> bool:
    """Whether an indefinite word of other tables is the name of a town, village or quarter: «حي شهيد», «قرية بينة».

    A verb, participle or adjective there would describe the town («مدينة تحاصرها», «بلدة محاصرة»).
    """
    token = doc.tokens[j]
    if len(token.form) < 4 or has_article(token.form) or token.form in ordinary_words():
        return False
    for kind, reading in doc.kinds[j].items():
        sense, pro, enc = reading
        if enc and not pro and token.text.endswith("ة"):  # no pronoun is written so
            continue
        if pro or enc or sense.pos not in ("noun", "name") or kind in _NO_SETTLEMENT or "pl" in sense.feats:
            return False
    return True


def compound_end(doc: Document, j: int) -> int:
    """Past an opener and the word it needs: «كفر نبل», «دير أبي سعيد», «صلاح الدين»."""
    end = j + 1
    while end - j < 3 and doc.is_word(end):
        reading = doc.kinds[end].get("place_opener")
        if reading and not reading.pro and doc.is_word(end + 1):
            end += 1
        else:
            break
    if not doc.is_word(end):
        return end
    person = doc.hit(end, "given_name")
    if person and person.j - person.i > 1 and not person.reading.pro:  # «جبل زين العابدين», «ساحة عبد القادر»
        return person.j
    kinds = doc.kinds[end]
    if any(kind in kinds for kind in ("preposition", "say", "time", "boundary")) and not has_article(
        doc.tokens[end].form
    ):
        return end if end > j + 1 or has_article(doc.tokens[j].form) else j
    if doc.tokens[end].form.startswith(("و", "ف")) and _conjunction(doc, end) and "place_name" in kinds:
        return end
    if doc.tokens[j].form.startswith("ال") and not has_article(doc.tokens[end].form) and not may_be_name(doc, end):
        return end
    return end + 1


def _conjunction(doc: Document, i: int) -> str:
    """The conjunction written onto a known place name, if any."""
    reading = doc.kinds[i].get("place_name")
    return split_pro(reading.pro)[0] if reading else ""


def unknown_end(doc: Document, j: int, genitive: tuple[str, ...] = (), strip: int = 0) -> int:
    """The end of a name that is in no table: one word, or a word and a definite one («حوض الأشراف»)."""
    if not may_be_name(doc, j, strip):
        form = doc.form(j)
        if genitive and form.startswith("ال") and len(form) > 4 and _tables(doc, j).isdisjoint(genitive):
            return j + 1
        return j
    if not has_article(doc.tokens[j].form[strip:]) and doc.is_word(j + 1):
        form = doc.form(j + 1)
        if form.startswith("ال") and may_be_name(doc, j + 1) and _TELLS_OF.isdisjoint(doc.kinds[j + 1]):
            return j + 2
    return j + 1


def _tables(doc: Document, j: int) -> set[str]:
    """The tables of the word at ``j``; nouns that a date may name («القاعدة») are no words of time."""
    return {kind for kind, reading in doc.kinds[j].items() if kind != "time" or reading.sense.cls != "owner"}
