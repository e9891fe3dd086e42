"""The victims behind a word of harm: where they stand in the clause, and what is joined to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from marsad.coder.casualty_chains import Chains
from marsad.coder.casualty_frames import PLURAL, Frame, is_among, read_frame, takes_subject
from marsad.coder.casualty_groups import QUOTES, STOPS, MentionsAt
from marsad.coder.casualty_people import read_people
from marsad.coder.casualty_phrase import People
from marsad.coder.casualty_subjects import may_flee
from marsad.coder.casualty_words import hit_at, one_of, reading_at, word_list
from marsad.coder.document import Document
from marsad.model import CasualtyKind
from marsad.text.numbers import is_number_start, read_number

SUSPICION_WINDOW: Final = 7  # tokens from «يشتبه» (are suspected) to the body they may be of
TIME_WINDOW: Final = 5  # tokens of a time between commas
_TIMES: Final = frozenset({"time", "weekday", "month", "measure"})
LONGEST_THING: Final = 3  # words of what brought a toll about
SHORTEST_OBJECT: Final = 3  # letters
VERB_WINDOW: Final = 14  # tokens behind a verb in which its victims may stand
NOUN_WINDOW: Final = 7  # tokens behind a verbal noun, when an agent stands between
FALL_WINDOW: Final = 5  # tokens behind «سقط», fell
ADVERB_WINDOW: Final = 4  # tokens that may tell how or where between a verb of death or flight and its victims
_SUBORDINATORS: Final = word_list("clause")
_CROWD: Final = word_list("crowd")
_ADVERBS: Final = word_list("adverbs")
_INSIDE: Final = word_list("inside")
_OF_ONE: Final = frozenset({CasualtyKind.KILLED, CasualtyKind.INJURED})
_AFTER: Final = frozenset({"بعد", "قبل"})
_SUSPECTED: Final = word_list("suspected")
_CAUSES: Final = word_list("causes")
_COURTS: Final = word_list("courts")
_WHEN: Final = frozenset({"في", "خلال"})  # «خسر في الأسبوع الماضي مئة مقاتل»
_OF_AGENTS: Final = word_list("of_agents")
_FELLED: Final = _OF_AGENTS | {"عندما", "حينما", "اثناء"}
_ON_THE_SPOT: Final = word_list("on_the_spot")
_SO_CALLED: Final = word_list("so_called")
_FILLERS: Final = word_list("fillers")
FATE_WINDOW: Final = 30  # tokens between those who met their death and «مصرعهم»
HOME_WINDOW: Final = 8  # tokens between those who came or left and «إلى مخيم» (to a camp)
LIVES: Final = word_list("lives")
LIVES_WINDOW: Final = 4  # tokens between those who lost them and «حياتهم»


@dataclass(frozen=True, slots=True)
class Victims:
    """Reads the victims around a word of harm."""

    doc: Document
    mentions: MentionsAt

    def behind(self, frame: Frame) -> People | None:
        """The victims behind a verb or verbal noun, or ``None``."""
        if frame.enc and frame.cls == "event":
            return self._object(frame) or self._pronoun(frame)
        if "back" in frame.feats:
            return None
        start = self._past_fillers(frame.j)
        people = self._readable(start, frame, governed=True)
        if people is not None and not self._fits(people, frame):
            people = None
        if people is not None and not self._may_be_agent(people, frame):
            return people
        if "near" in frame.feats:
            sure = people is not None and self._surely(people, frame)
            if sure:
                return people
            return self._behind_agent(frame) or self._behind_adverb(frame) or self._behind_preposition(frame)
        far = self._far_victims(start if people is None else people.j, frame)
        if "mourned" in frame.feats:
            known = people if people is not None and self._undefined_object(people) else far
            return known if known is not None and (known.person or known.numbered or self._one(known)) else None
        if far is not None and "civil" in frame.feats and not may_flee(far):
            return None
        if far is not None and not self._rather(people, far):
            return far
        return people if people is not None and self._passive_possible(frame, people) else None

    def _fits(self, people: People, frame: Frame) -> bool:
        """Not fighters who left; nor «أوقع قتلى», where the dead are a toll of their own."""
        if "civil" in frame.feats:
            return may_flee(people)
        return "causes" not in frame.feats or people.kind is None or people.numbered

    def _surely(self, people: People, frame: Frame) -> bool:
        """Whether a verb of other senses too is one of harm before ``people``."""
        if people.numbered or people.person or people.other or self.doc.form(people.j) in LIVES:
            return True
        if people.kind is not None or people.definite:
            return False
        if people.high == 1 and frame.kinds[0] is CasualtyKind.CAPTURED and self._owned(people.i):
            return True  # «أسر قائدهم»: no families of his
        did_it = "active" in frame.feats and self.doc.form(people.i).endswith("ان")  # «أسقطت مقاتلتان طائرة»
        return (people.low == people.high == 2 and not did_it) or self._undefined_object(people)

    def _owned(self, k: int) -> bool:
        """Whether a pronoun at the word ``k`` says whose man he is: «قائدهم», their commander."""
        hit = hit_at(self.doc, k, "person")
        return hit is not None and bool(hit.reading.enc)

    def _one(self, people: People) -> bool:
        """«نعت الوزارة جنديا», «نعت المديرية أحد عناصرها»: one of its own, by no name."""
        return self._undefined_object(people) or one_of(self.doc.form(people.i)) is not None

    def _undefined_object(self, people: People) -> bool:
        """Whether one person stands in the accusative («أسر المجاهدون جاسوسا»): an object, and no genitive."""
        form = self.doc.form(people.i)
        return people.high == 1 and not people.pro and form.endswith("ا") and len(form) > SHORTEST_OBJECT

    def _behind_agent(self, frame: Frame) -> People | None:
        """«أسرت القوات ثلاثة مسلحين», «خسر الجيش اثنين من جنوده»: a number right behind whoever did it or lost them."""
        agent = self.mentions.get(frame.j)
        if agent is None:
            return self._behind_thing(frame)
        if agent.cls == "person":
            return None
        for k in range(frame.j + 1, agent.j + 1):  # «خسرت القوات 12 من …»: the number looks like that of a unit
            people = self._readable(k, frame, governed=False)
            if people is None or people.kind is not None:
                continue
            if people.numbered or (k == agent.j and (people.title or self._undefined_object(people))):
                return None if "civil" in frame.feats and people.fighter else people
        return None

    def _behind_thing(self, frame: Frame) -> People | None:
        """«أوقع القصف الجوي تسعة مدنيين»: a number right behind what did it, one or two definite words."""
        if "active" not in frame.feats or "civil" in frame.feats:
            return None
        k = frame.j
        while k < frame.j + LONGEST_THING and self.doc.form(k).startswith("ال") and not self._stops_search(k):
            k += 1
        people = self._readable(k, frame, governed=False) if frame.j < k < len(self.doc.tokens) else None
        return people if people is not None and people.numbered else None

    def _behind_adverb(self, frame: Frame) -> People | None:
        """«قضى تحت التعذيب سبعة شبان», «لجأ إلى البلدة ألف شخص»: how or where stands first."""
        doc, civil = self.doc, "civil" in frame.feats
        if "intransitive" not in frame.feats and ("causes" in frame.feats or doc.form(frame.j) not in _WHEN):
            return None
        if not (civil or doc.form(frame.j) in _ADVERBS):
            return None
        people = None if doc.form(frame.i).endswith("وا") else self._far_victims(frame.j + 1, frame)
        if people is None or not people.numbered or people.kind is not None or people.i - frame.j > ADVERB_WINDOW:
            return None
        return None if civil and not may_flee(people) else people

    def _behind_preposition(self, frame: Frame) -> People | None:
        """«قضت مفرزة … على ثلاثة إرهابيين», «أودى لغم … بعامل»: whoever or whatever did it stands between."""
        doc = self.doc
        on = "on" in frame.feats
        if not on and "with" not in frame.feats:
            return None
        for k in range(frame.j, min(frame.j + VERB_WINDOW, len(doc.tokens))):
            if (doc.tokens[k].kind != "word" and doc.form(k) not in QUOTES) or doc.form(k) in _COURTS:
                return None
            if on and doc.form(k) == "علي":
                people = read_people(doc, k + 1, self.mentions, governed=True)
                return people if people is not None and not people.pro and people.numbered else None
            if doc.form(k) in _SUBORDINATORS or read_frame(doc, k) is not None:
                return None
            people = read_people(doc, k, self.mentions) if not on and doc.form(k).startswith("ب") else None
            if people is not None and people.pro == "ب" and people.kind is None and people.high != 0:
                return people if people.numbered or not people.definite else None
        return None

    def _rather(self, people: People | None, far: People) -> bool:
        """«قتلت الطفلة … برصاص قناص»: one civilian right behind the verb, before somebody farther off."""
        return people is not None and not people.fighter and not people.plural and not far.numbered and not far.person

    def _past_fillers(self, start: int) -> int:
        """«مقتل كل من …» (of both), «مقتل ما يسمى …» (the so-called)."""
        doc = self.doc
        while doc.form(start) in QUOTES or (doc.form(start) in _FILLERS and doc.form(start + 2) not in _INSIDE):
            start += 2 if doc.form(start + 1) == "من" else 1
        if doc.form(start) == "،" and self._person_at(start + 1):  # «أكدت مقتل، سامر نوري، في …»
            start += 1
        if doc.form(start) == "ما" and doc.form(start + 1) in _SO_CALLED:
            start += 2
            while doc.form(start) in QUOTES:
                start += 1
        return start

    def _person_at(self, k: int) -> bool:
        phrase = self.mentions.get(k)
        return phrase is not None and phrase.cls == "person" and not phrase.prep

    def follows_subject(self, frame: Frame) -> bool:
        """«كان 18 شخصا قد أصيبوا في …»: a verb in the plural has its subject before it, as a rule the victims."""
        if not PLURAL & frame.feats or frame.pro or not takes_subject(frame) or self.has_object(frame):
            return False
        return "active" not in frame.feats or frame.kinds[0] in _OF_ONE

    def has_object(self, frame: Frame) -> bool:
        """Whether a number of people stands right behind a verb that may be active."""
        if ("active" not in frame.feats and not frame.enc) or "intransitive" in frame.feats:
            return False
        people = self._readable(frame.j, frame, governed=False)
        return people is not None and people.numbered and not people.part and (bool(frame.enc) or not people.other)

    def _object(self, frame: Frame) -> People | None:
        """«أسره لخمسة مقاتلين», «قتلهم 12 جنديا»: the pronoun is whoever did it."""
        people = self._readable(frame.j, frame, governed=False)
        if people is None or people.pro not in ("", "ل") or people.kind is not None:
            return None
        return people if people.numbered or people.pro == "ل" else None

    def _pronoun(self, frame: Frame) -> People | None:
        """«أدى إلى مقتله», led to his death."""
        led = self.doc.form(frame.i - 1) in ("الي", "عن", "في") or self.doc.form(frame.i).startswith(("ل", "ب"))
        if self.doc.form(frame.i - 1).startswith("متاثر"):  # «متأثرا بإصابته», of his wounds: the death is counted
            return None
        number = {"ه": 1, "ها": 1, "هما": 2}.get(frame.enc)
        if frame.kinds[0] not in _OF_ONE or number is None or not led:
            return None
        return People(frame.i, frame.j, number, number, lemma="pronoun")

    def _readable(self, k: int, frame: Frame, *, governed: bool) -> People | None:
        crowd = self.doc.form(k) in _CROWD  # «ارتقى العشرات»
        own = frame.cls == "fall" and governed and (self._his_own(k) or self._so_many_fell(k))
        people = read_people(self.doc, k, self.mentions, governed=governed and (frame.cls != "fall" or crowd or own))
        if people is None:
            return None
        if people.pro.startswith(("و", "ف", "ب")) or (people.pro.startswith("ل") and frame.cls != "event"):
            return None
        if people.definite and not people.numbered and people.kind is not None and not people.person:
            return None
        return people

    def _so_many_fell(self, k: int) -> bool:
        """«سقط ثلاثة برصاص القوات»: a number with no noun, of people since bullets or a clash felled them."""
        number = read_number(self.doc.tokens, k) if is_number_start(self.doc.tokens, k) else None
        return number is not None and self.doc.form(number.j) in _FELLED

    def _his_own(self, k: int) -> bool:
        """«ارتقى معه مرافقه», his companion: people whom nothing else than a pronoun defines."""
        hit = hit_at(self.doc, k, "person")
        return hit is not None and "exact" in hit.reading.sense.feats and not hit.reading.pro and not hit.reading.enc

    def _may_be_agent(self, people: People, frame: Frame) -> bool:
        """The first people behind an active verb may be those who did it."""
        if frame.cls != "verb" or "intransitive" in frame.feats or people.numbered or people.kind:
            return False
        if "passive" in frame.feats and "active" not in frame.feats:
            return False
        if not people.definite and self._counted_on(people.j):
            return False
        return (
            people.definite
            or people.construct
            or (people.plural and people.low == 2 and people.high is None)
            or people.fighter
        )

    def _counted_on(self, k: int) -> bool:
        """«قتل شرطيان وثلاثة مدنيين»: what «و» joins on is counted, so that those before it are too."""
        people = Chains(self.doc, self.mentions).next_joined(k)
        return people is not None and not people.definite and (people.numbered or not people.plural)

    def _passive_possible(self, frame: Frame, people: People) -> bool:
        if frame.kinds[0] in (CasualtyKind.KILLED, CasualtyKind.INJURED):
            others = people.other and people.high == 2  # «قتل أحدهم وجرح الآخران»
            return not people.definite or not people.plural or people.title or others
        return not people.nominative and not (people.definite and people.plural and people.low != people.high)

    def _far_victims(self, start: int, frame: Frame) -> People | None:
        """Victims behind an agent, an adverb or a phrase of place: «قتلت القوات … خمسة مسلحين»."""
        doc = self.doc
        window = {"verb": VERB_WINDOW, "met": VERB_WINDOW, "fall": FALL_WINDOW}.get(frame.cls, NOUN_WINDOW)
        passive = "passive" in frame.feats
        after_comma = False
        agent = self.mentions.get(frame.j)
        agent_end = max(start, agent.j if agent else 0)
        joined_end = 0
        for k in range(start, min(start + window, len(doc.tokens))):
            token = doc.tokens[k]
            joined_end = max(joined_end, self._time_between_commas(k), self._suspicion(k))
            if k < joined_end:
                continue
            if token.form == "،" and passive:
                after_comma = True
            elif token.kind == "break" or (token.kind == "punct" and token.form not in QUOTES):
                return None
            if token.kind == "punct":
                continue
            first = k == frame.j and frame.cls == "verb"  # «أوقف بعد يومين ستة شبان», «قتل جراء القصف ثلاثة»
            if self._stops_search(k) and not (first and (token.form in _AFTER or (passive and token.form in _CAUSES))):
                return None
            people = self._readable(k, frame, governed=False) or self._bare_behind(k, agent_end, frame)
            if people is None and token.form.startswith("و"):  # «قتل القائد واثنان من حراسه»: not the guards alone
                joined = read_people(doc, k, self.mentions)
                joined_end = joined.j if joined is not None and joined.numbered else 0
            if people is None or (after_comma and not people.numbered) or not self._may_be_far(people, k):
                continue
            one = people.person or (people.definite and not people.plural)
            named = one and k == agent_end > frame.j and frame.kinds[0] is not CasualtyKind.INJURED
            named = named or (people.person and "intransitive" in frame.feats)
            plain = people.nominative and not people.definite and self._is_subject(people, frame)
            if people.numbered or named or plain or not self._told_otherwise(people):
                return people  # a name behind the agent: «اختطف المسلحون الصحفي فلان», the gunmen kidnapped so-and-so
        return None

    def _bare_behind(self, k: int, agent_end: int, frame: Frame) -> People | None:
        """«احتجزت الشرطة ما لا يقل عن 20 في …»: a number with no noun right behind whoever did it."""
        if frame.cls != "verb" or k != agent_end or k <= frame.j or not is_number_start(self.doc.tokens, k):
            return None
        people = self._readable(k, frame, governed=True)
        if people is None or not people.bare:
            return None
        after = self.doc.form(people.j)
        ends = not self.doc.is_word(people.j) or after in STOPS or read_frame(self.doc, people.j) is not None
        return people if ends and after != "من" else None

    def _suspicion(self, k: int) -> int:
        """«خطف مسلحون يشتبه في انتمائهم إلى جماعة … ستين امرأة»: the token after the body they may be of, or 0."""
        if self.doc.form(k) not in _SUSPECTED:
            return 0
        return next((self.mentions[m].j for m in range(k + 1, k + SUSPICION_WINDOW) if m in self.mentions), 0)

    def _time_between_commas(self, k: int) -> int:
        """«اغتالت مسيرة، ليل أمس، قياديا»: the token after a time that stands between commas, or 0."""
        doc = self.doc
        if doc.form(k) != "،" or k + 1 >= len(doc.tokens) or doc.kinds[k + 1].keys().isdisjoint(_TIMES):
            return 0
        return next((m + 1 for m in range(k + 2, k + TIME_WINDOW) if doc.form(m) == "،"), 0)

    def _is_subject(self, people: People, frame: Frame) -> bool:
        """Whether people in the nominative are the victims: «سقط في المعارك مقاتلان», «قتل على إثرها جنديان»."""
        if frame.cls == "fall" or "intransitive" in frame.feats:
            return True
        if "passive" not in frame.feats or frame.j in self.mentions:
            return False
        if not people.fighter:
            return True
        return people.high is not None and read_people(self.doc, people.j, self.mentions) is None

    def _may_be_far(self, people: People, k: int) -> bool:
        """Not an adjective («هدفا عسكريا», a military target), nor those by whose hand it was done."""
        if people.numbered:
            return True
        adjective = not people.plural and self._accusative(k - 1)
        place = self.doc.form(k - 1) == "في" and not people.person  # «… في جنين», whatever else its name means
        return not adjective and not place and self.doc.form(k - 1) not in _OF_AGENTS

    def _told_otherwise(self, people: People) -> bool:
        """The definite, the named and those in the nominative are as likely the ones who did it."""
        title = people.title and not self._accusative(people.i)  # «اعتقلت القوات أمس زعيما سياسيا»
        return people.definite or people.nominative or title or people.construct or people.person

    def _accusative(self, k: int) -> bool:
        form = self.doc.form(k)
        return form.endswith("ا") and not form.endswith(("ها", "هما"))

    def _stops_search(self, k: int) -> bool:
        """A new clause, another word of harm, or a denial."""
        form = self.doc.form(k)
        if form in _SUBORDINATORS:
            hedge = form == "ما" and is_number_start(self.doc.tokens, k)  # «ما لا يقل عن 18», no less than
            if form == "عن" and self.doc.form(k + 1) == "طريق":  # «قتل عن طريق الخطأ ستة», by mistake
                return False
            return not hedge and not (form == "علي" and self.doc.form(k + 1) in _ON_THE_SPOT)
        counted = reading_at(self.doc, k + 1, "casualty") if form == "بين" else None
        if counted is not None and "counted" in counted.sense.feats:  # «سقط مئة بين قتيل وجريح»: a toll of its own
            return True
        denial = hit_at(self.doc, k, "no_toll")
        if denial is not None and denial.reading.sense.cls == "negator":
            return True
        return read_frame(self.doc, k) is not None or is_among(self.doc, k)

    def meets_fate(self, people: People, kind: CasualtyKind) -> bool:
        """Whether «مصرعهم» (their death) follows, as it must after «لقي» (met).

        Not of those whose own word tells more: «نقل 5 جرحى إلى المستشفى», five wounded were taken to hospital.
        """
        told = people.kind is not None and kind is not CasualtyKind.KILLED
        return not told and self.fate_from(people.j, kind)

    def fate_from(self, start: int, kind: CasualtyKind) -> bool:
        """Whether a fate of ``kind`` stands in the rest of the sentence: «حتفهم», «إلى المستشفى», «مفقودا»."""
        window = HOME_WINDOW if kind is CasualtyKind.DISPLACED else FATE_WINDOW
        missing = kind is CasualtyKind.MISSING  # «لا يزال بحار مفقودا»: the word for the missing is the fate
        for k in range(start, min(start + window, len(self.doc.tokens))):
            if self.doc.tokens[k].sent != self.doc.tokens[start - 1].sent:
                return False
            hit = hit_at(self.doc, k, "casualty")
            if hit is None or hit.reading.sense.cls != kind:
                continue
            if "fate" in hit.reading.sense.feats or (missing and "counted" in hit.reading.sense.feats):
                return True
        return False

    def chain(self, first: People) -> list[People]:
        """``first`` and what «و» joins to it."""
        return Chains(self.doc, self.mentions).chain(first)
