"""People counted: «ما لا يقل عن 13 عنصرًا من قوات …», «جنديين», «عدد من المدنيين», as one value.

Reads a noun phrase of people from a token on, with or without a number, and says how many, of which group, and
whether they were civilians. What befell them is the business of ``casualties``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from marsad.coder.casualty_groups import PEOPLE_CLASSES, QUOTES, STOPS, MentionsAt, group_at, names_body
from marsad.coder.casualty_words import hit_at, one_of, reading_at
from marsad.coder.document import Document
from marsad.coder.ranges import Phrase
from marsad.lexicon import Hit, Reading
from marsad.model import CasualtyKind, Mention
from marsad.text.numbers import NumberPhrase, bounded, is_number_start, number_word, read_after, read_number

CIVILIAN = {"civilian": True, "fighter": False}
_OTHERS = frozenset("اخر اخرا اخري اخرين اخرون اخران".split())
_TRAITS = _OTHERS | frozenset("مسنه مسن حامل كبير كبيره كبار بارز بارزه جدد جديد مجهول مجهوله الهويه مجهولي".split())
_UNSAID = frozenset("اخر اخرين غير محدد معروف كبير".split())
_OF_THEM = frozenset({"منهم", "منهن"})
_MADE_OF = frozenset({"مولفه", "مكونه"})
_NOMINATIVE = ("ون", "ان", "و")
_BARE_STOP = STOPS | frozenset("بجروح بجراح باصابات اصابتهم حالتهم حاله وحالتهم بحاله".split())


@dataclass(slots=True)
class People:
    """Counted people over the tokens ``[i:j]``.

    ``kind`` is set when the noun itself says what befell them («قتيل»); ``bare`` when no noun stands with the number;
    ``other`` for «آخرين» (others), who are of the group before them; ``pro`` the proclitics in front.
    """

    i: int
    j: int
    low: int | None
    high: int | None
    group: Mention | None = None
    civilian: bool | None = None
    kind: CasualtyKind | None = None
    numbered: bool = False
    definite: bool = False
    bare: bool = False
    other: bool = False
    title: bool = False
    fighter: bool = False
    nominative: bool = False
    held: bool = False
    construct: bool = False
    part: bool = False
    person: bool = False
    plural: bool = False
    pro: str = ""
    lemma: str = ""


def noun_hit(doc: Document, k: int) -> Hit | None:
    """The reading of token ``k`` as a noun of people: a person noun, or a counted one («قتيل»)."""
    if k >= len(doc.tokens) or doc.tokens[k].kind != "word":
        return None
    counted = hit_at(doc, k, "casualty")
    if counted and "counted" in counted.reading.sense.feats:
        return _best(doc, counted)
    person = hit_at(doc, k, "person")
    if person is None or (person.reading.enc and "exact" in person.reading.sense.feats):
        return None
    return _best(doc, person)


def _best(doc: Document, hit: Hit) -> Hit:
    """Of the readings that cut the word alike, the plural rather than the dual («مدنيين»)."""
    first = hit.reading
    if hit.j - hit.i > 1 or "du" not in first.sense.feats:
        return hit
    for reading in doc.lexicon.readings(doc.form(hit.i)):
        same = reading.sense.kind == first.sense.kind and reading.pro == first.pro
        if same and "pl" in reading.sense.feats and "du" not in reading.sense.feats:
            return Hit(hit.i, hit.j, reading)
    return hit


def read_people(doc: Document, i: int, mentions: MentionsAt, *, governed: bool = False) -> People | None:
    """The people counted from token ``i`` on, or ``None``.

    ``governed``: the phrase is known to be of people («مقتل …»), so a bare number, an unknown noun or a name will do.
    """
    tokens = doc.tokens
    if i >= len(tokens) or tokens[i].kind in ("punct", "break"):
        return None
    number = read_number(tokens, i) if is_number_start(tokens[i]) else None
    if number is not None:
        found = _numbered(doc, i, number, mentions, governed)
    else:
        found = (
            (_some(doc, i) if governed else None)
            or _one_of(doc, i, mentions)
            or _person(doc, i, mentions)
            or _unnumbered(doc, i, mentions, governed)
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
        _take_behind(doc, people, k + 1, mentions)
        return people
    of = doc.form(k) == "من"
    if of:
        k += 1
    if doc.form(k) in QUOTES and number.digits and doc.form(number.first - 1) in QUOTES:
        k += 1  # «50» قتيلا
    hit = noun_hit(doc, k)
    if hit is not None and _countable(hit, number, of):
        people.j = hit.j
        _take_noun(doc, people, hit, mentions)
        return people
    if (
        _is_measure(doc, k) and not (of and k in mentions) and not (governed and doc.form(k) == "يوم")
    ):  # «إصابة 173 يوم الأحد», on Sunday
        return None
    if of or (number.kind == "vague" and doc.form(k).startswith("ال")):
        group = group_at(doc, k, mentions)
        if group is None:
            return None
        return _with_group(people, group) if governed or group[2] else None
    return _without_noun(doc, people, k, number, mentions) if governed else None


def _countable(hit: Hit, number: NumberPhrase, of: bool) -> bool:
    """A noun that the number can count: no clitics of its own but the article."""
    pro = hit.reading.pro
    if "after_number" in hit.reading.sense.feats:
        return False
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
    if phrase is not None and phrase.kind == "actor" and not phrase.prep:
        people.bare = False
        return _with_group(people, (phrase.core if names_body(phrase) else None, phrase.j, phrase.cls))
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


def _one_of(doc: Document, i: int, mentions: MentionsAt) -> People | None:
    """«أحد عناصر …», one of: the group is what follows."""
    pro = one_of(doc.form(i))
    if pro is None:
        return None
    people = People(i, i + 1, 1, 1, pro=pro)
    hit = noun_hit(doc, i + 1)
    if hit is not None and hit.reading.pro in ("", "ال") and "pl" in hit.reading.sense.feats:
        people.j = hit.j
        _take_noun(doc, people, hit, mentions)
        people.low = people.high = 1
        return people
    phrase = mentions.get(i + 1)
    if phrase is not None and phrase.kind == "actor":
        return _with_group(people, (phrase.core if names_body(phrase) else None, phrase.j, phrase.cls))
    return None


def _person(doc: Document, i: int, mentions: MentionsAt) -> People | None:
    """Somebody named."""
    phrase = mentions.get(i)
    if phrase is None or phrase.cls != "person" or not phrase.named:
        return None
    noun = reading_at(doc, i, "person")
    if noun is not None and {"du", "pl"} & noun.sense.feats:
        return None
    fighter = any("fighter" == reading.sense.cls for reading in (reading_at(doc, i, "person"),) if reading)
    pro = (
        phrase.prep
        if phrase.prep in ("ب", "ل")
        else "و"
        if doc.form(i).startswith("و") and _conjoined(doc, phrase)
        else ""
    )
    return People(
        i,
        phrase.j,
        1,
        1,
        phrase.core,
        False if fighter else None,
        pro=pro,
        person=True,
        fighter=fighter,
        lemma="person",
    )


def _conjoined(doc: Document, phrase: Phrase) -> bool:
    return phrase.core.start > doc.tokens[phrase.i].start


def _unnumbered(doc: Document, i: int, mentions: MentionsAt, governed: bool) -> People | None:
    hit = noun_hit(doc, i)
    if hit is None or "after_number" in hit.reading.sense.feats:
        return None
    reading = hit.reading
    feats = reading.sense.feats
    if not _may_stand_alone(reading, governed):
        return None
    people = People(i, hit.j, 2, None, pro=reading.pro, plural=True)
    people.definite = reading.pro.endswith(("ال", "لل"))
    if "du" in feats and "pl" not in feats:
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
    _count_behind(doc, people)
    people.nominative = doc.form(i).endswith(_NOMINATIVE) and people.plural
    _take_noun(doc, people, hit, mentions)
    if people.title and people.definite and not people.plural:
        people.group = None  # the name behind it is found by the mention stage
    return people


def _may_stand_alone(reading: Reading, governed: bool) -> bool:
    """Nationalities are adjectives first, short words something else first: alone they need a governing word."""
    feats = reading.sense.feats
    if reading.sense.kind == "casualty":
        return not reading.enc
    if reading.enc and "du" in feats and "kin" not in feats and reading.sense.cls != "civilian":
        return False
    if reading.sense.pos == "adj":
        return governed and bool({"pl", "other"} & feats or ("m" in feats and not reading.enc))
    return governed or not {"exact", "other"} & feats


def _count_behind(doc: Document, people: People) -> None:
    """«القتلى الثلاثة», the three dead."""
    word = number_word(doc.form(people.j))
    if people.definite and word and word.pro == "ال" and word.cls in ("unit", "ten_teen"):
        people.low = people.high = word.value
        people.numbered = True
        people.j += 1


# --- the noun and what follows it ------------------------------------------------------------------------------


def _take_noun(doc: Document, people: People, hit: Hit, mentions: MentionsAt) -> None:
    """Set class, group and end from the noun and the words behind it."""
    sense = hit.reading.sense
    people.lemma = sense.lemma
    j = people.j
    if sense.kind == "casualty":
        people.kind = CasualtyKind(sense.cls)
        people.held = "held" in sense.feats
        _take_behind(doc, people, j, mentions)
        return
    people.civilian = CIVILIAN.get(sense.cls)
    people.fighter = sense.cls == "fighter"
    people.other = "other" in sense.feats
    people.title = "title" in sense.feats
    if "households" in sense.feats:
        j = _members(doc, people, j)
    named, j = _adjectives(doc, people, j)
    vague = {"generic", "other"} & sense.feats or ("sideless" in sense.feats and named == hit.j)
    owned = hit.reading.enc and "member" in sense.feats  # «جنوده»: whose they are is not said here
    if not vague and not owned:
        people.group = _noun_mention(doc, hit, named)
    people.j = j
    phrase = mentions.get(hit.i)
    if phrase is not None and phrase.j > j and people.group is not None and not people.numbered and phrase.named:
        people.group, people.j = phrase.core, phrase.j  # «قائد الفرقة العقيد فلان»: the whole name
        return
    if "member" in sense.feats and _construct(doc, people, hit, j, mentions):
        return
    _take_behind(doc, people, j, mentions)


def _members(doc: Document, people: People, j: int) -> int:
    """«عائلة مؤلفة من 5 أشخاص»: the family's size is the count."""
    if people.numbered or doc.form(j) not in _MADE_OF or doc.form(j + 1) != "من":
        return j
    number = read_number(doc.tokens, j + 2)
    if number is None:
        return j
    people.low, people.high, people.numbered = number.low, number.high, True
    hit = noun_hit(doc, number.j)
    return hit.j if hit else number.j


