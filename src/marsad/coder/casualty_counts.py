"""Where counts are put as they are read, and what the reader remembers of the sentence it is in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from marsad.coder.casualty_phrase import People
from marsad.coder.document import Document
from marsad.coder.ranges import CountPhrase
from marsad.model import CasualtyKind

MOST_PENDING: Final = 24  # people read who still wait for their verb
JOINED_WINDOW: Final = 16  # tokens between a count and what is joined to it behind a comma
PRONOUN_WINDOW: Final = 12  # tokens between people and the pronoun that means them
_CLITICS: Final = ("و", "ب", "ف")
_SEPARATORS: Final = frozenset('،,)»”"')


@dataclass(slots=True)
class Counts:
    """The counts found so far.

    ``pending`` are people whose verb is still to come, each with whether it is a part of a total; ``last`` the counts
    last put in and ``last_people`` the people they are of.
    """

    doc: Document
    found: list[CountPhrase] = field(default_factory=list)
    pending: list[tuple[People, bool]] = field(default_factory=list)
    last: list[CountPhrase] = field(default_factory=list)
    last_people: People | None = None

    def new_sentence(self) -> None:
        """Forget what was read in the sentence before; what is joined to its last count counts too."""
        self.settle()
        self.pending, self.last, self.last_people = [], [], None

    def wait(self, people: People) -> None:
        """Keep people for a verb to come."""
        self.pending.append((people, people.part))
        del self.pending[:-MOST_PENDING]

    def waiting_number(self, i: int) -> People | None:
        """Those whom «هم» (them) at token ``i`` means: the last who wait with a number («17 راكبا … واقتادوهم»)."""
        for people, part in reversed(self.pending):
            if people.numbered and not part and people.plural and i - people.j <= PRONOUN_WINDOW:
                self.pending = []
                return people
        return None

    def waiting_one(self, i: int, *, known: bool = True) -> People | None:
        """The one whom «ه» (him) at token ``i`` means: the last who waits, where he is one («صبي يرعى وحده، وقتلوه»).

        ``known``: whether he may be somebody named or told of before.
        """
        if not self.pending:
            return None
        people, part = self.pending[-1]
        if part or people.plural or people.high != 1 or people.pro[:1] in _CLITICS or i - people.j > PRONOUN_WINDOW:
            return None
        if not known and (people.definite or people.person):
            return None
        self.pending.pop()
        return people

    def settle(self) -> None:
        """Count those who were joined to the last count and found no verb of their own («…، وثلاثة أطفال»)."""
        if not self.last:
            return
        kinds, end = [self.found[-1].kind], self.found[-1].j
        part, group = self.found[-1].part, self.last_people
        for people, _ in self.pending:
            if people.i - end > JOINED_WINDOW or not self._joined_on(people, end):
                continue
            self.put(people, kinds, "joined", part=part)
            end = people.j
        self.pending, self.last_people = [], group

    def _joined_on(self, people: People, end: int) -> bool:
        """Whether «و» joins the people on behind a comma, a quotation or a parenthesis."""
        if not people.pro.startswith("و") or people.kind is not None or (people.definite and not people.person):
            return False
        behind = people.i == end or self.doc.form(people.i - 1) in _SEPARATORS
        return behind and (people.numbered or not people.plural)

    def put(self, people: People, kinds: Sequence[CasualtyKind], rule: str, *, part: bool = False) -> None:
        """Add one count of ``people`` for each of ``kinds``; two kinds share the number between them."""
        self._inherit(people)
        low, high = people.low, people.high
        if len(kinds) > 1 and (low, high) != (2, None):
            low = None  # how many of each is not said; of «عدد من» (a number of) there are some of each
        if not part:
            self.last = []
        start, end = _start(self.doc, people), self.doc.tokens[people.j - 1].end
        for kind in kinds:
            count = CountPhrase(
                people.i,
                people.j,
                kind,
                low,
                high,
                people.group,
                people.civilian,
                start,
                end,
                f"casualties:{rule}",
                part,
            )
            self.found.append(count)
            if not part:
                self.last.append(count)
        if not part:
            self.last_people = people

    def share_group(self, chain: Iterable[People]) -> None:
        """«28 قتيلا و66 جريحا وسط …»: the group behind the last count is everybody's."""
        people = list(chain)
        if len(people) < 2 or len(self.found) < len(people):
            return
        counts = self.found[-len(people) :]
        group, civilian = counts[-1].group, counts[-1].civilian
        for one, count in zip(people[:-1], counts[:-1], strict=True):
            if one.kind is not None and people[-1].kind is not None and count.group is None:
                count.group, count.civilian = group, civilian

    def _inherit(self, people: People) -> None:
        """«آخرين» (others) are of the group counted before."""
        if not people.other or people.group is not None or self.last_people is None or not self.last:
            return
        if _passes_on(self.last_people):
            people.group, people.civilian = self.last[-1].group, self.last[-1].civilian


def _passes_on(people: People) -> bool:
    """Whether «آخرين» are more of the same: of soldiers and civilians, not of children."""
    return people.fighter or people.civilian is False or people.lemma in ("مدني", "مدنية")


def _start(doc: Document, people: People) -> int:
    """Where the count begins in the text, without proclitics."""
    start = doc.tokens[people.i].start
    if not people.pro:
        return start
    if doc.tokens[people.i].form == people.pro and people.j > people.i + 1:
        return doc.tokens[people.i + 1].start
    if doc.text[start : start + 1] == people.pro[0]:
        return start + len(people.pro.removesuffix("ال"))
    return start
