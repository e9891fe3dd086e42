"""People counted: «ما لا يقل عن 13 عنصرًا من قوات …», «جنديين», «عدد من المدنيين», as one value.

Reads a noun phrase of people from a token on, with or without a number, and says how many, of which group, and
whether they were civilians. What befell them is the business of ``casualties``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from marsad.coder.casualty_groups import QUOTES, STOPS, MentionsAt, group_at, names_body
from marsad.coder.casualty_names import late, name_at, name_behind, person_at
from marsad.coder.casualty_nouns import noun_hit, take_behind, take_noun, with_group
from marsad.coder.casualty_phrase import People
from marsad.coder.casualty_words import hit_at, one_of, reading_at, stands_alone, word_list
from marsad.coder.document import Document
from marsad.lexicon import Hit, Reading
from marsad.model import CasualtyKind
from marsad.text.number_words import number_word
from marsad.text.numbers import NumberPhrase, bounded, is_number_start, read_after, read_number

_UNSAID: Final = word_list("unsaid")
_OF_THEM: Final = word_list("of_them")
_HOMES: Final = word_list("homes")
_ONE_OF_THEM: Final = word_list("one_of_them")
_ALL: Final = word_list("all")
_INSIDE: Final = word_list("inside")
_SUSPECTED: Final = word_list("suspected")
_HITS: Final = word_list("hits")
_AMONG: Final = frozenset({"بينهم", "بينهما", "بينهن", "ضمنهم"})
_PER_CENT: Final = frozenset({"المايه", "الميه"})
_THESE: Final = frozenset({"هولاء", "اولايك"})
_DAYS: Final = frozenset({"يوم", "اليوم", "الليله"})
_NOMINATIVE: Final = ("ون", "ان", "و")
_BARE_STOP: Final = STOPS | word_list("wounds")


def read_people(doc: Document, i: int, mentions: MentionsAt, *, governed: bool = False) -> People | None:
    """The people counted from token ``i`` on, or ``None``.

    ``governed``: the phrase is known to be of people («مقتل …»), so a bare number, an unknown noun or a name will do.
    """
    tokens = doc.tokens
    if i >= len(tokens) or tokens[i].kind in ("punct", "break"):
        return None
    number = read_number(tokens, i) if is_number_start(tokens, i) else None
    if number is not None and doc.form(i) in _PER_CENT and doc.form(i - 1) == "في":
        return None
    if number is not None and one_of(doc.form(i)) and _one_of(doc, i, mentions):
        number = None  # «وأحد جنود …», and one of, folds to the same as «واحد», one
    if number is not None:
        found = _numbered(doc, i, number, mentions, governed)
    else:
        found = (
            (_some(doc, i) or _some_of_them(doc, i, mentions) or late(doc, i, mentions) if governed else None)
            or _one_of(doc, i, mentions)
            or person_at(doc, i, mentions)
            or _unnumbered(doc, i, mentions, governed)
            or (name_at(doc, i, mentions) if governed else None)
        )
    return _hedged_behind(doc, found, mentions) if found else None


# --- with a number ---------------------------------------------------------------------------------------------


def _numbered(doc: Document, i: int, number: NumberPhrase, mentions: MentionsAt, governed: bool) -> People | None:
    k = number.j
    after = read_after(doc.tokens, k)
    if after:
        number, k = replace(bounded(number, after[0]), j=after[1]), after[1]
    people = People(i, k, number.low, number.high, numbered=True, plural=True, pro=number.pro)
    if doc.form(k) in _OF_THEM:
        people.part, people.j = True, k + 1
        take_behind(doc, people, k + 1, mentions)
        return people
    if doc.form(k) == "منها" and _told_of_bodies(doc, k + 1):
        people.part, people.j = True, k + 1
        return people
    of = doc.form(k) == "من" and doc.form(k + 1) not in _AMONG
    if of:
        k += 1
    if doc.form(k) in QUOTES and number.digits and doc.form(number.first - 1) in QUOTES:
        k += 1  # «50» قتيلا
    hit = noun_hit(doc, k)
    if hit is not None and _countable(hit, number, of):
        people.j = hit.j
        take_noun(doc, people, hit, mentions)
        if doc.form(i - 1) == "،" and people.kind is None and _of_them(doc, people.j):
            people.part, people.j = True, people.j + 1
        return people
    return _other_noun(doc, people, k, number, mentions, governed=governed, of=of)


def _other_noun(
    doc: Document, people: People, k: int, number: NumberPhrase, mentions: MentionsAt, *, governed: bool, of: bool
) -> People | None:
    """The people of ``number`` where token ``k`` is no noun of people: a body, «إصابة», or none at all."""
    if doc.form(k) == "اصابه" and not of and not _is_clock(doc, number):  # «120 إصابة», 120 injuries
        people.kind, people.j = CasualtyKind.INJURED, k + 1
        return people
    day = governed and not of and doc.form(k) in _DAYS  # «إصابة 173 يوم الأحد», on Sunday
    if of and governed and doc.form(k) in _HOMES:  # «فر 12 ألفا من منازلهم», from their homes
        people.bare = True
        return people
    if _is_measure(doc, k) and not (of and k in mentions) and not day:
        return None
    if not of and doc.form(k) in _SUSPECTED:  # «اعتقلت الشرطة ستة يشتبه في …», suspected of
        return people
    if of and governed and doc.form(k) in _THESE:  # «ثلاثة من هؤلاء»
        people.j = k + 1
        return people
    if of or (number.kind == "vague" and doc.form(k).startswith("ال")):
        group = group_at(doc, k, mentions)
        if group is None:
            return None
        return with_group(people, group) if governed or group[2] else None
    return _without_noun(doc, people, k, number, mentions) if governed else None


def _of_them(doc: Document, k: int) -> bool:
    """«، سبعة أطفال منهم», seven of them children; not «، ستة جنود منهم ضابط», one of whom was an officer."""
    if doc.form(k) not in _OF_THEM:
        return False
    return not doc.is_word(k + 1) or (noun_hit(doc, k + 1) is None and not is_number_start(doc.tokens, k + 1))


def _told_of_bodies(doc: Document, k: int) -> bool:
    """«ست منها لجنود», six of them soldiers'; «ثلاث منها خطيرة»: bodies and injuries, which are told of as things."""
    noun = noun_hit(doc, k)
    return doc.form(k) in _HITS or (noun is not None and noun.reading.pro in ("ل", "لل"))


