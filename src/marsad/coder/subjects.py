"""The subject of a verb of saying: who speaks, named behind the verb, in front of it or with «عن».

It may stand right behind the verb («أفاد المرصد»), behind an adverb or the medium spoken to, or open the clause
(«لكن الحركة تبنت», «وكان الحزب قد أعلن»).
"""

from __future__ import annotations

from typing import Final

from marsad.coder.document import Document
from marsad.coder.source_holders import Part
from marsad.coder.source_names import Reader
from marsad.lexicon import Hit

COMMAS: Final = frozenset("،,؛;-–—")
_COMMAS: Final = frozenset("،,؛;")  # no dash: a name may have one («السرايا - كتيبة الشمال»)
_PARTS: Final = _COMMAS | {":"}  # what parts a clause from the one before
CONJUNCTIONS: Final = ("و", "ف")
_LOOK_BACK: Final = 28  # tokens in front of a verb in which its subject may begin
_NEAR: Final = 14  # tokens behind a verb in which «عن» or «من» names its source
# «أنّ» with its shadda and no space behind it («أنّقوات»).
_GLUED_HEADS: Final = ("أنّ", "بأنّ", "إنّ", "بإنّ")
_BEFORE_VERB: Final = ("before_verb", "negation")
_INSIDE: Final = frozenset(("باسم", "في", "من", "لدي"))  # joins a body to its spokesman or member
_PART: Final = frozenset(("جانبه", "جانبها", "جانبهم", "جهته", "جهتها", "جهتهم", "ناحيته", "ناحيتها"))
# Between a subject and its verb: «كان», or the end of an attribute («الإذاعة التابعة لها قالت»).
_BETWEEN: Final = frozenset(("كان", "كانت", "كانوا", "له", "لها", "لهم", "منه", "منها", "منهم"))
_ASIDE: Final = 12  # tokens between a subject that opens its sentence and its verb
_CLAUSE_WORDS: Final = frozenset(("say", "trigger", "casualty"))
_SOURCES: Final = frozenset(("source_head", "source_name"))
_SPEAKING: Final = ("source_head", "source_name", "actor_head", "actor_name")
_DEEDS: Final = frozenset(("trigger", "speech_content"))
_PLACED: Final = frozenset(("place_name", "place_class"))


