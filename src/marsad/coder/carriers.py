"""The verbs that carry a verbal noun: «شنت … هجوما», "launched an attack"; «هجوم شنه …», "an attack launched by".

Where a mention stands to such a verb tells its role where the noun by itself does not.
"""

from __future__ import annotations

from dataclasses import dataclass

from marsad.coder.analysis import Analysis, Trigger
from marsad.coder.facts import once
from marsad.coder.ranges import Phrase
from marsad.lexicon import Hit

_BEFORE, _AFTER = 8, 4  # tokens in which the verb stands before or after its noun


@dataclass(slots=True, init=False)
class Carriers:
    """The light verbs before and after a trigger, nearest first and with no other trigger between."""

    trigger: Trigger
    before: Hit | None
    after: Hit | None
    kinds: tuple[str, str]  # of both

    # Written out: the one a dataclass makes is not compiled, and a report makes many.
    def __init__(self, trigger: Trigger, before: Hit | None, after: Hit | None) -> None:
        self.trigger = trigger
        self.before = before
        self.after = after
        self.kinds = _kind(before), _kind(after)

    def place_of(self, phrase: Phrase) -> str:
        """Where ``phrase`` stands to both verbs."""
        before, after = self.before, self.after
        if phrase.i >= self.trigger.i:
            return "behind" if after is None or phrase.i < after.j else "next" if phrase.i == after.j else "last"
        return "inside" if before is None or phrase.i >= before.j else "ahead"


def carriers(analysis: Analysis, trigger: Trigger) -> Carriers:
    """The light verbs around a trigger."""
    doc, triggers, n = analysis.doc, analysis.triggers, trigger.n
    begin, end = doc.sentences[trigger.sent]
    floor = max(begin, trigger.i - _BEFORE, triggers[n - 1].j if n else 0)
    roof = min(end, trigger.j + _AFTER, triggers[n + 1].i if n + 1 < len(triggers) else end)
    before = doc.hits_between("light_verb", floor, trigger.i)
    after = doc.hits_between("light_verb", trigger.j, roof)
    return Carriers(trigger, before[-1] if before else None, after[0] if after else None)


def _kind(hit: Hit | None) -> str:
    if hit is None:
        return "-"
    sense = hit.reading.sense
    voice = "passive" if "passive" in sense.feats and "active" not in sense.feats else sense.pos
    return once(f"{sense.cls},{voice}" + (",owned" if hit.reading.enc else ""))
