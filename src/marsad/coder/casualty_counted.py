"""Counted nouns («12 قتيلا و30 جريحا»): words that say themselves what befell the people counted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from marsad.coder.casualty_counts import Counts
from marsad.coder.casualty_groups import QUOTES, MentionsAt
from marsad.coder.casualty_nouns import amid
from marsad.coder.casualty_people import read_people
from marsad.coder.casualty_phrase import People
from marsad.coder.casualty_victims import Victims
from marsad.coder.casualty_words import hit_at, word_list
from marsad.coder.document import Document
from marsad.model import CasualtyKind
from marsad.text.numbers import is_number_start, read_number

_RELEASE: Final = word_list("release")
_BODY: Final = word_list("bodies")
_NAMES: Final = word_list("demonstratives")
_HITS: Final = word_list("hits")
_SOME: Final = word_list("some_of")
_TOLL: Final = word_list("toll")
_HABITUAL: Final = word_list("habitual")
_THAT: Final = word_list("opens_subject")
_RUBBLE: Final = word_list("rubble")
_CASES: Final = frozenset({"حالة اختناق", "حالة وفاة"})  # what the wounded suffer from, as often as a count of them
_CROWDS: Final = word_list("crowds")
_CLOSES: Final = frozenset({"", "\n", ".", "،", "؛"})
_HEADLINE: Final = frozenset({"", "\n", ":", ".", "..", "-", "|", "،"})


@dataclass(frozen=True, slots=True)
class Counted:
    """Reads the counts that a counted noun opens."""

    doc: Document
    mentions: MentionsAt
    victims: Victims
    counts: Counts

    def read(self, people: People, rule: str = "counted") -> int:
        """«12 قتيلا و30 جريحا»: nouns that say themselves what befell the counted."""
        told = (
            (self._told_of(people) or self._so_many(people))
            if people.definite and people.plural and not people.numbered
            else 0
        )
        if told:
            return told
        if (people.definite and not people.numbered) or self._some_of_them(people):
            return people.j
        body = self._bodies(people) if self.doc.form(people.i).lstrip("وبل") in _BODY else None
        if body is not None:
            people = body
        if not people.numbered and (self.doc.form(people.i - 1) in _HABITUAL or not self._stands(people)):
            return people.j
        before = self.counts.pending[-1][0] if self.counts.pending else None
        alike = before is not None and before.j == people.i and before.plural == people.plural
        if before is not None and alike and not people.numbered and not before.definite:
            people = replace(before, kind=people.kind, j=people.j)  # «ثلاثة جنود قتلى»
            self.counts.pending = []
        if people.held and (not people.numbered or self._released(people.i)):
            return people.j
        if self._buried(people):
            people.kind = CasualtyKind.MISSING
        chain = self.victims.chain(people)
        last_kind = people.kind
        for one in chain:
            last_kind = one.kind or last_kind
            if last_kind is not None:
                self.counts.put(one, [last_kind], rule)
        self.counts.share_group(chain)
        return chain[-1].j

    def _told_of(self, people: People) -> int:
        """«إن القتلى أربعة مدنيين وشرطيان»: what is told of the dead is how many they are; the token after, or 0."""
        if people.kind is None or people.held or not (people.i and self.doc.form(people.i - 1) in _THAT):
            return 0
        first = read_people(self.doc, people.j, self.mentions)
        if first is None or not first.numbered or first.bare or first.definite or first.pro or first.part:
            return 0
        chain = self.victims.chain(first)
        for one in chain:
            self.counts.put(one, [one.kind or people.kind], "counted")
        return chain[-1].j

    def _so_many(self, people: People) -> int:
        """«القتلى بالمئات», the dead are counted by hundreds; «إن الموتى 79 والجرحى 199»: the token after, or 0."""
        doc, j = self.doc, people.j
        j += doc.form(j) in QUOTES
        number = read_number(doc.tokens, j) if j < len(doc.tokens) and is_number_start(doc.tokens, j) else None
        if number is None or people.kind is None:
            return 0
        ends = doc.form(number.j) in _CLOSES or doc.form(number.j).startswith("و")
        if doc.form(j) not in _CROWDS and not (number.digits and number.exact and j == people.j and ends):
            return 0
        counted = replace(people, low=number.low, high=number.high, j=number.j, numbered=True)
        self.counts.put(counted, [people.kind], "counted")
        return number.j

    def _buried(self, people: People) -> bool:
        """«آلاف الضحايا ما زالوا تحت الأنقاض», under the rubble: dead or not, they are missing."""
        if self.doc.form(people.i).lstrip("وبل") in _BODY:
            return False
        return any(
            self.doc.form(k) == "تحت" and self.doc.form(k + 1) in _RUBBLE and self.doc.form(k - 1) != "من"
            for k in range(people.j, people.j + 4)
        )

    def _bodies(self, people: People) -> People | None:
        """«جثث ثلاثة جنود», «جثة عنصر»: the bodies are of those named behind."""
        inner = read_people(self.doc, people.j, self.mentions, governed=True)
        if people.numbered or inner is None or inner.bare or inner.definite or inner.pro not in ("", "ل"):
            return None
        inner.kind = CasualtyKind.KILLED
        if inner.i > people.i:
            inner.i = people.i
        inner.numbered = True
        return inner

    def _stands(self, people: People) -> bool:
        """Whether a counted noun without a number is a toll: not «شهداء …» (a name), nor «إصابات مباشرة» (hits)."""
        doc = self.doc
        if people.group is not None and doc.form(people.i).lstrip("وبل") in _BODY and not people.plural:
            return True  # «جثة شاب»: somebody's body
        after = doc.form(people.i + 1)
        if (
            people.plural
            and people.j == people.i + 1
            and (after.startswith("ال") or after in _NAMES or after in QUOTES)
        ):
            return False
        toll = doc.form(people.i - 1) in _TOLL  # «والحصيلة قتيل وجرحى»
        caused = toll or (people.i > 0 and hit_at(doc, people.i - 1, "toll_cause") is not None)
        if people.lemma in _CASES:
            return caused
        if not people.plural or people.lemma in ("إصابات", "ضحية"):
            among = after in _HITS and amid(doc, people.i + 2) > 0  # «إصابات خفيفة بين المدنيين», slight injuries among
            return (after not in _HITS or among) and (
                self._leads(people)
                or caused
                or people.pro in ("ب", "ل")
                or ("و" in people.pro and bool(self.counts.last))
            )
        return True

    def _leads(self, people: People) -> bool:
        """«شهيد و3 جرحى في غارة», «إصابات في صفوف المدنيين»: a headline that begins with the dead or the injured."""
        followed = self.doc.form(people.j).startswith("و") or (people.plural and people.group is not None)
        return self.doc.form(people.i - 1) in _HEADLINE and followed

    def _some_of_them(self, people: People) -> bool:
        """«بعض الجرحى», some of the injured: they are counted elsewhere."""
        form = self.doc.form(people.i)
        return (form in _SOME or form[1:] in _SOME) and self.doc.form(people.i + 1).startswith("ال")

    def _released(self, i: int) -> bool:
        return any(
            self.doc.form(k).lstrip("وبل") in _RELEASE or self.doc.form(k) in _RELEASE for k in range(max(0, i - 5), i)
        )
