"""Reported speech: which tokens are said by whom, and how firmly.

One pass over the sentences. A cue is a verb of saying («أفاد»), a participle («مشيرا إلى»), or a source word
(«بحسب»). Each cue gives a ``Speech`` over the tokens it vouches for: forward to the end of the sentence (of the
quotation, where one runs on), or back over the sentence that it closes. Chains («الوكالة نقلا عن مصدر») come from one
cue or from speeches that lie in one another.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

from marsad.coder.communique import issuer
from marsad.coder.document import Document
from marsad.coder.quotes import find_quotes
from marsad.coder.ranges import Phrase, Speech
from marsad.coder.saying import Cue, Sayings, firmness
from marsad.coder.source_names import Reader
from marsad.coder.speakers import Speakers
from marsad.coder.subjects import COMMAS, Subjects
from marsad.lexicon import Hit
from marsad.model import Factuality, Mention

REACH: Final = 600  # tokens one speech may cover at most
_CLAUSE: Final = 40  # tokens a clause may take
_HEADING: Final = 12  # tokens a source in front of a colon may take
_VENUE: Final = 6  # tokens «في بيان مقتضب» in front of a colon may take
_BYLINE: Final = 8  # tokens a source behind the dash at the end of a line may take
_DASHES: Final = frozenset("-–—")
# Flags of verbs that say something only with their complement: «كما نشرت قناصة» is "it also posted snipers".
_ALSO_ONLY: Final = frozenset(("media", "only_that", "object"))
_QUOTE_MARKS: Final = '"«»“”'
_MARKS: Final = "«»“”‹›„‟‘’،؟…–—"  # marks of writing that open no item


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
        chain.extend(m for m in speech.sources if not any(same_words(m, c) for c in chain))
        if speech.factuality != Factuality.STATED:
            factuality = speech.factuality
    return tuple(chain), factuality


def same_words(a: Mention, b: Mention) -> bool:
    """Whether two sources are named by the same words, quotation marks aside."""
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


def _told(say: Hit) -> bool:
    """Whether the word is a verb; behind «ما» one that may be a noun with a pronoun is («وهو ما وصفه متحدث»)."""
    sense = say.reading.sense
    return sense.pos == "verb" or (sense.pos == "noun" and bool(say.reading.enc) and "carry" not in sense.feats)


class Attribution:
    """The pass over one document."""

    def __init__(self, doc: Document, mentions: Sequence[Phrase]) -> None:
        self.doc = doc
        self.quotes = find_quotes(doc)
        self.quote_starts = [q.i for q in self.quotes]
        self.reader = Reader(doc, mentions, self.quotes)
        self.speakers = Speakers(doc, self.reader, mentions)
        self.subjects = Subjects(doc, self.reader)
        self.sayings = Sayings(doc, self.reader, self.subjects, self.speakers)
        self.cue_words = sorted({*doc.starts("say"), *doc.starts("source_cue")})
        self.out: list[Speech] = []

    def run(self) -> list[Speech]:
        """Every sentence in turn."""
        self._communique()
        for begin, end in self.doc.sentences:
            cues = self._cues(begin, end)
            if cues:
                self._emit(cues, begin, end)
        self.out.sort(key=lambda s: (s.i, -s.j))
        return self.out

    def _communique(self) -> None:
        """Every sentence of a statement is its issuer's."""
        issued = issuer(self.doc, self.reader, self.subjects)
        if issued is None:
            return
        sources = self.sayings.sources(issued[0])
        for begin, end in self.doc.sentences:
            if begin >= issued[1]:
                self.out.append(Speech(begin, end, sources, Factuality.STATED, "attribution:communique"))

    def _cues(self, begin: int, end: int) -> list[Cue]:
        cues: list[Cue] = []
        k = begin
        heading = self._heading(begin, end) or self._carried(begin)
        if heading:
            cues.append(heading)
            k = heading.after
        items = self._items(k, end)
        for at in self.cue_words[bisect_left(self.cue_words, begin) : bisect_left(self.cue_words, end)]:
            while items and items[0].at <= at:
                cues.append(items.pop(0))
                k = max(k, cues[-1].after)
            cue = self._cue(at, begin, end) if at >= k else None
            if cue:
                cues.append(cue)
                k = max(cue.after, at + 1)
        byline = None if cues or items else self._byline(begin, end)
        return [byline] if byline else cues + items

    def _items(self, begin: int, end: int) -> list[Cue]:
        """The headings of the items of a digest within a sentence («... ▪ الهلال الأحمر: إصابة», «؛ ومصادر: ...»)."""
        marks = self.doc.marks[bisect_left(self.doc.marks, begin) : bisect_left(self.doc.marks, end)]
        found = [self._heading(k + 1, end) for k in marks if self._opens_item(k)]
        return [cue for cue in found if cue]

    def _opens_item(self, k: int) -> bool:
        """A semicolon or a sign of no writing («•», «▪») at ``k``."""
        text = self.doc.tokens[k].text
        return text in ";؛|" or not (text.isascii() or text in _MARKS)

    def _cue(self, k: int, begin: int, end: int) -> Cue | None:
        doc = self.doc
        word = doc.hit(k, "source_cue")
        if word and word.reading.sense.cls == "what_said":
            return self._as_said(k, word, begin, end)
        if word:
            return self._according(k, word, begin, end)
        say = doc.hit(k, "say")
        return self.sayings.verb(k, say, begin, end) if say else None

    def _as_said(self, k: int, word: Hit, begin: int, end: int) -> Cue | None:
        """«حسبما أفاد X», «كما أعلن X»: a clause that says whose word the sentence is."""
        doc, sayings = self.doc, self.sayings
        at = word.j + 1 if doc.form(word.j) == "قد" else word.j
        say = doc.hit(at, "say") if at < end else None
        if say is None or not _told(say) or self.subjects.context(at - 1) == "negation":
            return None
        if "learnt" in say.reading.sense.feats:
            return self._as_learnt(k, say, end)
        also = doc.form(k).removeprefix("و") == "كما"  # «كما» is "as" here, or "also" in front of a verb of its own
        if also and not _ALSO_ONLY.isdisjoint(say.reading.sense.feats) and not say.reading.enc:
            return sayings.verb(at, say, begin, end)
        if also:
            forward = sayings.verb(at, say, begin, end)
            if forward and forward.content >= 0 and self._own_content(say, forward):
                forward.at, forward.nested = k, False
                return forward
        parts, after = self.reader.read(self.subjects.past_adverbs(say.j, end), end)
        if say.reading.sense.cls == "quote" or (parts and doc.form(after) == "عن"):
            quoted = self.subjects.quoted_from(after, end)
            if quoted:
                parts, after = parts + quoted[0], quoted[1]
            elif also:
                return None
        if not parts or (also and not self.subjects.can_speak(parts[0][0])):
            return None
        return Cue(k, -1, after, sayings.sources(parts), firmness(say.reading.sense.cls), "attribution:as_said")

    def _as_learnt(self, k: int, say: Hit, end: int) -> Cue | None:
        """«حسبما علمت الصحيفة من مصادر»: who told the medium."""
        parts, after = self.subjects.behind(say, end)
        return (
            Cue(k, -1, after, self.sayings.sources(parts), Factuality.STATED, "attribution:as_said") if parts else None
        )

    def _own_content(self, say: Hit, cue: Cue) -> bool:
        return "direct" not in say.reading.sense.feats or self.sayings.begins_event(cue.content)

    def _according(self, k: int, word: Hit, begin: int, end: int) -> Cue | None:
        """«بحسب X», «وفقا لـX», «نقلا عن X»."""
        doc, cls = self.doc, word.reading.sense.cls
        at = word.j
        if cls == "according_to":
            if not doc.form(at).startswith("ل"):
                return None
            at += doc.form(at) == "ل"
        parts, after = self.reader.read(at, end)
        apart = k - begin <= 1 or doc.form(k - 1) in COMMAS
        if not parts or not (apart or cls != "according" or self.subjects.can_speak(parts[0][0])):
            return None
        return Cue(k, -1, after, self.sayings.sources(parts), Factuality.STATED, f"attribution:{cls}")

    def _heading(self, begin: int, end: int) -> Cue | None:
        """«المرصد: ...» at the head of a line."""
        bullet = begin
        begin = self._past_label(begin, end)
        while begin < end and self.doc.tokens[begin].kind == "punct" and begin not in self.reader.quotes:
            begin += 1
        if begin >= end or not self.subjects.can_speak(begin):
            return None
        if self.subjects.is_capital(begin) and not self._item_of_capital(begin, begin > bullet, end):
            return None
        parts, after = self.reader.read(begin, min(end, begin + _HEADING))
        after = self._past_venue(after, end)
        if parts and after + 1 < end and self.doc.form(after) == ":":
            return Cue(
                begin, after + 1, after + 1, self.sayings.sources(parts), Factuality.STATED, "attribution:heading"
            )
        return None

    def _past_label(self, k: int, end: int) -> int:
        """Past the number or the hour of an item («3- ...», «10:25 - ...»)."""
        tokens = self.doc.tokens
        while k + 1 < end and tokens[k].kind == "number" and tokens[k + 1].kind == "punct":
            k += 2
        clock = k > 1 and self.doc.form(k - 1) == ":" and tokens[k].kind == tokens[k - 2].kind == "number"
        return k + 1 if clock and k < end else k

    def _past_venue(self, k: int, end: int) -> int:
        """Past «في بيان مقتضب» between a name and its colon; ``k`` where no colon follows."""
        if self.doc.form(k) != "في":
            return k
        boundary = self.doc.kinds[k + 1].get("boundary") if k + 1 < end else None
        if boundary is None or boundary.sense.cls != "venue":
            return k
        return next((m for m in range(k + 2, min(end, k + _VENUE)) if self.doc.form(m) == ":"), k)

    def _byline(self, begin: int, end: int) -> Cue | None:
        """«سبعة جرحى في القصف - وزارة الصحة»: who says so, behind a dash at the end of the line."""
        stop = end
        while (
            stop > begin and self.doc.tokens[stop - 1].kind in ("break", "punct") and stop - 1 not in self.reader.quoted
        ):
            stop -= 1
        dash = next((k for k in range(stop - 1, max(begin, stop - _BYLINE), -1) if self.doc.form(k) in _DASHES), begin)
        if dash == begin or not self.doc.tokens[dash].start > self.doc.tokens[dash - 1].end:
            return None
        parts, after = self.reader.read(dash + 1, stop, whole=True)
        if not parts or after != stop or not self.subjects.names_source(parts):
            return None
        return Cue(dash, -1, after, self.sayings.sources(parts), Factuality.STATED, "attribution:byline")

    def _item_of_capital(self, k: int, bulleted: bool, end: int) -> bool:
        """«- كييف: مقتل خمسة», an item in the words of a government; «الرياض: «الشرق الأوسط»» tells where one wrote."""
        colon = next((m for m in range(k, min(end, k + 4)) if self.doc.form(m) == ":"), end)
        return colon + 1 < end and bulleted and self.sayings.begins_event(colon + 1)

    def _carried(self, begin: int) -> Cue | None:
        """«وأن...» at the head of a sentence: the speaker of the one before goes on."""
        last = self.speakers.last
        if last and self.doc.form(begin).startswith("وا") and self.subjects.is_that(begin):
            return Cue(begin, begin, begin + 1, last, Factuality.STATED, "attribution:carried")
        return None

    def _emit(self, cues: list[Cue], begin: int, end: int) -> None:
        """Give every cue of a sentence the tokens it vouches for."""
        following = self._following(cues, end)
        floor = begin  # where the next backward cue may reach
        for cue, (spoken, fresh, nearest) in zip(cues, following, strict=True):
            if cue.rule == "saying:impersonal":
                self._add(cue.content, self._clause_end(cue.content, end), cue)
            elif cue.content >= 0:
                stop = spoken
                if not self.sayings.is_joined(cue.content):
                    stop = self._own_voice(cue.content, stop)
                self._add(cue.content, max(stop, self._quote_end(cue.content, stop)), cue)
            elif cue.at - begin <= 2 and self._alone(cue, end):
                self._add(self._sentence_before(begin), begin, cue)
            elif cue.at - begin <= 2:
                self._add(cue.after, max(fresh, self._quote_end(cue.after, fresh)), cue)
            else:
                start = max(floor, cue.at - cue.reach if cue.reach else 0)
                self._add(start, cue.after if self._closes(cue.after, end) else nearest, cue)
                floor = floor if cue.reach else cue.after

    def _alone(self, cue: Cue, end: int) -> bool:
        """Whether the source is all the sentence says: «سقطت البلدة. بحسب مصادر محلية.»."""
        return all(self.doc.tokens[k].kind in ("punct", "break") for k in range(cue.after, end))

    def _sentence_before(self, begin: int) -> int:
        """The first token of the sentence before the one at ``begin``; ``begin`` itself where there is none."""
        n = self.doc.tokens[begin].sent
        return self.doc.sentences[n - 1][0] if n else begin

    def _following(self, cues: list[Cue], end: int) -> list[tuple[int, int, int]]:
        """For each cue where the next speaks up: one with content and not nested, one not nested, any."""
        found: list[tuple[int, int, int]] = []
        spoken = fresh = nearest = end
        for cue in reversed(cues):
            found.append((spoken, fresh, nearest))
            nearest = cue.at
            if not cue.nested:
                fresh = cue.at
                spoken = cue.at if cue.content >= 0 else spoken
        return found[::-1]

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

    def _own_voice(self, k: int, stop: int) -> int:
        """After a bare noun as content («أعلن مقتل...»): where «وكانت» takes up the report's own voice again."""
        return next((m for m in range(k + 3, min(stop, k + REACH)) if self.doc.form(m) in ("وكانت", "وكان")), stop)

    def _clause_end(self, k: int, end: int) -> int:
        """The next comma."""
        return next((m for m in range(k, min(end, k + _CLAUSE)) if self.doc.form(m) in COMMAS), min(end, k + _CLAUSE))

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
