"""Casualty counts: who was killed, injured, captured, went missing or had to flee, and how many.

The text is walked once. A word of harm opens a frame: a verbal noun («مقتل», killing) with its victims behind it, a
verb with them behind or before it, a counted noun («قتلى», dead) that is its own frame, or a phrase that denies any.
Victims come in chains («ثلاثة جنود وأربعة مدنيين») and with parts («بينهم طفلان», among them two children).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from marsad.coder.casualty_groups import QUOTES
from marsad.coder.casualty_none import read_none
from marsad.coder.casualty_people import People, noun_hit, read_people
from marsad.coder.casualty_words import hit_at, opens, reading_at, words_of
from marsad.coder.document import Document
from marsad.coder.ranges import CountPhrase, Phrase
from marsad.lexicon import Hit
from marsad.model import CasualtyKind
from marsad.text.numbers import read_number

VERB_WINDOW = 14  # tokens behind a verb in which its victims may stand
NOUN_WINDOW = 7  # tokens behind a verbal noun, when an agent stands between
BEFORE_WINDOW = 16  # tokens before a verb in which its subject may stand
FALL_WINDOW = 5  # tokens behind «سقط», fell
PERSON_WINDOW = 8  # tokens between somebody named and the verb of his death
TOLL_WINDOW = 26  # tokens from «عدد القتلى» to its number
_PLURAL = frozenset({"3mp", "3fp", "3md", "3fd"})
_SUBORDINATORS = frozenset(
    "حيث عندما بعدما حينما الذي التي الذين ان انه انها كما فيما بينما لكن قبل بعد اثر جراء نتيجه بسبب عقب اذ وذلك مما ما "
    "علي الي عن قال قالت واضاف بعدم".split()
)
_RELEASE = frozenset("الافراج افرج افرجت سراح تبادل تحرير حرر حررت اطلاق مبادله صفقه اخلاء تسليم".split())
_THIRD = frozenset({"3ms", "3fs", "3md", "3fd", "3mp", "3fp"})
_PERSONS = _THIRD | {"1s", "1p", "2ms", "2fs", "2mp", "2fp", "2d"}
_BODY = frozenset("جثه جثث جثمان جثامين جثتين جثتان جثتي".split())
_REACHES = frozenset("الي بلغ بلغت هو هي يبلغ تبلغ وصل وصلت تجاوز لنحو نحو حوالي اكثر ب ل".split())
_NAMES = frozenset("هذه هذا تلك النظام".split())
_HITS = frozenset("مباشره محققه دقيقه موكده لحقت بالغه خطيره".split())
_THAT = frozenset("ان انه بان وان و كان كانت وكان وكانت : . ، \n".split(" ")) | {""}
_NUMBER_OF = frozenset("عدد وعدد اعداد العدد والعدد حصيله".split())
_LIVES = frozenset("حياته حياتها حياتهم حياتهما ارواحهم".split())


def find_casualties(doc: Document, mentions: Sequence[Phrase]) -> list[CountPhrase]:
    """Every casualty count of ``doc`` in the order of the text; ``mentions`` name the groups where they can."""
    at: dict[int, Phrase] = {}
    for phrase in mentions:
        if phrase.kind == "actor" and (phrase.i not in at or phrase.j > at[phrase.i].j):
            at[phrase.i] = phrase
    return _Finder(doc, at).run()


@dataclass(slots=True)
class _Frame:
    """One word of harm, or two that share their victims («مقتل وإصابة»)."""

    kinds: list[CasualtyKind]
    cls: str  # event, verb, fall, met
    i: int
    j: int
    feats: frozenset[str]
    rule: str
    enc: str = ""
    active_only: bool = False


@dataclass(slots=True)
class _Finder:
    doc: Document
    mentions: dict[int, Phrase]
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
        phrased = i in doc.phrases
        if token.form == "بين":
            j = self._dead_or_hurt(i)
            if j:
                return j
        if token.kind == "word" and not phrased and not opens(doc.lexicon, token.form):
            return i + 1
        words = words_of(doc.lexicon, token.form)
        if phrased or "toll" in words or "no_toll" in words or token.form in _NUMBER_OF:
            j = self._toll_word(i)
            if j:
                return j
        frame = self._frame(i) if phrased or "casualty" in words else None
        if frame is not None:
            return self._run_frame(frame)
        people = read_people(doc, i, self.mentions)
        if people is None:
            return i + 1
        if people.kind is not None:
            return self._counted(people)
        if people.part and self.last:
            self._emit(people, [self.last[-1].kind], "part", part=True)
        else:
            self.pending.append((people, people.part))
        return people.j

    # --- toll words -------------------------------------------------------------------------------------------

    def _toll_word(self, i: int) -> int:
        none = read_none(self.doc, i, self.mentions)
        if none is not None:
            self.found.append(none)
            self.last = []
            return none.j
        hit = hit_at(self.doc, i, "toll")
        cls = hit.reading.sense.cls if hit else ""
        if hit and cls == "besides":
            return self._besides(hit)
        if hit is None and self.doc.form(i) in _NUMBER_OF:
            return self._toll(i, i + 1)
        if hit and cls == "among":
            return self._among(hit)
        if hit and cls == "among_named":
            return self._among_named(hit)
        if hit and cls == "toll":
            return self._toll(hit.i, hit.j)
        if hit and cls == "since":
            self.long.add(self.sent)
        return 0

    def _among(self, hit: Hit) -> int:
        """«بينهم 3 أطفال»: parts of the count before."""
        start = hit.j + 1 if self.doc.form(hit.j) in QUOTES else hit.j
        first = read_people(self.doc, start, self.mentions, governed=True)
        if first is None or first.bare or first.definite or (first.kind is not None and not self.last):
            return 0
        chain = self._chain(first)
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
        if kind is None or people is None or people.bare and people.definite:
            return 0
        chain = self._chain(people)
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
                frame = self._frame(k)
                if frame and kind is None and "passive" in frame.feats:
                    kind = frame.kinds[0]  # «عدد الجنود الذين أصيبوا», the number of soldiers who were injured
                elif frame and frame.kinds[0] != kind:
                    return 0
                continue
            if people.kind is not None and not people.numbered:
                kind = people.kind
                continue
            if not people.numbered or (people.bare and not self._reached(k)):
                continue
            if people.low == 2 and people.high is None:
                return 0
            if people.kind is None and kind is None:
                if not doc.form(i).endswith("حصيله"):
                    return 0
                kind = CasualtyKind.KILLED
            people.kind = people.kind or kind
            return self._counted(people, "toll")
        return 0

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
        chain = self._chain(people)
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
        people = before or self._number_up_to(i) or People(i, i + 3, 2, None)
        people.j = i + 3
        self._emit(people, [CasualtyKind(kind) for kind in kinds], "shared")
        return i + 3

    def _counted_up_to(self, i: int) -> People | None:
        """The people who end just before token ``i``, taken back from where they were put."""
        if self.pending and self.pending[-1][0].j >= i - 1:
            return self.pending.pop()[0]
        if self.last and self.last_people is not None and self.last_people.j >= i - 1:
            self.found = [count for count in self.found if count not in self.last]
            return self.last_people
        return None

    # --- frames -----------------------------------------------------------------------------------------------

    def _frame(self, i: int) -> _Frame | None:
        hit = hit_at(self.doc, i, "casualty")
        if hit is None:
            return None
        sense = hit.reading.sense
        cls = next((c for c in ("event", "verb", "fall", "met") if c in sense.feats), "")
        if cls == "verb" and _PERSONS & sense.feats and not _THIRD & sense.feats:
            return None
        if not cls or hit.reading.pro.endswith(("ال", "لل")):
            return None
        kinds = [CasualtyKind(sense.cls)]
        frame = _Frame(kinds, cls, i, hit.j, sense.feats, cls, hit.reading.enc)
        return frame

    def _second(self, frame: _Frame) -> _Frame:
        """«قتل وجرح», «مقتل وإصابة», «سقوط قتلى وجرحى» are left to the chain; verbs and nouns of harm join here."""
        doc = self.doc
        j = frame.j + 1 if doc.form(frame.j) in ("و", "او") else frame.j
        reading = reading_at(doc, j, "casualty") if j < len(doc.tokens) else None
        if reading is None or frame.cls not in ("event", "verb") or "counted" in reading.sense.feats:
            return frame
        joined = (reading.pro == "و" or j > frame.j) and not _PLURAL & frame.feats - {"3fs"}
        if joined and reading.sense.cls != frame.kinds[0] and {"event", "verb"} & reading.sense.feats:
            frame.kinds.append(CasualtyKind(reading.sense.cls))
            frame.j = j + 1
            frame.rule = "shared"
        return frame

    def _run_frame(self, frame: _Frame) -> int:
        before = self.pending[-1][0] if self.pending else None
        adjacent = before is not None and before.j == frame.i and not before.definite and self._takes_subject(frame)
        people = None if adjacent else self._victims(self._second(frame))
        if people is None:
            return self._subject_before(frame)
        if frame.cls == "met" and not self._fate_behind(people):
            return frame.j
        chain = self._chain(people)
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

    def _rule(self, people: People, frame: _Frame) -> str:
        if people.person or people.lemma == "pronoun":
            return "person" if people.person else "pronoun"
        return "definite" if people.definite and not people.numbered else frame.rule

    def _victims(self, frame: _Frame) -> People | None:
        doc = self.doc
        if frame.enc and frame.cls == "event":
            return self._pronoun(frame)
        start = frame.j
        while doc.form(start) in QUOTES or doc.form(start) in ("كل", "ايضا", "كذلك", "نحو") or doc.form(start) == ":":
            if doc.form(start) == "نحو" or start >= len(doc.tokens):
                break
            start += 2 if doc.form(start) == "كل" and doc.form(start + 1) == "من" else 1
        people = self._readable(start, frame, governed=True)
        if people is not None and not self._may_be_agent(people, frame):
            return people
        if "near" in frame.feats:
            return people if people is not None and people.numbered else None
        far = self._far_victims(start if people is None else people.j, frame)
        if far is not None:
            return far
        return people if people is not None and self._passive_possible(frame, people) else None

    def _pronoun(self, frame: _Frame) -> People | None:
        """«أدى إلى مقتله», led to his death."""
        led = self.doc.form(frame.i - 1) in ("الي", "عن", "في") or self.doc.form(frame.i).startswith(("ل", "ب"))
        if frame.kinds[0] is not CasualtyKind.KILLED or frame.enc not in ("ه", "ها") or not led:
            return None
        return People(frame.i, frame.j, 1, 1, lemma="pronoun")

    def _readable(self, k: int, frame: _Frame, *, governed: bool) -> People | None:
        people = read_people(self.doc, k, self.mentions, governed=governed and frame.cls != "fall")
        if people is None:
            return None
        if people.pro.startswith(("و", "ف", "ب")) or (people.pro.startswith("ل") and frame.cls != "event"):
            return None
        if people.definite and not people.numbered and people.kind is not None:
            return None
        return people

    def _may_be_agent(self, people: People, frame: _Frame) -> bool:
        """The first people behind an active verb may be those who did it."""
        if frame.cls != "verb" or "intransitive" in frame.feats or people.numbered or people.kind:
            return False
        if "passive" in frame.feats and "active" not in frame.feats:
            return False
        return (
            people.definite
            or people.construct
            or (people.plural and people.low == 2 and people.high is None)
            or people.fighter
        )

    def _passive_possible(self, frame: _Frame, people: People) -> bool:
        if frame.kinds[0] in (CasualtyKind.KILLED, CasualtyKind.INJURED):
            return not people.definite or not people.plural or people.title
        return not people.nominative and not (people.definite and people.plural and people.low != people.high)

    def _far_victims(self, start: int, frame: _Frame) -> People | None:
        """Victims behind an agent, an adverb or a phrase of place: «قتلت القوات … خمسة مسلحين»."""
        doc = self.doc
        window = {"verb": VERB_WINDOW, "met": VERB_WINDOW, "fall": FALL_WINDOW}.get(frame.cls, NOUN_WINDOW)
        passive = "passive" in frame.feats
        after_comma = False
        for k in range(start, min(start + window, len(doc.tokens))):
            token = doc.tokens[k]
            if token.form == "،" and passive:
                after_comma = True
            elif token.kind == "break" or (token.kind == "punct" and token.form not in QUOTES):
                return None
            if token.kind == "punct":
                continue
            if self._stops_search(k):
                return None
            people = self._readable(k, frame, governed=False)
            if people is None or (after_comma and not people.numbered):
                continue
            if people.numbered or not (
                people.definite or people.nominative or people.title or people.construct or people.person
            ):
                return people
        return None

    def _stops_search(self, k: int) -> bool:
        """A new clause, another word of harm, or a denial."""
        form = self.doc.form(k)
        if form in _SUBORDINATORS:
            return not (form == "علي" and self.doc.form(k + 1).startswith("اثر"))  # «على إثرها», upon it
        denial = hit_at(self.doc, k, "no_toll")
        if denial is not None and denial.reading.sense.cls == "negator":
            return True
        return self._frame(k) is not None or self._is_among(k)

    def _is_among(self, k: int) -> bool:
        hit = hit_at(self.doc, k, "toll")
        return hit is not None and hit.reading.sense.cls.startswith("among")

    def _fate_behind(self, people: People) -> bool:
        for k in range(people.j, min(people.j + 30, len(self.doc.tokens))):
            reading = reading_at(self.doc, k, "casualty")
            if reading is not None and "fate" in reading.sense.feats:
                return True
            if self.doc.tokens[k].sent != self.doc.tokens[people.i].sent:
                return False
        return False

    def _subject_before(self, frame: _Frame) -> int:
        """«إن 13 شخصا قتلوا»: the victims stand before the verb."""
        if frame.cls not in ("verb", "met", "fall") or not self._takes_subject(frame):
            return frame.j
        chosen = self._subject_chain(frame) if self.pending else []
        bare = self._number_up_to(frame.i) if "3mp" in frame.feats and not chosen else None
        for people, part in [(bare, False)] if bare else chosen:
            self._emit(people, frame.kinds, "subject", part=part)
        if chosen:
            self.pending = []
        return frame.j

    def _number_up_to(self, j: int) -> People | None:
        """«55 ألفا نزحوا»: a number alone that ends before token ``j``."""
        for i in range(max(0, j - 5), j):
            number = read_number(self.doc.tokens, i)
            if number is not None and number.j == j and (number.low or 0) > 1:
                return People(i, number.j, number.low, number.high, numbered=True, bare=True)
        return None

    def _takes_subject(self, frame: _Frame) -> bool:
        feats = frame.feats
        if frame.cls in ("met", "fall") or "intransitive" in feats:
            return True
        return "passive" in feats and "perfect" in feats

    def _subject_chain(self, frame: _Frame) -> list[tuple[People, bool]]:
        doc = self.doc
        heads = [one for one in self.pending if not one[1]]
        if not heads or frame.i - self.pending[-1][0].j > BEFORE_WINDOW:
            return []
        plural = bool(_PLURAL & frame.feats) or doc.form(frame.i).endswith(("وا", "ا"))
        gap = frame.i - self.pending[-1][0].j
        if not plural and heads[-1][0].person and heads[-1][0] is self.pending[-1][0] and gap <= PERSON_WINDOW:
            return heads[-1:]
        if not plural and (gap > 2 or any(one[0].plural and not one[0].numbered for one in heads)):
            return []
        if plural and not any(one[0].plural for one in heads) and len(heads) < 2:
            return []
        chain: list[tuple[People, bool]] = []
        for people, part in reversed(self.pending):
            if chain and not chain[-1][1] and not chain[-1][0].pro.startswith("و"):
                break
            chain.append((people, part))
        first = chain[-1][0]
        if not first.plural and not first.numbered and doc.form(first.i - 1) not in _THAT:
            return []
        if {"3md", "3fd"} & frame.feats and len(chain) == 1 and not first.numbered:
            first.low = first.high = 2  # «ناشطين قتلا»: the verb is dual
        return [one for one in reversed(chain) if not one[0].definite or one[0].numbered or one[0].title]

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
        chain = self._chain(people)
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
        """Whether a counted noun without a number is a toll: not «شهداء الأقصى» (a name), nor «إصابات مباشرة» (hits)."""
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
            return after not in _HITS and (caused or people.pro in ("ب", "ل") or "و" in people.pro and bool(self.last))
        return True

    def _released(self, i: int) -> bool:
        return any(
            self.doc.form(k).lstrip("وبل") in _RELEASE or self.doc.form(k) in _RELEASE for k in range(max(0, i - 5), i)
        )

    def _chain(self, first: People) -> list[People]:
        """``first`` and what «و» joins to it."""
        doc = self.doc
        chain = [first]
        while len(chain) < 12:
            k = chain[-1].j
            while doc.form(k) in QUOTES or (doc.form(k) == "،" and doc.form(k + 1)[:1] == "و"):
                k += 1
            if not doc.form(k).startswith("و") or k >= len(doc.tokens):
                break
            hit = hit_at(doc, k, "casualty")
            if hit is not None and "counted" not in hit.reading.sense.feats:
                break
            if doc.form(k) == "و" and doc.kinds[k + 1 : k + 2] and "casualty" in doc.kinds[k + 1]:
                nxt = noun_hit(doc, k + 1)
                if nxt is None:
                    break
            people = read_people(doc, k, self.mentions, governed=True)
            if people is None and doc.form(k) == "و":
                people = read_people(doc, k + 1, self.mentions, governed=True)
            if people is None or people.bare or not self._joins(people, first):
                break
            if self._same_number(chain[-1], people):
                chain[-1].j = people.j
                if people.kind is not None and people.kind != chain[-1].kind:
                    chain[-1].low, people.low, people.high = None, None, chain[-1].high
                    chain.append(people)
                continue
            chain.append(people)
        return chain

    def _same_number(self, before: People, people: People) -> bool:
        """«688 جنديا وضابطا»: the accusative singular behind a number above ten shares it."""
        if not before.numbered or people.numbered or people.plural or not self.doc.form(people.i).endswith("ا"):
            return False
        return before.high is None or before.high > 10

    def _joins(self, people: People, first: People) -> bool:
        if people.definite and not people.numbered:  # «عدد من القتلى والجرحى»: the quantifier counts both
            return people.kind is not None and first.kind is not None and first.low == 2 and first.high is None
        return people.numbered or not (people.nominative and people.fighter)

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
