"""The noun of a count and what follows it: who was counted, of which body, civilians or not."""

from __future__ import annotations

from typing import Final

from marsad.coder.casualty_groups import PEOPLE_CLASSES, QUOTES, STOPS, MentionsAt, group_at, names_body
from marsad.coder.casualty_phrase import People
from marsad.coder.casualty_words import hit_at, is_one_of, reading_at, word_list
from marsad.coder.document import Document
from marsad.lexicon import Hit, Reading
from marsad.model import CasualtyKind, Mention
from marsad.text.numbers import NumberPhrase, bounded, read_after, read_number

DEEPEST: Final = 3
_NOUNS: Final = frozenset({"casualty", "person"})
_TIMES: Final = frozenset({"measure", "time", "weekday", "month"})
CIVILIAN: Final = {"civilian": True, "fighter": False}
_ADJECTIVAL: Final = frozenset({"مدني", "مقاتل", "مدنية", "عامل", "سوري"})  # entries whose nouns are adjectives as well
_ENDINGS: Final = ("ا", "ين", "ون", "ان")  # what shows the accusative, the plural and the dual
_BODIES: Final = word_list("bodies_of_people")
_OTHERS: Final = word_list("others")
_TRAITS: Final = _OTHERS | word_list("traits")
_MADE_OF: Final = word_list("made_of")
_TIED: Final = word_list("tied")
_INTO: Final = word_list("into")
_MEMBERSHIP: Final = word_list("membership")


def noun_hit(doc: Document, k: int) -> Hit | None:
    """The reading of token ``k`` as a noun of people: a person noun, or a counted one («قتيل»)."""
    if not doc.is_word(k) or not is_one_of(doc, k, _NOUNS):
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


def take_noun(doc: Document, people: People, hit: Hit, mentions: MentionsAt) -> None:
    """Set class, group and end of ``people`` from the noun ``hit`` and the words behind it."""
    sense = hit.reading.sense
    people.lemma = sense.lemma
    people.depth += 1
    if people.depth > DEEPEST:
        return
    if sense.kind == "casualty":
        people.kind = CasualtyKind(sense.cls)
        people.held = "held" in sense.feats
        take_behind(doc, people, people.j, mentions)
        return
    people.civilian = CIVILIAN.get(sense.cls)
    people.fighter = sense.cls == "fighter"
    people.other = "other" in sense.feats
    people.title = "title" in sense.feats
    _take_person(doc, people, hit, mentions)


def _take_person(doc: Document, people: People, hit: Hit, mentions: MentionsAt) -> None:
    """The group that the person noun itself gives, and what stands behind it."""
    sense, j = hit.reading.sense, people.j
    if "households" in sense.feats:
        j = _members(doc, people, j)
    named, j = _adjectives(doc, people, j, hit.reading)
    if doc.form(j) in _MEMBERSHIP or doc.form(j + 1) in _MEMBERSHIP:
        named = j = _belonging(doc, j, mentions)
    elif named == hit.j and not {"generic", "other", "member", "households"} & sense.feats:
        named = j = _owner(doc, hit, j, mentions)
    vague = {"generic", "other"} & sense.feats or ("sideless" in sense.feats and named == hit.j)
    owned = hit.reading.enc and "member" in sense.feats  # «جنوده»: whose they are is not said here
    if not vague and not owned:
        people.group = _noun_mention(doc, hit, named)
    people.j = j
    phrase = mentions.get(hit.i)
    if phrase is not None and phrase.j > j and people.group is not None and not people.numbered and phrase.named:
        people.group, people.j = phrase.core, phrase.j  # «قائد الفرقة العقيد فلان»: the whole name
    elif phrase is not None and phrase.of is not None and doc.form(j) in _TIED and "member" in sense.feats:
        with_group(people, (phrase.of.core, phrase.j, phrase.of.cls))  # «عنصرين تابعين ل…»
    elif "member" not in sense.feats or not _construct(doc, people, hit, j, mentions):
        take_behind(doc, people, j, mentions)


def _members(doc: Document, people: People, j: int) -> int:
    """«عائلة مؤلفة من 5 أشخاص», «أسرة من ستة أفراد», «طاقمها المكون من خمسة»: the size is the count."""
    start = j
    if doc.form(j) in _MADE_OF:
        j += 1
    if people.numbered or doc.form(j) != "من":
        return start
    number = read_number(doc.tokens, j + 1)
    if number is None:
        return start
    people.low, people.high, people.numbered = number.low, number.high, True
    hit = noun_hit(doc, number.j)
    return hit.j if hit else number.j


def _noun_mention(doc: Document, hit: Hit, j: int) -> Mention:
    pro = hit.reading.pro
    skip = len(pro.removesuffix("ال")) if not pro.endswith("لل") else 0
    return doc.mention(hit.i, j, "casualties:noun", skip)


