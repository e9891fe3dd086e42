"""Who holds an office: the name behind a title («وزير الدفاع، سامر نوري، إن») or a phrase that belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from marsad.coder.source_names import Reader

Part = tuple[int, int]  # the tokens of one name, half-open
_COMMAS: Final = frozenset("،,")
_ENDS_APPOSITION: Final = frozenset((":", ".", '"', "«", "“"))
WINGS: Final = frozenset(("الجناح", "الذراع"))
_OFFICE: Final = 9  # tokens of a phrase between an office and the name of who holds it
_OF_OFFICE: Final = frozenset(("في", "الي", "من"))
_SHORT: Final = 3  # letters of a word that may be a preposition and no more
_UNTITLED: Final = frozenset(("say", "trigger", "casualty", "speech_content", "source_cue"))  # no part of an office
_CLAUSE_WORDS: Final = frozenset(("trigger", "casualty", "speech_content", "say", "actor_head", "place_class"))
NAME_LIMIT: Final = 5


class Holders:
    """Finds the holders of the offices that a reader of source names meets."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.doc = reader.doc

    def apposition(self, part: Part, k: int, stop: int) -> tuple[Part, int] | None:
        """A name set off by commas after a title («المتحدث باسم الجيش، أحمد علي، إن»)."""
        doc = self.doc
        if doc.form(k) not in _COMMAS or k + 1 >= stop:
            return None
        body = self.reader.actors.get(k + 1) or self.reader.actors.get(k + 3)
        if body and doc.form(k + 1) in WINGS:  # «المتحدث باسم الكتائب، الجناح العسكري للحركة، أحمد علي»
            return self.apposition(part, body.j, stop)
        if not self._held(part) or self._names_place(k + 1):
            return None
        m = k + 1
        while m < min(stop, k + 2 + NAME_LIMIT) and doc.tokens[m].kind == "word" and not self._ends_apposition(m, k):
            m += 1
        words = m - k - 1
        if not 2 <= words <= NAME_LIMIT:
            return None
        closed = m < stop and (doc.form(m) in _COMMAS or self._that(m))
        marked = m >= stop or doc.form(m) in _ENDS_APPOSITION
        if closed or self._is_man(k + 1) or (marked and self._only_names(k + 1, m)):
            return (k + 1, m), m
        return None

    def _held(self, part: Part) -> bool:
        """Whether ``part`` is an office or a correspondent, and nobody is named yet («وزير الدفاع», «مراسل القناة»)."""
        hit = self.doc.hit(part[0], "source_head")
        told = hit.reading.sense if hit else None
        head = self.reader.head(part[0] + 1) if told and told.cls == "text" else told  # «تصريح وزير الدفاع»
        if head is None or not (head.cls in ("official", "person") or "needs_in" in head.feats):
            return False
        return not any("given_name" in self.doc.kinds[m] and m not in self.reader.quoted for m in range(*part))

    def _names_place(self, k: int) -> bool:
        """Whether a place stands at ``k``: «مصادر في لحج، جنوبي اليمن», "in the south of Yemen", names nobody."""
        reading = self.doc.kinds[k].get("place_class") or self.doc.kinds[k].get("place_adjective")
        return bool(reading and reading.sense.cls == "direction")

    def beyond_phrase(self, part: Part, k: int, stop: int) -> tuple[Part, int] | None:
        """The holder of an office behind a phrase that belongs to it («المبعوث الخاص لباكستان سامر نوري إن»).

        He is named behind a comma, or by a rank or a given name, and what he says follows at once.
        """
        doc = self.doc
        if k >= stop or not self._held(part) or doc.tokens[k].kind != "word" or not self._belongs(k):
            return None
        for m in range(k, min(stop, k + _OFFICE)):
            if doc.form(m) in _COMMAS:
                return self.apposition(part, m, stop)
            if doc.tokens[m].kind == "break" or self._that(m) or not _UNTITLED.isdisjoint(doc.kinds[m]):
                return None
            if m > k and (self._is_titled(m) or self._two_unknown(m)):
                end = m + 1
                while (
                    end < min(stop, m + NAME_LIMIT)
                    and doc.tokens[end].kind == "word"
                    and not self.reader.ends(end, m, False)
                ):
                    end += 1
                return ((m, end), end) if end > m + 1 and self._speaks_at(end) else None
        return None

    def _belongs(self, k: int) -> bool:
        """Whether the word at ``k`` joins a phrase to the office before it: «في», «إلى», «لـ», «بـ»."""
        form = self.doc.form(k)
        return form in _OF_OFFICE or (len(form) > _SHORT and form[0] in "لب")

    def _is_titled(self, k: int) -> bool:
        title = self.doc.kinds[k].get("person_title")
        return self.reader.given_name(k) or bool(title and title.sense.cls == "military")

    def _two_unknown(self, k: int) -> bool:
        """Whether two words of no table stand at ``k`` and no third: a foreign name, as a rule."""
        doc, kinds = self.doc, self.doc.kinds
        known = [bool(kinds[m]) or doc.tokens[m].kind != "word" for m in range(k - 1, min(k + 3, len(kinds)))]
        return known == [True, False, False, True] and not doc.form(k).startswith(("ال", "و", "ب", "ل"))

    def _speaks_at(self, k: int) -> bool:
        """Whether a name ends before ``k``: what is said begins there, or when and where it was said."""
        boundary = self.doc.kinds[k].get("boundary") if k < len(self.doc.kinds) else None
        return bool(boundary) or self.doc.form(k) in _COMMAS or self.doc.form(k) in _ENDS_APPOSITION

    def _only_names(self, i: int, j: int) -> bool:
        """No word of a clause in ``[i:j]``: nothing happens there, nobody speaks, no force and no place is named."""
        return all(_CLAUSE_WORDS.isdisjoint(self.doc.kinds[k]) for k in range(i, j))

    def _ends_apposition(self, m: int, k: int) -> bool:
        medium = self.doc.hit(m, "source_name")
        if medium and medium.reading.pro:
            return True  # «مصدر، لرويترز»
        if not self.doc.kinds[m]:
            return False  # a foreign name may begin with «بال» («باليتسكي»)
        return (
            self.reader.ends(m, k, False)
            or self.reader.ends(m, m, False)
            or self.reader.with_b(m)
            or "connective" in self.doc.kinds[m]
        )

    def _is_man(self, k: int) -> bool:
        """Whether a man's name begins at ``k``: a given name, a rank, or a word that means nothing else."""
        kinds = self.doc.kinds[k]
        title = kinds.get("person_title")
        return not kinds or "given_name" in kinds or bool(title and title.sense.cls == "military")

    def _that(self, k: int) -> bool:
        boundary = self.doc.kinds[k].get("boundary")
        return bool(boundary and boundary.sense.cls == "that")