def _is_clock(doc: Document, number: NumberPhrase) -> bool:
    """«05:20 إصابة سبعة»: a time of day."""
    k = number.first - 1
    return number.digits and k > 0 and doc.form(k) == ":" and doc.tokens[k - 1].kind == "number"


def _countable(hit: Hit, number: NumberPhrase, of: bool) -> bool:
    """A noun that the number can count: no clitics of its own but the article."""
    pro = hit.reading.pro
    if pro == "ال" and number.digits and not of and "pl" not in hit.reading.sense.feats:
        return number.pro.endswith("ال")  # «في بداية 2014 الأسير …»: a year
    return pro == "" or (pro == "ال" and (of or number.kind == "vague" or number.pro.endswith("ال") or number.exact))


def _is_measure(doc: Document, k: int) -> bool:
    if doc.form(k) in ("%", "٪", "/"):
        return True
    hit = hit_at(doc, k, "measure") if k < len(doc.tokens) else None
    return hit is not None and hit.reading.sense.cls == "unit" and hit.reading.pro in ("", "ال")


def _without_noun(doc: Document, people: People, k: int, number: NumberPhrase, mentions: MentionsAt) -> People | None:
    """«مقتل 5 وإصابة 3», or a noun the lexicon does not know («مقتل ثلاثة بنائين»)."""
    if _labelled(doc, number):
        return None
    token = doc.tokens[k] if k < len(doc.tokens) else None
    phrase = mentions.get(k)
    joined = doc.form(k).startswith("و") and read_number(doc.tokens, k + 1) is not None  # «قتل 6 وأسر 15»: no families
    if phrase is not None and phrase.kind == "actor" and not phrase.prep and not joined:
        people.bare = False
        return with_group(people, (phrase.core if names_body(phrase) else None, phrase.j, phrase.cls))
    unknown = token is not None and token.kind == "word" and token.form not in _BARE_STOP and not doc.kinds[k]
    if unknown and token is not None and _noun_like(token.form):
        people.j = k + 1
        people.group = doc.mention(k, k + 1, "casualties:unknown_noun")
        return people
    people.bare = True
    return people


def _noun_like(form: str) -> bool:
    return form.endswith(("ا", "ين")) and form[0] not in "وفب" and len(form) > 3


def _labelled(doc: Document, number: NumberPhrase) -> bool:
    if not number.digits or number.first == 0:
        return False
    hit = reading_at(doc, number.first - 1, "measure")
    return hit is not None and hit.sense.cls in ("label", "age")


# --- without a number ------------------------------------------------------------------------------------------


def _some(doc: Document, i: int) -> People | None:
    """«وإصابة عدد آخر», «عدد غير محدد»: a number of others, not said of whom."""
    if doc.form(i) not in ("عدد", "عددا") or doc.form(i + 1) not in _UNSAID:
        return None
    j = i + 2
    while doc.form(j) in _UNSAID:
        j += 1
    return People(i, j, 2, None, numbered=True, plural=True, bare=True, other=True)