def _adjectives(doc: Document, people: People, j: int, noun: Reading) -> tuple[int, int]:
    """Adjectives behind the noun («جنود عراقيين»): the end of those that tell who, and the end of them all."""
    named = j
    for _ in range(2):
        reading = _adjective(doc, j, noun)
        if reading is not None:
            if _two(doc, j, reading, noun):
                people.low = people.high = 2
            people.civilian = CIVILIAN.get(reading.sense.cls) if people.civilian is None else people.civilian
            named = j + 1
        elif doc.form(j) in _TRAITS:
            people.other = people.other or doc.form(j) in _OTHERS
        else:
            break
        j += 1
    return named, j


def _two(doc: Document, j: int, reading: Reading, noun: Reading) -> bool:
    """«فتيان فلسطينيان»: the adjective shows that «فتيان» is two boys, not several."""
    return "du" in reading.sense.feats and doc.form(j).endswith("ان") and "pl" in noun.sense.feats


def _adjective(doc: Document, j: int, noun: Reading) -> Reading | None:
    if j >= len(doc.tokens) or doc.tokens[j].kind != "word":
        return None
    reading = reading_at(doc, j, "person")
    if reading is None or reading.enc or reading.pro != ("ال" if noun.pro.endswith(("ال", "لل")) else ""):
        return None
    if reading.sense.pos != "adj" and "pl" in noun.sense.feats and not {"pl", "du"} & reading.sense.feats:
        return None  # «اختطفت الميليشيات الناشط»: the activist is somebody else
    adjectival = reading.sense.pos == "adj" or reading.sense.lemma in _ADJECTIVAL or _agrees(doc, j)
    return reading if adjectival and "generic" not in reading.sense.feats else None


def _agrees(doc: Document, j: int) -> bool:
    """«مسلحا حوثيا», «المسلحين الحوثيين»: the noun ends as the one before it, which it describes."""
    before, form = doc.form(j - 1), doc.form(j)
    return any(before.endswith(end) and form.endswith(end) for end in _ENDINGS)


def _belonging(doc: Document, j: int, mentions: MentionsAt) -> int:
    """«المشتبه في انتمائهم لتنظيم …», suspected of belonging to: the end of the body's name, else ``j``."""
    return next((mentions[k].j for k in range(j, j + 5) if k in mentions), j)


def _owner(doc: Document, hit: Hit, j: int, mentions: MentionsAt) -> int:
    """«متطوعي الدفاع المدني», «سكان القرية»: the end of the genitive behind a plural noun, else ``j``."""
    reading = hit.reading
    plural = "pl" in reading.sense.feats or "construct" in reading.sense.feats
    if not plural or reading.enc or reading.pro.endswith(("ال", "لل")) or not doc.form(j):
        return j
    if reading_at(doc, j, "casualty") is not None:  # «ثلاثة عمال جرحى», three workers injured
        return j
    phrase = mentions.get(j)
    if phrase is not None and not phrase.prep and phrase.core.start == doc.tokens[j].start:
        return phrase.j
    end = j
    while end < j + 3 and _defines(doc, end):
        end += 1
    return end


def _defines(doc: Document, j: int) -> bool:
    """Whether the word at ``j`` is definite and no time: «الدفاع», not «اليوم»."""
    form = doc.form(j)
    return form.startswith("ال") and form not in STOPS and not _TIMES.intersection(doc.kinds[j])


def _construct(doc: Document, people: People, hit: Hit, j: int, mentions: MentionsAt) -> bool:
    """«عناصر قوات النظام»: the genitive behind the noun is the body. ``True`` when one was taken."""
    reading = hit.reading
    if reading.pro.endswith(("ال", "لل")) or reading.enc or j > hit.j:
        return False
    if "pl" not in reading.sense.feats and "construct" not in reading.sense.feats and not people.title:
        return False
    group = _genitive(doc, hit, j, mentions)
    if group is None:
        return False
    with_group(people, group)
    people.civilian, people.fighter, people.construct = False, True, True
    return True


def _genitive(doc: Document, hit: Hit, j: int, mentions: MentionsAt) -> tuple[Mention | None, int, str] | None:
    """The body named at token ``j`` right behind its members, the noun ``hit``."""
    quoted = doc.form(j) in QUOTES
    phrase = mentions.get(j + 1 if quoted else j)
    if phrase is not None and not phrase.prep and phrase.core.start == doc.tokens[phrase.i].start:
        end = phrase.j + 1 if quoted and doc.form(phrase.j) in QUOTES else phrase.j
        return phrase.core if names_body(phrase) else None, end, phrase.cls
    form, whole = doc.form(j), mentions.get(hit.i)
    quoted = quoted or (whole is not None and whole.j > j + 2 and doc.form(j + 1) in QUOTES)  # «تنظيم (داعش)»
    if (form.startswith("ال") or form in _BODIES) and form not in STOPS and not quoted:
        return group_at(doc, j, mentions)
    ends = whole is not None and (whole.j > j + 1 if quoted else whole.j == j + 1)
    if whole is not None and ends and whole.named and whole.cls != "person":  # «مسلحي طالبان», «عناصر (داعش)»
        return whole.core, whole.j, whole.cls
    return None


