"""Toll words: «بينهم» (among them), «حصيلة» (toll), «إضافة إلى» (besides), «بين قتيل وجريح» (dead or wounded)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from marsad.coder.casualty_counted import Counted
from marsad.coder.casualty_counts import Counts
from marsad.coder.casualty_frames import read_frame, takes_subject
from marsad.coder.casualty_groups import QUOTES, MentionsAt, group_at
from marsad.coder.casualty_none import read_none
from marsad.coder.casualty_nouns import noun_hit
from marsad.coder.casualty_people import read_people
from marsad.coder.casualty_phrase import People
from marsad.coder.casualty_subjects import number_up_to
from marsad.coder.casualty_victims import Victims
from marsad.coder.casualty_words import hit_at, reading_at, word_list
from marsad.coder.document import Document
from marsad.lexicon import Hit
from marsad.model import CasualtyKind

TOLL_WINDOW: Final = 26  # tokens from «عدد القتلى» to its number
AMONG_WINDOW: Final = 10  # tokens from «من بين ضحايا» to the part
_REACHES: Final = word_list("reaches")
_NUMBER_OF: Final = word_list("number_of")
_TOLL: Final = word_list("toll")
_EXCEEDS: Final = word_list("exceeds")
_RELATIVES: Final = word_list("relatives")
_BETWEEN: Final = word_list("between")
_THEY: Final = word_list("they")
_FILLERS: Final = word_list("fillers")
_THAT: Final = word_list("opens_subject")
_HITS: Final = word_list("hits")
_RANKS: Final = frozenset({"صفوف", "اوساط"})
_BRACKETS: Final = frozenset("([-–:")


@dataclass(frozen=True, slots=True)
class Tolls:
    """Reads what toll words open."""

    doc: Document
    mentions: MentionsAt
    victims: Victims
    counts: Counts
    counted: Counted

    def read(self, i: int) -> int:
        """Read what a toll word at token ``i`` opens: the token to go on at, or 0."""
        none = read_none(self.doc, i, self.mentions)
        if none is not None:
            self.counts.found.append(none)
            self.counts.last = []
            return none.j
        if self.doc.form(i).lstrip("و") in _BETWEEN:
            shared = self._dead_or_hurt(i) or self._among_counted(i)
            if shared:
                return shared
        hit = hit_at(self.doc, i, "toll")
        if hit is None:
            return self._toll(i, i + 1) if self.doc.form(i) in _NUMBER_OF else 0
        readers = {"besides": self._besides, "among": self._among, "among_named": self._among_named}
        cls = hit.reading.sense.cls
        if cls == "toll":
            fled = CasualtyKind.DISPLACED if "displaced" in hit.reading.sense.feats else None
            return self._toll(hit.i, hit.j, fled)
        return readers[cls](hit) if cls in readers else 0

    def _among(self, hit: Hit) -> int:
        """«بينهم 3 أطفال»: parts of the count before."""
        if self.doc.form(hit.j) == "من":  # «معظمهم من العمال», most of them workers: no count, nor a new subject
            kind_of = read_people(self.doc, hit.j + 1, self.mentions, governed=True)
            return kind_of.j if kind_of is not None and kind_of.definite and not kind_of.numbered else 0
        start = hit.j + 1 if self.doc.form(hit.j) in QUOTES else hit.j
        first = read_people(self.doc, start, self.mentions, governed=True)
        if (
            first is None
            or (first.bare and not self._may_be_bare(first))
            or first.pro.startswith("ب")
            or (first.definite and first.plural and not first.numbered)
        ):
            return 0
        if first.kind is not None and not self.counts.last:
            return 0
        if hit.j == hit.i + 1 and self.doc.form(hit.i).lstrip("و") in _THEY and first.high is None:
            return 0  # «هم» (they are) is not always of the dead
        return self._parts(first)

    def _may_be_bare(self, people: People) -> bool:
        """«80 إصابة، بينها 14 في صفوف الشرطة», «21 إصابة، منها 3 خطيرة»: a number whose noun stands before."""
        form = self.doc.form(people.j)
        return bool(self.counts.last) and (form in _HITS or (form == "في" and self.doc.form(people.j + 1) in _RANKS))

    def in_brackets(self, people: People) -> int:
        """«4 مدنيين (امرأة و3 أطفال)»: who stands in brackets behind a total is a part of it."""
        k = people.i - 1
        if self.doc.form(k) not in _BRACKETS or people.definite or people.person:
            return 0
        waiting = self.counts.pending[-1][0] if self.counts.pending else None
        total = self.counts.last_people if self.counts.last and waiting is None else waiting
        if total is None or total.j != k or total.high == 1:
            return 0
        return self._parts(people)

    def _parts(self, first: People) -> int:
        """Parts of the count put last, or of the people who wait for their verb."""
        chain = self.victims.chain(first)
        if self.counts.last and self.counts.last_people is not None:
            kind = self.counts.last[-1].kind
            for people in chain:
                people.kind = people.kind or self._died(people, kind)
                own = people.kind is not None and people.kind != kind
                self.counts.put(people, [people.kind if own and people.kind else kind], "part", part=not own)
            return chain[-1].j
        if self.counts.pending:
            self.counts.pending.extend((people, True) for people in chain)
            return chain[-1].j
        return 0

    def _died(self, people: People, kind: CasualtyKind) -> CasualtyKind | None:
        """«عشرات المصابين، بينهم رضيع فارق الحياة»: a verb right behind says that he died, if the total is no toll."""
        frame = read_frame(self.doc, people.j) if kind is CasualtyKind.INJURED and not people.definite else None
        died = frame is not None and not frame.pro and not frame.enc and takes_subject(frame) and frame.cls == "verb"
        return frame.kinds[0] if died and frame is not None and frame.kinds[0] is CasualtyKind.KILLED else None

    def _among_named(self, hit: Hit) -> int:
        """«ومن بين القتلى ثلاثة أطفال»: parts of a toll told elsewhere."""
        kind = self._kind_between(hit.i, hit.j)
        if kind is not None and self._waiting_at(hit.i):
            return self._waiting_are(kind, hit.j)
        start = hit.j
        while self.doc.form(start) in QUOTES or self.doc.form(start) in _FILLERS:
            start += 1
        people = read_people(self.doc, start, self.mentions, governed=True)
        if kind is None or people is None or (people.bare and people.definite):
            return 0
        chain = self.victims.chain(people)
        for one in chain:
            self.counts.put(one, [kind], "part", part=True)
        return chain[-1].j

    def _among_counted(self, i: int) -> int:
        """«من بين قتلى المعارضة ثلاثة قادة»: parts of a toll told by its noun and those it is of."""
        toll = noun_hit(self.doc, i + 1)
        if toll is None or toll.reading.sense.kind != "casualty" or "pl" not in toll.reading.sense.feats:
            return 0
        if self._waiting_at(i) and (toll.reading.pro or self.doc.form(toll.j)):
            return self._waiting_are(CasualtyKind(toll.reading.sense.cls), toll.j)
        body = group_at(self.doc, toll.j, self.mentions)
        people = read_people(self.doc, body[1], self.mentions) if body else None
        if people is None or not people.numbered:
            people = self._numbered_behind(toll.j) or people
        if people is None or people.kind is not None or people.pro or (people.definite and not people.person):
            return 0
        chain = self.victims.chain(people)
        for one in chain:
            self.counts.put(one, [CasualtyKind(toll.reading.sense.cls)], "part", part=True)
        return chain[-1].j

    def _numbered_behind(self, k: int) -> People | None:
        """«من بين ضحايا انفجار الحافلة أربع نساء»: the first people with a number behind what the dead are of."""
        doc = self.doc
        for m in range(k, min(k + AMONG_WINDOW, len(doc.tokens))):
            that = doc.form(m).lstrip("و") in _THAT
            if that or doc.tokens[m].kind not in ("word", "number") or read_frame(doc, m) is not None:
                return None
            people = read_people(doc, m, self.mentions)
            if people is not None and people.numbered:
                return people
        return None

    def _waiting_at(self, i: int) -> bool:
        return bool(self.counts.pending) and self.counts.pending[-1][0].j in (i, i - 1)

    def _waiting_are(self, kind: CasualtyKind, j: int) -> int:
        """«إن سبعة من رجال الأمن بين القتلى»: those who wait for a verb are parts of the toll."""
        people = self.counts.pending.pop()[0]
        self.counts.put(people, [kind], "part", part=True)
        while people.pro == "و" and self._waiting_at(people.i):  # «امرأة وطفل بين الجرحى»
            people = self.counts.pending.pop()[0]
            self.counts.put(people, [kind], "part", part=True)
        return j

    def _kind_between(self, i: int, j: int) -> CasualtyKind | None:
        for k in range(i, j):
            reading = reading_at(self.doc, k, "casualty")
            if reading is not None:
                return CasualtyKind(reading.sense.cls)
        return None

    def _number_before(self, i: int, j: int, kind: CasualtyKind | None) -> int:
        """«ارتفع إلى 14 عدد القتلى»: the number stands before the toll; the token after the toll, or 0."""
        number = number_up_to(self.doc, i)
        if number is None or kind is None or self.doc.form(number.i - 1) not in _REACHES:
            return 0
        self.counts.put(number, [kind], "toll")
        return j

    def _toll(self, i: int, j: int, kind: CasualtyKind | None = None) -> int:
        """«ارتفع عدد القتلى إلى 21», «الحصيلة 30 قتيلا»."""
        doc = self.doc
        kind = kind or self._kind_between(i, j)
        end = self._number_before(i, j, kind)
        if end:
            return end
        for k in range(j, min(j + TOLL_WINDOW, len(doc.tokens))):
            if doc.tokens[k].kind == "break" or doc.form(k) in ".؛،":
                return 0
            people = read_people(doc, k, self.mentions, governed=kind is not None)
            if people is None:
                frame = read_frame(doc, k)
                if frame and kind is None and ("passive" in frame.feats or doc.form(k - 1) in _RELATIVES):
                    kind = frame.kinds[0]  # «عدد الجنود الذين أصيبوا», the number of soldiers who were injured
                elif frame and frame.kinds[0] != kind and frame.cls != "met":
                    return 0
            elif people.kind is not None and not people.numbered:
                kind = people.kind
            elif people.numbered and (not people.bare or self._reached(i, k) or people.pro in ("ب", "ل")):
                if self._exceeds(i, k) and people.high == people.low:
                    people.low, people.high = (people.low or 0) + 1, None
                return self._reached_toll(people, kind or (CasualtyKind.KILLED if self._is_toll(i) else None))
        return 0

    def _reached_toll(self, people: People, kind: CasualtyKind | None) -> int:
        people.kind = people.kind or kind
        if people.kind is None or (people.low == 2 and people.high is None):
            return 0
        return self.counted.read(people, "toll")

    def _exceeds(self, i: int, k: int) -> bool:
        """«تجاوز عدد القتلى 50»: more than that; not «ارتفع بعد أن تجاوز»."""
        return self.doc.form(i - 1).lstrip("وف") in _EXCEEDS or self.doc.form(k - 1).lstrip("وف") in _EXCEEDS

    def _is_toll(self, i: int) -> bool:
        return self.doc.form(i) in _TOLL

    def _reached(self, i: int, k: int) -> bool:
        """«إلى 21», «بلغ 30», «بلغ عدد الفارين 30»: the number is the toll, and no date on the way."""
        before = self.doc.form(i - 1).lstrip("وف") in _REACHES
        return before or self.doc.form(k - 1) in _REACHES or self.doc.form(k) in _REACHES

    def _besides(self, hit: Hit) -> int:
        """«بالإضافة إلى ستة مدنيين»: more victims of the frame before."""
        if not self.counts.last or self.counts.last_people is None:
            return 0
        people = read_people(self.doc, hit.j, self.mentions) if read_frame(self.doc, hit.j) is None else None
        if people is None or not (people.numbered or not people.definite) or (people.pro and people.pro != "ل"):
            return 0
        if self.doc.form(hit.i) == "مقابل" and not self._on_the_other_side(people):
            return 0
        if people.kind is not None:
            return self.counted.read(people)
        chain = self.victims.chain(people)
        for one in chain:
            self.counts.put(one, [one.kind or self.counts.last[-1].kind], "besides")
        return chain[-1].j

    def _on_the_other_side(self, people: People) -> bool:
        """«مقتل 24 متشددا مقابل جنديين», against two soldiers; not prisoners given for others."""
        counted = people.numbered or people.low == people.high == 2
        return counted and self.counts.last[-1].kind in (CasualtyKind.KILLED, CasualtyKind.INJURED)

    def _dead_or_hurt(self, i: int) -> int:
        """«25 بين قتيل وجريح», 25 dead or injured: how many of each is not said."""
        first, second = noun_hit(self.doc, i + 1), noun_hit(self.doc, i + 2)
        if first is None or second is None or not second.reading.pro.startswith("و"):
            return 0
        third = noun_hit(self.doc, i + 3)  # «بين قتيل وجريح وأسير»
        nouns = [first, second, third] if third is not None and third.reading.pro == "و" else [first, second]
        kinds = [hit.reading.sense.cls for hit in nouns if "counted" in hit.reading.sense.feats]
        if len(kinds) < 2:
            return 0
        end = i + 1 + len(kinds)
        behind = i - 1 if self.doc.form(i - 1) in QUOTES else i  # «عناصر (داعش) بين …»
        before = self._counted_up_to(behind)
        people = before or number_up_to(self.doc, behind) or People(i, end, 2, None)
        if not people.numbered:
            people.high = self._strength()
        people.j = end
        self.counts.put(people, [CasualtyKind(kind) for kind in kinds], "shared")
        return end

    def _strength(self) -> int | None:
        """«قوة من 6 جنود … وأوقعت أفرادها بين قتيل وجريح»: how many the force had, where it is told."""
        strengths = (people.high for people, _ in reversed(self.counts.pending) if people.numbered and people.fighter)
        return next(strengths, None)

    def _counted_up_to(self, i: int) -> People | None:
        """The people who end just before token ``i``, taken back from where they were put."""
        if self.counts.pending and self.counts.pending[-1][0].j >= i - 1:
            return self.counts.pending.pop()[0]
        if self.counts.last and self.counts.last_people is not None and self.counts.last_people.j >= i - 1:
            if self.counts.found[-len(self.counts.last) :] == self.counts.last:
                del self.counts.found[-len(self.counts.last) :]
            return self.counts.last_people
        return None
