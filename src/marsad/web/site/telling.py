"""What went wrong, in the reader's language: the layers below tell it in English, with a code."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from marsad.model import MarsadError

SENTENCES: Final[dict[str, Promise]] = {
    # What an address asks for.
    "filter-day": lazy("%(value)s is no date; write it as YYYY-MM-DD."),
    "filter-many": lazy("The filter %(key)s is given too often; %(most)s times are the most."),
    "filter-value": lazy("The filter %(key)s cannot have the value %(value)s."),
    "days-turned": lazy("%(first)s lies after %(last)s; give the first day first."),
    "page-unknown": lazy("There is no such page of this list. Begin at its first page."),
    # What a reviewer judges.
    "act-unknown": lazy("There is no such act."),
    "claim-unknown": lazy("There is no claim %(one)s."),
    "claims-apart": lazy("These claims are of several incidents. Split the claims of one at a time."),
    "form-broken": lazy("The form is not whole. Look at the claim again, and judge anew."),
    "incident-unknown": lazy("There is no incident or claim %(one)s."),
    "judgement-undone": lazy("%(who)s has taken this judgement back already."),
    "judgement-unknown": lazy("There is no such judgement."),
    "ledger-stale": lazy("The ledger was linked by another version. Its keeper has to rebuild it before it is judged."),
    "merge-one": lazy("A merge needs two claims or more: choose another incident."),
    "merge-none": lazy("Choose an incident to merge with."),
    "reason-missing": lazy("Say why: a rejection, a merge or a split needs a reason."),
    "split-all": lazy("A split needs claims on both sides: to split off all leaves nothing behind."),
    # What a reviewer sets a field to.
    "day-unfit": lazy("This is no date; write days as YYYY-MM-DD."),
    "field-unknown": lazy("There is no such field."),
    "number-unfit": lazy("%(value)s is no number of people; leave it empty if it is unknown."),
    "place-unknown": lazy("No place has the id %(one)s."),
    "range-turned": lazy("The lowest number of people cannot be above the highest, or below none."),
    "value-long": lazy("This is too long for a value: %(value)s…"),
    "value-unfit": lazy("The field cannot have this value."),
    "values-many": lazy("A field can have %(most)s values at most."),
    "words-elsewhere": lazy("These words do not stand there in the report. Choose them again."),
    "words-missing": lazy("%(words)s does not stand in the report. Choose words that do."),
}
_ISOLATED: Final = "\u2068%s\u2069"  # first strong isolate and its end: a date keeps its order among Arabic words


def told(error: MarsadError) -> str:
    """A sentence for the reader; a fault without one of ours is told as it stands, and said to be in English."""
    sentence = SENTENCES.get(error.code)
    if sentence is None:
        return _("It could not be done. The reason, in English: %(reason)s") % {"reason": _apart(error)}
    return str(sentence) % {name: _apart(value) for name, value in error.values.items()}


def _apart(value: object) -> str:
    return _ISOLATED % value if get_language_bidi() else str(value)
