"""Who belongs to whom: «لواء النصر التابع للجيش», «كتائب الفجر، الجناح العسكري للحركة».

The words of belonging are data (kind ``affiliation``). The member stands right before such a word or around it, the
group right behind it or in a pronoun on «ل»; both must be actor mentions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import chain, product
from typing import Final

from marsad.coder.analysis import Analysis
from marsad.coder.names import content, same_name
from marsad.coder.neighbours import OWNERS, Neighbours, hits_of
from marsad.coder.ranges import Phrase
from marsad.lexicon import Hit
from marsad.model import Affiliation, Mention
from marsad.text.fold import fold

_LINKS: Final = "affiliation_link"
_REACH: Final = 5  # tokens between the member and the word of belonging
_ANYBODY: Final = ("موال",)  # «مسلحون موالون للحكومة»: loyalty makes even unnamed gunmen a party of their own
_HEADS: Final = frozenset(["لواء", "قياده"])  # links that open a name as well
_DESCRIBING: Final = frozenset(["descriptor", "nationality", "affiliation"])
_RELATIVES: Final = frozenset(
    ["الذي", "التي", "الذين", "اللذين", "اللتين", "اللذان", "اللتان", "وهو", "وهي", "وهم", "هو", "هي", "هم", "في"]
)
_RECOGNISED: Final = frozenset(["المعترف", "معترف"])
_ABROAD: Final = frozenset(["دوليا", "دولياً"])
_PAIRS: Final = {")": "(", "»": "«", "”": "“", '"': '"'}
Pair = tuple[Mention, Mention, str]


def find_affiliations(analysis: Analysis) -> list[Affiliation]:
    """Every stated belonging of one actor to another, each pair of names once, in text order."""
    near = Neighbours.of(analysis)
    kept: list[tuple[Mention, bool, Affiliation]] = []
    for member, group, rule in sorted(chain(_stated(near), _subunits(near)), key=_fullness):
        bare = _bare(near, member)
        if not bare and same_name(content(member.text), content(group.text)):
            continue
        twins = (a for other, was_bare, a in kept if (bare and was_bare) or _same(other, member))
        if not any(_same(twin.group, group) for twin in twins):
            kept.append((member, bare, Affiliation(member, group, f"affiliation:{rule}")))
    return sorted((a for _, _, a in kept), key=lambda a: (a.member.start, a.group.start))


def _same(a: Mention, b: Mention) -> bool:
    """Whether the two name the same: by their content, or one of them a shorter writing of the other."""
    return same_name(content(a.text), content(b.text)) or same_name(_words(a.text), _words(b.text))


@lru_cache(maxsize=20_000)
def _words(text: str) -> frozenset[str]:
    return frozenset(fold(word).removeprefix("لل").removeprefix("ال") for word in text.split())


def _fullness(pair: Pair) -> int:
    """Of several tellings the fullest first: most words in its two names."""
    return -len(content(pair[0].text) | content(pair[1].text))


def _bare(near: Neighbours, member: Mention) -> bool:
    """«القوات الموالية للحكومة»: a member that is named by its belonging alone."""
    doc = near.analysis.doc
    second = near.token_at(member.start) + 1
    return second < len(doc.tokens) and doc.tokens[second].end <= member.end and "affiliation" in doc.kinds[second]


def _stated(near: Neighbours) -> Iterator[Pair]:
    for hit in hits_of(near.analysis.doc, "affiliation"):
        sense = hit.reading.sense
        if sense.cls == "comprises":
            yield from ((m, g, sense.lemma) for m, g in _comprised(near, hit))
        elif sense.cls != "supported" and not _nominal(hit):
            for member, group in product(_members(near, hit), _groups(near, hit)):
                if not near.is_weapon(member) and not (sense.lemma not in _ANYBODY and _nobody(near, member)):
                    yield _member_mention(near, hit, member, group), near.analysis.named(group).core, sense.lemma


def _nominal(hit: Hit) -> bool:
    """«الحوثيون والموالون لصالح» ("the Houthis and those loyal to Saleh"): the word is a party itself."""
    return hit.reading.pro.startswith("و") and "f" not in hit.reading.sense.feats


def _nobody(near: Neighbours, member: Phrase) -> bool:
    """«مجموعة», «عناصر» ("a group", "members") without a name: too little to be a member of its own."""
    doc = near.analysis.doc
    if _person(member) and not member.named:
        return True
    reading = doc.kinds[member.i].get(_LINKS)
    if reading is None or reading.sense.cls != "nobody":
        return False
    definite = "ال" in reading.pro  # a definite word after an indefinite one is a genitive: «فصائل المعارضة»
    return all(
        "descriptor" in doc.kinds[k] and definite == doc.form(k).startswith("ال") for k in range(member.i + 1, member.j)
    )


def _member_mention(near: Neighbours, hit: Hit, member: Phrase, group: Phrase) -> Mention:
    """The member as it stands; one that is a bare head word («القوات الموالية للحكومة») takes its group in."""
    doc = near.analysis.doc
    if hit.i - member.i > 1 or hit.reading.sense.cls != "belongs":
        return near.analysis.named(member).core
    end = doc.tokens[hit.j].end if doc.form(hit.j) in OWNERS else group.core.end
    start = member.core.start
    return Mention(doc.text[start:end], start, end, member.core.rule) if end > start else member.core


# The group


def _groups(near: Neighbours, hit: Hit) -> list[Phrase]:
    """The group behind the word of belonging, or the one its pronoun means."""
    doc = near.analysis.doc
    if doc.form(hit.j) in OWNERS:
        members = _members(near, hit)
        whole = None if near.around(hit.i) else _before(near, hit.i)
        if members and whole and whole.i < members[0].i:
            return [_own(near, whole, members[0].i)]
        return near.owners(members[0].i if members else hit.i, OWNERS[doc.form(hit.j)])
    group = near.behind(hit.j, "actor", _LINKS) or _capital(near, hit) or _inside(near, hit)
    if group is None or not _governed(near, hit, group) or (not group.named and _nobody(near, group)):
        return []
    joined = _joined(near, group) if hit.reading.sense.lemma in _ANYBODY else []
    return [_whole(near, group), *joined]


def _whole(near: Neighbours, group: Phrase) -> Phrase:
    """The group with the man's name behind his office («للرئيس المخلوع» + «علي صالح»), or «المعترف بها دوليا»."""
    doc = near.analysis.doc
    end = group.j
    man = near.starts.get(("actor", group.j))
    if man and man.i == group.j and "person_title" in doc.kinds[group.i] and not _joins(doc.form(group.j)):
        end = man.j
    elif doc.form(end) in _RECOGNISED:
        end += 3 if doc.form(end + 2) in _ABROAD else 2
    if end == group.j:
        return group
    start = group.core.start
    stop = doc.tokens[end - 1].end
    return replace(group, j=end, core=Mention(doc.text[start:stop], start, stop, group.core.rule))


