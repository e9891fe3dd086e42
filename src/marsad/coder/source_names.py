"""The name of a source, read from a token on: where it begins and ends, and who else is named with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from marsad.coder.document import Document
from marsad.coder.quotes import Quote
from marsad.coder.ranges import Phrase
from marsad.coder.source_holders import NAME_LIMIT, Holders, Part
from marsad.coder.source_joins import Joins, head_at, is_inside
from marsad.lexicon import Sense

LONGEST: Final = 22  # tokens a source's name may take
# Some outlets lose the space between a name and «أنّ»; the shadda keeps this apart from names in «ان».
# Al Mayadeen's pages lose the spaces around its own linked name: «مراسلالميادينفي», «مصدرللميادين».
_GLUED_NAME: Final = "الميادين"
_GLUED_MEDIUM: Final = "للميادين"
_GLUED: Final = ("بأنّ", "بإنّ", "أنّ", "إنّ")
# Kinds whose words may begin with a «ب» of their own («بغداد», «بشار»).
_NAMES: Final = ("place_name", "given_name", "actor_name", "actor_head", "source_head", "source_name", "nationality")
# Kinds that say where a source belongs («مسؤول بوزارة», «مصدر بمحافظة»), and kinds that say what happened instead.
_BODIES: Final = frozenset(("source_head", "actor_head", "actor_name", "place_class"))
_EVENTS: Final = frozenset(("trigger", "casualty", "speech_content"))
_OPENS_NAME: Final = frozenset(("source_head", "source_name", "actor_head", "actor_name", "given_name", "nationality"))
_ISSUED: Final = frozenset(("text", "picture", "own"))  # heads of what somebody issues
_UNTIL_CALLED: Final = 6  # tokens between a group and «calls itself»
_COUNTED: Final = frozenset(("person", "official", "body"))
_COUNTS: Final = frozenset(("unit", "ten", "few", "vague"))  # classes of numbers that stand in front of people
_OF: Final = frozenset(("في", "من"))
_NAMES_AND_PEOPLE: Final = frozenset((*_NAMES, "person"))
_WITH_PRONOUN: Final = ("ته", "ها", "هم")
_TANWIN: Final = ("اً", "ًا")  # the ending of an object without article
_DONE_TO: Final = frozenset(("علي", "الي"))
_DONE: Final = frozenset(("القضاء", "التعرف", "الاجهاز", "الاستيلاء"))  # «القضاء» is also the judiciary
_DEMONSTRATIVES: Final = frozenset(("هذا", "هذه", "تلك"))


class Reader:
    """Reads source names in one document. ``mentions`` are the actor phrases found before, by first token."""

    def __init__(self, doc: Document, mentions: Sequence[Phrase], quotes: Sequence[Quote]) -> None:
        self.doc = doc
        self.quotes = {q.i: q for q in quotes}
        self.quoted = frozenset(k for q in quotes if not q.speech for k in range(*q.inside))  # inside a quoted name
        self.actors: dict[int, Phrase] = {}
        for phrase in mentions:
            if phrase.kind == "actor" and (phrase.i not in self.actors or phrase.j > self.actors[phrase.i].j):
                self.actors[phrase.i] = phrase
        self.joins = Joins(doc, self.quotes, self.actors)

    def read(self, i: int, stop: int, *, whole: bool = False) -> tuple[list[Part], int]:
        """The co-ordinated names from token ``i`` on, before ``stop``, and the token after them.

        ``whole`` says that the verb stands at ``stop``, so that «في» and «من» before it belong to the name («لكن
        القيادة في الشمال أكدت», "but the command in the north confirmed").
        """
        parts: list[Part] = []
        k = i
        while k < stop:
            end, joined = self._name(k, stop, whole=whole)
            if end <= k:
                break
            parts.append((k, end))
            k = end
            comma = 0 if joined else self.joins.listed(k)
            if not joined and not comma:
                break
            k += comma or self.joins.quoted(k)
        after = k
        if parts:
            issuer = self._issued(parts[0][0], k)
            if issuer:
                return self.read(issuer, stop)
            called = self._called(after, stop)
            if called:
                parts[-1], after = called, called[1]
            elif not whole and self._seated(parts[-1][0], after):
                end, _ = self._name(parts[-1][0], stop, whole=True)
                if end < stop and self.doc.is_word(end):
                    parts[-1], after = (parts[-1][0], end), end
            holders = Holders(self)  # not kept: it knows the reader, and a cycle would keep all of a report
            extended = holders.apposition(parts[-1], after, stop) or holders.beyond_phrase(parts[-1], after, stop)
            if extended:
                parts[-1], after = extended
        return parts, after

    def _issued(self, i: int, k: int) -> int:
        """Behind a statement at ``i`` the token at which its issuer begins («بيان صادر عن الجيش»), else 0."""
        head, link = self.head(i), self.doc.hit(k, "boundary")
        issues = head is not None and head.cls in _ISSUED
        return link.j if issues and link and link.reading.sense.cls == "issued" else 0

    def _called(self, k: int, stop: int) -> Part | None:
        """The name a group gives itself («جماعة غير معروفة تطلق على نفسها «كذا»»), between quotation marks."""
        for m in range(k, min(stop, k + _UNTIL_CALLED)):
            link = self.doc.hit(m, "boundary")
            if link and link.reading.sense.cls == "called":
                quote = self.quotes.get(link.j)
                return (quote.i, quote.j) if quote and not quote.speech else None
            if self.doc.tokens[m].kind != "word" or "say" in self.doc.kinds[m]:
                return None
        return None

    def counted(self, k: int) -> int:
        """How many tokens of a count stand in front of people or bodies at ``k`` («ثلاثة شهود», «ثلاثة من السكان»)."""
        doc = self.doc
        if k + 2 >= len(doc.tokens):
            return 0
        number = doc.kinds[k].get("number")
        if doc.tokens[k].kind != "number" and (number is None or number.sense.cls not in _COUNTS):
            return 0
        skip = 2 if doc.form(k + 1) == "من" else 1
        head = doc.kinds[k + skip].get("source_head")
        people = head is not None and head.sense.cls in _COUNTED and head.pro in ("", "ال")
        return skip if people else 0

    def _seated(self, i: int, k: int) -> bool:
        """Whether «في/من» at ``k`` tells what body the one named at ``i`` belongs to («العلاقات العامة في الحرس»)."""
        if self.doc.form(k) not in _OF or k + 1 >= len(self.doc.tokens) or self._venue(k + 1):
            return False
        head = self.head(k + 1)
        body = self.actors.get(k + 1)
        group = (body is not None and body.named) or (head is not None and head.cls == "body")
        return group and self.head(i) is not None and "time" not in self.doc.kinds[k + 1]

    def _name(self, i: int, stop: int, *, whole: bool = False) -> tuple[int, bool]:
        """Where the name from ``i`` ends, and whether another is joined to it by «و»."""
        doc = self.doc
        count = self.counted(i)
        start, i = i, i + count
        head = self.head(i)
        open_head = whole or (head is not None and "needs_in" in head.feats)
        k = i
        limit = min(stop, i + LONGEST)
        while k < limit:
            token = doc.tokens[k]
            if token.kind == "punct":
                jump = self._quoted(k, i)
                if not jump:
                    break
                if k == i and jump < limit and not self.joins.source(jump) and self._definite_object(jump):
                    return jump, False
                k = jump
                continue
            phrase = self._whole(k, first=k == i)
            if phrase:
                k = phrase
                continue
            if token.kind == "break" or (token.kind == "number" and k == i):
                break
            if k > i and self.joins.another(k, i):
                return k, True
            if self.ends(k, i, open_head):
                break
            k = self._step(k, limit)
            if self.glued_end(k - 1):
                break
        return (k, False) if k > i else (start, False)

    def _whole(self, k: int, *, first: bool) -> int:
        """The token after a phrase of several words that is a name or heads one («وكالة أنباء»), 0 if there is none.

        The first word of a name may carry the preposition before it («وفقا لوكالة أنباء»).
        """
        for kind in ("source_name", "source_head"):
            hit = self.doc.hit(k, kind)
            if hit and hit.j > k + 1 and (first or not hit.reading.pro):
                return hit.j
        return 0

    def _step(self, k: int, limit: int) -> int:
        """Past the word, or past the whole actor's name that begins with it."""
        names = (self.doc.hit(k, "actor_name"), self.doc.hit(k, "source_name"), self.doc.hit(k, "place_name"))
        end = max([k + 1, *(name.j for name in names if name)])
        actor = self.actors.get(k)
        if actor and actor.j > end and actor.named:
            end = actor.j
            last = self.doc.kinds[end - 1].get("boundary")
            end -= bool(last and last.sense.cls == "end")  # «نفت الجماعة المسؤولية», "denied responsibility"
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
        close = {"(": ")", "[": "]"}.get(self.doc.form(k))
        if close:
            for m in range(k + 1, min(k + 2 + NAME_LIMIT, len(self.doc.tokens))):
                if self.doc.form(m) == close:
                    return m + 1
        return 0

    def _definite_object(self, k: int) -> bool:
        """«تنفي «قسد» المعلومات»: behind a name in quotation marks a definite noun is what the verb is of."""
        return self.doc.form(k).startswith("ال") and "hearsay" in self.doc.kinds[k]

    def ends(self, k: int, i: int, open_head: bool) -> bool:
        """Whether the word at ``k`` cannot belong to the name begun at ``i``.

        ``open_head`` says that the name's head takes «في/من» («مصدر في الشرطة»).
        """
        token = self.doc.tokens[k]
        hit = self.doc.hit(k, "boundary")
        boundary = hit.reading if hit else None
        if boundary is None:
            if token.text.startswith(_GLUED):
                return True
        elif not self._man_named_ali(k, i):
            cls = boundary.sense.cls
            if cls in ("that", "end", "issued", "called") and "ال" not in boundary.pro:
                return token.form not in _DEMONSTRATIVES or k != i + 1
            if cls == "in":
                return k == i or not open_head or self._venue(k + 1) or self._deed(k + 1)
            if cls == "same":
                return False
        if k > i and token.text.endswith(_TANWIN) and not self.doc.tokens[i].text.endswith(_TANWIN):
            return True  # «تبنى الفصيل هجوماً»; «لكن مصدراً عسكرياً» is in the accusative from its head on
        if k > i and (self._objects(k) or self._noun_of_deed(k) or self._done_to(k)):
            return True
        within = k > i + 1 and is_inside(self.doc, k - 1) and boundary is None  # judged at the preposition
        return self._says(k, i) or (not within and self._content(k, k > i)) or self._joint(k, i, open_head)

    def given_name(self, k: int) -> bool:
        """Whether a man or woman is named at ``k``, where «أم» of a town is no mother («جنوبي أم درمان»)."""
        kinds = self.doc.kinds
        if "given_name" not in kinds[k]:
            return False
        direction = kinds[k - 1].get("place_class") if k else None
        return not (direction and direction.sense.cls == "direction")

    def _deed(self, k: int) -> bool:
        """Whether what happened is named at ``k`` («من مجزرة»); «حملة «كذا»» with its name is a body, «تدمر» a town."""
        if k >= len(self.doc.tokens) or self.doc.hit(k, "place_name"):
            return False
        quote = self.quotes.get(k + 1)
        return self._content(k, False) and (quote is None or quote.speech)

    def _objects(self, k: int) -> bool:
        """«وصف ناشطون الوضع»: no definite word belongs to a plural that has its nun and no article."""
        before, head = self.doc.form(k - 1), self.head(k - 1)
        plural = before.endswith(("ون", "ين")) and not before.startswith("ال")
        people = plural and head is not None and head.cls in ("person", "official")
        return people and self.doc.form(k).startswith("ال")

    def _definite(self, k: int) -> bool:
        """Whether the word at ``k`` is made definite by its article or a pronoun («مراسلنا», "our correspondent")."""
        return self.doc.form(k).startswith("ال") or self.doc.form(k).endswith("نا")

    def _noun_of_deed(self, k: int) -> bool:
        """«نفى قائد الشرطة استخدام الرصاص»: behind a definite word a bare verbal noun (form VII, VIII or X) or a noun
        with a pronoun («علاقته», "his relation") is no part of the name.
        """
        form = self.doc.form(k)
        if not self._definite(k - 1) or not _NAMES_AND_PEOPLE.isdisjoint(self.doc.kinds[k]):
            return False
        shaped = len(form) >= 6 and form[-2] == "ا" and (form.startswith(("است", "ان")) or form[2] == "ت")
        return (shaped and form.startswith("ا") and form[1] != "ل") or self._with_pronoun(k)

    def _done_to(self, k: int) -> bool:
        """«أعلن متحدث باسم الجيش القضاء على»: a deed with its article and «على» or «إلى» is what was announced."""
        if not self.doc.form(k).startswith("ال") or k + 1 >= len(self.doc.tokens) or not self._definite(k - 1):
            return False
        deed = self.doc.hit(k, "trigger") or self.doc.hit(k, "speech_content") or self.doc.form(k) in _DONE
        return bool(deed) and self.doc.form(k + 1) in _DONE_TO and self.head(k) is None

    def _with_pronoun(self, k: int) -> bool:
        """A pronoun on a noun without article («مواطنيها», "its citizens")."""
        form = self.doc.form(k)
        return len(form) > 4 and not form.startswith("ال") and self.doc.tokens[k].text.endswith(_WITH_PRONOUN)

    def _says(self, k: int, i: int) -> bool:
        """A verb of saying, or «قوله»."""
        say = self.doc.hit(k, "say")
        if say is None or "ال" in say.reading.pro:
            return False
        sense = say.reading.sense
        if sense.pos == "verb":  # behind a verb of saying one with «و» goes on («نفت ووصفت»), one without is a man
            return (k > i or say.reading.pro.startswith("و")) and not self.head(k)
        if sense.pos == "participle":  # «المتحدث مؤكدا», "the spokesman, affirming"
            return k > i and self.doc.form(k).endswith("ا") and not self.head(k)
        return "carry" in sense.feats and sense.pos == "noun"

    def _joint(self, k: int, i: int, open_head: bool) -> bool:
        """A preposition that joins something else to the verb: the medium spoken to, a further source, what is said."""
        if k == i and self.doc.form(k) == "ل":
            return True
        if k > i and (self._addressed(k, i) or self.doc.hit(k, "source_cue")):
            return True
        if not self.with_b(k):
            return False
        # «مصدر بالمقاومة», «مسؤول بوزارة الصحة», "a source in the ...", but «أفاد مصدر بمقتل», "reported the killing".
        kinds = self.doc.kinds[k]
        inside = open_head and k > i and (self.doc.form(k).startswith("بال") or not _BODIES.isdisjoint(kinds))
        return not (inside and _EVENTS.isdisjoint(kinds))

    def _man_named_ali(self, k: int, i: int) -> bool:
        """«علي» right behind the verb and written with a final yaa is a man, not «على»."""
        token = self.doc.tokens[k]
        return (
            token.form == "علي" and token.text.endswith("ي") and (k == i or not self.doc.kinds[k - 1].get("boundary"))
        )

    def _venue(self, k: int) -> bool:
        if k >= len(self.doc.tokens):
            return True
        kinds = self.doc.kinds[k]
        boundary, time = kinds.get("boundary"), kinds.get("time")
        day = time is not None and time.sense.cls == "ordinal"  # «في الرابع عشر من الشهر», on the fourteenth
        return day or bool(boundary and boundary.sense.cls in ("venue", "end"))

    def _content(self, k: int, inside: bool) -> bool:
        """A verbal noun that begins what is announced («مقتل»); with the article it may stand in a name."""
        reading = self.doc.kinds[k].get("speech_content")
        if reading is None or "ال" in reading.pro or "لل" in reading.pro:
            return self._happening(k, inside)
        return not self.head(k) or (inside and reading.sense.cls in ("media", "figure"))

    def _happening(self, k: int, inside: bool) -> bool:
        """A bare word for a happening that cannot be part of the name: it opens it, or follows a definite word.

        «أعلنت قصفا» names nobody; in «أعلنت اللجنة الأمنية محاصرة» the siege is no part of the committee.
        """
        kinds = self.doc.kinds[k]
        trigger = kinds.get("trigger") or (kinds.get("casualty") if inside else None)
        if trigger is None or trigger.pro or not _OPENS_NAME.isdisjoint(kinds) or k in self.actors:
            return False
        # «قال ناشطون داهمت دورية», "activists said a patrol raided", where «إن» is left out.
        if "trigger" not in kinds and self.doc.form(k - 1).endswith("ون"):
            return True  # «أظهر ما نشره متطوعون جثثا», "volunteers", then what was shown
        return not inside or trigger.sense.pos == "verb" or self._definite(k - 1) or self._closes_medium(k)

    def _closes_medium(self, k: int) -> bool:
        """Whether the name of a medium ends before ``k`` («شاهد مراسل فرانس برس جثثا», "saw bodies")."""
        names = [self.doc.hit(m, "source_name") for m in range(max(0, k - 3), k)]
        return any(name and name.j == k for name in names)

    def with_b(self, k: int, *, loose: bool = False) -> bool:
        """«بـ» on a known word: the name is over («بمقتل», "of the killing"); ``loose`` takes unknown words too."""
        form = self.doc.form(k)
        if not form.startswith("ب") or form == "باسم":
            return False
        if k and self.doc.tokens[k].start == self.doc.tokens[k - 1].end and self.doc.tokens[k - 1].kind == "word":
            return True  # a space was lost («مراسل القناةبسماع دوي»): what was a word of its own is no name
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
            return head.sense.cls == "outlet" or (
                head.sense.cls == "person" and writer is not None and writer.cls != "body"
            )
        if form.startswith("لل"):
            return form.startswith(("للصح", "للاعلام"))
        actor = kinds.get("actor_head") or kinds.get("actor_name")
        return not (actor and actor.pro == "ل") and bool(kinds) and all(r.pro.startswith("ل") for r in kinds.values())

    def head(self, k: int) -> Sense | None:
        """The sense of a source head at ``k`` («مصدر», «متحدث»), or None."""
        return head_at(self.doc, k)