def take_behind(doc: Document, people: People, j: int, mentions: MentionsAt) -> None:
    """«من …», «في صفوف …», «بين …» and their like behind the count name the group."""
    if doc.form(j) == "برتبه":  # «ضابط برتبة رائد من …», an officer with the rank of
        j += 2
    after = read_after(doc.tokens, j)
    if after:
        number = NumberPhrase(people.i, j, people.i, people.low, people.high, "exact")
        number = bounded(number, after[0])
        people.low, people.high, j = number.low, number.high, after[1]
        people.j = j
    if people.kind is not None and _apposition(doc, people, j, mentions):
        return
    k = amid(doc, j + 1 if doc.form(j) in QUOTES else j)
    if not k:
        _attached(doc, people, j, mentions)
        return
    noun = noun_hit(doc, k)
    harm = reading_at(doc, k, "casualty")
    if harm is not None and "counted" not in harm.sense.feats:  # «تمكن مسلحون من أسر …»: capturing, not families
        return
    if noun is None:
        _body_behind(doc, people, k, mentions)
    elif noun.reading.sense.kind == "person":
        if noun.reading.enc:  # «أربعة جنود من عناصرها»: whose they are is not said here
            people.j = noun.j
        else:
            _noun_behind(doc, people, noun, mentions)


def _attached(doc: Document, people: People, j: int, mentions: MentionsAt) -> None:
    """«عضو بالقوة …», «قيادي في حركة …», «عنصران تابعان ل…»: the body that somebody armed is of."""
    if not people.fighter:
        return
    k = j + 1 if doc.form(j) in _TIED else j
    if doc.form(k) in _INTO:
        k += 1
    phrase = mentions.get(k)
    if phrase is None or phrase.cls in PEOPLE_CLASSES or phrase.cls == "person":
        return
    if k > j or (phrase.core.start > doc.tokens[k].start and doc.form(k)[0] in "بل"):
        with_group(people, (phrase.core if names_body(phrase) else people.group, phrase.j, phrase.cls))


def _apposition(doc: Document, people: People, j: int, mentions: MentionsAt) -> bool:
    """«قتلى مدنيين», «جثة عنصر من …»: the noun behind the counted one says who. ``True`` when one was read."""
    noun = hit_at(doc, j, "person")
    if noun is None or noun.reading.pro or noun.reading.enc or "generic" in noun.reading.sense.feats:
        return False
    people.j = noun.j
    take_noun(doc, people, noun, mentions)
    return True


def _noun_behind(doc: Document, people: People, noun: Hit, mentions: MentionsAt) -> None:
    """«3 من سكان القرية»: a noun of people is the group, unless the count has a civilian group of its own."""
    definite = noun.reading.pro == "ال"
    inner = People(noun.i, noun.j, None, None, definite=definite, numbered=True, depth=people.depth)
    take_noun(doc, inner, noun, mentions)
    if inner.group is None:
        return
    people.j = inner.j + 1 if doc.form(inner.j) in ("واحده", "واحد") else inner.j
    kept = people.group is not None and inner.civilian and not people.fighter  # «شاب من أهالي القرية»
    if people.group is None or not (people.civilian or kept):
        people.group = inner.group
    if not people.civilian:
        people.civilian = inner.civilian if inner.civilian is not None else people.civilian
        people.fighter = people.fighter or inner.fighter


def _body_behind(doc: Document, people: People, k: int, mentions: MentionsAt) -> None:
    group = group_at(doc, k, mentions)
    if group is None or (doc.form(k - 1) == "من" and not _is_body(doc, k, mentions)):
        return
    if people.group is None or not people.civilian:
        with_group(people, group)


def _is_body(doc: Document, k: int, mentions: MentionsAt) -> bool:
    """«من» is also 'from' a place: only what names people or a force is a group."""
    k += doc.form(k) in QUOTES  # «من «قسد»»
    phrase = mentions.get(k)
    if phrase is not None:
        return phrase.kind == "actor"
    kinds = doc.kinds[k]
    return any(kind.startswith("actor") for kind in kinds)


def amid(doc: Document, j: int) -> int:
    """The token after «في صفوف», «بين», «من» and the like at ``j``, or 0."""
    if j >= len(doc.tokens) or doc.tokens[j].kind != "word":
        return 0
    hit = hit_at(doc, j, "amid")
    if hit is None or hit.reading.enc or hit.reading.pro not in ("", "ب"):
        return 0
    return hit.j


def with_group(people: People, group: tuple[Mention | None, int, str]) -> People:
    """``people`` with the group and end that ``group_at`` found."""
    people.group, people.j = group[0], group[1]
    if people.civilian is None and group[2]:
        people.civilian = True if group[2] in PEOPLE_CLASSES else None
    return people