def _noun_mention(doc: Document, hit: Hit, j: int) -> Mention:
    pro = hit.reading.pro
    skip = len(pro.removesuffix("ال")) if not pro.endswith("لل") else 0
    return doc.mention(hit.i, j, "casualties:noun", skip)


def _adjectives(doc: Document, people: People, j: int) -> tuple[int, int]:
    """Adjectives behind the noun («جنود عراقيين»): the end of those that tell who, and the end of them all."""
    named = j
    for _ in range(2):
        reading = _adjective(doc, j, people.definite)
        if reading is not None:
            people.civilian = CIVILIAN.get(reading.sense.cls) if people.civilian is None else people.civilian
            named = j + 1
        elif doc.form(j) in _TRAITS:
            people.other = people.other or doc.form(j) in _OTHERS
        else:
            break
        j += 1
    return named, j


def _adjective(doc: Document, j: int, definite: bool) -> Reading | None:
    if j >= len(doc.tokens) or doc.tokens[j].kind != "word":
        return None
    reading = reading_at(doc, j, "person")
    if reading is None or reading.enc or reading.pro not in (("ال",) if definite else ("",)):
        return None
    adjectival = reading.sense.pos == "adj" or reading.sense.lemma in ("مدني", "مقاتل", "مدنية", "عامل")
    return reading if adjectival and "generic" not in reading.sense.feats else None


