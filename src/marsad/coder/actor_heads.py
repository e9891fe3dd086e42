"""Whether a head word of the actor tables is the head of an actor's name where it stands, or another thing."""

from __future__ import annotations

from typing import Final

from marsad.coder.document import Document
from marsad.coder.nominal import Stretch, has_article
from marsad.lexicon import Hit

_OWNERS: Final = frozenset(("nationality", "actor_name", "actor_head"))
# Nouns that a word for a person follows as an adjective: act, belt, statement, conference, communiqué, interview.
_NOUNS: Final = frozenset(("عمل", "حزام", "تصريح", "موتمر", "بيان", "حديث"))
_BODIES: Final = frozenset(("قوات", "وحدة", "مجموعة"))
_FORCES: Final = frozenset(("actor_head", "actor_name"))
_NO_SUBJECT: Final = frozenset(("light_verb", "casualty", "number", "boundary", "connective"))


def no_actor(doc: Document, head: Hit) -> bool:
    """Whether the word is another thing here than the head of an actor's name."""
    sense, pro, enc = head.reading
    flags = sense.feats
    if "kin" in flags and not enc:  # kin is named by its pronoun or its genitive
        named = doc.is_word(head.j) and has_article(doc.tokens[head.j].form)
        return not named and not counted(doc, head.i)
    if enc and _no_pronoun(doc, head):
        return True
    if pro.endswith("لل") and doc.form(head.i - 1).removeprefix("ال").startswith("مضاد"):
        return True  # «مضاد للأفراد», "anti-personnel"
    march = doc.hit(head.i, "trigger") if head.i in doc.phrases else None
    if march and march.j > head.i + 1 and march.reading.sense.cls == "protest":  # «مسيرة» is a drone and a march
        return True
    if "construct" in flags and pro.endswith("ال"):  # no construct state has the article: «الرئيسي» is "main"
        return True
    if "crowd" in flags and doc.form(head.j) == "من":
        return True
    if "alone" in flags:
        return not _noun_of_its_own(doc, head)
    if "human" in flags and "sg" in flags:
        return _adjective_here(doc, head)
    if "counted" in flags and not enc and not counted(doc, head.i):
        return True
    return "weak" in flags and "آ" in doc.tokens[head.i].text  # «الآمن», "safe", folds like «الأمن»


def _no_pronoun(doc: Document, head: Hit) -> bool:
    """Whether what looks like a pronoun is the ending of a noun: «محافظة», a governorate, is not "his governor"."""
    place = doc.kinds[head.i].get("place_class")
    return doc.tokens[head.j - 1].text.endswith("ة") or (place is not None and not place.enc)


def says_too_little(doc: Document, head: Hit, found: Stretch) -> bool:
    """A head without what its name needs: «قوة», "a force", or «جانب» without an adjective of origin."""
    flags = found.flags
    definite = has_article(doc.tokens[head.j - 1].form, found.pro)
    if "needs" in flags:
        return not (definite and any_origin(doc, head.j, found.j))
    if "owned" in flags:
        return not found.tied and all(_OWNERS.isdisjoint(doc.kinds[k]) for k in range(head.j, found.j))
    alone = found.j == head.j == head.i + 1
    return alone and not definite and ("bare" in flags or "weak" in flags) and not _force_acts(doc, head)


def _force_acts(doc: Document, head: Hit) -> bool:
    """Whether «قوة», "force", is a body of men and no strength: it did something («اقتحمت قوة القرية»)."""
    if head.reading.pro or head.reading.sense.lemma not in _BODIES or not doc.is_word(head.i - 1):
        return False
    if doc.form(head.j) == "من":  # «وحدات من الجيش»: the force behind it is named
        return False
    if doc.form(head.i - 1) in ("ان", "وان"):
        return True
    trigger, carrier = doc.kinds[head.i - 1].get("trigger"), doc.kinds[head.i - 1].get("light_verb")
    return any(found and found.sense.pos == "verb" and "3fs" in found.sense.feats for found in (trigger, carrier))


def any_origin(doc: Document, i: int, j: int) -> bool:
    """Whether an adjective of origin is among the tokens ``[i:j]``."""
    return any("nationality" in doc.kinds[k] for k in range(i, j))


def _adjective_here(doc: Document, head: Hit) -> bool:
    """Whether a singular word for a person is an adjective of the noun in front («الحزب الإسلامي», «هجوم مسلح»)."""
    if "descriptor" not in doc.kinds[head.i] or head.j != head.i + 1 or not doc.is_word(head.i - 1):
        return False
    before, kinds = doc.tokens[head.i - 1].form, doc.kinds[head.i - 1]
    pro = head.reading.pro
    if pro.endswith("ال"):
        return has_article(before.lstrip("وبف"))
    if pro or has_article(before):
        return False
    trigger = kinds.get("trigger")
    happening = trigger is not None and trigger.sense.pos != "verb" and "of_struck" not in trigger.sense.feats
    return happening or "weapon" in kinds or before.lstrip("وبفل") in _NOUNS


def _noun_of_its_own(doc: Document, head: Hit) -> bool:
    """Whether no noun stands in front that the word could be an adjective of («الجيش والمشتركة»: one more force)."""
    i = head.i
    if not doc.is_word(i - 1):
        return True
    kinds = doc.kinds[i - 1]
    if head.reading.pro.startswith("و"):
        return not _FORCES.isdisjoint(kinds) and "nationality" not in kinds
    trigger = kinds.get("trigger")
    return not _NO_SUBJECT.isdisjoint(kinds) or (trigger is not None and trigger.sense.pos == "verb")


def counted(doc: Document, i: int) -> bool:
    """Whether a number stands in front of token ``i``, in figures or words («مئات الأسر», "hundreds of families")."""
    if i < 1 or doc.tokens[i - 1].kind == "number":
        return i > 0
    number = doc.kinds[i - 1].get("number")
    return number is not None and "value=1" not in number.sense.feats
