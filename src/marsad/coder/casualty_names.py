"""Somebody named: «مقتل خالدة محمد», «زعيم التنظيم أبو بكر», «شاب يدعى سامر»."""

from __future__ import annotations

from typing import Final

from marsad.coder.casualty_groups import QUOTES, STOPS, MentionsAt
from marsad.coder.casualty_phrase import People
from marsad.coder.casualty_words import reading_at, word_list
from marsad.coder.document import Document
from marsad.coder.ranges import Phrase
from marsad.model import Mention

LONGEST_NAME: Final = 4  # words
NAME_WINDOW: Final = 10  # tokens between an office and the name of its holder
_NAMED: Final = word_list("named")
_CALLED: Final = word_list("called")
_STOPS: Final = word_list("clause") | word_list("beside")
_HIS: Final = ("ه", "ها", "هم", "هما")  # his, her, their: with them kin is named by what follows
_VERBS: Final = ("casualty", "trigger", "say")


def person_at(doc: Document, i: int, mentions: MentionsAt) -> People | None:
    """Somebody named."""
    phrase = mentions.get(i)
    if phrase is None or phrase.cls != "person" or not phrase.named:
        return None
    noun = reading_at(doc, i, "person")
    if noun is not None and {"du", "pl"} & noun.sense.feats and "construct" not in noun.sense.feats:
        return None
    fighter = any(reading.sense.cls == "fighter" for reading in (reading_at(doc, i, "person"),) if reading)
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


def late(doc: Document, i: int, mentions: MentionsAt) -> People | None:
    """«وفاة الجريح فلان», «جثمان الشهيد فلان»: the name behind a definite counted noun."""
    noun = reading_at(doc, i, "casualty")
    phrase = mentions.get(i + 1)
    if noun is None or phrase is None or "counted" not in noun.sense.feats or "pl" in noun.sense.feats:
        return None
    return person_at(doc, i + 1, mentions) if noun.pro.endswith("ال") else None


def name_at(doc: Document, i: int, mentions: MentionsAt) -> People | None:
    """A name that no mention was made of («مقتل خالدة محمد»): a given name and a name behind it."""
    if i >= len(doc.tokens) or doc.form(i) in STOPS or not _is_name(doc, i):
        return None
    phrase = mentions.get(i + 1)
    if phrase is not None and phrase.cls == "person" and not phrase.prep:
        j = phrase.j
    elif "given_name" in doc.kinds[i]:
        j = i + 1
        while j < i + LONGEST_NAME and doc.form(j) and doc.form(j) not in STOPS and _is_name(doc, j):
            j += 1
    else:
        return None
    if j < i + 2:
        return None
    return People(i, j, 1, 1, doc.mention(i, j, "casualties:name"), person=True, lemma="person")


def _is_name(doc: Document, k: int) -> bool:
    """A given name, or a word that nothing else is known of."""
    if doc.tokens[k].kind != "word":
        return False
    given = doc.kinds[k].get("given_name")
    return (given is not None and not given.pro) or not doc.kinds[k]


def _conjoined(doc: Document, phrase: Phrase) -> bool:
    return phrase.core.start > doc.tokens[phrase.i].start


def name_behind(doc: Document, people: People, mentions: MentionsAt) -> None:
    """«زعيم التنظيم أبو بكر», «الصحفي في …، سامر نوري», «شاب من … يدعى سامر»: the name behind somebody is the group."""
    if people.lemma == "أم" and not doc.form(people.i).endswith(_HIS):
        return  # «شقيق زعيم …»: a brother of the one named
    comma = False
    for k in range(people.j, people.j + NAME_WINDOW):
        found = _name(doc, k, people, mentions, after_comma=comma)
        if found is not None:
            people.group, people.j = found
            people.person = True
            return
        form = doc.form(k)
        if form == "،" and not comma:
            comma = True
        elif form not in QUOTES and form not in _NAMED and (comma or not _goes_on(doc, k)):
            break
    if people.title and people.definite:
        people.group = None  # an office, its holder unnamed


def _name(
    doc: Document, k: int, people: People, mentions: MentionsAt, *, after_comma: bool
) -> tuple[Mention, int] | None:
    """The name that begins at token ``k`` and the token after it, or ``None``."""
    if k >= len(doc.tokens):
        return None
    if doc.form(k) in _CALLED:
        return _called(doc, k + 1, mentions)
    phrase = mentions.get(k)
    if phrase is not None and phrase.cls == "person" and phrase.core.start == doc.tokens[k].start:
        return phrase.core, phrase.j
    spelt = name_at(doc, k, mentions) if people.definite or people.title or after_comma else None
    if spelt is not None and spelt.group is not None:
        return spelt.group, spelt.j
    return _strange(doc, k) if people.definite and (k == people.j or doc.form(k - 1) == "،") else None


def _strange(doc: Document, k: int) -> tuple[Mention, int] | None:
    """«الصحفي ستيفن فاريل»: two words or more that nobody knows, behind somebody definite."""
    j = k + 1 if doc.form(k) in QUOTES else k
    k = j
    while j < min(k + LONGEST_NAME, len(doc.tokens)) and _is_name(doc, j) and not _bound(doc.form(j), first=j == k):
        j += 1
    return (doc.mention(k, j, "casualties:name"), j) if j >= k + 2 else None


def _bound(form: str, *, first: bool) -> bool:
    """Whether an unknown word is rather bound to the clause: «بجراح», «ورفيقه», «المجاورة»."""
    return form in STOPS or form.startswith(("و", "ال", "ب", "ل") if first else "و")


def _called(doc: Document, k: int, mentions: MentionsAt) -> tuple[Mention, int] | None:
    """The name behind «يدعى» (called), of whatever words."""
    while doc.form(k) in QUOTES or doc.form(k) == "،":
        k += 1
    phrase = mentions.get(k)
    if phrase is not None:
        return phrase.core, phrase.j
    j = k
    while j < min(k + LONGEST_NAME, len(doc.tokens)) and doc.form(j) not in STOPS and _may_name(doc, j):
        j += 1
    return (doc.mention(k, j, "casualties:name"), j) if j > k else None


def _may_name(doc: Document, k: int) -> bool:
    return doc.tokens[k].kind == "word" and not any(r.sense.pos == "verb" for r in doc.kinds[k].values())


def _goes_on(doc: Document, k: int) -> bool:
    """Whether the phrase of an office may go on at token ``k``: no new clause, verb or number."""
    if k >= len(doc.tokens) or doc.tokens[k].kind != "word" or doc.form(k) in _STOPS:
        return False
    return not any(kind in doc.kinds[k] for kind in _VERBS)