def _construct(doc: Document, people: People, hit: Hit, j: int, mentions: MentionsAt) -> bool:
    """«عناصر قوات النظام»: the genitive behind the noun is the body. ``True`` when one was taken."""
    reading = hit.reading
    if reading.pro.endswith(("ال", "لل")) or reading.enc or j > hit.j:
        return False
    if "pl" not in reading.sense.feats and "construct" not in reading.sense.feats and not people.title:
        return False
    phrase = mentions.get(j)
    if phrase is not None and phrase.kind == "actor" and not phrase.prep:
        _with_group(people, (phrase.core if names_body(phrase) else None, phrase.j, phrase.cls))
        people.civilian, people.fighter, people.construct = False, True, True
        return True
    form = doc.form(j)
    if (
        form.startswith("ال")
        or form in ("تنظيم", "قوات", "هييه", "جيش", "ميليشيا", "مليشيا", "حركه", "حزب", "فصايل", "جماعه", "لواء")
    ) and form not in STOPS:
        group = group_at(doc, j, mentions)
        if group is not None:
            _with_group(people, group)
            people.civilian, people.fighter, people.construct = False, True, True
            return True
    return False


def _take_behind(doc: Document, people: People, j: int, mentions: MentionsAt) -> None:
    """«من …», «في صفوف …», «بين …» and their like behind the count name the group."""
    if doc.form(j) == "برتبه":  # «ضابط برتبة رائد من …», an officer with the rank of
        j += 2
    after = read_after(doc.tokens, j)
    if after:
        number = NumberPhrase(people.i, j, people.i, people.low, people.high, "exact")
        number = bounded(number, after[0])
        people.low, people.high, j = number.low, number.high, after[1]
        people.j = j
    if people.kind is not None and j < len(doc.tokens):
        noun = hit_at(doc, j, "person")
        if (
            noun is not None
            and not noun.reading.pro
            and not noun.reading.enc
            and "generic" not in noun.reading.sense.feats
        ):
            kind = people.kind  # «قتلى مدنيين», «جثة عنصر من …»
            _take_noun(doc, people, replace_end(people, noun), mentions)
            people.kind = kind
            return
    k = amid(doc, j + 1 if doc.form(j) in QUOTES else j)
    if not k:
        return
    noun = noun_hit(doc, k)
    if noun is not None and noun.reading.sense.kind == "person" and not noun.reading.enc:
        inner = People(k, noun.j, None, None, definite=noun.reading.pro == "ال", numbered=True)
        _take_noun(doc, inner, noun, mentions)
        if inner.group is not None:
            people.j = inner.j + 1 if doc.form(inner.j) in ("واحده", "واحد") else inner.j
        if inner.group is not None and not (people.group and people.civilian):
            people.group = inner.group
            people.civilian = inner.civilian if inner.civilian is not None else people.civilian
            people.fighter = people.fighter or inner.fighter
        return
    if noun is not None:
        return
    group = group_at(doc, k, mentions)
    if group is not None and (doc.form(k - 1) != "من" or _is_body(doc, k, mentions)):
        if not (people.group and people.civilian):
            _with_group(people, group)


