"""Reported speech: which tokens are said by whom, and how firmly.

One pass over the sentences. A cue is a verb of saying («أفاد»), a participle («مشيرا إلى»), or a source word
(«بحسب»). Each cue gives a ``Speech`` over the tokens it vouches for: forward to the end of the sentence (of the
quotation, where one runs on), or back over the sentence that it closes. Chains («الوكالة نقلا عن مصدر») come from one
cue or from speeches that lie in one another.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from marsad.coder.document import Document
from marsad.coder.quotes import Quote, find_quotes
from marsad.coder.ranges import Phrase, Speech
from marsad.coder.speakers import Reader, Speakers
from marsad.lexicon import Hit
from marsad.model import Factuality, Mention

REACH = 600  # tokens one speech may cover at most
_LEAD = 4  # tokens a verb of saying may stand from the head of its sentence to speak without «أن»
_RELATIVE = 6  # tokens before «أعلنه X» ("which X announced") that it speaks of
_SEARCH = 40  # tokens between a source's name and what it says
_COMMAS = frozenset("،,؛;-–—")
_QUOTE_MARKS = '"«»“”'
_CONJUNCTIONS = ("و", "ف")
# «أنّ» with its shadda and no space behind it («أنّقوات»).
_GLUED_HEADS = ("أنّ", "بأنّ", "إنّ", "بإنّ")
# Small words that may stand between a verb and its subject («أفاد به أمس مصدر»).
_BEFORE_SUBJECT = frozenset(
    "به بها عنه عنها له لها فيه فيها ايضا اليوم امس لاحقا مساء صباح فجر كذلك يوم رسميا مجددا الاحد الاثنين الثلاثاء الاربعاء الخميس الجمعه السبت سابقا مؤخرا".split()
)
# A form behind one of these is a verbal noun, not a verb («عدم ذكر اسمه», "not mentioning his name").
_NOUN_CUES = frozenset("عدم من في علي الي عن بعد قبل دون اثر حول بعض كل اي ذات بسبب جراء اثناء خلال بهدف".split())
_RELATIVES = frozenset("الذي التي الذين اللذين اللتين اللذان اللتان".split())
_NEGATIONS = frozenset(("لم", "لن"))
_FIRMNESS = {
    "claim": Factuality.ALLEGED,
    "accuse": Factuality.ALLEGED,
    "estimate": Factuality.LIKELY,
    "deny": Factuality.DENIED,
    "threaten": Factuality.PLANNED,
    "call": Factuality.PLANNED,
    "expect": Factuality.PLANNED,
}
# Flags of the say entries and the preposition each stands for.
_MARKS = {
    "الي": "mark_ila",
    "عن": "mark_about",
    "علي": "mark_on",
    "من": "mark_from",
    "مسووليه": "mark_blame",
    "المسووليه": "mark_blame",
}


@dataclass(slots=True)
class Cue:
    """One place where the report names who says something."""

    at: int
    content: int  # where what is said begins; -1 when it stands before the cue
    after: int  # the token after the source's name
    sources: tuple[Mention, ...]
    factuality: Factuality
    rule: str
    reach: int = 0  # tokens a backward cue covers at most, 0 for the whole sentence
    nested: bool = False  # begins inside what another says, without a break


def find_speech(doc: Document, mentions: Sequence[Phrase]) -> list[Speech]:
    """All reported speech in text order. ``mentions`` are the actor phrases, to see where a name ends."""
    return Attribution(doc, mentions).run()


def sources_at(speeches: Sequence[Speech], i: int) -> tuple[tuple[Mention, ...], Factuality]:
    """The chain of sources, outermost first, and the factuality that hold at token ``i``.

    ``speeches`` is in the order of ``find_speech``: by first token, a longer one before a shorter.
    """
    chain: list[Mention] = []
    factuality = Factuality.STATED
    for speech in _covering(speeches, i):
        chain.extend(m for m in speech.sources if not any(_same_words(m, c) for c in chain))
        if speech.factuality != Factuality.STATED:
            factuality = speech.factuality
    return tuple(chain), factuality


def _same_words(a: Mention, b: Mention) -> bool:
    return a.text.strip(_QUOTE_MARKS) == b.text.strip(_QUOTE_MARKS)


def _covering(speeches: Sequence[Speech], i: int) -> list[Speech]:
    found: list[Speech] = []
    k = bisect_right(speeches, i, key=lambda s: s.i) - 1
    while k >= 0 and speeches[k].i > i - REACH:
        if speeches[k].j > i:
            found.append(speeches[k])
        k -= 1
    found.sort(key=lambda s: s.i - s.j)
    return found


class Attribution:
    """The pass over one document."""

    def __init__(self, doc: Document, mentions: Sequence[Phrase]) -> None:
        self.doc = doc
        self.quotes = find_quotes(doc)
        self.quote_starts = [q.i for q in self.quotes]
        self.reader = Reader(doc, mentions, self.quotes)
        self.speakers = Speakers(doc, self.reader, mentions)
        self.out: list[Speech] = []

    def run(self) -> list[Speech]:
        """Every sentence in turn."""
        for begin, end in self.doc.sentences:
            cues = self._cues(begin, end)
            if cues:
                self._emit(cues, begin, end)
        self.out.sort(key=lambda s: (s.i, -s.j))
        return self.out

    def _cues(self, begin: int, end: int) -> list[Cue]:
        cues: list[Cue] = []
        k = begin
        heading = self._heading(begin, end)
        if heading:
            cues.append(heading)
            k = heading.after
        while k < end:
            if not self.doc.kinds[k] and k not in self.doc.phrases:
                k += 1
                continue
            cue = self._cue(k, begin, end)
            if cue:
                cues.append(cue)
                k = max(cue.after, k + 1)
            else:
                k += 1
        return cues

    def _cue(self, k: int, begin: int, end: int) -> Cue | None:
        doc = self.doc
        word = doc.hit(k, "source_cue")
        if word and word.reading.sense.cls == "what_said":
            return self._as_said(k, word, begin, end)
        if word:
            return self._according(k, word, begin, end)
        say = doc.hit(k, "say")
        return self._verb(k, say, begin, end) if say else None

    # --- a verb of saying -------------------------------------------------------------------------------------

    def _verb(self, k: int, say: Hit, begin: int, end: int) -> Cue | None:
        doc, sense = self.doc, say.reading.sense
        before = doc.form(k - 1)
        if sense.cls == "impersonal" or before in _NEGATIONS or say.reading.pro.endswith("ال"):
            return None
        if (
            say.j == k + 1
            and sense.pos == "verb"
            and before in _NOUN_CUES
            and "imperfect" not in sense.feats
            and not doc.form(k).endswith(("ت", "وا"))
        ):
            return None
        if say.reading.enc and "text" == getattr(self.reader.head(k - 1), "cls", ""):
            return None  # «بيان بثته القناة», "a statement that the channel broadcast": the medium is no source
        if "imperfect" in sense.feats and self._is_that(k - 1):
            return None  # «أن يذكر», "that he mention": nothing is said
        if "impersonal" in sense.feats:
            return Cue(k, say.j, say.j, (), Factuality.LIKELY, "attribution:impersonal", nested=True)
        if sense.pos == "participle" or (sense.pos == "noun" and "carry" in sense.feats):
            return self._participle(k, say, end)
        if sense.pos != "verb" and "verbal_noun" not in sense.feats:
            return None
        parts, after = self.reader.read(self._past_pronoun(say.j, end), end)
        if parts and "carry" in sense.feats and not self._can_speak(parts[0][0]) and not self._marked(after):
            parts, after = [], say.j  # «وأضاف ستكون المعركة صعبة», with no «أن»
        if "object" in sense.feats and parts:
            parts, after = self._subject_only(parts, after)
        chain: list[tuple[int, int]] = list(parts)
        if sense.cls == "quote":
            quoted = self._from(after, end)
            if quoted:
                chain, after = chain + quoted[0], quoted[1]
        content, chain_more, after = self._content(after, end, say)
        chain += chain_more
        if not parts and sense.cls != "quote":
            relative = doc.form(k - 1) in _RELATIVES
            before = self._antecedent(k - 1, begin) if relative else self._before(k, begin)
            chain = before + chain
            if (relative and not before) or (sense.cls == "document" and not self._names_source(before)):
                return None
        if not parts and sense.cls == "estimate" and "imperfect" in sense.feats and not self._names_source(chain):
            return Cue(k, say.j, say.j, (), Factuality.LIKELY, "attribution:impersonal", nested=True)
        if parts and (sense.cls == "document" or self._hearsay(parts)) and not self._can_speak(parts[0][0]):
            return None
        if not self._fits(sense.feats, chain, content, say):
            return None
        if content < 0 and sense.cls == "accuse" and "mark_blame" not in sense.feats:
            return None
        sources = self._sources(chain)
        firm = _FIRMNESS.get(sense.cls, Factuality.STATED)
        reach = _RELATIVE if content < 0 and say.reading.enc else 0
        if sense.cls == "deny":
            content = k  # «نفت ذلك»: the denial itself is what is told
        return Cue(k, content, after, sources, firm, f"attribution:{sense.cls}", reach, self._nested(k, say))

    def _marked(self, k: int) -> bool:
        """Whether the name before ``k`` is closed off by «أن», a colon, a comma or a quotation."""
        return self._is_that(k) or self.doc.form(k) == ":" or self.doc.form(k) in _COMMAS or k in self.reader.quotes

    def _fits(self, feats: frozenset[str], chain: list[tuple[int, int]], content: int, say: Hit) -> bool:
        """Whether the verb speaks here at all: words with other uses want their complement and a fit subject."""
        if "verbal_noun" in feats and not (chain and self._can_speak(chain[0][0])):
            return False
        if content >= 0 and "mark_blame" in feats:
            blamed = ("مسووليه", "المسووليه", "مسووليتها", "مسووليته")
            return self.doc.form(content) in blamed or ("object" not in feats and self.doc.form(content) == "الي")
        if content < 0:
            return (
                bool(chain)
                and "verbal_noun" not in feats
                and (bool(say.reading.enc) or self.doc.form(say.i - 1) in _COMMAS)
                and "only_that" not in feats
            )
        that = self._is_that(content) or self.doc.form(content - 1) == ":" or self._speech_quote(content) is not None
        if that:
            return True
        if "only_that" in feats:
            return False
        if "media" in feats:
            reading = self.doc.kinds[content].get("speech_content")
            return reading is not None and reading.sense.cls == "media"
        return True

    def _participle(self, k: int, say: Hit, end: int) -> Cue | None:
        """«مشيرا إلى أن»: the speaker goes on."""
        if not self.speakers.last:
            return None
        content = self._mark(say.j, say)
        if content < 0:
            return None
        firm = _FIRMNESS.get(say.reading.sense.cls, Factuality.STATED)
        return Cue(k, content, say.j, self.speakers.last, firm, "attribution:carried", nested=False)

    def _past_pronoun(self, k: int, end: int) -> int:
        """Past «به/بها» and adverbs between the verb and its subject."""
        first = k
        while k < min(end, first + 5) and (self.doc.form(k) in _BEFORE_SUBJECT):
            k += 1
        return k

    def _subject_only(self, parts: list[tuple[int, int]], after: int) -> tuple[list[tuple[int, int]], int]:
        """Of «اتهم X Y بـ» only X: the name ends where another actor begins."""
        i, j = parts[0]
        for k in range(i + 1, j):
            if k in self.reader.actors or "actor_head" in self.doc.kinds[k]:
                actor = self.reader.actors.get(i)
                if actor is None or actor.j <= k:
                    return [(i, k)], k
        return parts[:1], after

    def _from(self, k: int, end: int) -> tuple[list[tuple[int, int]], int] | None:
        """«عن X» after «نقل»."""
        for m in range(k, min(end, k + 14)):
            if self.doc.form(m) == "عن":
                parts, after = self.reader.read(m + 1, end)
                return (parts, after) if parts else None
            if self._is_that(m):
                return None
        return None

    def _content(self, k: int, end: int, say: Hit) -> tuple[int, list[tuple[int, int]], int]:
        """Where what is said begins, further sources named on the way («نقلا عن»), and the token to go on from."""
        doc, feats = self.doc, say.reading.sense.feats
        chain: list[tuple[int, int]] = []
        m = k
        stop = min(end, k + _SEARCH)
        while m < stop:
            word = doc.hit(m, "source_cue")
            if word and word.reading.sense.cls == "from":
                parts, after = self.reader.read(word.j, end)
                chain += parts
                m = max(after, word.j)
                continue
            content = self._mark(m, say, exact=True)
            if content >= 0:
                return content, chain, content
            if "direct" in feats and not say.reading.enc and self._begins_event(m):
                return m, chain, m
            other = doc.hit(m, "say")
            if other and self._speaks_up(other):
                break
            m += 1
        if "direct" in feats and k < end and doc.tokens[k].kind in ("word", "number") and not say.reading.enc:
            return k, chain, k
        leads = (
            k > say.j
            and k + 4 < end
            and "object" not in feats
            and say.i - doc.sentences[doc.tokens[say.i].sent][0] <= _LEAD
        )
        if leads and "only_that" not in feats and not say.reading.enc:
            return k, chain, k  # «قال الدفاع المدني، قتل أربعة», with no «أن»
        return -1, chain, k

    def _speaks_up(self, other: Hit) -> bool:
        """Whether another verb of saying begins, so that what follows is no longer said by the first."""
        reading = other.reading
        if reading.enc or "ال" in reading.pro or self.reader.head(other.i):
            return False
        return reading.sense.pos in ("verb", "participle") and self.doc.form(other.i - 1) not in _NOUN_CUES

    def _begins_event(self, k: int) -> bool:
        kinds = self.doc.kinds[k]
        return "speech_content" in kinds or "trigger" in kinds or "casualty" in kinds

    def _mark(self, k: int, say: Hit, *, exact: bool = False) -> int:
        """Where the content begins if token ``k`` joins it to the verb («أن», «إلى», «:», a quotation), else -1."""
        doc, feats = self.doc, say.reading.sense.feats
        if k >= len(doc.tokens):
            return -1
        if k and self.reader.glued_end(k - 1):
            return k
        if not exact and doc.form(k) in _COMMAS:
            return self._mark(k + 1, say, exact=True)
        if doc.form(k) == ":":
            return k + 1 if k + 1 < len(doc.tokens) else -1
        if self._is_that(k) or self._speech_quote(k) is not None:
            return k
        if "mark_b" in feats and self.reader.with_b(k):
            return k
        mark = _MARKS.get(doc.form(k))
        return k if mark in feats else -1

    def _is_that(self, k: int) -> bool:
        if k >= len(self.doc.tokens):
            return False
        boundary = self.doc.kinds[k].get("boundary")
        if boundary:
            return boundary.sense.cls == "that" and boundary.pro in ("", "ب", "و", "ف")
        return self.doc.tokens[k].text.startswith(_GLUED_HEADS)

    def _speech_quote(self, k: int) -> Quote | None:
        quote = self.reader.quotes.get(k)
        return quote if quote and quote.speech else None

    def _before(self, k: int, begin: int) -> list[tuple[int, int]]:
        """A subject in front of its verb («كان المرصد قد أعلن», «وزارة الدفاع نفت»)."""
        doc = self.doc
        stop = k - 1 if doc.form(k - 1) == "قد" else k
        m = stop - 1
        while m >= begin and stop - m < 28:
            kinds = doc.kinds[m]
            boundary = kinds.get("boundary")
            if boundary and "ال" in boundary.pro:
                boundary = None
            opens = (
                doc.form(m) in _COMMAS
                or doc.form(m) in ("وكان", "وكانت", "كان", "كانت")
                or m == begin
                or self._is_that(m)
            )
            if opens or (boundary and boundary.sense.cls == "end"):
                first = (
                    m
                    if m == begin and doc.form(m) not in ("وكان", "وكانت", "كان", "كانت") and not self._is_that(m)
                    else m + 1
                )
                parts, after = self.reader.read(first, stop)
                was = doc.form(m).endswith(("كان", "كانت"))
                if (
                    parts
                    and (after == stop or (was and (stop < k or self.reader.glued_end(after - 1))))
                    and self._can_speak(first)
                ):
                    return parts
                if boundary and not opens:
                    break
            m -= 1
        if stop == k and "source_head" in doc.kinds[k - 1] and not doc.kinds[k - 1]["source_head"].enc:
            return [(k - 1, k)]  # «جنود زعموا», "soldiers who claimed"
        return []

    def _antecedent(self, k: int, begin: int) -> list[tuple[int, int]]:
        """The name right before the relative pronoun at ``k`` («صحيفة الحياة التي نشرت»)."""
        for m in range(k - 1, max(begin, k - 7) - 1, -1):
            if self._can_speak(m):
                parts, after = self.reader.read(m, k)
                if parts and after == k:
                    return parts
        return []

    def _names_source(self, parts: list[tuple[int, int]]) -> bool:
        return bool(parts) and bool({"source_head", "source_name"} & self.doc.kinds[parts[0][0]].keys())

    def _hearsay(self, parts: list[tuple[int, int]]) -> bool:
        """«تشير المعلومات إلى»: nobody is named."""
        return "hearsay" in self.doc.kinds[parts[0][0]]

    def _can_speak(self, k: int) -> bool:
        kinds = self.doc.kinds[k]
        return k in self.reader.actors or any(
            x in kinds for x in ("source_head", "source_name", "actor_head", "actor_name")
        )

    def _nested(self, k: int, say: Hit) -> bool:
        doc = self.doc
        if say.reading.pro.startswith(_CONJUNCTIONS):
            return False
        before = doc.form(k - 1)
        if before == "قد":
            return False
        return before not in _COMMAS and not (k and "connective" in doc.kinds[k - 1])

    def _sources(self, chain: list[tuple[int, int]]) -> tuple[Mention, ...]:
        if not chain:
            return self.speakers.last
        return self.speakers.name(chain, "speakers:name")

    # --- source words without a verb of their own -------------------------------------------------------------

    def _as_said(self, k: int, word: Hit, begin: int, end: int) -> Cue | None:
        """«حسبما أفاد X», «كما أعلن X»: a clause that says whose word the sentence is."""
        doc = self.doc
        at = word.j + 1 if doc.form(word.j) == "قد" else word.j
        say = doc.hit(at, "say") if at < end else None
        if say is None or say.reading.sense.pos != "verb" or doc.form(at - 1) in _NEGATIONS:
            return None
        forward = self._verb(at, say, begin, end)
        bare = doc.form(k).removeprefix("و") == "كما"
        if bare and forward and forward.content >= 0 and "direct" not in say.reading.sense.feats:
            forward.at, forward.nested = k, False
            return forward
        if bare and forward and forward.content >= 0 and self._begins_event(forward.content):
            forward.at, forward.nested = k, False
            return forward
        parts, after = self.reader.read(self._past_pronoun(say.j, end), end)
        if say.reading.sense.cls == "quote":
            quoted = self._from(after, end)
            if quoted:
                parts, after = parts + quoted[0], quoted[1]
            elif bare:
                return None
        if not parts or (bare and not self._can_speak(parts[0][0])):
            return None
        firm = _FIRMNESS.get(say.reading.sense.cls, Factuality.STATED)
        return Cue(k, -1, after, self._sources(parts), firm, "attribution:as_said")

    def _according(self, k: int, word: Hit, begin: int, end: int) -> Cue | None:
        """«بحسب X», «وفقا لـX», «نقلا عن X»."""
        doc, cls = self.doc, word.reading.sense.cls
        at = word.j
        if cls == "according_to":
            if not doc.form(at).startswith("ل"):
                return None
            at += doc.form(at) == "ل"
        parts, after = self.reader.read(at, end)
        if not parts or not (
            self._can_speak(parts[0][0]) or cls != "according" or k in (begin, begin + 1) or doc.form(k - 1) in _COMMAS
        ):
            return None
        return Cue(k, -1, after, self._sources(parts), Factuality.STATED, f"attribution:{cls}")

    def _heading(self, begin: int, end: int) -> Cue | None:
        """«المرصد: ...» at the head of a line."""
        if begin >= end or not self._can_speak(begin):
            return None
        parts, after = self.reader.read(begin, min(end, begin + 12))
        if parts and after + 1 < end and self.doc.form(after) == ":":
            return Cue(begin, after + 1, after + 1, self._sources(parts), Factuality.STATED, "attribution:heading")
        return None

    # --- from cues to ranges ----------------------------------------------------------------------------------

    def _emit(self, cues: list[Cue], begin: int, end: int) -> None:
        floor = begin  # where the next backward cue may reach
        for n, cue in enumerate(cues):
            later = cues[n + 1 :]
            if cue.rule == "attribution:impersonal":
                self._add(cue.content, self._clause_end(cue.content, end), cue)
                continue
            if cue.content >= 0:
                stop = next((c.at for c in later if c.content >= 0 and not c.nested), end)
                if not self._quoted_content(cue.content):
                    stop = self._own_voice(cue.content, stop)
                self._add(cue.content, max(stop, self._quote_end(cue.content, stop)), cue)
                continue
            if cue.at - begin <= 2:
                stop = next((c.at for c in later if not c.nested), end)
                self._add(cue.after, max(stop, self._quote_end(cue.after, stop)), cue)
                continue
            start = max(floor, self._contrast(floor, cue.at), cue.at - cue.reach if cue.reach else 0)
            stop = cue.after if self._closes(cue.after, end) else next((c.at for c in later), end)
            self._add(start, stop, cue)
            floor = cue.after

    def _add(self, i: int, j: int, cue: Cue) -> None:
        j = min(j, i + REACH, len(self.doc.tokens))
        if i < j and (cue.sources or cue.factuality != Factuality.STATED):
            self.out.append(Speech(i, j, cue.sources, cue.factuality, cue.rule))

    def _quote_end(self, i: int, stop: int) -> int:
        """The end of a quotation that opens in ``[i:stop]`` and runs on beyond it."""
        k = bisect_right(self.quote_starts, stop - 1) - 1
        if k >= 0 and self.quotes[k].i >= i and self.quotes[k].speech:
            return self.quotes[k].j
        return stop

    def _quoted_content(self, k: int) -> bool:
        return self._is_that(k) or self.doc.form(k - 1) == ":" or self._speech_quote(k) is not None

    def _own_voice(self, k: int, stop: int) -> int:
        """After a bare noun as content («أعلن مقتل...»): where «وكانت» takes up the report's own voice again."""
        return next((m for m in range(k + 3, stop) if self.doc.form(m) in ("وكانت", "وكان")), stop)

    def _clause_end(self, k: int, end: int) -> int:
        """The next comma."""
        return next((m for m in range(k, end) if self.doc.form(m) in _COMMAS), end)

    def _contrast(self, floor: int, at: int) -> int:
        """After the last contrast («فيما», «بينما») between ``floor`` and ``at``: an own statement begins there."""
        doc = self.doc
        for k in range(at - 3, floor, -1):
            hit = doc.hit(k, "connective")
            if hit and hit.reading.sense.cls == "contrast":
                return k
        return floor

    def _closes(self, k: int, end: int) -> bool:
        """Whether the source closes its statement: nothing, or a new clause, follows."""
        doc = self.doc
        while k < end and doc.tokens[k].kind == "punct":
            k += 1
        if k >= end:
            return True
        form = doc.form(k)
        connective = doc.hit(k, "connective")
        return (form.startswith("و") and any(r.pro.startswith("و") for r in doc.kinds[k].values())) or bool(
            connective and connective.reading.sense.cls in ("contrast", "addition")
        )
