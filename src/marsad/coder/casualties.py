"""Casualty counts: who was killed, injured, captured, went missing or had to flee, and how many.

The text is walked once. A word of harm opens a frame: a verbal noun («مقتل», killing) with its victims behind it, a
verb with them behind or before it, a counted noun («قتلى», dead) that is its own frame, or a phrase that denies any.
Victims come in chains («ثلاثة جنود وأربعة مدنيين») and with parts («بينهم طفلان», among them two children).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from marsad.coder.casualty_counted import Counted
from marsad.coder.casualty_counts import Counts
from marsad.coder.casualty_frames import Frame, joined, read_frame, takes_subject
from marsad.coder.casualty_people import read_people
from marsad.coder.casualty_phrase import People
from marsad.coder.casualty_subjects import Subjects, number_up_to
from marsad.coder.casualty_tolls import Tolls
from marsad.coder.casualty_victims import LIVES, LIVES_WINDOW, Victims
from marsad.coder.casualty_words import HARM, NUMBER, PEOPLE, TOLL, openings, reading_at, word_list
from marsad.coder.document import Document
from marsad.coder.ranges import CountPhrase, Phrase
from marsad.model import CasualtyKind
from marsad.text.numbers import is_number_start
from marsad.text.tokens import Token

_LAID_OUT: Final = word_list("laid_out")
_AS_MANY: Final = word_list("as_many")
_NUMBERS: Final = word_list("numbers")
_SAME: Final = word_list("same")
_WOUNDS: Final = word_list("wounds")
_OPENS_SUBJECT: Final = word_list("opens_subject")
_LIMBS: Final = word_list("limbs")
_HIM: Final = frozenset({"ه", "ها"})
_THEM: Final = frozenset({"هم", "هما", "هن"})
_HIMSELF: Final = frozenset({"هو", "هي"})
_OF_THEM: Final = frozenset({CasualtyKind.KILLED, CasualtyKind.CAPTURED})


def find_casualties(doc: Document, mentions: Sequence[Phrase]) -> list[CountPhrase]:
    """Every casualty count of ``doc`` in the order of the text; ``mentions`` name the groups where they can."""
    at: dict[int, Phrase] = {}
    for phrase in mentions:
        if phrase.kind == "actor" and (phrase.i not in at or phrase.j > at[phrase.i].j):
            at[phrase.i] = phrase
    victims, counts = Victims(doc, at), Counts(doc)
    counted = Counted(doc, at, victims, counts)
    return _Finder(doc, at, victims, Subjects(doc, at), counts, counted, Tolls(doc, at, victims, counts, counted)).run()


@dataclass(slots=True)
class _Finder:
    doc: Document
    mentions: dict[int, Phrase]
    victims: Victims
    subjects: Subjects
    counts: Counts
    counted: Counted
    tolls: Tolls
    sent: int = -1

    def run(self) -> list[CountPhrase]:
        can = openings(self.doc)
        for i, phrase in self.mentions.items():
            if phrase.cls == "person":
                can[i] |= PEOPLE
        free = 0
        for i in [i for i, what in enumerate(can) if what]:
            if i >= free:
                free = self._step(self.doc.tokens[i], can[i])
        self.counts.settle()
        return self.counts.found

    def _step(self, token: Token, can: int) -> int:
        """The token to go on at."""
        if token.sent != self.sent:
            self.sent = token.sent
            self.counts.new_sentence()
        end = self.tolls.read(token.i) if can & TOLL else 0
        end = end or (self._harm_word(token.i) if can & HARM else 0)
        if end or (can == NUMBER and not is_number_start(self.doc.tokens, token.i)):
            return end
        return self._people(token.i)

    def _harm_word(self, i: int) -> int:
        frame = read_frame(self.doc, i)
        return self._run_frame(frame) if frame is not None else 0

    def _people(self, i: int) -> int:
        """A count whose verb is still to come, or a counted noun."""
        people = read_people(self.doc, i, self.mentions)
        if people is None:
            return self._wounded(i)
        end = self.tolls.in_brackets(people)
        if end:
            return end
        subject = self._is_subject(people)
        one = people.held and people.high == 1 and not people.definite and self.doc.form(people.i - 1) in _OPENS_SUBJECT
        if one or (subject and people.held and people.numbered):  # «30 رهينة قتلوا», «إن معتقلا توفي»: the fate follows
            people.kind = None
        if people.kind is not None:
            return self.counted.read(people)
        if people.part and self.counts.last and not subject:
            self.counts.put(people, [self.counts.last[-1].kind], "part", part=True)
        else:
            people.part = people.part and not subject
            self.counts.wait(people)
        return people.j

    def _wounded(self, i: int) -> int:
        """«إصابة 7 بالرصاص والعشرات بالاختناق»: a bare number joined on, how they were hurt; the token to go on at."""
        if not self.counts.last or not self.doc.form(i).startswith("و") or not is_number_start(self.doc.tokens, i):
            return i + 1
        people = read_people(self.doc, i, self.mentions, governed=True)
        if people is None or not people.bare or self.doc.form(people.j) not in _WOUNDS:
            return i + 1
        self.counts.put(people, [CasualtyKind.INJURED], "wounds")
        return people.j

    def _is_subject(self, people: People) -> bool:
        """Whether a verb in the plural right behind says what befell the people: «13 منهم وقعوا في الأسر»."""
        frame = read_frame(self.doc, people.j)
        if frame is None or frame.pro or not takes_subject(frame) or self.victims.has_object(frame):
            return False
        return self.doc.form(frame.i).endswith(("وا", "ا"))

    def _run_frame(self, frame: Frame) -> int:
        if frame.cls == "verb" and frame.enc and not self.victims.has_object(frame):
            return self._object_pronoun(frame)
        alone = takes_subject(frame) and "civil" not in frame.feats
        subject = self.subjects.one_before(frame, self.counts.pending) if alone else None
        if subject is not None:
            self.counts.put(subject, frame.kinds, "pronoun" if subject.lemma == "pronoun" else "subject")
            self.counts.pending = []
            return frame.j
        if self.victims.follows_subject(frame) and self._put_before(frame):
            return frame.j
        same = self._as_many_end(frame.j)
        if same and self.counts.last_people is not None:
            return self._as_many(self.counts.last_people, frame, same)
        people = None if self._adjoins(frame) else self.victims.behind(joined(self.doc, frame))
        if people is None:
            return self._subject_before(frame)
        if frame.cls == "met" and not self.victims.meets_fate(people, frame.kinds[0]):
            return frame.j
        return self._put_behind(people, frame) if self._tells_number(people, frame) else people.j

    def _as_many_end(self, k: int) -> int:
        """The token after «مثلهم» (as many as they) or «عدد مماثل» (the same number) at ``k``, or 0."""
        if self.doc.form(k) in _AS_MANY:
            return k + 1
        return k + 2 if self.doc.form(k) in _NUMBERS and self.doc.form(k + 1) in _SAME else 0

    def _as_many(self, before: People, frame: Frame, end: int) -> int:
        """«قتل ستون شخصا وجرح مثلهم»: as many as were counted last."""
        people = replace(before, i=frame.j, j=end, pro="", part=False)
        self.counts.put(people, frame.kinds, "as_many")
        return people.j

    def _adjoins(self, frame: Frame) -> bool:
        """Whether the people right before the verb are its subject and its victims."""
        before = self.counts.pending[-1][0] if self.counts.pending else None
        if (
            before is None
            or before.j != frame.i
            or before.definite
            or before.pro[:1] in ("ل", "ب")
            or not takes_subject(frame)
        ):
            return False
        # «قتل جندي وأصيب ستة»: a clause of its own; «مسلحين اختطفوا 11 عاملا»: the subject did it
        return frame.pro not in ("و", "ف") and not self.victims.has_object(frame)

    def _put_behind(self, people: People, frame: Frame) -> int:
        """Put the victims behind the word of harm, and those joined to them."""
        self._settle(frame)
        chain = self.victims.chain(people)
        if "causes" in frame.feats:
            self._said_behind(chain[-1])
        if people.lemma == "pronoun":  # «أطلقوا النار على بائع، ما أدى إلى مقتله»
            chain[0] = self.counts.waiting_one(frame.i, known=False) or people
        if frame.kinds[0] is CasualtyKind.MISSING:
            frame.kinds = [self._what_was_lost(frame, chain)]
        for one in chain:
            kinds = frame.kinds
            if one.kind is not None and (frame.cls == "fall" or "causes" in frame.feats or one is not people):
                kinds = [one.kind]
            self.counts.put(one, kinds, self._rule(one, frame))
        self.counts.share_group(chain)
        self.counts.pending = []
        return max(chain[-1].j, frame.j)

    def _said_behind(self, people: People) -> None:
        """«أوقعت ثلاثة عمال جرحى», left three workers injured: what befell them stands behind them."""
        said = reading_at(self.doc, people.j, "casualty")
        if said is not None and "counted" in said.sense.feats and not said.pro:
            people.kind, people.j = CasualtyKind(said.sense.cls), people.j + 1

    def _settle(self, frame: Frame) -> None:
        """«مقتل 170 جنديا، و345 من …، وأسر 150»: those joined to the last count are its own."""
        waiting = self.counts.pending
        if waiting and "،" in (self.doc.form(k) for k in range(waiting[0][0].i - 1, frame.i)):
            self.counts.settle()

    def _object_pronoun(self, frame: Frame) -> int:
        """«فقتلاه», «أردوه قتيلا»: one person. «احتجزوهم», «قتلهم»: they are counted where they were told of."""
        end = frame.j + (self.doc.form(frame.j) in _LAID_OUT)
        if frame.enc in _THEM and "near" not in frame.feats and frame.kinds[0] in _OF_THEM:
            meant = self.counts.waiting_number(frame.i)
            if meant is not None:
                self.counts.put(meant, frame.kinds, "pronoun")
        elif frame.enc in _HIM:
            self._one_pronoun(frame, end)
        return end

    def _one_pronoun(self, frame: Frame, end: int) -> None:
        """«قتلوه», «اعتقلته»; and those who were with him: «قتلته مع زوجته و12 آخرين», «أصابته هو واثنين»."""
        him = People(frame.i, frame.j, 1, 1, lemma="pronoun")
        meant = self.counts.waiting_one(frame.i) if frame.enc == "ه" else None
        if meant is not None and frame.kinds[0] in _OF_THEM:
            self.counts.put(meant, frame.kinds, "pronoun")
        elif frame.enc == "ه" and frame.kinds[0] is CasualtyKind.KILLED:
            self.counts.put(him, frame.kinds, "pronoun")
        him.j = end + (self.doc.form(end) in _HIMSELF)
        for people in self.victims.chain(him)[1:] if self.doc.form(him.j) != "،" else ():
            if people.numbered or people.other or not people.definite:
                self.counts.put(people, frame.kinds, "pronoun")

    def _tells_number(self, people: People, frame: Frame) -> bool:
        """Not «نزح السكان» (the inhabitants fled) nor «القبض على المهاجمين»: how many is told elsewhere, if at all."""
        if people.numbered or not people.plural or people.high is not None:
            return True
        if frame.kinds[0] is CasualtyKind.DISPLACED or people.held or "imperfect" in frame.feats:
            return False  # «احتجاز رهائن», a hostage-taking
        return not people.definite or people.kind is not None or frame.cls == "fall"

    def _what_was_lost(self, frame: Frame, chain: Sequence[People]) -> CasualtyKind:
        """«فقد … حياتهم», their lives; «فقد مزارع ساقه», his leg; else the people themselves are what was lost."""
        if any(self.doc.form(k) in _LIMBS for k in range(chain[-1].j, chain[-1].j + LIVES_WINDOW)):
            return CasualtyKind.INJURED
        return CasualtyKind.KILLED if self._lost(frame, chain) else CasualtyKind.MISSING

    def _lost(self, frame: Frame, chain: Sequence[People]) -> bool:
        """«فقد أربعة حياتهم», four lost their lives; «فقد الجيش عشرة جنود», the army lost ten."""
        own = frame.cls == "verb" and chain[0].fighter and chain[0].numbered
        end = chain[-1].j  # «فقد ثلاثة من حراس صوامع الحبوب حياتهم»: the guards' silos stand between
        return own or any(self.doc.form(k) in LIVES for k in range(end, end + LIVES_WINDOW))

    def _rule(self, people: People, frame: Frame) -> str:
        if people.person or people.lemma == "pronoun":
            return "person" if people.person else "pronoun"
        return "definite" if people.definite and not people.numbered else frame.rule

    def _subject_before(self, frame: Frame) -> int:
        """«إن 13 شخصا قتلوا»: the victims stand before the verb."""
        if frame.cls not in ("verb", "met", "fall") or not takes_subject(frame):
            return frame.j
        fled = "back" in frame.feats and frame.kinds[0] is CasualtyKind.DISPLACED
        plural = fled or "3mp" in frame.feats or ("civil" in frame.feats and self.doc.form(frame.i).endswith("وا"))
        if not self._put_before(frame) and plural:
            bare = number_up_to(self.doc, frame.i)
            if bare:
                self.counts.put(bare, frame.kinds, "subject")
        return frame.j

    def _put_before(self, frame: Frame) -> bool:
        """Put those who wait for the verb; whether there were any."""
        if frame.cls == "met" and not self.victims.fate_from(frame.j, frame.kinds[0]):
            return False
        chosen = self.subjects.before(frame, self.counts.pending) if self.counts.pending else []
        for people, part in chosen:
            self.counts.put(people, frame.kinds, "subject", part=part)
        if chosen:
            self.counts.pending = []
        return bool(chosen)
