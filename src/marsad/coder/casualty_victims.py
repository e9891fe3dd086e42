"""The victims of a frame: where they stand in the clause, and what is joined to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from marsad.coder.casualty_chains import Chains
from marsad.coder.casualty_frames import PLURAL, Frame, is_among, read_frame, takes_subject
from marsad.coder.casualty_groups import QUOTES, STOPS, MentionsAt
from marsad.coder.casualty_people import read_people
from marsad.coder.casualty_phrase import People
from marsad.coder.casualty_words import hit_at, reading_at, word_list
from marsad.coder.document import Document
from marsad.model import CasualtyKind
from marsad.text.numbers import is_number_start, read_number

VERB_WINDOW: Final = 14  # tokens behind a verb in which its victims may stand
NOUN_WINDOW: Final = 7  # tokens behind a verbal noun, when an agent stands between
BEFORE_WINDOW: Final = 16  # tokens before a verb in which its subject may stand
FALL_WINDOW: Final = 5  # tokens behind «سقط», fell
ADVERB_WINDOW: Final = 4  # tokens that may tell how or where between a verb of death or flight and its victims
PERSON_WINDOW: Final = 8  # tokens between somebody named and the verb of his death
_SUBORDINATORS: Final = word_list("clause")
_THAT: Final = word_list("that") | {"", ":", ".", "،", "\n"}
_OPENS_SUBJECT: Final = word_list("opens_subject")
_REPORTED: Final = word_list("reported")
_CROWD: Final = word_list("crowd")
_ADVERBS: Final = word_list("adverbs")
_INSIDE: Final = word_list("inside")
_RELATIVES: Final = word_list("relatives")
_CLAUSE_VERBS: Final = frozenset({"casualty", "trigger", "say"})
_OF_ONE: Final = frozenset({CasualtyKind.KILLED, CasualtyKind.INJURED})
_AFTER: Final = frozenset({"بعد", "قبل"})
_CAUSES: Final = word_list("causes")
_OF_AGENTS: Final = word_list("of_agents")
_PRONOUNS: Final = word_list("pronouns")
_ON_THE_SPOT: Final = word_list("on_the_spot")
_SO_CALLED: Final = word_list("so_called")
SUBJECT_WINDOW: Final = 22  # tokens between a single victim and the verb, in «إن جنديا من … قتل»
_FILLERS: Final = word_list("fillers")
FATE_WINDOW: Final = 30  # tokens between those who met their death and «مصرعهم»
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
        if "civil" in frame.feats and people is not None and not self._may_flee(people):
            people = None
        if people is not None and not self._may_be_agent(people, frame):
            return people
        if "near" in frame.feats:
            sure = people is not None and self._surely(people)
            return people if sure else self._behind_agent(frame) or self._behind_adverb(frame)
        far = self._far_victims(start if people is None else people.j, frame)
        if "mourned" in frame.feats:
            return far if far is not None and (far.person or far.numbered) else None
        if far is not None and not self._rather(people, far):
            return far
        return people if people is not None and self._passive_possible(frame, people) else None

    def _surely(self, people: People) -> bool:
        """Whether a verb of other senses too is one of harm before ``people``."""
        return people.numbered or people.person or people.other or self.doc.form(people.j) in LIVES

    def _behind_agent(self, frame: Frame) -> People | None:
        """«أسرت القوات ثلاثة مسلحين», «خسر الجيش اثنين من جنوده»: a number right behind whoever did it or lost them."""
        agent = self.mentions.get(frame.j)
        if agent is None or agent.cls == "person":
            return None
        for k in range(frame.j + 1, agent.j + 1):  # «خسرت القوات 12 من …»: the number looks like that of a unit
            people = self._readable(k, frame, governed=False)
            if people is not None and (people.numbered or (people.title and k == agent.j)):
                return None if "civil" in frame.feats and people.fighter else people
        return None

    def _behind_adverb(self, frame: Frame) -> People | None:
        """«قضى تحت التعذيب سبعة شبان», «لجأ إلى البلدة ألف شخص»: how or where stands first."""
        doc, civil = self.doc, "civil" in frame.feats
        if "intransitive" not in frame.feats or not (civil or doc.form(frame.j) in _ADVERBS):
            return None
        people = None if doc.form(frame.i).endswith("وا") else self._far_victims(frame.j + 1, frame)
        if people is None or not people.numbered or people.kind is not None or people.i - frame.j > ADVERB_WINDOW:
            return None
        return None if civil and not self._may_flee(people) else people

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
        people = read_people(self.doc, k, self.mentions, governed=governed and (frame.cls != "fall" or crowd))
        if people is None:
            return None
        if people.pro.startswith(("و", "ف", "ب")) or (people.pro.startswith("ل") and frame.cls != "event"):
            return None
        if people.definite and not people.numbered and people.kind is not None and not people.person:
            return None
        if frame.cls == "fall" and people.part and people.group is None:  # «سقط اثنان منها»: of rockets, as likely
            return None
        return people

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
            people = self._readable(k, frame, governed=False)
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
        return not adjective and self.doc.form(k - 1) not in _OF_AGENTS

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
        missing = kind is CasualtyKind.MISSING  # «لا يزال بحار مفقودا»: the word for the missing is the fate
        for k in range(start, min(start + FATE_WINDOW, len(self.doc.tokens))):
            if self.doc.tokens[k].sent != self.doc.tokens[start - 1].sent:
                return False
            hit = hit_at(self.doc, k, "casualty")
            if hit is None or hit.reading.sense.cls != kind:
                continue
            if "fate" in hit.reading.sense.feats or (missing and "counted" in hit.reading.sense.feats):
                return True
        return False

    def _may_have_fled(self, people: People, frame: Frame) -> bool:
        """«مئات العائلات لجأت»; not «ناشط … عبر سكايب» (via Skype): no subject before the masculine singular."""
        return self._may_flee(people) and self.doc.form(frame.i).endswith(("وا", "ت"))

    def _may_flee(self, people: People) -> bool:
        """Whether a word of other senses too («عبر», crossed) tells of flight: not of fighters or the wounded."""
        return people.numbered and not people.fighter and people.kind is None

    def number_up_to(self, j: int) -> People | None:
        """«55 ألفا نزحوا»: a number alone that ends before token ``j``."""
        for i in range(max(0, j - 5), j):
            number = read_number(self.doc.tokens, i)
            if number is not None and number.j == j and (number.low or 0) > 2:
                return People(i, number.j, number.low, number.high, numbered=True, bare=True)
        return None

    def before(self, frame: Frame, pending: list[tuple[People, bool]]) -> list[tuple[People, bool]]:
        """Of the people read before a verb (and whether each is a part), those who are its subject."""
        doc = self.doc
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

    def one_before(self, frame: Frame, pending: list[tuple[People, bool]]) -> People | None:
        """The one person who is the subject of a verb in the singular, told before it or meant by a pronoun."""
        return self._single_subject(frame, pending) or self._pronoun_subject(frame)

    def _single_subject(self, frame: Frame, pending: list[tuple[People, bool]]) -> People | None:
        """The one person in «إن جنديا من … قُتل في …»: subject first, a single verb, no object behind it."""
        doc = self.doc
        if frame.cls != "verb" or PLURAL & frame.feats or not self._nothing_behind(frame):
            return None
        for people, part in reversed(pending):
            if part or people.plural or people.high != 1 or frame.i - people.j > SUBJECT_WINDOW:
                continue
            if doc.form(people.i - 1) in _OPENS_SUBJECT and not self._other_verb(people.j, frame.i):
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

    def chain(self, first: People) -> list[People]:
        """``first`` and what «و» joins to it."""
        return Chains(self.doc, self.mentions).chain(first)
