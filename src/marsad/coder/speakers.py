"""Who is speaking: the name of a source read from a token on, and the sources a report has named so far."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.coder.document import Document
from marsad.coder.quotes import Quote
from marsad.coder.ranges import Phrase
from marsad.lexicon import Sense
from marsad.model import Mention

Part = tuple[int, int]  # the tokens of one name, half-open
LONGEST = 22  # tokens a source's name may take
_NAME_LIMIT = 5
_LONG = 6  # tokens from which a name is cut down to its core
# Some outlets lose the space between a name and «أنّ»; the shadda keeps this apart from names in «ان».
# Al Mayadeen's pages lose the spaces around its own linked name: «مراسلالميادينفي», «مصدرللميادين».
_GLUED_NAME = "الميادين"
_GLUED_MEDIUM = "للميادين"
_GLUED = ("بأنّ", "بإنّ", "أنّ", "إنّ")
_COMMAS = frozenset("،,")
_SAME = frozenset(("ذات", "نفس"))
_CLOSING = frozenset('"»”“)')
# Kinds whose words may begin with a «ب» of their own («بغداد», «بشار»).
_NAMES = ("place_name", "given_name", "actor_name", "actor_head", "source_head", "source_name", "nationality")
_DEMONSTRATIVES = frozenset(("هذا", "هذه", "تلك"))


class Reader:
    """Reads source names in one document. ``mentions`` are the actor phrases found before, by first token."""

    def __init__(self, doc: Document, mentions: Sequence[Phrase], quotes: Sequence[Quote]) -> None:
        self.doc = doc
        self.quotes = {q.i: q for q in quotes}
        self.actors: dict[int, Phrase] = {}
        for phrase in mentions:
            if phrase.kind == "actor" and (phrase.i not in self.actors or phrase.j > self.actors[phrase.i].j):
                self.actors[phrase.i] = phrase

    def read(self, i: int, stop: int, *, skip: str = "") -> tuple[list[Part], int]:
        """The co-ordinated names from token ``i`` on, before ``stop``, and the token after them.

        ``skip`` is the proclitic in front of the first name, which is no part of it («للمرصد»).
        """
        parts: list[Part] = []
        k = i
        while k < stop:
            end, joined = self._name(k, stop)
            if end <= k:
                break
            parts.append((k, end))
            k = end
            if not joined:
                break
        after = k
        if parts:
            extended = self._apposition(parts[-1], after, stop)
            if extended:
                parts[-1], after = extended
        return parts, after

    def _name(self, i: int, stop: int) -> tuple[int, bool]:
        """Where the name from ``i`` ends, and whether another is joined to it by «و»."""
        doc = self.doc
        head = self.head(i)
        open_head = head is not None and "needs_in" in head.feats
        k = i
        limit = min(stop, i + LONGEST)
        while k < limit:
            token = doc.tokens[k]
            if token.kind == "punct":
                jump = self._quoted(k, i)
                if not jump:
                    break
                k = jump
                continue
            name = self.doc.hit(k, "source_name")
            if name and name.j > k + 1 and not name.reading.pro:
                k = name.j
                continue
            if token.kind == "break" or (token.kind == "number" and k == i):
                break
            if k > i and self._joins(k):
                return k, True
            if self.ends(k, i, open_head):
                break
            k = self._step(k, limit)
            if self.glued_end(k - 1):
                break
        return k, False

    def _step(self, k: int, limit: int) -> int:
        """Past the word, or past the whole actor's name that begins with it."""
        names = (self.doc.hit(k, "actor_name"), self.doc.hit(k, "source_name"))
        end = max([k + 1, *(name.j for name in names if name)])
        actor = self.actors.get(k)
        if actor and actor.j > end and actor.named:
            end = actor.j
        return min(end, limit)

    def glued_end(self, k: int) -> int:
        """How many characters at the end of token ``k`` are a complementiser written onto it («المقاومةأنّ»)."""
        text = self.doc.tokens[k].text
        if len(text) > 7:
            medium = text.find(_GLUED_MEDIUM)
            if medium >= 0:
                return len(text) - medium
            name = text.find(_GLUED_NAME)
            if name >= 0 and name + len(_GLUED_NAME) < len(text):
                return len(text) - name - len(_GLUED_NAME)
            for tail in _GLUED:
                if text.endswith(tail):
                    return len(tail)
        return 0

    def _quoted(self, k: int, i: int) -> int:
        """The token after a name in quotation marks or a short bracket at ``k``, 0 if none stands there."""
        quote = self.quotes.get(k)
        if quote and not quote.speech and (k == i or self.doc.form(k - 1) not in ("ل", "ب")):
            return quote.j
        if quote and k > i + 1 and "attachment" in self.doc.kinds[k - 2]:
            return quote.j
        if self.doc.form(k) == "(":
            for m in range(k + 1, min(k + 2 + _NAME_LIMIT, len(self.doc.tokens))):
                if self.doc.form(m) == ")":
                    return m + 1
        return 0

    def ends(self, k: int, i: int, open_head: bool) -> bool:
        """Whether the word at ``k`` cannot belong to the name begun at ``i``.

        ``open_head`` says that the name's head takes «في/من» («مصدر في الشرطة»).
        """
        token = self.doc.tokens[k]
        boundary = self.doc.kinds[k].get("boundary")
        if boundary is None:
            if token.text.startswith(_GLUED):
                return True
        elif not self._man_named_ali(k, i):
            cls = boundary.sense.cls
            if cls in ("that", "end") and "ال" not in boundary.pro:
                return token.form not in _DEMONSTRATIVES or k != i + 1
            if cls == "in":
                return k == i or not open_head or self._venue(k + 1)
            if cls == "same":
                return False
        return self._says(k, i) or self._content(k, k > i) or self._joint(k, i, open_head)

    def _says(self, k: int, i: int) -> bool:
        """A verb of saying, or «قوله»."""
        say = self.doc.hit(k, "say")
        if say is None or "ال" in say.reading.pro:
            return False
        sense = say.reading.sense
        return ("carry" in sense.feats and sense.pos == "noun") or (sense.pos == "verb" and k > i and not self.head(k))

    def _joint(self, k: int, i: int, open_head: bool) -> bool:
        """A preposition that joins something else to the verb: the medium spoken to, a further source, what is said."""
        if k == i and self.doc.form(k) == "ل":
            return True
        if k > i and (self._addressed(k, i) or self.doc.hit(k, "source_cue")):
            return True
        if not self.with_b(k):
            return False
        # «مصدر بالمقاومة», "a source in the resistance", but «أفاد مصدر بمقتل», "reported the killing".
        inside = open_head and k > i and self.doc.form(k).startswith("بال")
        return not (inside and not {"trigger", "casualty"} & self.doc.kinds[k].keys())

    def _man_named_ali(self, k: int, i: int) -> bool:
        """«علي» right behind the verb and written with a final yaa is a man, not «على»."""
        token = self.doc.tokens[k]
        return (
            token.form == "علي" and token.text.endswith("ي") and (k == i or not self.doc.kinds[k - 1].get("boundary"))
        )

    def _venue(self, k: int) -> bool:
        if k >= len(self.doc.tokens):
            return True
        boundary = self.doc.kinds[k].get("boundary")
        return bool(boundary and boundary.sense.cls in ("venue", "end"))

    def _content(self, k: int, inside: bool) -> bool:
        """A verbal noun that begins what is announced («مقتل»); with the article it may stand in a name."""
        reading = self.doc.kinds[k].get("speech_content")
        if reading is None or "ال" in reading.pro or "لل" in reading.pro:
            return False
        return not self.head(k) or (inside and reading.sense.cls == "media")

    def with_b(self, k: int, *, loose: bool = False) -> bool:
        """«بـ» on a known word: the name is over («بمقتل», "of the killing"); ``loose`` takes unknown words too."""
        form = self.doc.form(k)
        if not form.startswith("ب") or form == "باسم":
            return False
        kinds = self.doc.kinds[k]
        if any(kind in kinds and not kinds[kind].pro.startswith("ب") for kind in _NAMES):
            return False
        rest = self.doc.lexicon.kinds(form[1:]).keys() if len(form) > 3 else ()
        if "trigger" in rest or "speech_content" in rest or form == "ب" or (loose and len(form) > 4):
            return True
        return any(r.pro.startswith("ب") for r in kinds.values()) or form.startswith("بال")

    def _addressed(self, k: int, i: int) -> bool:
        """«لـ» before the medium spoken to («لرويترز», "to Reuters"), not in a title («القائد العام للقوات»)."""
        doc = self.doc
        form = doc.form(k)
        if not form.startswith("ل") or "attachment" in doc.kinds[k - 1]:
            return False
        if form == "ل":
            return True
        writer = self.head(i)
        if writer and writer.cls == "text":
            return False  # «تقرير لصحيفة», "a report by the paper"
        kinds = doc.kinds[k]
        name = doc.hit(k, "source_name")
        if name and name.reading.pro.startswith("ل"):
            return True
        head = kinds.get("source_head")
        if head and head.pro.startswith("ل"):
            return head.sense.cls in ("outlet", "person")
        if form.startswith("لل"):
            return form.startswith(("للصح", "للاعلام"))
        actor = kinds.get("actor_head") or kinds.get("actor_name")
        return not (actor and actor.pro == "ل") and bool(kinds) and all(r.pro.startswith("ل") for r in kinds.values())

    def _joins(self, k: int) -> bool:
        """«و» on a word that heads another source («ومصادر طبية»)."""
        head = self.doc.kinds[k].get("source_head")
        if head and head.pro in ("و", "وال"):
            before = self.head(k - 1)  # «راديو وتلفزيون» is one medium
            return not (before and before.cls == head.sense.cls == "outlet")
        if self.doc.form(k) == "واحد":  # «وأحد القادة», "and one of the leaders", which is also "one"
            return self.head(k + 1) is not None
        name = self.doc.hit(k, "source_name")
        return bool(name and name.reading.pro.startswith("و"))

    def head(self, k: int) -> Sense | None:
        """The sense of a source head at ``k`` («مصدر», «متحدث»), or None."""
        reading = self.doc.kinds[k].get("source_head") if k < len(self.doc.tokens) else None
        return reading.sense if reading else None

    def _apposition(self, part: tuple[int, int], k: int, stop: int) -> tuple[tuple[int, int], int] | None:
        """A name set off by commas after a title («المتحدث باسم الجيش، أحمد علي، إن»)."""
        doc = self.doc
        if doc.form(k) not in _COMMAS:
            return None
        head = self.head(part[0])
        if head is None or head.cls not in ("official", "person"):
            return None
        m = k + 1
        while m < min(stop, k + 2 + _NAME_LIMIT) and doc.tokens[m].kind == "word" and not self.ends(m, k, False):
            if self.ends(m, m, False) or self.with_b(m) or doc.kinds[m].get("connective"):
                break
            m += 1
        words = m - k - 1
        closed = m < stop and (doc.form(m) in _COMMAS or self._that(m))
        if 2 <= words <= _NAME_LIMIT and closed:
            return (k + 1, m), m
        return None

    def _that(self, k: int) -> bool:
        boundary = self.doc.kinds[k].get("boundary")
        return bool(boundary and boundary.sense.cls == "that")