def _is_body(doc: Document, k: int, mentions: MentionsAt) -> bool:
    """«من» is also 'from' a place: only what names people or a force is a group."""
    phrase = mentions.get(k)
    if phrase is not None:
        return phrase.kind == "actor"
    kinds = doc.kinds[k]
    return any(kind.startswith("actor") for kind in kinds)


def replace_end(people: People, noun: Hit) -> Hit:
    """``noun``, with ``people`` now ending behind it."""
    people.j = noun.j
    return noun


def amid(doc: Document, j: int) -> int:
    """The token after «في صفوف», «بين», «من» and the like at ``j``, or 0."""
    if j >= len(doc.tokens) or doc.tokens[j].kind != "word":
        return 0
    hit = hit_at(doc, j, "amid")
    if hit is None or hit.reading.enc or hit.reading.pro not in ("", "ب"):
        return 0
    return hit.j


def _with_group(people: People, group: tuple[Mention | None, int, str]) -> People:
    people.group, people.j = group[0], group[1]
    if people.civilian is None and group[2]:
        people.civilian = True if group[2] in PEOPLE_CLASSES else None
    return people


def _hedged_behind(doc: Document, people: People, mentions: MentionsAt) -> People:
    """«13 عنصرا من … على الأقل»: the hedge behind the whole phrase."""
    after = read_after(doc.tokens, people.j)
    if after is None:
        return people
    number = bounded(NumberPhrase(people.i, people.j, people.i, people.low, people.high, "exact"), after[0])
    people.low, people.high = number.low, number.high
    j = after[1]
    people.j = j
    if people.group is None:
        _take_behind(doc, people, j, mentions)
    return people