def _joins(form: str) -> bool:
    return form.startswith(("و", "ل", "ب"))


def _capital(near: Neighbours, hit: Hit) -> Phrase | None:
    """A country or capital that stands for its government, behind a word of loyalty («الموالية لطهران»)."""
    place = near.behind(hit.j, "place", _LINKS)
    if place is None:
        return None
    if hit.reading.sense.cls == "wing":  # «ذراع القاعدة» ("the arm of al-Qaida"): the name is also a word for a base
        return replace(place) if place.cls == "site" else None
    return place if place.cls == "country" or (hit.reading.sense.lemma in _ANYBODY and place.named) else None


def _joined(near: Neighbours, group: Phrase) -> list[Phrase]:
    """A single name set beside the first («الموالية لصالح والحوثي»); a longer one may be a party of its own."""
    return [p for p in near.coordinated(group) if p.i == group.j and p.j - p.i == 1]


def _governed(near: Neighbours, hit: Hit, group: Phrase) -> bool:
    """An adjective of belonging needs a preposition before the group: apart, or written onto its first word."""
    if hit.reading.sense.pos == "verb" or hit.reading.sense.cls != "belongs" or hit.j - hit.i > 1:
        return True
    doc = near.analysis.doc
    return doc.form(group.i).startswith(("ل", "ب")) or any(_LINKS in doc.kinds[k] for k in range(hit.j, group.i))


def _inside(near: Neighbours, hit: Hit) -> Phrase | None:
    """The group as the rest of a mention that was read as one («قوات الشرطة التابعة للوزارة»)."""
    around = near.around(hit.i)
    return _rest(near, around, hit.j) if around else None


def _rest(near: Neighbours, phrase: Phrase, j: int) -> Phrase | None:
    """The part of ``phrase`` from token ``j`` on, without links, quotation marks and the «ل» written onto it."""
    doc = near.analysis.doc
    while j < phrase.j and (doc.tokens[j].kind == "punct" or (_LINKS in doc.kinds[j] and doc.form(j) not in _HEADS)):
        j += 1
    if j >= phrase.j:
        return None
    word = doc.form(j)
    skip = 1 if word[0] in "لب" and not word.startswith("لل") and "actor_head" not in doc.kinds[j] else 0
    reading = doc.kinds[j].get("actor_head")
    if reading and reading.pro in ("ل", "ب"):
        skip = 1
    core = doc.mention(j, phrase.j, phrase.core.rule, skip)
    return replace(phrase, i=j, core=core, group=-1)


# The member


