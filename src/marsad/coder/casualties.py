"""Casualty counts: who was killed, injured, captured, went missing or had to flee, and how many.

The text is walked once. A word of harm opens a frame: a verbal noun («مقتل», killing) with its victims behind it, a
verb with them behind or before it, a counted noun («قتلى», dead) that is its own frame, or a phrase that denies any.
Victims come in chains («ثلاثة جنود وأربعة مدنيين») and with parts («بينهم طفلان», among them two children).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from marsad.coder.casualty_frames import Frame, joined, read_frame, takes_subject
from marsad.coder.casualty_groups import QUOTES
from marsad.coder.casualty_none import read_none
from marsad.coder.casualty_nouns import noun_hit
from marsad.coder.casualty_people import read_people
from marsad.coder.casualty_phrase import People
from marsad.coder.casualty_victims import Victims
from marsad.coder.casualty_words import hit_at, opening_phrases, opens, reading_at, word_list
from marsad.coder.document import Document
from marsad.coder.ranges import CountPhrase, Phrase
from marsad.lexicon import Hit
from marsad.model import CasualtyKind
from marsad.text.numbers import is_number_start

MOST_PENDING = 24  # people read who still wait for their verb
TOLL_WINDOW = 26  # tokens from «عدد القتلى» to its number
_RELEASE = word_list("release")
_BODY = word_list("bodies")
_REACHES = word_list("reaches")
_NAMES = word_list("demonstratives")
_HITS = word_list("hits")
_NUMBER_OF = word_list("number_of")
_TOLL = word_list("toll")
_LIVES = word_list("lives")


def find_casualties(doc: Document, mentions: Sequence[Phrase]) -> list[CountPhrase]:
    """Every casualty count of ``doc`` in the order of the text; ``mentions`` name the groups where they can."""
    at: dict[int, Phrase] = {}
    for phrase in mentions:
        if phrase.kind == "actor" and (phrase.i not in at or phrase.j > at[phrase.i].j):
            at[phrase.i] = phrase
    return _Finder(doc, at, Victims(doc, at), opening_phrases(doc)).run()


@dataclass(slots=True)
class _Finder:
    doc: Document
    mentions: dict[int, Phrase]
    victims: Victims
    phrased: frozenset[int]
    found: list[CountPhrase] = field(default_factory=list)
    pending: list[tuple[People, bool]] = field(default_factory=list)
    last: list[CountPhrase] = field(default_factory=list)
    last_people: People | None = None
    sent: int = -1
    long: set[int] = field(default_factory=set)  # sentences that speak of a long time

    def run(self) -> list[CountPhrase]:
        i, n = 0, len(self.doc.tokens)
        while i < n:
            i = max(self._step(i), i + 1)
        for count in self.found:
            if self.doc.tokens[count.i].sent in self.long and not count.part:
                count.rule = "casualties:cumulative"
        return self.found

    def _step(self, i: int) -> int:
        doc = self.doc
        token = doc.tokens[i]
        if token.sent != self.sent:
            self.sent, self.pending, self.last, self.last_people = token.sent, [], [], None
        if token.kind in ("punct", "break"):
            return i + 1
        if i in self.phrased or (token.kind == "word" and opens(doc.lexicon, token.form)):
            return self._toll_word(i) or self._harm_word(i) or self._people(i)
        return self._people(i) if is_number_start(doc.tokens, i) else i + 1

    def _harm_word(self, i: int) -> int:
        frame = read_frame(self.doc, i)
        return self._run_frame(frame) if frame is not None else 0

    def _people(self, i: int) -> int:
        """A count whose verb is still to come, or a counted noun."""
        people = read_people(self.doc, i, self.mentions)
        if people is None:
            return i + 1
        if people.kind is not None:
            return self._counted(people)
        if people.part and self.last:
            self._emit(people, [self.last[-1].kind], "part", part=True)
        else:
            self.pending.append((people, people.part))
            del self.pending[:-MOST_PENDING]
        return people.j

    # --- toll words -------------------------------------------------------------------------------------------

    def _toll_word(self, i: int) -> int:
        none = read_none(self.doc, i, self.mentions)
        if none is not None:
            self.found.append(none)
            self.last = []
            return none.j
        shared = self._dead_or_hurt(i) if self.doc.form(i) == "بين" else 0
        if shared:
            return shared
        hit = hit_at(self.doc, i, "toll")
        if hit is None:
            return self._toll(i, i + 1) if self.doc.form(i) in _NUMBER_OF else 0
        readers = {"besides": self._besides, "among": self._among, "among_named": self._among_named}
        cls = hit.reading.sense.cls
        if cls == "since":
            self.long.add(self.sent)
        if cls == "toll":
            return self._toll(hit.i, hit.j)
        return readers[cls](hit) if cls in readers else 0

    def _among(self, hit: Hit) -> int:
        """«بينهم 3 أطفال»: parts of the count before."""
        start = hit.j + 1 if self.doc.form(hit.j) in QUOTES else hit.j
        first = read_people(self.doc, start, self.mentions, governed=True)
        if first is None or first.bare or first.definite or (first.kind is not None and not self.last):
            return 0
        chain = self.victims.chain(first)
        if self.last and self.last_people is not None:
            kind = self.last[-1].kind
            for people in chain:
                own = people.kind is not None and people.kind != kind
                self._emit(people, [people.kind if own and people.kind else kind], "part", part=not own)
            return chain[-1].j
        if self.pending:
            self.pending.extend((people, True) for people in chain)
            return chain[-1].j
        return 0

    def _among_named(self, hit: Hit) -> int:
        """«ومن بين القتلى ثلاثة أطفال»: parts of a toll told elsewhere."""
        kind = self._kind_between(hit.i, hit.j)
        people = read_people(self.doc, hit.j, self.mentions, governed=True)
        if kind is None or people is None or (people.bare and people.definite):
            return 0
        chain = self.victims.chain(people)
        for one in chain:
            self._emit(one, [kind], "part", part=True)
        return chain[-1].j

    def _kind_between(self, i: int, j: int) -> CasualtyKind | None:
        for k in range(i, j):
            reading = reading_at(self.doc, k, "casualty")
            if reading is not None:
                return CasualtyKind(reading.sense.cls)
        return None

    def _toll(self, i: int, j: int) -> int:
        """«ارتفع عدد القتلى إلى 21», «الحصيلة 30 قتيلا»."""
        doc = self.doc
        kind = self._kind_between(i, j)
        for k in range(j, min(j + TOLL_WINDOW, len(doc.tokens))):
            if doc.tokens[k].kind == "break" or doc.form(k) in ".؛،":
                return 0
            people = read_people(doc, k, self.mentions, governed=kind is not None)
            if people is None:
                frame = read_frame(doc, k)
                if frame and kind is None and "passive" in frame.feats:
                    kind = frame.kinds[0]  # «عدد الجنود الذين أصيبوا», the number of soldiers who were injured
                elif frame and frame.kinds[0] != kind:
                    return 0
            elif people.kind is not None and not people.numbered:
                kind = people.kind
            elif people.numbered and (not people.bare or self._reached(k)):
                return self._reached_toll(people, kind or (CasualtyKind.KILLED if self._is_toll(i) else None))
        return 0

    def _reached_toll(self, people: People, kind: CasualtyKind | None) -> int:
        people.kind = people.kind or kind
        if people.kind is None or (people.low == 2 and people.high is None):
            return 0
        return self._counted(people, "toll")

    def _is_toll(self, i: int) -> bool:
        return self.doc.form(i) in _TOLL

    def _reached(self, k: int) -> bool:
        """«إلى 21», «بلغ 30»: the number is the toll, and no date on the way."""
        return self.doc.form(k - 1) in _REACHES or self.doc.form(k) in _REACHES

    def _besides(self, hit: Hit) -> int:
        """«بالإضافة إلى ستة مدنيين»: more victims of the frame before."""
        if not self.last or self.last_people is None:
            return 0
        people = read_people(self.doc, hit.j, self.mentions)
        if people is None or not (people.numbered or not people.definite) or (people.pro and people.pro != "ل"):
            return 0
        if people.kind is not None:
            return self._counted(people)
        chain = self.victims.chain(people)
        for one in chain:
            self._emit(one, [one.kind or self.last[-1].kind], "besides")
        return chain[-1].j

    def _dead_or_hurt(self, i: int) -> int:
        """«25 بين قتيل وجريح», 25 dead or injured: how many of each is not said."""
        first, second = noun_hit(self.doc, i + 1), noun_hit(self.doc, i + 2)
        if first is None or second is None or not second.reading.pro.startswith("و"):
            return 0
        kinds = [hit.reading.sense.cls for hit in (first, second) if "counted" in hit.reading.sense.feats]
        if len(kinds) < 2:
            return 0
        before = self._counted_up_to(i)
        people = before or self.victims.number_up_to(i) or People(i, i + 3, 2, None)
        people.j = i + 3
        self._emit(people, [CasualtyKind(kind) for kind in kinds], "shared")
        return i + 3

    def _counted_up_to(self, i: int) -> People | None:
        """The people who end just before token ``i``, taken back from where they were put."""
        if self.pending and self.pending[-1][0].j >= i - 1:
            return self.pending.pop()[0]
        if self.last and self.last_people is not None and self.last_people.j >= i - 1:
            if self.found[-len(self.last) :] == self.last:
                del self.found[-len(self.last) :]
            return self.last_people
        return None

    # --- frames -----------------------------------------------------------------------------------------------

    def _run_frame(self, frame: Frame) -> int:
        before = self.pending[-1][0] if self.pending else None
        adjacent = before is not None and before.j == frame.i and not before.definite and takes_subject(frame)
        if adjacent and self.victims.has_object(frame):  # «مسلحين اختطفوا 11 عاملا»: the subject did it
            adjacent = False
        people = None if adjacent else self.victims.behind(joined(self.doc, frame))
        if people is None:
            return self._subject_before(frame)
        if frame.cls == "met" and not self.victims.meets_fate(people):
            return frame.j
        chain = self.victims.chain(people)
        if frame.kinds[0] is CasualtyKind.MISSING and self.doc.form(chain[-1].j) in _LIVES:
            frame.kinds = [CasualtyKind.KILLED]  # «فقد أربعة حياتهم», four lost their lives
        for one in chain:
            kinds = frame.kinds
            if one.kind is not None and (frame.cls == "fall" or one is not people):
                kinds = [one.kind]
            self._emit(one, kinds, self._rule(one, frame))
        self._share_group(chain)
        self.pending = []
        return chain[-1].j

    def _rule(self, people: People, frame: Frame) -> str:
        if people.person or people.lemma == "pronoun":
            return "person" if people.person else "pronoun"
        return "definite" if people.definite and not people.numbered else frame.rule

    def _subject_before(self, frame: Frame) -> int:
        """«إن 13 شخصا قتلوا»: the victims stand before the verb."""
        if frame.cls not in ("verb", "met", "fall") or not takes_subject(frame):
            return frame.j
        chosen = self.victims.before(frame, self.pending) if self.pending else []
        bare = self.victims.number_up_to(frame.i) if "3mp" in frame.feats and not chosen else None
        for people, part in [(bare, False)] if bare else chosen:
            self._emit(people, frame.kinds, "subject", part=part)
        if chosen:
            self.pending = []
        return frame.j

    # --- chains and counts ------------------------------------------------------------------------------------

    def _counted(self, people: People, rule: str = "counted") -> int:
        """«12 قتيلا و30 جريحا»: nouns that say themselves what befell the counted."""
        if people.definite and not people.numbered:
            return people.j
        body = self._bodies(people) if self.doc.form(people.i).lstrip("وبل") in _BODY else None
        if body is not None:
            people = body
        if people.held and (not people.numbered or self._released(people.i)):
            return people.j
        if not people.numbered and not self._stands(people):
            return people.j
        before = self.pending[-1][0] if self.pending else None
        if before is not None and before.j == people.i and before.plural and not people.numbered and people.plural:
            people = replace(before, kind=people.kind, j=people.j)  # «ثلاثة جنود قتلى»
            self.pending = []
        chain = self.victims.chain(people)
        last_kind = people.kind
        for one in chain:
            last_kind = one.kind or last_kind
            if last_kind is not None:
                self._emit(one, [last_kind], rule)
        self._share_group(chain)
        return chain[-1].j

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
        after = doc.form(people.i + 1)
        if (
            people.plural
            and people.j == people.i + 1
            and (after.startswith("ال") or after in _NAMES or after in QUOTES)
        ):
            return False
        if not people.plural or people.lemma in ("إصابات", "ضحية"):
            caused = people.i > 0 and hit_at(doc, people.i - 1, "toll_cause") is not None
            return after not in _HITS and (
                caused or people.pro in ("ب", "ل") or ("و" in people.pro and bool(self.last))
            )
        return True

    def _released(self, i: int) -> bool:
        return any(
            self.doc.form(k).lstrip("وبل") in _RELEASE or self.doc.form(k) in _RELEASE for k in range(max(0, i - 5), i)
        )

    def _share_group(self, chain: Iterable[People]) -> None:
        """«28 قتيلا و66 جريحا وسط …»: the group behind the last count is everybody's."""
        people = list(chain)
        if len(people) < 2 or len(self.found) < len(people):
            return
        counts = self.found[-len(people) :]
        group, civilian = counts[-1].group, counts[-1].civilian
        for one, count in zip(people[:-1], counts[:-1], strict=True):
            if one.kind is not None and people[-1].kind is not None and count.group is None:
                count.group, count.civilian = group, civilian

    def _passes_on(self, people: People) -> bool:
        """Whether «آخرين» are more of the same: of soldiers and civilians, not of children."""
        return people.fighter or people.civilian is False or people.lemma in ("مدني", "مدنية")

    def _emit(self, people: People, kinds: Sequence[CasualtyKind], rule: str, *, part: bool = False) -> None:
        doc = self.doc
        if (
            people.other
            and people.group is None
            and self.last_people is not None
            and self.last
            and self._passes_on(self.last_people)
        ):
            people.group, people.civilian = self.last[-1].group, self.last[-1].civilian
        low, high = people.low, people.high
        if len(kinds) > 1 and not (low == 2 and high is None):
            low = None
        if not part:
            self.last = []
        start = doc.tokens[people.i].start
        if people.pro and doc.tokens[people.i].form == people.pro and people.j > people.i + 1:
            start = doc.tokens[people.i + 1].start
        elif people.pro and doc.text[start : start + 1] == people.pro[0]:
            start += len(people.pro.removesuffix("ال"))
        for kind in kinds:
            count = CountPhrase(
                people.i,
                people.j,
                kind,
                low,
                high,
                people.group,
                people.civilian,
                start,
                doc.tokens[people.j - 1].end,
                f"casualties:{rule}",
                part,
            )
            self.found.append(count)
            if not part:
                self.last.append(count)
        if not part:
            self.last_people = people
