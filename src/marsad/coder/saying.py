"""Verbs of saying: who speaks, and where what he says begins.

A verb, its subject («أفاد المرصد») and the joint to its content («بأن», «إلى», «:», a quotation or a bare verbal noun)
make a ``Cue``. Words that have other uses («سجل», «نقل», «حمل») count only with their complement; the flags of the
``say`` table tell which.
"""

from __future__ import annotations

from dataclasses import dataclass

from marsad.coder.document import Document
from marsad.coder.quotes import Quote
from marsad.coder.source_names import Part, Reader
from marsad.coder.speakers import Speakers
from marsad.lexicon import Hit
from marsad.model import Factuality, Mention

COMMAS = frozenset("،,؛;-–—")
CONJUNCTIONS = ("و", "ف")
_LEAD = 4  # tokens a verb may stand from the head of its sentence to speak without «أن»
_RELATIVE_REACH = 6  # tokens before «أعلنه X» ("which X announced") that it speaks of
_SEARCH = 40  # tokens between a source's name and what it says
_SHORT_SEARCH = 14  # the same for verbs that have other uses
_LOOK_BACK = 28  # tokens in front of a verb in which its subject may begin
# «أنّ» with its shadda and no space behind it («أنّقوات»).
_GLUED_HEADS = ("أنّ", "بأنّ", "إنّ", "بإنّ")
_SPEAKING = ("source_head", "source_name", "actor_head", "actor_name")
_BLAMED = ("مسووليه", "المسووليه", "مسووليتها", "مسووليته")  # «مسؤولية», responsibility
_FIRMNESS = {
    "claim": Factuality.ALLEGED,
    "accuse": Factuality.ALLEGED,
    "estimate": Factuality.LIKELY,
    "deny": Factuality.DENIED,
    "threaten": Factuality.PLANNED,
    "call": Factuality.PLANNED,
    "expect": Factuality.PLANNED,
}
# Flags of the say entries and the word each stands for.
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


def firmness(cls: str) -> Factuality:
    """How firmly a verb of the class stands behind what is said."""
    return _FIRMNESS.get(cls, Factuality.STATED)


