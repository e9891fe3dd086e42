"""Names of places that are no words of their own: numbers, dates, letters, what follows a foreign article.

«شارع ستين» (Sixty Street), «حي 17 تموز» (17 July), «مخيم رقم 2» (number 2), «فندق إس واي إل» (SYL),
«فندق لو غراي» (Le Gray).
"""

from __future__ import annotations

from typing import Final

from marsad.coder.document import Document
from marsad.coder.nominal import may_be_name

_CALLED_AFTER_DAYS: Final = frozenset(("quarter", "site", "road", "area", "feature"))
_LABELS: Final = frozenset(("رقم", "كيلو", "الكيلو", "كيلومتر"))  # number, kilometre: «منطقة كيلو 4»
_FOREIGN_ARTICLES: Final = frozenset(("لو", "ذا", "دو", "دي"))  # le, the, du or do, de: «فندق لو غراي»
# Names of Latin letters as Arabic spells them, hamza and all: without it several are common words.
_LATIN_LETTERS: Final = frozenset(
    (
        *("إيه", "بي", "سي", "دي", "إي", "إف", "جي", "إتش", "جيه", "كي", "كيه", "إل", "إم", "آر", "إس", "تي"),
        *("يو", "إكس", "واي"),
    )
)


def code_end(doc: Document, j: int, cls: str) -> int:
    """The end of such a name of a place of class ``cls`` that begins at ``j``; 0 where none does."""
    if doc.form(j).isascii() and doc.form(j).isalpha() and len(doc.form(j)) < 3:  # «طريق M4», «بلوك O»
        return j + 1 + _figure(doc, j + 1)
    if cls in _CALLED_AFTER_DAYS:
        dated = _dated_end(doc, j)
        if dated:
            return dated
    if doc.form(j) in _FOREIGN_ARTICLES and cls in ("site", "road", "quarter") and may_be_name(doc, j + 1):
        return j + 2
    return numbered(doc, j) or _spelled_end(doc, j) or (_number_end(doc, j) if cls in ("road", "quarter") else 0)


def _figure(doc: Document, k: int) -> bool:
    return k < len(doc.tokens) and doc.tokens[k].kind == "number"


def _dated_end(doc: Document, j: int) -> int:
    """Past a figure, a day or a bare month: «معسكر 36», «عمارات ال 700», «حي 17 تموز», «سوق مايو»; 0 where none is."""
    number = j + 1 if doc.form(j) == "ال" else j
    if _figure(doc, number):
        return _day_end(doc, number) or number + 1
    if not doc.is_word(j):
        return 0
    return _day_end(doc, j) or (j + 1 if _month(doc, j) and not _dates(doc, j + 1) else 0)


def numbered(doc: Document, j: int) -> int:
    """Past the number by which a place is told from its like: «مخيم رقم 2», «العلامة رقم 79»; 0 where none is."""
    return j + 2 if doc.form(j) in _LABELS and _figure(doc, j + 1) else 0


def _day_end(doc: Document, j: int) -> int:
    """Past a day of a month that a place is called after: «حي 17 تموز», «جسر السادس من أكتوبر»; 0 where none is."""
    day = doc.kinds[j].get("time")
    if doc.tokens[j].kind != "number" and (day is None or day.sense.cls not in ("cardinal", "ordinal")):
        return 0
    k = j + 2 if doc.form(j + 1) == "من" else j + 1
    return k + 1 if _month(doc, k) else 0


def _month(doc: Document, k: int) -> bool:
    reading = doc.kinds[k].get("time") if doc.is_word(k) else None
    return reading is not None and not reading.pro and reading.sense.cls == "month"


def _dates(doc: Document, k: int) -> bool:
    """Whether what follows a month makes it one of a date: a year, «الماضي» (last), another month's name."""
    return k < len(doc.tokens) and (_figure(doc, k) or "time" in doc.kinds[k] or doc.form(k) == "/")


def _number_end(doc: Document, j: int) -> int:
    """Past a number in words that a street or quarter is called by («شارع ستين», Sixty Street); 0 where it counts."""
    reading = doc.kinds[j].get("number") if doc.is_word(j) else None
    if reading is None or reading.pro or reading.sense.cls != "ten":
        return 0
    counts = doc.is_word(j + 1) and not {"measure", "person", "actor_head", "number", "time"}.isdisjoint(
        doc.kinds[j + 1]
    )
    return 0 if counts else j + 1


def _spelled_end(doc: Document, j: int) -> int:
    """Past the Latin letters that a name or road is spelled by: «فندق إس واي إل», the SYL Hotel; 0 where none are."""
    end = j
    while doc.is_word(end) and doc.tokens[end].text in _LATIN_LETTERS and end - j < 5:
        end += 1
    number = end > j and _figure(doc, end)
    return end + number if number or end - j > 1 else 0
