"""Victims in a chain: those whom «و» joins to the first, and his kin beside somebody («مع نجله», with his son)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from marsad.coder.casualty_frames import read_frame
from marsad.coder.casualty_groups import PEOPLE_CLASSES, QUOTES, MentionsAt
from marsad.coder.casualty_nouns import noun_hit
from marsad.coder.casualty_people import read_people
from marsad.coder.casualty_phrase import People
from marsad.coder.casualty_words import word_list
from marsad.coder.document import Document
from marsad.text.numbers import is_number_start

LONGEST_CHAIN: Final = 12
OFFICE_WINDOW: Final = 10  # tokens that the office of somebody named may take
_SUBORDINATORS: Final = word_list("clause")
_AND_THAT: Final = frozenset({"وان", "وانه", "وانها", "وانهم"})
_MORE: Final = frozenset({"اكثر", "ازيد", "اقل"})  # more than, less than
_POSSESSIVE: Final = ("ه", "ها", "هم", "هما")
_CLAUSE_VERBS: Final = frozenset({"casualty", "trigger", "say"})


@dataclass(frozen=True, slots=True)
class Chains:
    """Reads the victims joined to one read before."""

    doc: Document
    mentions: MentionsAt

    def chain(self, first: People) -> list[People]:
        """``first`` and what «و» joins to it."""
        chain = [first]
        while len(chain) < LONGEST_CHAIN:
            people = self.next_joined(chain[-1].j)
            if people is None and (chain[-1].person or chain[-1].high == 1):
                people = self._joined_behind_office(chain[-1].j)
            if people is None or people.bare or not self._joins(people, first):
                break
            if self._of_both(chain[-1], people):
                chain[-1].j = people.j
                continue
            if people.definite and not people.numbered:
                people.low = first.low  # «عشرات القتلى والجرحى», tens of dead and wounded
            if not self._same_number(chain[-1], people):
                chain.append(people)
                continue
            chain[-1].j = people.j
            if people.kind is not None and people.kind != chain[-1].kind:
                chain[-1].low = 2 if (chain[-1].low, chain[-1].high) == (2, None) else None  # some of each, else unsaid
                people.low, people.high = chain[-1].low, chain[-1].high
                chain.append(people)
        if self.doc.form(chain[-1].j - 1) == "الاقل" and chain[-1].kind is not None:
            for people in chain:  # «27 قتيلا ومئة جريح على الأقل»: at least so many of each
                people.high = None
        return chain

    def next_joined(self, k: int) -> People | None:
        """The people joined on at token ``k``, unless a word of harm opens its own frame there."""
        doc = self.doc
        while doc.form(k) in QUOTES or (doc.form(k) == "،" and doc.form(k + 1)[:1] == "و"):
            k += 1
        if doc.form(k) in _AND_THAT:  # «بين القتلى رضيع وأن ثلاثين أصيبوا»: a clause of its own
            return None
        if doc.form(k) == "مع" and k + 1 < len(doc.tokens):
            return self._with_kin(k + 1)
        k = self._past_joined_body(k)
        if not doc.form(k).startswith("و") or read_frame(doc, k) is not None:
            return None
        if doc.form(k) == "و" and read_frame(doc, k + 1) is not None:
            return None
        people = read_people(doc, k, self.mentions, governed=True)
        if people is None and doc.form(k) == "و":
            people = read_people(doc, k + 1, self.mentions, governed=True)
        return people

    def _with_kin(self, k: int) -> People | None:
        """«اغتالوا المختار مع نجله»: his own people beside somebody."""
        hit = noun_hit(self.doc, k)
        feats = hit.reading.sense.feats if hit and not hit.reading.pro else frozenset()
        if hit is not None and "kin" in feats and (hit.reading.enc or "sg" in feats):
            return read_people(self.doc, k, self.mentions, governed=True)
        people = read_people(self.doc, k, self.mentions) if is_number_start(self.doc.tokens, k) else None
        own = people is not None and people.numbered and (people.other or self._his(people.j - 1))
        return people if own else None

    def _his(self, k: int) -> bool:
        """Whether the people at token ``k`` are his own: «مع أربعة من مرافقيه», with four of his companions."""
        form = self.doc.form(k)
        return form.endswith(_POSSESSIVE) and not form.startswith("ال")

    def _joined_behind_office(self, k: int) -> People | None:
        """«قتل سامر نوري نائب رئيس المجلس واثنان من حراسه»: those counted behind the office of somebody named."""
        doc = self.doc
        for m in range(k, min(k + OFFICE_WINDOW, len(doc.tokens))):
            if (
                doc.tokens[m].kind != "word"
                or doc.form(m) in _SUBORDINATORS
                or not doc.kinds[m].keys().isdisjoint(_CLAUSE_VERBS)
            ):
                return None
            opens = doc.form(m).startswith("و") or doc.form(m) == "مع"
            people = self.next_joined(m) if m > k and opens else None
            if people is not None and m == k + 1 and self._his(people.j - 1) and people.high in (1, 2):
                return people  # «مختار قرية مع نجله», «سائق شاحنة ومرافقه»
            if people is not None:
                counted = people.numbered or people.high == 2
                return people if counted and not people.definite else None
        return None

    def _past_joined_body(self, k: int) -> int:
        """«25 قتيلا من الحوثيين وقوات صالح و13 مقاوما»: past the second body that the first count is of."""
        phrase = self.mentions.get(k)
        if phrase is None or phrase.named is False or phrase.cls in PEOPLE_CLASSES or phrase.cls == "person":
            return k
        behind = phrase.j if phrase.core.start > self.doc.tokens[k].start else k
        return behind if behind > k and self.doc.form(behind).startswith("و") else k

    def _of_both(self, before: People, people: People) -> bool:
        """«العشرات من القياديين وعناصر التنظيم»: one number of people of two kinds, if a vague one."""
        vague = before.numbered and before.high is None
        if not vague or people.numbered or not people.plural or people.kind is not None:
            return False
        form = self.doc.form
        return any(form(k) == "من" and form(k - 1) not in _MORE for k in range(before.i + 1, before.j))

    def _same_number(self, before: People, people: People) -> bool:
        """«688 جنديا وضابطا», «مئة قتيل وجريح»: the singular behind a number above ten shares it."""
        if not before.numbered or before.bare or people.numbered or people.plural or people.definite:
            return False
        if before.high is not None and before.high <= 10:
            return False
        toll = people.kind is not None and before.kind is not None and people.pro == "و"
        return self.doc.form(people.i).endswith("ا") or toll

    def _joins(self, people: People, first: People) -> bool:
        if people.definite and not people.numbered:  # «عدد من القتلى والجرحى»: the quantifier counts both
            return people.kind is not None and first.kind is not None and first.numbered and first.high is None
        dual = people.high == 2 and first.high in (1, 2)  # «قتل ضابط وجنديان»
        return people.numbered or dual or not (people.nominative and people.fighter)
