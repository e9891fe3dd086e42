"""The victims before a verb: its subject, and those whom it means by a pronoun."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from marsad.coder.casualty_frames import PLURAL, Frame
from marsad.coder.casualty_groups import STOPS, MentionsAt
from marsad.coder.casualty_people import read_people
from marsad.coder.casualty_phrase import People
from marsad.coder.casualty_words import word_list
from marsad.coder.document import Document
from marsad.model import CasualtyKind
from marsad.text.numbers import NumberPhrase, is_number_start, read_number

SHORTEST_NOUN: Final = 4  # letters
TEN: Final = 10  # up to it the counted stand in the plural, above it in the singular
BEFORE_WINDOW: Final = 16  # tokens before a verb in which its subject may stand
PERSON_WINDOW: Final = 8  # tokens between somebody named and the verb of his death
_THAT: Final = word_list("that") | {"", ":", ".", "،", "\n"}
_OPENS_SUBJECT: Final = word_list("opens_subject")
_OPENS_HEADLINE: Final = frozenset({"", ":", "\n"})
_REPORTED: Final = word_list("reported")
_INSIDE: Final = word_list("inside")
_RELATIVES: Final = word_list("relatives")
_ORIGINS: Final = frozenset({"nationality", "place_adjective"})  # «نوبي», Nubian
_CLAUSE_VERBS: Final = frozenset({"casualty", "trigger", "say"})
_OF_ONE: Final = frozenset({CasualtyKind.KILLED, CasualtyKind.INJURED})
_PRONOUNS: Final = word_list("pronouns")
SUBJECT_WINDOW: Final = 22  # tokens between a single victim and the verb, in «إن جنديا من … قتل»
_FILLERS: Final = word_list("fillers")


@dataclass(frozen=True, slots=True)
class Subjects:
    """Reads the victims who stand before a verb of harm."""

    doc: Document
    mentions: MentionsAt

    def before(self, frame: Frame, pending: list[tuple[People, bool]]) -> list[tuple[People, bool]]:
        """Of the people read before a verb (and whether each is a part), those who are its subject."""
        doc = self.doc
        pending = self._since_that(pending, frame.i)
        heads = [one for one in pending if not one[1]]
        if not heads or frame.i - pending[-1][0].j > BEFORE_WINDOW:
            return []
        if "civil" in frame.feats and not self._may_have_fled(heads[-1][0], frame):
            return []
        plural = bool(PLURAL & frame.feats) or doc.form(frame.i).endswith(("وا", "ا"))
        plural = plural or ("back" in frame.feats and pending[-1][0].plural) or "civil" in frame.feats
        gap = frame.i - pending[-1][0].j
        if not plural and heads[-1][0].person and heads[-1][0] is pending[-1][0] and gap <= PERSON_WINDOW:
            reported = any(doc.form(k) in _REPORTED for k in range(heads[-1][0].j, frame.i))
            return [] if reported else heads[-1:]
        if not plural and (gap > 2 or any(one[0].plural and not one[0].numbered for one in heads)):
            return []
        if plural and not any(one[0].plural for one in heads) and len(heads) < 2:
            return []
        chain: list[tuple[People, bool]] = []
        for people, part in reversed(pending):
            if chain and not chain[-1][1] and not chain[-1][0].pro.startswith("و"):
                break
            chain.append((people, part))
        first = chain[-1][0]
        if not first.plural and not first.numbered and doc.form(first.i - 1) not in _THAT:
            return []
        dual = {"3md", "3fd"} & frame.feats and not first.numbered and doc.form(first.j - 1) != "الاقل"
        if dual and len(chain) == 1:
            first.low = first.high = 2  # «ناشطين قتلا»: the verb is dual
            first.numbered = True
        return [one for one in reversed(chain) if not one[0].definite or one[0].numbered or one[0].title]

    def _since_that(self, pending: list[tuple[People, bool]], j: int) -> list[tuple[People, bool]]:
        """«قال ناشطون إن العشرات احتجزوا»: those before «إن» (that) said so, and are no subject of what is said."""
        start = pending[0][0].j if pending else j
        that = max((k for k in range(start, j) if self.doc.form(k) in _OPENS_SUBJECT), default=0)
        return [one for one in pending if one[0].i > that] if that else pending

    def _may_have_fled(self, people: People, frame: Frame) -> bool:
        """«مئات العائلات لجأت»; not «ناشط … عبر سكايب» (via Skype): no subject before the masculine singular."""
        return may_flee(people) and self.doc.form(frame.i).endswith(("وا", "ت"))

    def one_before(self, frame: Frame, pending: list[tuple[People, bool]]) -> People | None:
        """The one person who is the subject of a verb in the singular, told before it or meant by a pronoun."""
        return self._single_subject(frame, pending) or self._pronoun_subject(frame) or self._told_on(frame, pending)

    def _told_on(self, frame: Frame, pending: list[tuple[People, bool]]) -> People | None:
        """«أطلقوا النار على شاب، فأصيب في ساقه»: «ف» (and so) goes on with the one told of last."""
        goes_on = frame.pro == "ف" or self.doc.form(frame.i - 1) == "ثم"
        if frame.cls != "verb" or PLURAL & frame.feats or not goes_on or not pending or not self._nothing_behind(frame):
            return None
        if self.doc.form(frame.j) == "من" and self.doc.form(frame.j + 1) in _INSIDE:  # «فقتل من فيها», who were in it
            return None
        people, part = pending[-1]
        one = people.high == 1 and not part and not people.plural and people.kind is None and people.pro != "و"
        return people if one and frame.i - people.j <= PERSON_WINDOW else None

    def _single_subject(self, frame: Frame, pending: list[tuple[People, bool]]) -> People | None:
        """The one person in «إن جنديا من … قُتل في …»: subject first, a single verb, no object behind it."""
        doc = self.doc
        if frame.cls != "verb" or PLURAL & frame.feats or not self._nothing_behind(frame):
            return None
        if doc.form(frame.i).endswith("ا"):  # «إن جنديا وامرأة فارقا الحياة»: two are the subject
            return None
        for people, part in reversed(pending):
            if part or people.plural or people.high != 1 or frame.i - people.j > SUBJECT_WINDOW:
                continue
            headline = "back" in frame.feats and doc.form(people.i - 1) in _OPENS_HEADLINE  # «النجف: حارس … لقي مصرعه»
            if (headline or doc.form(people.i - 1) in _OPENS_SUBJECT) and not self._other_verb(people.j, frame.i):
                return people
        return None

    def _pronoun_subject(self, frame: Frame) -> People | None:
        """«أضاف أنه قُتل في …», added that he was killed: one person, told of before."""
        if frame.cls != "verb" or frame.kinds[0] not in _OF_ONE or not {"3ms", "3fs"} & frame.feats:
            return None
        if self.doc.form(frame.i - 1) not in _PRONOUNS or not self._nothing_behind(frame):
            return None
        return People(frame.i, frame.j, 1, 1, lemma="pronoun")

    def _nothing_behind(self, frame: Frame) -> bool:
        form = self.doc.form(frame.j)
        people = read_people(self.doc, frame.j, self.mentions)
        if people is not None and people.numbered and not people.pro:  # «قال إنه قتل تسعين مسلحا»: the subject did it
            return False
        if frame.j < len(self.doc.tokens) and "time" in self.doc.kinds[frame.j]:
            return True
        if not form or is_number_start(self.doc.tokens, frame.j):
            return not form
        if form in _FILLERS or form == "اصابه":  # «مات جوعا», of hunger; «أصيب إصابة طفيفة», slightly
            return True
        return form in STOPS or self.doc.tokens[frame.j].kind != "word" or form[0] in "بل"

    def _other_verb(self, i: int, j: int) -> bool:
        """Whether another verb, outside a relative clause, or reported speech stands between."""
        doc = self.doc
        for k in range(i, j):
            if doc.form(k) in _REPORTED:
                return True
            if doc.form(k - 1) in _RELATIVES:
                continue
            if any(r.sense.pos == "verb" and kind in _CLAUSE_VERBS for kind, r in doc.kinds[k].items()):
                return True
        return False


def may_flee(people: People) -> bool:
    """Whether a word of other senses too («عبر», crossed) tells of flight: not of fighters or the wounded."""
    return people.numbered and not people.fighter and people.kind is None


def number_up_to(doc: Document, j: int) -> People | None:
    """«55 ألفا نزحوا»: a number alone that ends before token ``j``."""
    for i in range(max(0, j - 6), j):
        number = read_number(doc.tokens, i)
        if number is None or (number.low or 0) < 2:
            continue
        if number.j == j and number.low != 2:
            return People(i, j, number.low, number.high, numbered=True, bare=True)
        if number.j == j - 1 and _counted_noun(doc, j - 1, number):
            group = doc.mention(j - 1, j, "casualties:unknown_noun")
            return People(i, j, number.low, number.high, group, numbered=True, pro=number.pro)
    return None


def _counted_noun(doc: Document, k: int, number: NumberPhrase) -> bool:
    """Whether an unknown word, or one for where people are from, is what a number counts: «11 نوبيا قتلوا»."""
    form = doc.form(k)
    ending = "ين" if number.low is not None and number.low <= TEN else "ا"
    return doc.is_word(k) and _ORIGINS.issuperset(doc.kinds[k]) and len(form) > SHORTEST_NOUN and form.endswith(ending)
