"""Who is speaking: the sources a report has named so far, and whom «المصدر», «الوكالة» and pronouns mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from marsad.coder.document import Document
from marsad.coder.ranges import Phrase
from marsad.coder.source_holders import NAME_LIMIT, WINGS, Part
from marsad.coder.source_joins import OTHERS
from marsad.coder.source_names import Reader
from marsad.model import Mention

_LONG: Final = 6  # tokens from which a name is cut down to its core
_SAME: Final = frozenset(("ذات", "نفس"))
_NAMING: Final = frozenset(("source_head", "source_name", "actor_head", "actor_name"))
_OF_IT: Final = frozenset(("له", "لها", "لهم", "منه", "منها", "منهم"))
_CLOSING: Final = frozenset('"»”“)')


class Speakers:
    """The sources named so far, to resolve «المصدر», «الوكالة» and pronouns."""

    def __init__(self, doc: Document, reader: Reader, mentions: Sequence[Phrase]) -> None:
        self.doc = doc
        self.reader = reader
        self.by_head: dict[str, tuple[Mention, ...]] = {}
        self.actors: dict[str, Mention] = {}
        for phrase in mentions:
            if phrase.kind == "actor" and phrase.named and phrase.j > phrase.i + 1 and not self._quotes_another(phrase):
                name = self._without_proclitic(phrase)
                if name:
                    self.actors.setdefault(_bare(self._form(phrase.i)), name)
        self.last: tuple[Mention, ...] = ()
        self.last_at = -1  # the token at which the last speaker was named

    def name(self, parts: Sequence[Part], rule: str) -> tuple[Mention, ...]:
        """The sources of one cue, outermost first; they become the ones that a pronoun means."""
        chain: list[Mention] = []
        for i, j in parts:
            chain.extend(m for m in self._resolve(i, j, rule) if m not in chain)
        sources = tuple(chain)
        if sources:
            self.last, self.last_at = sources, parts[0][0]
            for i, j in parts:
                i, j = self._trim(i, j)
                if j > i + 1 or not self._definite(i):
                    self.by_head[_bare(self._form(i))] = sources
        return sources

    def _without_proclitic(self, phrase: Phrase) -> Mention | None:
        """The name in «لقوات الدعم» without «ل»; None for «للأهالي», whose article is not whole without it."""
        core, at = phrase.core, self.doc.tokens[phrase.i].start
        if core.start > at or not self._proclitic(phrase.i):
            return core
        cut = self._proclitic(phrase.i)
        return Mention(core.text[cut:], core.start + cut, core.end, core.rule) if cut == 1 else None

    def _quotes_another(self, phrase: Phrase) -> bool:
        """«اتهم الجيش «عصابات»»: a name in quotation marks behind a definite group is another's."""
        return phrase.i + 1 in self.reader.quotes and self._definite(phrase.i)

    def issued(self, k: int) -> None:
        """Remember the last speaker as the issuer of the report or statement that token ``k`` names."""
        head = self.reader.head(k) if k >= 0 else None
        if head and head.cls == "text":
            self.by_head[_bare(self.doc.form(k)).removesuffix("ا")] = self.last

    def _resolve(self, i: int, j: int, rule: str) -> tuple[Mention, ...]:
        """The name itself, or for «المصدر», «الوكالة», «بيانه» whoever was meant before."""
        i, j = self._trim(i, j)
        head = self.reader.head(i)
        if head and head.cls in ("text", "picture", "own"):
            issuer = self._issuer(i, j)
            if issuer:
                return self._resolve(*issuer, rule)
            if head.cls == "picture":
                return ()
            if head.cls == "own":
                return self.last
        if j == i + 1 and self._definite(i):
            known = self.by_head.get(_bare(self._form(i)))
            if known:
                return known
            actor = self.actors.get(_bare(self._form(i)))
            if actor:
                return (actor,)
        i, j = self._core(i, j)
        mention = self.doc.mention(i, j, rule, self._proclitic(i))
        cut = self.reader.glued_end(j - 1)
        if cut:
            text = mention.text[:-cut].rstrip()
            mention = Mention(text, mention.start, mention.start + len(text), rule)
        return (mention,)

    def _core(self, i: int, j: int) -> tuple[int, int]:
        """Of a long name the part that says who: the person after his office, the group before its allegiance."""
        j = self._short_of_bracket(i, j)
        wing = next((k for k in range(i + 1, j) if self.doc.form(k) in WINGS and k not in self.reader.quoted), j)
        if wing < j or j - i <= _LONG:
            return i, wing
        kinds = self.doc.kinds
        if any("given_name" in kinds[k] for k in range(i, i + 3)):  # the name first, the office after it
            for k in range(i + 2, j):
                title = kinds[k].get("source_head")
                if title and title.sense.cls in ("official", "person") and "given_name" not in kinds[k]:
                    return i, k
            return i, j
        for k in range(i + 3, j - 1):
            title = kinds[k].get("person_title")
            if k in self.reader.quoted:
                continue
            if (title and title.sense.cls == "military") or (self.reader.given_name(k) and j - k <= NAME_LIMIT):
                return k, j
        for k in range(i + 1, j):
            if "attachment" in kinds[k]:
                return i, k
        return (j - 2, j) if self._ends_in_name(i, j) else (i, j)

    def _short_of_bracket(self, i: int, j: int) -> int:
        """Where a long name ends whose letters are spelt out in brackets («هيئة التجارة البحرية (يو كاي إم تي أو)»)."""
        if j - i <= _LONG or self.doc.form(j - 1) != ")":
            return j
        return next((k for k in range(i + 1, j) if self.doc.form(k) == "("), j)

    def _ends_in_name(self, i: int, j: int) -> bool:
        """Whether an office ends with two words of no table, which name its holder («المتحدث باسم كذا سامر نوري»)."""
        head, doc = self.reader.head(i), self.doc
        if head is None or (head.cls != "official" and "needs_in" not in head.feats):
            return False
        first, last = doc.form(j - 2), doc.form(j - 1)
        unknown = not doc.kinds[j - 2] and not {"nationality", "descriptor", "place_name"} & doc.kinds[j - 1].keys()
        words = doc.tokens[j - 2].kind == doc.tokens[j - 1].kind == "word"
        plain = not first.startswith(("ال", "و", "ب", "ل")) and not last.startswith("و")
        return words and unknown and plain and not {j - 2, j - 1} & self.reader.quoted

    def _issuer(self, i: int, j: int) -> tuple[int, int] | None:
        """Of «بيان صادر عن X», «تقرير لـX» the X."""
        if i + 1 < j and self._names_body(i + 1):
            return i + 1, j
        for k in range(i + 1, min(j, i + 4)):
            form = self.doc.form(k)
            if form in ("عن", "ل") and k + 1 < j:
                return k + 1, j
            if form.startswith("ل") and not _NAMING.isdisjoint(self.doc.kinds[k]):
                return k, j
        return None

    def _names_body(self, k: int) -> bool:
        """Whether a source or a group is named at ``k`` («بيان وزارة الدفاع»)."""
        head = self.reader.head(k)
        if head:
            return head.cls not in ("text", "picture", "own") and self.doc.form(k) != "مصور"  # «تسجيل مصور», "filmed"
        return not {"source_name", "actor_head", "actor_name"}.isdisjoint(self.doc.kinds[k])

    def _trim(self, i: int, j: int) -> tuple[int, int]:
        """Without a trailing «نفسه» or «التابعة (لها)», a leading «ذات», and quotation marks around a single word."""
        doc = self.doc
        while j > i + 1 and (
            self._same(j - 1)
            or ("attachment" in doc.kinds[j - 1] and doc.form(j) in _OF_IT)
            or (doc.tokens[j - 1].kind == "punct" and doc.tokens[j - 1].text not in _CLOSING)
        ):
            j -= 1
        if j > i + 1 and doc.form(i) in _SAME:
            i += 1
        if j == i + 3 and doc.tokens[i].kind == "punct" and doc.tokens[j - 1].kind == "punct":
            i, j = i + 1, j - 1
        return i, j

    def _form(self, i: int) -> str:
        return self.doc.form(i)[self._proclitic(i) :]

    def _definite(self, i: int) -> bool:
        return self._form(i).startswith("ال") or self.doc.form(i).startswith("لل")

    def _same(self, k: int) -> bool:
        boundary = self.doc.kinds[k].get("boundary")
        return bool(boundary and boundary.sense.cls == "same")

    def _proclitic(self, i: int) -> int:
        """How many characters of a preposition or conjunction stand on the first word."""
        kinds = self.doc.kinds[i] if self.doc.form(i) != "واحد" else {}
        for kind in ("source_head", "source_name", "actor_head", "actor_name"):
            reading = kinds.get(kind)
            if reading and reading.pro == "ل" and self.doc.form(i).startswith("لل") and not self._keeps_lam(i):
                return 2
            if reading:
                return len(reading.pro.removesuffix("ال").removesuffix("لل")) + (2 if reading.pro.endswith("لل") else 0)
        for kind in ("actor_name", "government", "place_name"):
            whole = self.doc.hit(i, kind)
            if whole and whole.reading.pro == "و":
                return 1
        form = self.doc.form(i)
        if not self.doc.kinds[i] and form.startswith("ل") and self._according(i - 1):
            return 2 if form.startswith("لل") else 1  # «وفقا لنوري», according to Nouri
        return 2 if form.startswith("لل") else int(form == "واحد" or form in OTHERS)

    def _keeps_lam(self, i: int) -> bool:
        """«للبنان»: the second lam is the name's own, where «للأمن العام» has lost the alif of «الأمن»."""
        return bool(self.doc.lexicon.kinds(self.doc.form(i)[1:]))

    def _according(self, k: int) -> bool:
        cue = self.doc.kinds[k].get("source_cue") if k >= 0 else None
        return cue is not None and cue.sense.cls == "according_to"


def _bare(form: str) -> str:
    return form[2:] if form.startswith("ال") and len(form) > 4 else form