class Speakers:
    """The sources named so far, to resolve «المصدر», «الوكالة» and pronouns."""

    def __init__(self, doc: Document, reader: Reader, mentions: Sequence[Phrase]) -> None:
        self.doc = doc
        self.reader = reader
        self.by_head: dict[str, tuple[Mention, ...]] = {}
        self.actors: dict[str, Mention] = {}
        for phrase in mentions:
            if phrase.kind == "actor" and phrase.named and phrase.j > phrase.i + 1:
                self.actors.setdefault(_bare(doc.form(phrase.i)), phrase.core)
        self.last: tuple[Mention, ...] = ()

    def name(self, parts: Sequence[Part], rule: str) -> tuple[Mention, ...]:
        """The sources of one cue, outermost first; they become the ones that a pronoun means."""
        chain: list[Mention] = []
        for i, j in parts:
            chain.extend(m for m in self._resolve(i, j, rule) if m not in chain)
        sources = tuple(chain)
        if sources:
            self.last = sources
            for i, j in parts:
                i, j = self._trim(i, j)
                if j > i + 1 or not self._definite(i):
                    self.by_head[_bare(self._form(i))] = sources
        return sources

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
        if j - i <= _LONG:
            return i, j
        kinds = self.doc.kinds
        if any("given_name" in kinds[k] for k in range(i, i + 3)):  # the name first, the office after it
            for k in range(i + 2, j):
                title = kinds[k].get("source_head")
                if title and title.sense.cls in ("official", "person") and "given_name" not in kinds[k]:
                    return i, k
            return i, j
        for k in range(i + 3, j - 1):
            title = kinds[k].get("person_title")
            if (title and title.sense.cls == "military") or ("given_name" in kinds[k] and j - k <= _NAME_LIMIT):
                return k, j
        for k in range(i + 1, j):
            if "attachment" in kinds[k]:
                return i, k
        return i, j

    def _issuer(self, i: int, j: int) -> tuple[int, int] | None:
        """Of «بيان صادر عن X», «تقرير لـX» the X."""
        for k in range(i + 1, min(j, i + 4)):
            form = self.doc.form(k)
            if form in ("عن", "ل") and k + 1 < j:
                return k + 1, j
            if (
                form.startswith("ل")
                and {"source_head", "source_name", "actor_head", "actor_name"} & self.doc.kinds[k].keys()
            ):
                return k, j
        return None

    def _trim(self, i: int, j: int) -> tuple[int, int]:
        """Without a trailing «نفسه», a leading «ذات», and quotation marks around a single word."""
        doc = self.doc
        while j > i + 1 and (
            self._same(j - 1) or (doc.tokens[j - 1].kind == "punct" and doc.tokens[j - 1].text not in _CLOSING)
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
            if reading:
                return len(reading.pro.removesuffix("ال").removesuffix("لل")) + (2 if reading.pro.endswith("لل") else 0)
        form = self.doc.form(i)
        return 2 if form.startswith("لل") else int(form == "واحد")


def _bare(form: str) -> str:
    return form[2:] if form.startswith("ال") and len(form) > 4 else form
