"""Faults of texts that people bring, in the reader's language. ``marsad.exchange`` tells them in English."""

from __future__ import annotations

import re
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from marsad.exchange import InputError

# What a fault says, and how it is told here; a group of the pattern is a value of the message.
_FAULTS: Final[tuple[tuple[re.Pattern[str], Promise], ...]] = tuple(
    (re.compile(pattern), told)
    for pattern, told in (
        (r"is (an )?empty", lazy("It is empty.")),
        (r"has no text", lazy("A report in it has no text.")),
        (r"is binary|is an? .*, not text", lazy("It is no text. Save its text as UTF-8 (.txt).")),
        (r"looks like (?P<value>[\w-]+)", lazy("It is not in UTF-8 but in %(value)s. Save it as UTF-8.")),
        (r"UTF-8", lazy("It is damaged or not in UTF-8. Save it as UTF-8.")),
        (r"holds no article", lazy("No article could be found in the page. Paste the article's text alone.")),
        (r"cannot be read as HTML", lazy("The page could not be read. Paste the article's text alone.")),
        (r"is garbled", lazy("It is garbled: Arabic in UTF-8 that was read as Latin-1.")),
        (r"is not in Arabic", lazy("It is not in Arabic. Marsad reads Arabic; no claims are to be expected.")),
        (r"looks like Persian", lazy("It looks like Persian, Urdu or Kurdish. Marsad reads Arabic.")),
        (r"JSON", lazy("The JSON in it is broken.")),
        (
            r"has no |where a report should be|not a text|an empty .id",
            lazy('A report must be an object with "id" and "text".'),
        ),
        (r"too long", lazy("It is too long for one report.")),
        (r"no ISO date", lazy("A day in it is no date; write it as YYYY-MM-DD.")),
        (r"was used before", lazy("An id in it stands for two reports.")),
    )
)


def worded(fault: InputError) -> str:
    """A fault as a sentence, with the line or the place in a list where there is one; a new one as it stands."""
    for pattern, told in _FAULTS:
        if found := pattern.search(fault.what):
            sentence = str(told) % found.groupdict() if found.groupdict() else str(told)
            return (
                _("%(where)s: %(what)s") % {"where": where, "what": sentence} if (where := _where(fault)) else sentence
            )
    return fault.what


def _where(fault: InputError) -> str:
    """The line, or the number of the report in a list."""
    if line := re.search(r":(\d+)$", fault.where):
        return _("Line %(number)s") % {"number": line[1]}
    if report := re.search(r"\(report (\d+) of \d+\)", fault.where):
        return _("Report %(number)s") % {"number": report[1]}
    return ""