def _some_of_them(doc: Document, i: int, mentions: MentionsAt) -> People | None:
    """«مقتل أحدهم», one of them; «جميع المهاجمين», all the attackers; «من فيها», who were in it, however many."""
    if doc.form(i) in _ONE_OF_THEM:
        return People(i, i + 1, 1, 1, numbered=True, other=True)
    k = i + 1 if doc.form(i) in _ALL or doc.form(i) == "كل" else i
    if doc.form(k) == "من" and doc.form(k + 1) in _INSIDE:
        return People(i, k + 2, 2, None, numbered=True, plural=True)
    hit = noun_hit(doc, i + 1) if doc.form(i) in _ALL else None
    if hit is None or "pl" not in hit.reading.sense.feats or hit.reading.pro not in ("", "ال"):
        return None
    people = People(i, hit.j, 2, None, numbered=True, plural=True)
    take_noun(doc, people, hit, mentions)
    return people


def _one_of(doc: Document, i: int, mentions: MentionsAt) -> People | None:
    """«أحد عناصر …», one of: the group is what follows."""
    pro = one_of(doc.form(i))
    if pro is None:
        return None
    people = People(i, i + 1, 1, 1, pro=pro)
    hit = noun_hit(doc, i + 1)
    if hit is not None and hit.reading.pro in ("", "ال") and "pl" in hit.reading.sense.feats:
        people.j = hit.j
        take_noun(doc, people, hit, mentions)
        people.low = people.high = 1
        return people
    phrase = mentions.get(i + 1)
    if phrase is not None and phrase.kind == "actor":
        return with_group(people, (phrase.core if names_body(phrase) else None, phrase.j, phrase.cls))
    return None


def _unnumbered(doc: Document, i: int, mentions: MentionsAt, governed: bool) -> People | None:
    hit = noun_hit(doc, i)
    if hit is None:
        return None
    reading = hit.reading
    feats = reading.sense.feats
    if not _may_stand_alone(reading, governed):
        return None
    people = People(i, hit.j, 2, None, pro=reading.pro, plural=True)
    people.definite = reading.pro.endswith(("ال", "لل"))
    stem = doc.form(i).removesuffix(reading.enc)
    if ("du" in feats and "pl" not in feats) or ("sg" in feats and reading.enc and stem.endswith("ا")):  # «طفلاها»
        people.low = people.high = 2
    elif "pl" not in feats:
        people.low = people.high = 1
        people.plural = False
    if doc.form(hit.j) in ("اثنين", "اثنان", "اثنتين", "اثنتان"):
        people.low = people.high = 2
        people.j += 1
    elif doc.form(hit.j) in ("واحد", "واحده"):
        people.low = people.high = 1
        people.j += 1
    if people.definite or reading.enc:
        _count_behind(doc, people)
    people.nominative = doc.form(i).endswith(_NOMINATIVE) and people.plural
    take_noun(doc, people, hit, mentions)
    if not people.plural and people.high == 1:
        name_behind(doc, people, mentions)
    return people


def _may_stand_alone(reading: Reading, governed: bool) -> bool:
    """Whether a noun without a number can be read: more can behind a word that governs it («مقتل …»)."""
    feats = reading.sense.feats
    if reading.sense.kind == "casualty":
        return not reading.enc
    if reading.enc and "du" in feats and "kin" not in feats and reading.sense.cls != "civilian":
        return False
    if governed and reading.sense.pos == "adj":
        return bool({"pl", "other"} & feats or ("m" in feats and not reading.enc))
    return governed or stands_alone(reading)


def _count_behind(doc: Document, people: People) -> None:
    """«القتلى الثلاثة», the three dead; «أطفاله الخمسة», his five children."""
    word = number_word(doc.form(people.j))
    if word and word.pro == "ال" and word.cls in ("unit", "ten_teen"):
        people.low = people.high = word.value
        people.numbered = True
        people.j += 1
    elif doc.form(people.j) == "ال":  # «القتلى الـ 42»
        number = read_number(doc.tokens, people.j)
        if number is not None and number.exact:
            people.low, people.high, people.numbered, people.j = number.low, number.high, True, number.j


def _hedged_behind(doc: Document, people: People, mentions: MentionsAt) -> People:
    """«13 عنصرا من … على الأقل»: the hedge behind the whole phrase."""
    comma = doc.form(people.j) == "،"  # «20 قتيلا، على الأقل»
    after = read_after(doc.tokens, people.j + comma)
    if after is None:
        return people
    number = bounded(NumberPhrase(people.i, people.j, people.i, people.low, people.high, "exact"), after[0])
    people.low, people.high = number.low, number.high
    j = after[1]
    people.j = j
    if people.group is None:
        take_behind(doc, people, j, mentions)
    return people
