"""What joins one source's name to another: «و» on or before the next name, and commas in a list of names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from marsad.coder.document import Document
from marsad.coder.quotes import Quote
from marsad.coder.ranges import Phrase
from marsad.lexicon import Sense

OTHERS: Final = frozenset(("واخري", "واخر", "واخرون", "واخرين"))  # «مصادر محلية وأخرى طبية»
_COMMAS: Final = frozenset("،,")


def head_at(doc: Document, k: int) -> Sense | None:
    """The sense of a source head at ``k`` («مصدر», «متحدث»), or None."""
    hit = doc.hit(k, "source_head")
    return hit.reading.sense if hit else None


def is_inside(doc: Document, k: int) -> bool:
    """Whether «في», «من», «داخل» or «وسط» stands at ``k``."""
    boundary = doc.kinds[k].get("boundary")
    return boundary is not None and boundary.sense.cls == "in"


class Joins:
    """Tells of one document where a further name is joined. ``actors`` are the actor phrases by first token."""

    def __init__(self, doc: Document, quotes: Mapping[int, Quote], actors: Mapping[int, Phrase]) -> None:
        self.doc = doc
        self.quotes = quotes
        self.actors = actors

    def another(self, k: int, i: int) -> bool:
        """Whether another name is joined at ``k`` to the one that began at ``i``."""
        return self.source(k) or self._state(k, i) or bool(self.quoted(k))

    def listed(self, k: int) -> int:
        """1 for a comma at ``k`` in a list of names («الجبهة، والحركة», «مسعفون، ومنقذون»)."""
        if self.doc.form(k) not in _COMMAS or k + 1 >= len(self.doc.tokens):
            return 0
        head = head_at(self.doc, k + 1)
        people = head is not None and head.cls in ("person", "official") and self.source(k + 1)
        return int(people or self._group(k + 1))

    def source(self, k: int) -> bool:
        """«و» on a word that heads another source («ومصادر طبية»)."""
        head = self.doc.kinds[k].get("source_head")
        if head and head.pro in ("و", "وال"):
            before = head_at(self.doc, k - 1)  # «راديو وتلفزيون» is one medium
            return not (before and before.cls == head.sense.cls == "outlet")
        if self.doc.form(k) == "واحد":  # «وأحد القادة», "and one of the leaders", which is also "one"
            return head_at(self.doc, k + 1) is not None
        if self.doc.form(k) in OTHERS:
            return True
        name = self.doc.hit(k, "source_name")
        return bool(name and name.reading.pro.startswith("و"))

    def quoted(self, k: int) -> int:
        """1 for «و» in front of a name in quotation marks («الجيش و«الدعم السريع»»), else 0."""
        quote = self.quotes.get(k + 1)
        return int(self.doc.form(k) == "و" and quote is not None and not quote.speech)

    def _group(self, k: int) -> bool:
        """«و» on the name of a group («والجيش الحر»)."""
        actor, whole = self.actors.get(k), self.doc.hit(k, "actor_name")
        kinds = self.doc.kinds[k]
        names = (kinds.get("actor_head"), kinds.get("actor_name"), whole.reading if whole else None)
        return bool(actor and actor.named and any(r and r.pro.startswith("و") for r in names))

    def _state(self, k: int, i: int) -> bool:
        """«و» on a state behind a state or a group («أعلنت الحركة وإسرائيل», "the movement and Israel announced").

        Within the name of an office or behind «في» the state belongs to the name («وزيرا خارجية مصر والأردن»).
        """
        place = self.doc.kinds[k].get("place_name")
        if place is None or place.sense.cls != "country" or not place.pro.startswith("و"):
            return False
        head = head_at(self.doc, i)
        group = i in self.actors or "place_name" in self.doc.kinds[i] if head is None else head.cls == "body"
        return group and not any(is_inside(self.doc, m) for m in range(i, k))
