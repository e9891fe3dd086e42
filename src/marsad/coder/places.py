"""Place phrases: a class word and its name («بلدة النشابية»), a known name, a direction and a place («شمال غزة»).

How far a name reaches behind a class word: a known name as it is known, a quoted one to its closing mark, a name that
opens like a compound («دير», «كفر») two words, any other one word; then the adjectives that belong to names.
"""

from __future__ import annotations

from collections.abc import Iterator

from marsad.coder.document import Document
from marsad.coder.nominal import (
    DASHES,
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
from marsad.coder.persons import name_end
from marsad.lexicon import Hit

_DEEPEST = 4  # class words in a row («مدخل مخيم مدينة ...»)
_LOCAL = frozenset(("in", "near", "toward", "from"))
_SMALL = frozenset(("quarter", "site", "road", "front", "feature", "camp", "village", "town", "area", "district", "region"))
_NEVER_GENITIVE = ("time", "number", "attachment", "boundary", "say", "nationality", "descriptor", "trigger")


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
        longer = area and _classed(doc, area)
        if longer and longer.j > name.j and name.j - name.i == 1:
            return [longer]
        found = _known(doc, name, prep)
        return [found] if found else []
    if area is None or area.reading.enc:
        return []
    if _many(area) and not has_article(doc.tokens[area.j - 1].form, area.reading.pro):
        members = list(_members(doc, area))
        if members:
            return members
    single = _classed(doc, area, prep=prep)
    return [single] if single else []


def _many(area: Hit) -> bool:
    feats = area.reading.sense.feats
    return "pl" in feats or "du" in feats or "list" in feats


def _known(doc: Document, hit: Hit, prep: str) -> Stretch | None:
    sense, pro = hit.reading.sense, hit.reading.pro
    if hit.j - hit.i == 1 and not _trusted(doc, hit, prep):
        return None
    end = _tail(doc, hit.j, sense.cls)
    return Stretch(hit.i, end, hit.i, skip_of(pro), sense.cls, sense.lemma, "places:name", True, sense.feats, pro=pro)


def _trusted(doc: Document, hit: Hit, prep: str) -> bool:
    """Whether a name of one word is a place where it stands: ordinary words and obscure towns need a preposition."""
    sense, pro, _ = hit.reading
    letter = split_pro(pro)[1]
    if "geonames" in sense.feats:
        return prep in _LOCAL and not letter and len(doc.tokens[hit.i].form) > 3 and "time" not in doc.kinds[hit.i]
    if "common" in sense.feats:
        spelled = doc.tokens[hit.i].text.startswith("إ")  # «إب», a city, folds like «آب», August
        return (prep in _LOCAL or letter == "ب") and ("time" not in doc.kinds[hit.i] or spelled)
    return True


def _tail(doc: Document, j: int, cls: str) -> int:
    """Past the adjectives that belong to a known name: «القلمون الشرقي», «أورم الكبرى», «درعا السورية»."""
    kinds = ("place_adjective",) if cls == "country" else ("place_adjective", "nationality")
    end = adjectives(doc, j, kinds, definite=True, limit=2)
    if end > j and doc.form(end).startswith("وال") and cls == "region" and "place_adjective" in doc.kinds[end]:
        end += 1  # «ريف حلب الشمالي والشرقي»
    return end


def _classed(doc: Document, area: Hit, depth: int = 0, prep: str = "") -> Stretch | None:
    """A class word with its name; without one a definite description («المدينة»), unnamed."""
    sense, pro, _ = area.reading
    flags = sense.feats
    found = Stretch(area.i, area.j, area.i, skip_of(pro), sense.cls, sense.lemma, "places:class", False, flags, pro=pro)
    if depth > _DEEPEST:
        return None
    if "force" in flags:
        return _base(doc, found, prep)
    if has_article(doc.tokens[area.j - 1].form, pro):
        return _definite(doc, found)
    if "direction" in flags or "part" in flags:
        return _around(doc, found, depth)
    end = name_after(doc, area.j, sense.cls, depth)
    if end > area.j:
        found.j, found.named = end, not _description(doc, area.j, end)
        return found
    return None


def _base(doc: Document, found: Stretch, prep: str) -> Stretch | None:
    """A unit that stands for its base («في الفوج 46»)."""
    if prep not in _LOCAL and split_pro(found.pro)[1] != "ب":
        return None
    j = found.j
    if j < len(doc.tokens) and doc.tokens[j].kind == "number":
        found.j, found.named = j + 1, True
        return found
    reading = doc.kinds[j].get("descriptor") if is_word(doc, j) else None
    if reading and reading.sense.cls == "ordinal":
        found.j, found.named = j + 1, True
        return found
    return None


def _definite(doc: Document, found: Stretch) -> Stretch:
    """A class word with the article: «الأحياء الشرقية», «العاصمة صنعاء», «الطريق الواصل بين ...», «المدينة»."""
    end = adjectives(doc, found.j, ("place_adjective", "nationality"), definite=True)
    if found.lemma == "طريق" and doc.form(end) == "بين" or doc.form(end) in ("المودي", "الممتد", "الرابط", "الواصل", "الواصله"):
        stretch = _between(doc, end)
        if stretch > end:
            found.j, found.named = stretch, True
            return found
    named = end > found.j
    name = bare_hit(doc, end, "place_name")
    if name and found.cls in ("town", "quarter", "village", "district", "region", "area", "camp"):
        end, named = _tail(doc, name.j, found.cls), True
    elif quoted(doc, end) > 0 and not named:
        end, named = quoted(doc, end), True
    if found.lemma == "حدود" and doc.form(end) == "مع":
        country = bare_hit(doc, end + 1, "place_name")
        end = country.j if country else end
    found.j, found.named = end, named
    return found


def _between(doc: Document, j: int) -> int:
    """The end of «(الواصل) بين بلدتي X وY» or «المؤدي إلى X»."""
    k = j
    if doc.form(k) not in ("بين", "الي"):
        k += 1
    if doc.form(k) not in ("بين", "الي", "من"):
        return j
    end = j
    k += 1
    for _ in range(2):
        area = doc.hit(k, "place_class") if is_word(doc, k) else None
        start = area.j if area and not area.reading.enc else k
        reached = name_after(doc, start, "town", 1)
        if reached == start:
            name = doc.hit(start, "place_name") if is_word(doc, start) else None
            reached = name.j if name else (start + 1 if may_be_name(doc, start) else start)
        if reached == start:
            break
        end = k = reached
        if not doc.form(k).startswith("و"):
            break
        if doc.form(k) == "و":
            k += 1
    return end


def _around(doc: Document, found: Stretch, depth: int) -> Stretch | None:
    """A direction or part with the place behind it: «شمال غزة», «محيط مدينة حلب»."""
    j = found.j
    inner: Stretch | None = None
    name, area = bare_hit(doc, j, "place_name"), bare_hit(doc, j, "place_class")
    if name and (area is None or name.j >= area.j):
        inner = _known(doc, name, "in")
    elif area:
        inner = _classed(doc, area, depth + 1)
    if inner is None:
        end = adjectives(doc, j, ("nationality",), definite=True, limit=2)
        if quoted(doc, j) > 0:
            end = quoted(doc, j)
        elif end == j and is_word(doc, j) and may_be_name(doc, j):
            end = _unknown(doc, j)
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


def _description(doc: Document, i: int, j: int) -> bool:
    """Whether ``[i:j]`` is no name but one more definite description («مدخل المدينة»)."""
    return j == i + 1 and "place_class" in doc.kinds[i] and "place_name" not in doc.kinds[i]


def name_after(doc: Document, j: int, cls: str, depth: int = 0) -> int:
    """The end of the name behind a class word that ends at ``j``; ``j`` where none stands there."""
    end = _name(doc, j, cls, depth)
    if end == j:
        return j
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
    number = j + 1 if doc.form(j) == "ال" else j
    if number < len(doc.tokens) and doc.tokens[number].kind == "number":
        return number + 1 if cls in ("quarter", "site", "road", "area", "feature") else j
    if not is_word(doc, j):
        return j
    known = bare_hit(doc, j, "place_name")
    if known and known.j - known.i > 1:
        return known.j
    if cls in ("border", "region") and "nationality" in doc.kinds[j] and not known:
        return j
    opener = doc.kinds[j].get("place_opener")
    if opener and not opener.pro and is_word(doc, j + 1):
        return _compound(doc, j)
    if known:
        return known.j
    area = bare_hit(doc, j, "place_class")
    if area and depth < _DEEPEST:
        inner = _classed(doc, area, depth + 1)
        if inner and "force" not in inner.flags and (inner.named or cls in ("site", "road", "front", "part", "area")):
            return inner.j
        if "place_adjective" not in doc.kinds[j] and inner is None and not has_article(doc.tokens[j].form):
            return j
    person = name_end(doc, j)
    if person > j:
        return person
    return _unknown(doc, j, genitive=cls in _SMALL)


def _compound(doc: Document, j: int) -> int:
    """Past an opener and the word it needs: «كفر نبل», «دير أبي سعيد», «صلاح الدين»."""
    end = j + 1
    while end - j < 3 and is_word(doc, end):
        reading = doc.kinds[end].get("place_opener")
        if reading and not reading.pro and is_word(doc, end + 1):
            end += 1
        else:
            break
    if not is_word(doc, end):
        return end
    kinds = doc.kinds[end]
    if any(kind in kinds for kind in ("preposition", "say", "time", "boundary")) and not has_article(doc.tokens[end].form):
        return end if end > j + 1 or has_article(doc.tokens[j].form) else j
    if doc.tokens[end].form.startswith(("و", "ف")) and split_pro_of(doc, end) and "place_name" in kinds:
        return end
    if doc.tokens[j].form.startswith("ال") and not has_article(doc.tokens[end].form) and not may_be_name(doc, end):
        return end
    return end + 1


def split_pro_of(doc: Document, i: int) -> str:
    """The conjunction written onto a known place name, if any."""
    reading = doc.kinds[i].get("place_name")
    return split_pro(reading.pro)[0] if reading else ""


def _unknown(doc: Document, j: int, genitive: bool = False, strip: int = 0) -> int:
    """The end of a name that is in no table: one word, or a word and a definite one («حوض الأشراف»)."""
    if not may_be_name(doc, j, strip):
        form = doc.form(j)
        if genitive and form.startswith("ال") and len(form) > 4 and doc.kinds[j].keys().isdisjoint(_NEVER_GENITIVE):
            return j + 1
        return j
    if not has_article(doc.tokens[j].form[strip:]) and is_word(doc, j + 1):
        form = doc.form(j + 1)
        if form.startswith("ال") and may_be_name(doc, j + 1) and "place_adjective" not in doc.kinds[j + 1]:
            return j + 2
    return j + 1


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
        end = max(_tail(doc, name.j, cls), _opened(doc, k))
        return Stretch(k, end, k, skip_of(name.reading.pro), cls, "", "places:list", True, pro=name.reading.pro)
    area = doc.hit(k, "place_class")
    if area and not area.reading.enc and split_pro(area.reading.pro)[1] == "" and not first and not _many(area):
        return _classed(doc, area)
    form = doc.tokens[k].form
    strip = 1 if not first and form.startswith("و") and doc.form(k - 1) != "و" and not _own_waw(doc, k) else 0
    if first:
        end = name_after(doc, k, cls)
    else:
        rest = form[strip:]
        opener = doc.lexicon.kinds(rest).get("place_opener")
        if opener and not opener.pro and is_word(doc, k + 1):
            end = _compound(doc, k)
        elif strip and rest.startswith("ال") and rest not in ordinary_words() and _listed(doc, rest):
            end = k + 1
        else:
            end = _unknown(doc, k, strip=strip)
        if end > k:
            end = adjectives(doc, end, ("place_adjective",), definite=True, limit=1)
    if end == k or (kinds.keys() & {"say", "time"} and not first):
        return None
    pro = "و" if strip else ""
    return Stretch(k, end, k, strip, cls, "", "places:list", True, pro=pro)


def _listed(doc: Document, rest: str) -> bool:
    """A definite word that may be a place in a list though a table has it («والزهور»)."""
    return doc.lexicon.kinds(rest).keys().isdisjoint(("trigger", "actor_head", "actor_name", "casualty", "person", "time"))


def _opened(doc: Document, k: int) -> int:
    """For a known one-word name that opens compounds («الشيخ ...»), the end of the compound."""
    reading = doc.kinds[k].get("place_opener")
    return _compound(doc, k) if reading and reading.pro in ("", "و") and is_word(doc, k + 1) else k


def _own_waw(doc: Document, k: int) -> bool:
    """Whether the و is the name's own letter: «وادي», «واسط»."""
    kinds = doc.kinds[k]
    for kind in ("place_name", "place_opener", "place_class"):
        if kind in kinds and not kinds[kind].pro:
            return True
    return False


def read_unknown(doc: Document, i: int, prep: str, after_place: bool) -> Stretch | None:
    """A place known by its position alone: behind «قرب» and its like, or joined to a place."""
    form = doc.tokens[i].form
    found = Stretch(i, i, i, 0, "place", "", "places:position", True)
    opener = doc.kinds[i].get("place_opener")
    if opener and (prep in _LOCAL or after_place) and "actor_head" not in doc.kinds[i] and is_word(doc, i + 1):
        if opener.pro in ("", "و") and not doc.tokens[i].text.endswith("ى") and may_be_name(doc, i + 1):
            found.j, found.pro, found.skip = _compound(doc, i), opener.pro, len(opener.pro)
            return found if found.j > i + 1 else None
    if prep in ("near", "toward", "in") and may_be_name(doc, i):
        if prep == "in" and (len(form) < 4 or has_article(form)):
            return None
        found.j = _unknown(doc, i)
        return found
    if after_place and may_be_name(doc, i):
        found.rule = "places:coordinated"
        if form.startswith("و") and len(form) > 4 and may_be_name(doc, i, 1):
            found.j, found.skip, found.pro = _unknown(doc, i, strip=1), 1, "و"
            return found
        if doc.form(i - 1) in ("،", ",", "و") and _next_member(doc, _unknown(doc, i)) > 0:
            found.j = _unknown(doc, i)
            return found
    return None