class Sayings:
    """Reads verbs of saying in one document."""

    def __init__(self, doc: Document, reader: Reader, speakers: Speakers) -> None:
        self.doc = doc
        self.reader = reader
        self.speakers = speakers

    def verb(self, k: int, say: Hit, begin: int, end: int) -> Cue | None:
        """The cue of the verb ``say`` at ``k`` in the sentence ``[begin:end]``, None if it says nothing here."""
        sense = say.reading.sense
        if self._silent(k, say):
            return None
        if "impersonal" in sense.feats:
            return _impersonal(k, say)
        if sense.pos == "participle" or (sense.pos == "noun" and "carry" in sense.feats):
            return self._participle(k, say)
        ahead = self._ahead(k, begin) if sense.pos == "verb" and not say.reading.pro.startswith("و") else []
        parts, after = (ahead, self.past_adverbs(say.j, end)) if ahead else self._subject(say, end)
        if not parts and k > begin and self.doc.form(k - 1) in COMMAS:
            parts = self._ahead(k - 1, begin)
        chain = list(parts)
        quoted = self.quoted_from(after, end) if sense.cls == "quote" else None
        if quoted:
            chain, after = chain + quoted[0], quoted[1]
        content, further, after = self._content(after, end, say)
        if not parts and sense.cls != "quote":
            before = self._before(k, begin)
            if before is None or (sense.cls == "document" and not self._names_source(before)):
                return None
            chain = before
            if not chain and sense.cls == "estimate" and "imperfect" in sense.feats:
                return _impersonal(k, say)
        chain += further
        if not self._fits(say, parts, chain, content):
            return None
        reach = _RELATIVE_REACH if content < 0 and say.reading.enc else 0
        if sense.cls == "deny":
            content = k  # «نفت ذلك»: the denial itself is what is told
        sources = self.sources(chain)
        self.speakers.issued(content)
        return Cue(k, content, after, sources, firmness(sense.cls), f"saying:{sense.cls}", reach, self._nested(k, say))

    def _silent(self, k: int, say: Hit) -> bool:
        """Whether the form is no act of saying: negated, a noun, a plain «يذكر أن», the verb of a medium."""
        sense, before = say.reading.sense, self.context(k - 1)
        if sense.cls == "impersonal" or before == "negation" or say.reading.pro.endswith("ال"):
            return True
        if sense.pos == "noun" and not {"carry", "nominal"} & sense.feats:
            return True
        if say.j == k + 1 and sense.pos == "verb" and before == "noun_before" and "imperfect" not in sense.feats:
            return not self.doc.form(k).endswith(("ت", "وا"))
        if "imperfect" in sense.feats and k and self.is_that(k - 1):
            return True  # «أن يذكر», "that he mention"
        head = self.reader.head(k - 1) if k else None
        # «بيان بثته القناة», "a statement that the channel broadcast": the medium is no source.
        return bool(say.reading.enc and head and head.cls == "text")

    def _subject(self, say: Hit, end: int) -> tuple[list[Part], int]:
        """The names behind the verb, and the token after them."""
        feats = say.reading.sense.feats
        at = self.past_adverbs(say.j, end)
        if "media" in feats and self._shows(at):
            return [], at  # «ونشرت مشاهد», "and it published footage"
        parts, after = self.reader.read(at, end)
        if parts and "carry" in feats and not self.can_speak(parts[0][0]) and not self._closed(after):
            return [], say.j  # «وأضاف ستكون المعركة صعبة», with no «أن»
        if parts and "object" in feats:
            return self._subject_only(parts, after)
        return parts, after

    def context(self, k: int) -> str:
        """The class of a small word that decides how the verb beside it is read, empty if it is none."""
        reading = self.doc.kinds[k].get("say_context") if 0 <= k < len(self.doc.kinds) else None
        if reading is None or (reading.pro and not (reading.sense.cls == "negation" and reading.pro in CONJUNCTIONS)):
            return ""
        return reading.sense.cls

    def sources(self, chain: list[Part]) -> tuple[Mention, ...]:
        """The sources of a cue; none named means the speaker before."""
        return self.speakers.name(chain, "speakers:name") if chain else self.speakers.last

    def _closed(self, k: int) -> bool:
        """Whether the name before ``k`` is closed off by «أن», a colon, a comma or a quotation."""
        return self.is_that(k) or self.doc.form(k) == ":" or self.doc.form(k) in COMMAS or k in self.reader.quotes

    def _fits(self, say: Hit, parts: list[Part], chain: list[Part], content: int) -> bool:
        """Whether the verb speaks here at all: words with other uses want their complement and a fit subject."""
        sense = say.reading.sense
        feats = sense.feats
        if parts and (sense.cls == "document" or self._hearsay(parts)) and not self.can_speak(parts[0][0]):
            return False
        if sense.pos == "noun" and not (chain and self.can_speak(chain[0][0])):
            return False
        if sense.cls == "quote" and parts and len(chain) == len(parts) and not self.can_speak(parts[0][0]):
            return False  # «نقلوا جميعا», "all were taken"
        if "at_once" in feats and parts and content > parts[-1][1] + 1:
            return False
        if content < 0:
            return self._fits_backward(say, chain)
        if "mark_blame" in feats:
            form = self.doc.form(content)
            return form in _BLAMED or ("object" not in feats and form == "الي")
        if self.is_joined(content):
            return True
        if "only_that" in feats:
            return False
        return "media" not in feats or self._shows(content)

    def _shows(self, k: int) -> bool:
        """Whether film, pictures or a statement are named at ``k``."""
        reading = self.doc.kinds[k].get("speech_content") if k < len(self.doc.kinds) else None
        return reading is not None and reading.sense.cls == "media"

    def _fits_backward(self, say: Hit, chain: list[Part]) -> bool:
        """Whether the verb can speak of what stands before it («..., قال المرصد»; «أعلنه المرصد»)."""
        sense = say.reading.sense
        if not chain or sense.pos == "noun" or "only_that" in sense.feats:
            return False
        if sense.cls in ("accuse", "call") and "mark_blame" not in sense.feats:
            return False
        return bool(say.reading.enc) or self.doc.form(say.i - 1) in COMMAS

    def _participle(self, k: int, say: Hit) -> Cue | None:
        """«مشيرا إلى أن»: the speaker goes on."""
        if not self.speakers.last:
            return None
        content = self._mark(say.j, say)
        if content < 0:
            return None
        return Cue(k, content, say.j, self.speakers.last, firmness(say.reading.sense.cls), "saying:carried")

    def past_adverbs(self, k: int, end: int) -> int:
        """Past «به/بها» and adverbs between the verb and its subject."""
        quote = self.reader.quotes.get(k + 1) if self.doc.form(k) == ":" else None
        if quote and not quote.speech and any(map(self.is_that, range(quote.j, min(end, quote.j + 4)))):
            return k + 1  # «وقال: «المكتب» إن», a stray colon before a quoted name
        first = k
        while k < min(end, first + 5) and self.context(k) == "before_subject":
            k += 1
        return k

    def _subject_only(self, parts: list[Part], after: int) -> tuple[list[Part], int]:
        """Of «اتهم X Y بـ» only X: the name ends where another actor begins."""
        i, j = parts[0]
        for k in range(i + 1, j):
            if k in self.reader.actors or "actor_head" in self.doc.kinds[k]:
                actor = self.reader.actors.get(i)
                if actor is None or actor.j <= k:
                    return [(i, k)], k
        return parts[:1], after

    def quoted_from(self, k: int, end: int) -> tuple[list[Part], int] | None:
        """«عن X» after «نقل»."""
        for m in range(k, min(end, k + 14)):
            named = self._past_about(m)
            if named:
                parts, after = self.reader.read(named, end)
                return (parts, after) if parts else None
            if self.is_that(m):
                return None
        return None

    def _past_about(self, m: int) -> int:
        """Past «عن», or past «عمّا سمّاه», "from what it called"; 0 where neither stands at ``m``."""
        if self.doc.form(m) == "عن":
            return m + 1
        return m + 2 if self.doc.form(m) == "عما" and self.context(m + 1) == "so_called" else 0

    def _content(self, k: int, end: int, say: Hit) -> tuple[int, list[Part], int]:
        """Where what is said begins, further sources named on the way («نقلا عن»), and the token to go on from."""
        doc, feats = self.doc, say.reading.sense.feats
        chain: list[Part] = []
        m = k
        stop = min(end, k + (_SHORT_SEARCH if "only_that" in feats else _SEARCH))
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
            if "direct" in feats and not say.reading.enc and self.begins_event(m):
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
        if reading.sense.lemma == "قال" and reading.sense.pos == "participle":
            return False  # «وأضاف قائلا», "and added, saying"
        return reading.sense.pos in ("verb", "participle") and self.context(other.i - 1) != "noun_before"

    def begins_event(self, k: int) -> bool:
        """Whether the word at ``k`` names what is announced: a verbal noun, a trigger or a casualty word."""
        kinds = self.doc.kinds[k]
        return "speech_content" in kinds or "trigger" in kinds or "casualty" in kinds

    def _mark(self, k: int, say: Hit, *, exact: bool = False) -> int:
        """Where the content begins if token ``k`` joins it to the verb («أن», «إلى», «:», a quotation), else -1."""
        doc, feats = self.doc, say.reading.sense.feats
        if k >= len(doc.tokens):
            return -1
        if k and self.reader.glued_end(k - 1):
            return k
        if not exact and doc.form(k) in COMMAS:
            return self._mark(k + 1, say, exact=True)
        if doc.form(k) == ":":
            return k + 1 if k + 1 < len(doc.tokens) else -1
        if self.is_that(k) or self._speech_quote(k) is not None:
            return k
        if "mark_b" in feats and self.reader.with_b(k, loose="object" in feats):
            return k
        if _MARKS.get(doc.form(k)) not in feats:
            return -1
        return k + 1 if self.is_that(k + 1) else k

    def is_that(self, k: int) -> bool:
        """Whether «أن/إن», with whatever pronoun, stands at ``k``."""
        if k >= len(self.doc.tokens):
            return False
        boundary = self.doc.kinds[k].get("boundary")
        if boundary:
            return boundary.sense.cls == "that" and boundary.pro in ("", "ب", "و", "ف")
        return self.doc.tokens[k].text.startswith(_GLUED_HEADS)

    def _speech_quote(self, k: int) -> Quote | None:
        quote = self.reader.quotes.get(k)
        return quote if quote and quote.speech else None

    def is_joined(self, k: int) -> bool:
        """Whether «أن», a colon or an opening quotation joins the content at ``k`` to its verb."""
        return self.is_that(k) or self.doc.form(k - 1) == ":" or self._speech_quote(k) is not None

    def _ahead(self, k: int, begin: int) -> list[Part]:
        """A subject that opens its clause and reaches the verb («لكن الحركة تبنت», «وكان الحزب قد أعلن»)."""
        doc = self.doc
        stop = k - 1 if doc.form(k - 1) == "قد" else k
        for m in range(stop - 1, max(begin, stop - _LOOK_BACK) - 1, -1):
            opens = self.context(m) == "was" or "connective" in doc.kinds[m]
            if opens or m == begin:
                parts = self._up_to(m + 1 if opens else m, stop, loose=False)
                return parts if parts and parts[-1][1] == stop else []
        return []

    def _before(self, k: int, begin: int) -> list[Part] | None:
        """A subject in front of its verb («كان المرصد قد أعلن», «وزارة الدفاع نفت»); None if a relative has none."""
        doc = self.doc
        if self.context(k - 1) == "relative":
            return self._antecedent(k - 1, begin) or None
        stop = k - 1 if doc.form(k - 1) == "قد" else k
        for m in range(stop - 1, max(begin, stop - _LOOK_BACK) - 1, -1):
            opens = doc.form(m) in COMMAS or self.context(m) == "was" or self.is_that(m)
            ended = self._ends_name(m)
            if opens or ended or m == begin:
                parts = self._up_to(m + 1 if opens or ended else m, stop, loose=stop < k)
                if parts:
                    return parts
            if ended and not opens and m > begin:
                break
        head = doc.kinds[k - 1].get("source_head") if k and stop == k else None
        return [(k - 1, k)] if head and not head.enc else []  # «جنود زعموا», "soldiers who claimed"

    def _up_to(self, i: int, stop: int, *, loose: bool) -> list[Part]:
        """The names from ``i`` if they reach the verb at ``stop``; behind «كان» and before «قد» they need not."""
        if i >= stop or not self.can_speak(i):
            return []
        parts, after = self.reader.read(i, stop)
        was = loose or bool(parts and self.reader.glued_end(after - 1))
        return parts if after == stop or (was and self.context(i - 1) == "was") else []

    def _ends_name(self, k: int) -> bool:
        boundary = self.doc.kinds[k].get("boundary")
        return bool(boundary and boundary.sense.cls == "end" and "ال" not in boundary.pro)

    def _antecedent(self, k: int, begin: int) -> list[Part]:
        """The name right before the relative pronoun at ``k`` («صحيفة الحياة التي نشرت»)."""
        for m in range(k - 1, max(begin, k - 7) - 1, -1):
            if self.can_speak(m):
                parts, after = self.reader.read(m, k)
                if parts and after == k:
                    return parts
        return []

    def _names_source(self, parts: list[Part]) -> bool:
        if not parts:
            return False
        return bool({"source_head", "source_name"} & self.doc.kinds[self._unquoted(parts[0][0])].keys())

    def _unquoted(self, k: int) -> int:
        """The first word of a name, past the quotation mark that opens it."""
        return k + 1 if self.doc.tokens[k].kind == "punct" and k in self.reader.quotes else k

    def _hearsay(self, parts: list[Part]) -> bool:
        """«تشير المعلومات إلى»: nobody is named."""
        return "hearsay" in self.doc.kinds[parts[0][0]]

    def can_speak(self, k: int) -> bool:
        """Whether a name that begins at ``k`` may be a source: its first word heads sources or actors."""
        k = self._unquoted(k)
        kinds = self.doc.kinds[k]
        return k in self.reader.actors or self.reader.glued_end(k) > 0 or any(kind in kinds for kind in _SPEAKING)

    def _nested(self, k: int, say: Hit) -> bool:
        doc = self.doc
        if say.reading.pro.startswith(CONJUNCTIONS):
            return False
        before = doc.form(k - 1)
        if before == "قد":
            return False
        return before not in COMMAS and not (k and "connective" in doc.kinds[k - 1])


def _impersonal(k: int, say: Hit) -> Cue:
    """«يعتقد أن», "it is believed that": likely, on nobody's word."""
    return Cue(k, say.j, say.j, (), Factuality.LIKELY, "saying:impersonal", nested=True)
