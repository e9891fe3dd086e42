"""One day as time expressions name it: «فجر اليوم الاثنين 12 آب», «ليل الخميس - الجمعة», «12/7/2015»."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from marsad.coder.timemonths import AND, BRACKETS, COMMAS, DASHES, Found, Month, Months
from marsad.coder.timewords import Word
from marsad.text import dates
from marsad.text.dates import Days

CLAUSE_ENDS: Final = frozenset("،,.؛;:!؟?")
_AHEAD_REACH: Final = 8  # tokens between «من المقرر» and the weekday it makes a coming one


@dataclass(slots=True)
class Day:
    """The parts of one day's expression as they are read."""

    deictic: int | None = None
    span: bool = False
    part: str | None = None
    after_midnight: bool = False
    weekday: int | None = None
    second: int | None = None
    pair: bool = False
    rel: str = ""
    ahead: bool = False
    date: date | None = None
    month: Month | None = None
    number: int = 0

    @property
    def core(self) -> bool:
        """Whether a day is named at all."""
        return self.deictic is not None or self.weekday is not None or self.dated

    @property
    def dated(self) -> bool:
        """Whether a date is given."""
        return self.date is not None or self.month is not None


class DayReader(Months):
    """Reads single days; a month's name and what follows it are read by ``Months``."""

    def day(self, i: int) -> Found | None:
        """«فجر اليوم الاثنين 12 آب», «ليل الخميس - الجمعة», «12/7/2015»."""
        parts, j = self.read_day(i)
        if j <= i or self._generic(i, j):
            return None
        parts.ahead = parts.weekday is not None and not parts.rel and self._ahead(i)
        days = self._resolve_day(parts)
        return Found(j, days, "day") if days else None

    def _generic(self, i: int, j: int) -> bool:
        """«في اليوم» "a day", «اليوم الثالث» "the third day": not today."""
        word = self.words.of(i, "deictic")
        if word is None or word.j != j or self.doc.form(j - 1) != "اليوم":
            return False
        return self.doc.form(i - 1) == "في" or self.words.of(j, "ordinal") is not None

    def read_day(self, i: int) -> tuple[Day, int]:
        """The parts of the day's expression at ``i``, and the token after it (``i`` where there is none)."""
        parts, j, good = Day(), i, i
        for _ in range(12):
            at, closing = self._gap(j, parts)
            after = self._piece(at, parts, bool(closing))
            if after is None:
                break
            j = after + 1 if closing and self.doc.form(after) == closing else after
            if parts.core:
                good = j
        return parts, self._without_marks(good) if good > i else i

    def _ahead(self, i: int) -> bool:
        for at in range(i - 1, max(i - 1 - _AHEAD_REACH, -1), -1):
            if self.doc.form(at) in CLAUSE_ENDS or self.doc.tokens[at].kind == "break":
                return False
            if self.words.of(at, "ahead"):
                return True
        return False

    def _without_marks(self, good: int) -> int:
        last = self.words.word(good - 1)
        return good - 1 if last and last.cls in ("mark", "lead") and last.j == good else good

    def _gap(self, j: int, parts: Day) -> tuple[int, str]:
        if not parts.core:
            return j, ""
        form = self.doc.form(j)
        if form in BRACKETS:
            return j + 1, BRACKETS[form]
        if form in COMMAS and not parts.dated:
            following = self.words.word(j + 1)
            weekday = following is not None and following.cls == "weekday" and parts.weekday is None
            if weekday or self._date_at(j + 1):
                return j + 1, ""
        return j, ""

    def _piece(self, i: int, parts: Day, bracketed: bool) -> int | None:
        if not parts.dated:
            after = self._date_piece(i, parts)
            if after is not None:
                return after
        word = self.words.word(i)
        if word is None or parts.dated:
            return self._after_date(word, parts)
        if word.cls == "weekday" and parts.weekday is None:
            parts.weekday = word.n
            return self._second_weekday(word.j, parts)
        return word.j if self._takes(word, parts, bracketed) else None

    def _after_date(self, word: Word | None, parts: Day) -> int | None:
        """Behind a date only «صباحا» and the like go on."""
        return word.j if word and parts.dated and word.cls == "part" and "after" in word.flags else None

    def _takes(self, word: Word, parts: Day, bracketed: bool) -> bool:
        """Whether the word goes on with the day's expression; what it says is noted in ``parts``."""
        cls, flags = word.cls, word.flags
        if cls == "deictic" and (bracketed or (parts.deictic is None and parts.weekday is None)):
            parts.deictic, parts.span = word.n, "span" in flags
        elif cls == "ordinal" and bracketed and (parts.deictic, word.n) == (-1, 1):
            parts.deictic = -2  # «أمس (الأول)», "yesterday (the first)": the day before
        elif cls == "part" and not word.definite and (not parts.core or "after" in flags):
            if not parts.core:
                parts.part = "night" if "night" in flags else "day"
                parts.after_midnight |= "after_midnight" in flags
        elif cls == "unit" and "day" in flags and not word.definite and "pl" not in flags:
            parts.pair |= "du" in flags
        elif cls == "rel" and parts.weekday is not None and not parts.rel:
            parts.rel = next(iter(flags & {"past", "present", "future", "same"}), "")
        else:
            return cls == "mark" or (cls == "lead" and not parts.core)
        return True

    def _second_weekday(self, j: int, parts: Day) -> int:
        at = j + 1 if self.doc.form(j) in DASHES else j
        word = self.words.of(at, "weekday")
        joined = at > j or parts.part == "night" or (parts.pair and word is not None and word.pro == AND)
        if word and joined:
            parts.second = word.n
            return word.j
        return j

    def _date_at(self, i: int) -> bool:
        return self._date_piece(i, Day()) is not None

    def _date_piece(self, i: int, parts: Day) -> int | None:
        numeric = self._numeric(i, parts)
        if numeric:
            j, parts.date = numeric
            return j
        number = self.words.number(i)
        if number is None or not 1 <= number[1] <= 31:
            return None
        return self._day_of_month(number, parts)

    def _day_of_month(self, number: tuple[int, int], parts: Day) -> int | None:
        j, n = number
        form = self.doc.form(j)
        if form == "منه" and self.memory:
            parts.date = dates.make(self.memory.last.year, self.memory.last.month, n)
            return j + 1 if parts.date else None
        of = j + 1 if form == "من" or form in DASHES else j
        relative = self._relative_month(of if form == "من" else j)
        month = self.named_month(of) if relative is None else None
        if relative:
            parts.date = dates.make(relative[1].first.year, relative[1].first.month, n)
            return relative[0] if parts.date else None
        if month is None:
            return None
        parts.month, parts.number = month, n
        return month.j

    def _numeric(self, i: int, parts: Day) -> tuple[int, date] | None:
        if not 0 <= i < self.words.size or self.doc.tokens[i].kind != "number":
            return None
        pieces = self.doc.tokens[i].form.split(".")
        if len(pieces) == 3 and all(p.isascii() and p.isdigit() and len(p) <= 4 for p in pieces):
            found = dates.numeric_date(int(pieces[0]), int(pieces[1]), int(pieces[2]))
            return (i + 1, found) if found else None
        one, two, three = (self.words.figure(i + k) for k in (0, 2, 4))
        if one is None or two is None or self.doc.form(i + 1) not in DASHES:
            return None
        if three is not None and self.doc.form(i + 3) == self.doc.form(i + 1):
            found = dates.numeric_date(one, two, three)
            return (i + 5, found) if found else None
        cued = parts.core or self.words.of(i - 1, "mark") is not None
        if not cued or self.today is None or not 1 <= two <= 12:
            return None
        found = dates.year_of_day(self.today, two, one, parts.weekday)
        return (i + 3, found) if found else None

    def _resolve_day(self, parts: Day) -> Days | None:
        if parts.dated:
            day = parts.date or self._dated(parts)
            return Days(day, day) if day else None
        if self.today is None:
            return None
        if parts.weekday is None:
            day = dates.shift(self.today, parts.deictic or 0)
            end = dates.shift(day, 1) if day and parts.span else day
            return Days(day, end) if day and end else None
        return self._resolve_weekday(parts, self.today)

    def _resolve_weekday(self, parts: Day, today: date) -> Days | None:
        wanted = parts.weekday if parts.second is None else parts.second
        assert wanted is not None
        if parts.deictic is not None:
            near = dates.shift(today, parts.deictic)
            day = dates.weekday_near(near, wanted) if near else None
        elif parts.rel == "future" or parts.ahead:
            day = dates.weekday_after(today, wanted)
        else:
            day = (dates.last_weekday if parts.rel == "past" else dates.weekday_before)(today, wanted)
        if day is None:
            return None
        if parts.second is not None and not parts.after_midnight and parts.weekday is not None:
            before = dates.weekday_before(day, parts.weekday, strictly=True)
            return Days(before, day) if before else None
        if parts.after_midnight and parts.second is None and parts.deictic is None:
            end = dates.shift(day, 1)
            return Days(day, max(day, min(end, today)) if end else day)
        return Days(day, day)

    def _dated(self, parts: Day) -> date | None:
        month, n = parts.month, parts.number
        assert month is not None
        make = dates.hijri_date if month.hijri else dates.make
        if month.year is not None:
            return make(month.year, month.n, n)
        if self.today is None:
            return None
        if month.hijri:
            year = dates.hijri_year(self.today)
            years = (year, year - 1) if year else ()
            found = [d for y in years if (d := dates.hijri_date(y, month.n, n)) and d <= self.today]
            return found[0] if found else None
        if month.rel in ("past", "future"):
            found = [d for y in (-1, 0, 1) if (d := dates.make(self.today.year + y, month.n, n))]
            if month.rel == "past":
                return max((d for d in found if d < self.today), default=None)
            return min((d for d in found if d > self.today), default=None)
        return dates.year_of_day(self.today, month.n, n, parts.weekday)
