"""Verbs of saying: who speaks, and where what he says begins.

A verb, its subject («أفاد المرصد») and the joint to its content («بأن», «إلى», «:», a quotation or a bare verbal noun)
make a ``Cue``. Words that have other uses («سجل», «نقل», «حمل») count only with their complement; the flags of the
``say`` table tell which.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from marsad.coder.document import Document
from marsad.coder.quotes import Quote
from marsad.coder.source_holders import Part
from marsad.coder.source_names import Reader
from marsad.coder.speakers import Speakers
from marsad.coder.subjects import COMMAS, CONJUNCTIONS, Subjects
from marsad.lexicon import Hit
from marsad.model import Factuality, Mention

_LEAD: Final = 4  # tokens a verb may stand from the head of its sentence to speak without «أن»
_RELATIVE_REACH: Final = 6  # tokens before «أعلنه X» ("which X announced") that it speaks of
_SEARCH: Final = 40  # tokens between a source's name and what it says
_SHORT_SEARCH: Final = 14  # the same for verbs that have other uses
_NEVER_TOLD: Final = frozenset(("ك", "كم", "كن"))  # pronouns that no verb of saying carries in a report: "you"
_OF_IT: Final = frozenset(("منه", "منها", "ذلك", "بذلك"))
_TIMES: Final = frozenset(("قبل", "بعد", "الي"))
_WHILE: Final = frozenset(("وهو", "وهي", "وهم"))
_EXCEPT: Final = frozenset(("سوي", "الا"))
_BLAMED: Final = ("مسووليه", "المسووليه", "مسووليتها", "مسووليته")  # «مسؤولية», responsibility
_FIRMNESS: Final = {
    "claim": Factuality.ALLEGED,
    "accuse": Factuality.ALLEGED,
    "estimate": Factuality.LIKELY,
    "deny": Factuality.DENIED,
    "threaten": Factuality.PLANNED,
    "call": Factuality.PLANNED,
    "expect": Factuality.PLANNED,
}
# Flags of the say entries and the word each stands for.
_MARKS: Final = {
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

    def __init__(self, doc: Document, reader: Reader, subjects: Subjects, speakers: Speakers) -> None:
        self.doc = doc
        self.reader = reader
        self.subjects = subjects
        self.speakers = speakers

    def verb(self, k: int, say: Hit, begin: int, end: int) -> Cue | None:
        """The cue of the verb ``say`` at ``k`` in the sentence ``[begin:end]``, None if it says nothing here."""
        sense = say.reading.sense
        if self._silent(k, say) or ("accusations" in sense.feats and not self._accusations(k, end)):
            return None
        if "impersonal" in sense.feats:
            return _impersonal(k, say)
        if sense.pos == "participle" or (sense.pos == "noun" and "carry" in sense.feats):
            return self._participle(k, say, begin)
        parts, after = self._named(k, say, begin, end)
        chain = list(parts)
        quoted = self.subjects.quoted_from(after, end) if sense.cls == "quote" else None
        if quoted:
            chain, after = chain + quoted[0], quoted[1]
        direct = "direct" in sense.feats and not say.reading.enc and (sense.cls != "quote" or bool(quoted))
        content, further, after = self._content(after, end, say, direct=direct)
        if not parts and sense.cls != "quote":
            before = self.subjects.before(k, begin)
            if before is None or self._nobody(say, before):
                return None
            chain = before or self._opener(k, say, begin)
            if not chain and sense.cls == "estimate" and "imperfect" in sense.feats:
                return _impersonal(k, say)
        chain += further
        if not self._fits(say, parts, chain, content):
            return None
        reach = _RELATIVE_REACH if content < 0 and say.reading.enc else 0
        if sense.cls == "deny" or (sense.cls == "adopt" and content < 0 and not say.reading.enc):
            content = k  # «نفت ذلك»: the denial itself is what is told
        sources = self.sources(chain)
        self.speakers.issued(content)
        return Cue(k, content, after, sources, firmness(sense.cls), f"saying:{sense.cls}", reach, self._nested(k, say))

    def _accusations(self, k: int, end: int) -> bool:
        """«تبادلا الاتهامات», "exchanged accusations", where «تبادلا إطلاق النار» is fire."""
        return any(self.doc.form(m).startswith(("الاتهام", "اتهام")) for m in range(k, min(end, k + _SHORT_SEARCH)))

    def _named(self, k: int, say: Hit, begin: int, end: int) -> tuple[list[Part], int]:
        """The subject that opens the clause or stands behind the verb, and the token to go on from."""
        subjects = self.subjects
        if say.reading.sense.pos == "verb" and not say.reading.pro.startswith("و"):
            ahead = subjects.ahead(k, begin)
            if ahead and not self._nobody(say, ahead):
                return ahead, subjects.past_adverbs(say.j, end)
        parts, after = subjects.behind(say, end)
        if parts and not subjects.can_speak(parts[0][0]) and subjects.context(k - 1) == "relative":
            named = subjects.before(k, begin)  # «الحركة التي تبنت الهجوم», where the attack is what was claimed
            return (named, say.j) if named else (parts, after)
        if not parts and k > begin and self.doc.form(k - 1) in COMMAS:
            parts = subjects.ahead(k - 1, begin) or subjects.fronted(k - 1, begin)
        return parts, after

    def _opener(self, k: int, say: Hit, begin: int) -> list[Part]:
        """Whom the sentence is about, unless it has named a speaker already or goes on with one («وأضاف»)."""
        goes_on = "carry" in say.reading.sense.feats or say.reading.enc or say.reading.sense.pos != "verb"
        return [] if goes_on or self.speakers.last_at >= begin else self.subjects.opener(k, begin)

    def _nobody(self, say: Hit, parts: list[Part]) -> bool:
        """«رصد الجيش التحرك»: an army that monitors tells nothing, only a source does."""
        return say.reading.sense.cls == "document" and not self.subjects.names_source(parts)

    def _silent(self, k: int, say: Hit) -> bool:
        """Whether the form is no act of saying: negated, a noun, a plain «يذكر أن», the verb of a medium."""
        sense, before = say.reading.sense, self.subjects.context(k - 1)
        if before == "negation" and any(self.doc.form(m) in _EXCEPT for m in range(say.j, say.j + _LEAD)):
            before = ""  # «لم يتحدث سوى عن إصابتين», "spoke of no more than two injured"
        if sense.cls == "impersonal" or before == "negation" or say.reading.pro.endswith("ال"):
            return True
        if say.reading.enc in _NEVER_TOLD:
            return True  # «المحاكم», "the courts", is no «ألمحا» + «كم»
        if sense.pos == "noun" and not {"carry", "nominal"} & sense.feats:
            return True
        if say.j == k + 1 and sense.pos == "verb" and before == "noun_before" and "imperfect" not in sense.feats:
            return not self.doc.form(k).endswith(("ت", "وا"))
        if "imperfect" in sense.feats and k and self.subjects.is_that(k - 1) and self.doc.form(k - 2) not in _TIMES:
            return True  # «أن يذكر», "that he mention", where «قبل أن يعلن» is "before he announced"
        head = self.reader.head(k - 1) if k else None
        # «بيان بثته القناة», "a statement that the channel broadcast": the medium is no source.
        return bool(say.reading.enc and head and head.cls == "text")

    def sources(self, chain: list[Part]) -> tuple[Mention, ...]:
        """The sources of a cue; none named means the speaker before."""
        return self.speakers.name(chain, "speakers:name") if chain else self.speakers.last

    def _fits(self, say: Hit, parts: list[Part], chain: list[Part], content: int) -> bool:
        """Whether the verb speaks here at all: words with other uses want their complement and a fit subject."""
        feats = say.reading.sense.feats
        if not self._fits_subject(say, parts, chain):
            return False
        if "at_once" in feats and parts and not self._follows_at_once(parts, content):
            return False
        if content < 0:
            return self._fits_backward(say, chain)
        if "mark_blame" in feats:
            form = self.doc.form(content)
            return form in _BLAMED or ("object" not in feats and form == "الي")
        if self.is_joined(content) or ("mark_figure" in feats and self._figure(content)):
            return True
        if "only_that" in feats:
            return False
        return "media" not in feats or self.subjects.shows(content)

    def _follows_at_once(self, parts: list[Part], content: int) -> bool:
        """Whether «أن» or a colon stands right behind the name; «بين «س» و«ص»» is "between"."""
        return content <= parts[-1][1] + 1 and content not in self.reader.quotes

    def _fits_subject(self, say: Hit, parts: list[Part], chain: list[Part]) -> bool:
        sense, can_speak = say.reading.sense, self.subjects.can_speak
        if "witness" in sense.feats and not (parts and self._is_witness(parts[0][0])):
            return False  # «شاهدت أسيرا», "I saw a captive"
        if "learnt" in sense.feats and not (parts and can_speak(parts[0][0])):
            return False
        if sense.pos == "noun" and not (chain and can_speak(chain[0][0])):
            return False
        # «نقلوا جميعا», "all were taken", quotes nobody.
        doubtful = sense.cls == "document" or (sense.cls == "quote" and len(chain) == len(parts))
        return not (parts and (doubtful or self._hearsay(parts)) and not can_speak(parts[0][0]))

    def _is_witness(self, k: int) -> bool:
        """A correspondent, or the team of a medium («فريق الجزيرة»)."""
        head = self.reader.head(k)
        return head is not None and (head.cls == "outlet" or self.doc.hit(k + 1, "source_name") is not None)

    def _fits_backward(self, say: Hit, chain: list[Part]) -> bool:
        """Whether the verb can speak of what stands before it («..., قال المرصد»; «أعلنه المرصد»)."""
        sense = say.reading.sense
        if not chain or sense.pos == "noun" or "only_that" in sense.feats:
            return False
        if sense.cls in ("accuse", "call") and "mark_blame" not in sense.feats:
            return sense.cls == "accuse" and self._accuses_of_before(say, chain)
        if sense.cls == "adopt" and (say.j > say.i + 1 or self.subjects.object_first(say.j)):
            return (
                True  # «أعلن مسؤوليته», «تبنت العملية مجموعة»: what was claimed is told by the verb or before its doer
            )
        disowned = sense.cls == "deny" and self.doc.form(say.j) in _OF_IT  # «تنصل منها المتحدث», "disowned it"
        return disowned or bool(say.reading.enc) or self.doc.form(say.i - 1) in COMMAS

    def _accuses_of_before(self, say: Hit, chain: list[Part]) -> bool:
        """«قتل ثلاثة، والشرطة تتهم عصابات»: what a group is accused of was told in front of the comma."""
        first = chain[0][0]
        return 0 < first < say.i and self.doc.form(first - 1) in COMMAS and self.subjects.names_source(chain)

    def _participle(self, k: int, say: Hit, begin: int) -> Cue | None:
        """«مشيرا إلى أن»: the speaker goes on, or who the sentence is about speaks («أجلت السلطات ..., متهمة»)."""
        goes_on = self.speakers.last and say.reading.sense.cls == "state"
        opens = say.reading.sense.pos == "participle" and not goes_on and self.speakers.last_at < begin
        parts = self.subjects.opener(k, begin) if opens else []
        if not self.speakers.last and not parts:
            return None
        content = self._mark(say.j, say)
        if content < 0:
            content = self._quoted_beyond(say.j)
        if content < 0:
            return None
        return Cue(k, content, say.j, self.sources(parts), firmness(say.reading.sense.cls), "saying:carried")

    def _content(self, k: int, end: int, say: Hit, *, direct: bool) -> tuple[int, list[Part], int]:
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
            if direct and self.begins_event(m):
                return m, chain, m
            other = doc.hit(m, "say")
            if other and self._speaks_up(other):
                break
            m += 1
        if direct and k < end and doc.tokens[k].kind in ("word", "number"):
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
        if reading.enc or "ال" in reading.pro or self.reader.head(other.i) or "aside" in reading.sense.feats:
            return False
        if self.subjects.context(other.i - 1) == "negation":
            return False  # «مصدر لم تذكر اسمه»
        if "number" in self.doc.kinds[other.i]:
            return False  # «بعد ساعتين ونصف», "two and a half hours", is no «نصف», "we describe"
        if self.doc.form(other.i - 1) in _WHILE:
            return False  # «قال، وهو يشير إلى السماء، إن», "he said, pointing to the sky, that"
        if reading.sense.lemma == "قال" and reading.sense.pos == "participle":
            return False  # «وأضاف قائلا», "and added, saying"
        if self.subjects.context(other.i - 1) == "relative" and "direct" in reading.sense.feats:
            return False  # «قالت الحركة التي تبنت الهجوم إن»
        return reading.sense.pos in ("verb", "participle") and self.subjects.context(other.i - 1) != "noun_before"

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
        if self.subjects.is_that(k) or self._speech_quote(k) is not None:
            return k
        if "mark_b" in feats and self.reader.with_b(k, loose="object" in feats):
            return k
        if "mark_figure" in feats and self._figure(k):
            return k
        if _MARKS.get(doc.form(k)) not in feats:
            return -1
        return k + 1 if self.subjects.is_that(k + 1) else k

    def _figure(self, k: int) -> bool:
        """«عدد», «أعداد», «حصيلة»: what is put into numbers."""
        reading = self.doc.kinds[k].get("speech_content")
        return reading is not None and reading.sense.cls == "figure"

    def _quoted_beyond(self, k: int) -> int:
        """The quotation behind where it was said: «مضيفا في حديث للصحفيين «...»»; -1 for none near."""
        for m in range(k, min(k + _SHORT_SEARCH, len(self.doc.tokens))):
            if self.doc.form(m) in COMMAS or self.doc.tokens[m].kind == "break" or "say" in self.doc.kinds[m]:
                return -1
            if self._speech_quote(m) is not None:
                return m
        return -1

    def _speech_quote(self, k: int) -> Quote | None:
        quote = self.reader.quotes.get(k)
        return quote if quote and quote.speech else None

    def is_joined(self, k: int) -> bool:
        """Whether «أن», a colon or an opening quotation joins the content at ``k`` to its verb."""
        return self.subjects.is_that(k) or self.doc.form(k - 1) == ":" or self._speech_quote(k) is not None

    def _hearsay(self, parts: list[Part]) -> bool:
        """«تشير المعلومات إلى»: nobody is named."""
        return "hearsay" in self.doc.kinds[parts[0][0]]

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