class Subjects:
    """Finds the subjects of verbs of saying in one document."""

    def __init__(self, doc: Document, reader: Reader) -> None:
        self.doc = doc
        self.reader = reader
        self._speaking = frozenset(k for kind in _SPEAKING for k in doc.starts(kind))

    def context(self, k: int) -> str:
        """The class of a small word that decides how the verb beside it is read, empty if it is none."""
        reading = self.doc.kinds[k].get("say_context") if 0 <= k < len(self.doc.kinds) else None
        if reading is None or (reading.pro and not (reading.sense.cls == "negation" and reading.pro in CONJUNCTIONS)):
            return ""
        return reading.sense.cls

    def is_that(self, k: int) -> bool:
        """Whether «أن/إن», with whatever pronoun, stands at ``k``."""
        if k >= len(self.doc.tokens):
            return False
        boundary = self.doc.kinds[k].get("boundary")
        if boundary:
            return boundary.sense.cls == "that" and boundary.pro in ("", "ب", "و", "ف")
        return self.doc.tokens[k].text.startswith(_GLUED_HEADS)

    def can_speak(self, k: int) -> bool:
        """Whether a name that begins at ``k`` may be a source: its first word heads sources or actors."""
        k = self._unquoted(k)
        named = k in self.reader.actors or self.reader.glued_end(k) > 0 or self.reader.counted(k) > 0
        return named or k in self._speaking or self.is_capital(k)

    def is_capital(self, k: int) -> bool:
        """Whether a capital that stands for its government begins at ``k`` («لكن الرياض نفت», "but Riyadh denied")."""
        capital = self.doc.hit(k, "government") if k < len(self.doc.tokens) else None
        return capital is not None and (not capital.reading.pro or capital.reading.pro in CONJUNCTIONS)

    def past_adverbs(self, k: int, end: int) -> int:
        """Past «به/بها» and adverbs between the verb and its subject."""
        quote = self.reader.quotes.get(k + 1) if self.doc.form(k) == ":" else None
        if quote and not quote.speech and any(map(self.is_that, range(quote.j, min(end, quote.j + 4)))):
            return k + 1  # «وقال: «المكتب» إن», a stray colon before a quoted name
        first = k
        while k < min(end, first + 5) and self.context(k) == "before_subject":
            k += 1
        if self.doc.form(k) == "كل" and self.doc.form(k + 1) == "من":
            k += 2  # «أعلنت كل من مالي والنيجر», "both Mali and Niger"
        return self._past_medium(k)

    def _past_medium(self, k: int) -> int:
        """Past the medium spoken to in front of the subject («قال لـ«الوطن» مسؤول»)."""
        quote = self.reader.quotes.get(k + 1)
        if self.doc.form(k) == "ل" and quote and not quote.speech:
            return quote.j
        name = self.doc.hit(k, "source_name")
        return name.j if name and name.reading.pro == "ل" else k

    def behind(self, say: Hit, end: int) -> tuple[list[Part], int]:
        """The names behind the verb, and the token after them."""
        feats = say.reading.sense.feats
        at = self.past_adverbs(say.j, end)
        if "media" in feats and self.shows(at):
            return [], at  # «ونشرت مشاهد», "and it published footage"
        if "learnt" in feats:
            return self._informant(at, end)
        if say.reading.sense.cls == "adopt" and self.object_first(at):
            at += 1
        if "mutual" in feats:
            return self._both(at, end)
        parts, after = self.reader.read(at, end)
        if parts and "carry" in feats and not self.can_speak(parts[0][0]) and not self._closed(after):
            return [], say.j  # «وأضاف ستكون المعركة صعبة», with no «أن»
        if parts and say.reading.sense.cls == "adopt":
            return self._short_of_deed(parts, after)
        if parts and "object" in feats and not say.reading.enc:
            return self._subject_only(parts, after)
        if parts and "mark_from" in feats:
            return self._short_of_from(parts, after)
        return parts, after

    def _short_of_deed(self, parts: list[Part], after: int) -> tuple[list[Part], int]:
        """«تبنت كتائب الفجر العملية»: the deed, with its article, is what they claimed."""
        i, j = parts[-1]
        deed = j > i + 1 and self.doc.form(j - 1).startswith("ال") and not _DEEDS.isdisjoint(self.doc.kinds[j - 1])
        return ([*parts[:-1], (i, j - 1)], j - 1) if deed and j - 1 not in self.reader.quoted else (parts, after)

    def object_first(self, k: int) -> bool:
        """«تبنت العملية مجموعة», "a group claimed the operation": the deed at ``k``, with its article, is no name."""
        if not self.doc.form(k).startswith("ال") or k + 1 >= len(self.doc.tokens):
            return False
        return not _DEEDS.isdisjoint(self.doc.kinds[k]) and self.can_speak(k + 1)

    def _both(self, k: int, end: int) -> tuple[list[Part], int]:
        """The two who accuse each other («تبادلت الحكومة والمتمردون الاتهامات»): «و» on a group parts them."""
        parts, after = self.reader.read(k, end)
        both: list[Part] = []
        for i, j in parts:
            start = i
            for m in range(i + 1, j):
                if self.doc.form(m).startswith("و") and self._joins_speaker(m):
                    both.append((start, m))
                    start = m
            both.append((start, j))
        return both, after

    def _joins_speaker(self, k: int) -> bool:
        hits = [self.doc.hit(k, kind) for kind in (*_SPEAKING, "government")]
        return any(hit and hit.reading.pro.startswith("و") for hit in hits)

    def _short_of_from(self, parts: list[Part], after: int) -> tuple[list[Part], int]:
        """«حذر ناشطون من سيناريو» warns of something, «حذر مسؤول من الحركة من أن» names where he belongs."""
        i, j = parts[-1]
        if self.doc.form(after) == "من":
            return parts, after
        for m in range(i + 1, j - 1):
            if self.doc.form(m) == "من" and not self.can_speak(m + 1) and _PLACED.isdisjoint(self.doc.kinds[m + 1]):
                return [*parts[:-1], (i, m)], m
        return parts, after

    def _informant(self, k: int, end: int) -> tuple[list[Part], int]:
        """«من X» after «علمت صحيفة»: the medium is no source, who told it is; a monitor that learns is one too."""
        told = next((m for m in range(k, min(end, k + _NEAR)) if self.doc.form(m) == "من"), None)
        if told is None:
            return [], k
        learning, _ = self.reader.read(k, told)
        parts, after = self.reader.read(told + 1, end)
        return [part for part in learning if parts and self._monitors(part[0])] + parts, after

    def _monitors(self, k: int) -> bool:
        head = self.reader.head(k)
        return head is not None and head.cls == "body"

    def _subject_only(self, parts: list[Part], after: int) -> tuple[list[Part], int]:
        """Of «اتهم X Y بـ» only X: the name ends where another actor begins."""
        for n, part in enumerate(parts):
            cut = self._object_in(*part)
            if cut:
                return [*parts[:n], (part[0], cut)], cut
        return parts, after

    def _object_in(self, i: int, j: int) -> int:
        """Where inside the name ``[i:j]`` another is addressed or accused, 0 if nobody is."""
        head, actor = self.reader.head(i), self.reader.actors.get(i)
        for k in range(i + 1, j):
            if k in self.reader.quotes and self.doc.form(k - 1).startswith("ال"):
                return k  # «اتهم الجيش «عصابات»», where «تنظيم «كذا»» is one name
            if self._medium(k) and not (head and head.cls == "outlet"):
                return k  # «أبلغ مسؤول رويترز», "an official told Reuters"
            if k in self.reader.actors or "actor_head" in self.doc.kinds[k]:
                inside = self._possessed(i, k, j) if k == i + 1 else self._inside(k)
                if not inside and (actor is None or actor.j <= k):
                    return k
        return 0

    def _inside(self, k: int) -> bool:
        """Whether the word before an actor joins it to the name («متحدث باسم الجيش», «رئيس بعثة الأمم المتحدة»)."""
        before = self.doc.form(k - 1)
        return before in _INSIDE or (self.reader.head(k - 1) is not None and not before.startswith("ال"))

    def _medium(self, k: int) -> bool:
        name = self.doc.hit(k, "source_name")
        return name is not None and not name.reading.pro and name.reading.sense.cls == "agency"

    def _possessed(self, i: int, k: int, j: int) -> bool:
        """Whether the actor at ``k`` belongs to the head before it: «إعلام النظام», «قائد الجيش المتمردين»."""
        if self.doc.form(i).startswith("ال"):
            return False
        head, whose = self.reader.head(i), self.reader.actors.get(k)
        behind = whose.j if whose else k + 1
        return (head is not None and head.cls == "body") or (behind < j and self.can_speak(behind))

    def _closed(self, k: int) -> bool:
        """Whether the name before ``k`` is closed off by «أن», a colon, a comma or a quotation."""
        return self.is_that(k) or self.doc.form(k) == ":" or self.doc.form(k) in COMMAS or k in self.reader.quotes

    def ahead(self, k: int, begin: int) -> list[Part]:
        """A subject that opens its clause and reaches the verb («لكن الحركة تبنت», «وكان الحزب قد أعلن»)."""
        doc = self.doc
        stop = k
        while stop > begin + 1:  # «اللجنة كانت قد اتهمت», "had accused"; «الجيش من جانبه قال», "for its part said"
            if self.context(stop - 1) in _BEFORE_VERB or doc.form(stop - 1) in _BETWEEN:
                stop -= 1
            elif doc.form(stop - 2) == "من" and doc.form(stop - 1) in _PART:
                stop -= 2
            else:
                break
        for m in range(stop - 1, max(begin, stop - _LOOK_BACK) - 1, -1):
            opens = self._opens(m) or doc.form(m) in _PARTS
            if opens or m == begin:
                parts = self._up_to(m + 1 if opens else m, stop, loose=False)
                return parts if parts and parts[-1][1] == stop else []
        return []

    def _opens(self, k: int) -> bool:
        """Whether a clause begins behind the word at ``k``: «كان», «لكن», «أن»."""
        return self.context(k) == "was" or "connective" in self.doc.kinds[k] or self.is_that(k)

    def opener(self, k: int, begin: int) -> list[Part]:
        """Whom the sentence is about whose verb at ``k`` names nobody.

        He opens it («لكن محاميا وصل إلى البلدة قال», "but a lawyer who reached the town said") or stands behind its
        first verb («خرج المتحدث على الشاشة ليقول», "the spokesman came on screen to say").
        """
        first = next((m for m in range(begin, k) if self.doc.is_word(m)), k)
        names = (m for m in range(first, k) if self.doc.is_word(m) or m in self.reader.quotes)
        subject = next((m for m in names if self.can_speak(m) and self._begins_clause(m, first)), k)
        if subject == k or not self._agree(k, subject):
            return []
        parts, after = self.reader.read(subject, k)
        actor = self.reader.actors.get(subject)
        told = self.names_source(parts) or bool(actor and actor.named)  # «جرحى», "wounded", are nobody's source
        return self._subject_only(parts, after)[0] if told else []

    def _begins_clause(self, m: int, first: int) -> bool:
        """Whether the word at ``m`` opens its clause or stands behind the verb of it."""
        before = self.doc.kinds[m - 1].values() if m > first else ()
        return m == first or self._opens(m - 1) or any(r.sense.pos == "verb" and not r.enc for r in before)

    def _agree(self, k: int, i: int) -> bool:
        """Whether the verb or participle at ``k`` and the head at ``i`` may agree («الوزارة» takes a woman's)."""
        verb, head = self.doc.form(k).removeprefix("و"), self.doc.form(i)
        feminine = verb.endswith(("ت", "ه")) or verb.startswith("ت")
        source = self.reader.head(i)
        man = source is not None and source.cls in ("person", "official")
        return not man or head.endswith("ه") if feminine else not head.endswith(("ه", "ات"))

    def fronted(self, comma: int, begin: int) -> list[Part]:
        """A subject that opens its clause, an aside between commas behind it («الحركة، من جهتها، أعلنت»)."""
        doc = self.doc
        floor = max(begin, comma - _LOOK_BACK)
        begin = next((m + 1 for m in range(comma - 1, floor - 1, -1) if self._opens(m)), begin)
        if begin >= comma or not self.can_speak(begin):
            return []
        parts, after = self.reader.read(begin, comma)
        aside = range(after + 1, comma)
        if not parts or doc.form(after) not in COMMAS or not 0 < len(aside) <= _ASIDE:
            return []
        plain = not any(doc.form(m) in COMMAS or self.is_that(m) or self._is_verb(m) for m in aside)
        return parts if plain else []

    def _is_verb(self, k: int) -> bool:
        return any(r.sense.pos == "verb" for kind, r in self.doc.kinds[k].items() if kind in _CLAUSE_WORDS)

    def before(self, k: int, begin: int) -> list[Part] | None:
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
        if head and head.sense.cls == "text":
            return self._issuer_before(k - 1, begin) or [(k - 1, k)]
        return [(k - 1, k)] if head and not head.enc else []  # «جنود زعموا», "soldiers who claimed"

    def _issuer_before(self, k: int, begin: int) -> list[Part]:
        """Who issued the statement at ``k`` («أصدرت الوزارة بيانا قالت فيه», "issued a statement saying")."""
        for m in range(k - 1, max(begin, k - _NEAR) - 1, -1):
            if self.doc.form(m) in _COMMAS or self._is_verb(m):
                return []
            head = self.reader.head(m)
            if self.can_speak(m) and not (head and head.cls == "text") and (m == begin or self._is_verb(m - 1)):
                parts, _ = self.reader.read(m, k)
                return parts
        return []

    def _up_to(self, i: int, stop: int, *, loose: bool) -> list[Part]:
        """The names from ``i`` if they reach the verb at ``stop``; behind «كان» and before «قد» they need not."""
        if i >= stop or not self.can_speak(i):
            return []
        parts, after = self.reader.read(i, stop, whole=True)
        was = loose or bool(parts and self.reader.glued_end(after - 1))
        return parts if after == stop or (was and self.context(i - 1) == "was") else []

    def _ends_name(self, k: int) -> bool:
        boundary = self.doc.kinds[k].get("boundary")
        return bool(boundary and boundary.sense.cls == "end" and "ال" not in boundary.pro)

    def _antecedent(self, k: int, begin: int) -> list[Part]:
        """The name right before the relative pronoun at ``k`` («صحيفة الحياة التي نشرت»)."""
        for m in range(k - 1, max(begin, k - 7) - 1, -1):
            if self.can_speak(m):
                while m > begin and self.reader.head(m - 1):
                    m -= 1  # «صحيفة الحياة», the paper with its name
                parts, after = self.reader.read(m, k)
                if parts and after == k:
                    return parts
        return []

    def quoted_from(self, k: int, end: int) -> tuple[list[Part], int] | None:
        """«عن X» after «نقل»."""
        for m in range(k, min(end, k + _NEAR)):
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

    def names_source(self, parts: list[Part]) -> bool:
        """Whether the first of the names is a source's, not merely an actor's."""
        if not parts:
            return False
        return not _SOURCES.isdisjoint(self.doc.kinds[self._unquoted(parts[0][0])])

    def _unquoted(self, k: int) -> int:
        """The first word of a name, past the quotation mark that opens it."""
        return k + 1 if self.doc.tokens[k].kind == "punct" and k in self.reader.quotes else k

    def shows(self, k: int) -> bool:
        """Whether film, pictures or a statement are named at ``k``."""
        reading = self.doc.kinds[k].get("speech_content") if k < len(self.doc.kinds) else None
        return reading is not None and reading.sense.cls == "media"