def _members(near: Neighbours, hit: Hit) -> list[Phrase]:
    """The actor before the word of belonging; both of a pair where the word is a dual («التابعان لـ»)."""
    around = near.around(hit.i)
    if around:
        return [_own(near, around, hit.i)]
    member = _before(near, hit.i)
    if member is None:
        return []
    if "du" in hit.reading.sense.feats and member.group >= 0:
        return near.coordinated(member)[-2:]
    return [_innermost(near, member)]


def _own(near: Neighbours, phrase: Phrase, i: int) -> Phrase:
    """The part of ``phrase`` before token ``i``."""
    doc = near.analysis.doc
    end = doc.tokens[i - 1].end
    start = phrase.core.start
    core = Mention(doc.text[start:end], start, end, phrase.core.rule) if end > start else phrase.core
    return replace(phrase, j=i, core=core, group=-1)


def _innermost(near: Neighbours, phrase: Phrase) -> Phrase:
    """Of «مجموعة تابعة للواء النصر» the brigade: what follows belongs to the last group named."""
    kinds = near.analysis.doc.kinds
    inner = next((k for k in range(phrase.j - 1, phrase.i, -1) if "affiliation" in kinds[k]), None)
    if inner is not None:
        return _rest(near, phrase, inner + 1) or phrase
    # «القوات النظامية والمسلحين» read as one mention: only the last of the two belongs
    doc, last = near.analysis.doc, phrase.j - 1
    if last == phrase.i or not doc.form(last).startswith("وال") or "actor_head" not in kinds[last]:
        return phrase
    return replace(phrase, i=last, core=doc.mention(last, phrase.j, phrase.core.rule, skip=1), group=-1)


def _before(near: Neighbours, i: int) -> Phrase | None:
    """The actor that ends right before token ``i``, over punctuation, places, relative pronouns and descriptions."""
    at, least = i, max(0, i - _REACH)
    while at > least:
        actor = near.ends.get(("actor", at))
        if actor:
            site = near.ends.get(("place", at))
            return None if site and site.i < actor.i else actor  # «المحكمة الشرعية»: a court, not the legitimate side
        unit = near.ends.get(("actor", at - 1))
        if unit and "subunit" in near.analysis.doc.kinds[unit.i] and near.analysis.doc.form(at - 1).startswith("ال"):
            return _own(near, unit, at)  # «لواء الفجر»: the name of a unit may be an ordinary word
        opened = _opening(near, at - 1)
        place = near.ends.get(("place", at))
        if opened is not None and not near.ends.get(("actor", at - 1)):
            at = opened
        elif _passable(near, at - 1):
            at -= 1
        elif place and place.i >= least - 4:
            at = place.i
        else:
            return None
    return near.ends.get(("actor", at))


def _opening(near: Neighbours, i: int) -> int | None:
    """Where the quotation or bracket that closes at token ``i`` opens: a short form of the name before it."""
    doc = near.analysis.doc
    opener = _PAIRS.get(doc.form(i))
    return next((k for k in range(i - 1, max(-1, i - 6), -1) if doc.form(k) == opener), None) if opener else None


def _passable(near: Neighbours, i: int) -> bool:
    token, kinds = near.analysis.doc.tokens[i], near.analysis.doc.kinds[i]
    if token.kind != "word":
        return token.kind != "break" and token.form not in ".!?؟؛"
    return token.form in _RELATIVES or not _DESCRIBING.isdisjoint(kinds) or _adjective(near, i)


def _adjective(near: Neighbours, i: int) -> bool:
    """A definite word that no mention holds, after another definite one: «الفيلق الثالث», «الصاعقة والمظلات»."""
    doc = near.analysis.doc
    definite = doc.form(i).startswith(("ال", "وال")) and doc.form(i - 1).startswith("ال")
    return definite and ("place", i + 1) not in near.ends


# Other ways to say it


def _comprised(near: Neighbours, hit: Hit) -> list[tuple[Mention, Mention]]:
    """«غرفة العمليات التي تضم الفصيلين»: the members stand behind the word, the group before it."""
    group, member = _before(near, hit.i), near.behind(hit.j, "actor", _LINKS)
    if group is None or member is None or _nobody(near, member):
        return []
    return [(m.core, group.core) for m in near.coordinated(member) if m is not group and not _person(m)]


def _person(phrase: Phrase) -> bool:
    return phrase.cls in ("person", "people", "civilians", "officials")


def _subunits(near: Neighbours) -> Iterator[Pair]:
    """«لواء المغاوير في الفرقة الثامنة»: a part of a force named with its parent behind «في» ("in")."""
    doc = near.analysis.doc
    for member in near.actors:
        if "subunit" not in doc.kinds[member.i] or doc.form(member.j) != "في":
            continue
        group = near.starts.get(("actor", member.j + 1))
        if group and not _person(group):
            yield member.core, group.core, "subunit"
