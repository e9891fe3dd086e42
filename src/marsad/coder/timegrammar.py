"""The grammar of time expressions: each method reads one kind at a token and resolves it against ``today``."""

from __future__ import annotations

from datetime import date
from typing import Final

from marsad.coder.timedays import CLAUSE_ENDS, DayReader
from marsad.coder.timemonths import AND, COMMAS, Found
from marsad.coder.timewords import Length
from marsad.text import dates
from marsad.text.dates import Days

_THAN: Final = frozenset(("من", "علي"))  # «قبل يومين من الهجوم»: reckoned from another happening
_COMES_REACH: Final = 8  # tokens between «يأتي» and the «بعد» it goes with
_SHORT: Final = ("hour", "day", "week")  # units that give a day when they are reckoned back; months give none
_EVENT_REACH: Final = 14  # tokens between «منذ» and the date of the event that it names


class Grammar(DayReader):
    """Reads points, lengths and ranges of time of one document."""

    def anaphor(self, i: int) -> Found | None:
        """«في اليوم نفسه», «في اليوم التالي»: reckoned from the last day told."""
        word = self.words.of(i, "anaphor")
        if word is None or self.memory is None or self.memory.first != self.memory.last:
            return None
        day = dates.shift(self.memory.last, word.n)
        return Found(word.j, Days(day, day), "anaphor") if day else None

    def two_days(self, i: int) -> Found | None:
        """«السبت والأحد»: two days one after the other, told together."""
        first = self.day(i)
        if first is None or first.days.first != first.days.last:
            return None
        at = first.j + 1 if self.doc.form(first.j) == AND else first.j
        after = self.words.word(at)
        joined = after is not None and after.cls in ("weekday", "deictic") and (at > first.j or after.pro == AND)
        second = self.day(at) if joined else None
        if second is None or second.days.first != dates.shift(first.days.last, 1):
            return None
        return self._joined(first, second, "range")

    def numbered_day(self, i: int) -> Found | None:
        """«اليوم الـ294» of a war: today."""
        number = self.words.number(i + 1)
        if number is None or number[1] < 10 or self.today is None or not self.words.of(i, "deictic"):
            return None
        if self.doc.form(i + 1) != "ال":  # «أمس 16 غارة», "16 raids yesterday", counts something else
            return None
        if self._date_at(i + 1):
            return None
        return Found(number[0], Days(self.today, self.today), "day")

    def point(self, i: int) -> Found | None:
        """The longest of a day, month, year, season or week at ``i``."""
        if not self.words.may_open(i):
            return None
        found = [f for read in (self.day, self.month, self.year, self.season, self.week) if (f := read(i))]
        return max(found, key=lambda f: f.j, default=None)

    def span(self, i: int) -> Found | None:
        """«خلال الـ24 ساعة الماضية», «الأيام الثلاثة الماضية», «اليومين المقبلين», «آخر 48 ساعة», «خلال 24 ساعة»."""
        during = self.words.of(i, "during")
        at = self.words.skip(during.j if during else i, "approx")
        last = self._edge(at) == "late"
        at = self.words.skip(at, "edge") if last else at
        length = self.words.length(at)
        if self.today is None:
            return None
        if length is None or (length.n == 1 and length.unit != "hour" and not self._counted(at)):
            return (self._past_week(at, self.today) if during else None) or self._hours(at, self.today)
        rel = self.words.of(length.j, "rel")
        if rel and "future" in rel.flags:
            return self._stretch(rel.j, self.today, self._back(length, -1), "span")
        if (rel and "past" in rel.flags) or last or (during and not length.definite):
            return self._stretch(rel.j if rel else length.j, self._back(length), self.today, "span")
        return None

    def _past_week(self, i: int, today: date) -> Found | None:
        """«الأسبوع الماضي» behind «خلال» or «منذ»: the seven days to today, not the calendar's week."""
        unit = self.words.of(i, "unit")
        rel = self.words.of(unit.j, "rel") if unit and {"week", "sg"} <= unit.flags and unit.definite else None
        if rel is None or "past" not in rel.flags or rel.n != -1:
            return None
        return self._stretch(rel.j, dates.shift(today, -7), today, "span")

    def _counted(self, at: int) -> bool:
        return self.words.number(at) is not None or bool((word := self.words.word(at)) and "sg" in word.flags)

    def _hours(self, i: int, today: date) -> Found | None:
        """«الساعات الماضية»: the day and the day before."""
        word = self.words.of(i, "unit")
        if word is None or not {"hour", "pl"} <= word.flags or not word.definite:
            return None
        at = word.j + 1 if self.doc.form(word.j) == "القليله" else word.j
        rel = self.words.of(at, "rel")
        if rel is None or "past" not in rel.flags:
            return None
        return self._stretch(rel.j, dates.shift(today, -1), today, "span")

    def _back(self, length: Length, sign: int = 1, base: date | None = None) -> date | None:
        """Today, or ``base``, moved back by a length of time (forward where ``sign`` is -1)."""
        base = base or self.today
        assert base is not None
        n = -sign * length.n
        if length.unit in ("month", "year"):
            half = -sign * 6 if length.half and length.unit == "year" else 0
            return dates.add_months(base, n * (12 if length.unit == "year" else 1) + half)
        if length.unit == "hour":
            return dates.shift(base, -sign * (-(-length.n // 24) if length.n >= 12 else 0))
        return dates.shift(base, n * (7 if length.unit == "week" else 1))

    def ago(self, i: int) -> Found | None:
        """«قبل يومين», «قبل نحو شهرين»; «قبل أقل من شهر» is the whole month."""
        word = self.words.of(i, "ago")
        approx = self.words.of(word.j, "approx") if word else None
        length = self.words.length(approx.j if approx else word.j) if word else None
        if length is None or length.definite or self.today is None or self.doc.form(length.j) in _THAN:
            return None
        first = self._back(length)
        last = self.today if approx and "less" in approx.flags else first
        return self._stretch(length.j, first, last, "ago")

    def later(self, i: int) -> Found | None:
        """«الجمعة، بعد يومين من», «يأتي الهجوم بعد ساعات من»: when the other happening was, reckoned back."""
        word, base = self.words.of(i, "later"), self._reckoned_from(i)
        if word is None or base is None:
            return None
        length = self._some_hours(word.j) or self.words.length(word.j)
        if length is None or length.definite or length.unit not in _SHORT:
            return None
        than = length.j + 1 if self.doc.form(length.j) == "فقط" else length.j
        back = self._back(length, base=base)
        return Found(length.j, Days(back, back), "ago") if back and self.doc.form(than) in _THAN else None

    def morrow(self, i: int) -> Found | None:
        """«أمس، غداة غارات»: the day before that on which it happened."""
        word, base = self.words.of(i, "morrow"), self._reckoned_from(i)
        day = dates.shift(base, -1) if word and base else None
        return Found(word.j, Days(day, day), "ago") if word and day else None

    def _reckoned_from(self, i: int) -> date | None:
        """The day told before in the sentence, else today where «يأتي», "comes", stands in front."""
        told = self.memory if self.told >= 0 and self.doc.tokens[self.told].sent == self.doc.tokens[i].sent else None
        if told is not None and told.first == told.last:
            return told.first
        return self.today if self._comes(i) else None

    def _some_hours(self, i: int) -> Length | None:
        """«ساعات»: hours that are not counted are of the same day."""
        word = self.words.of(i, "unit")
        plural = word is not None and {"hour", "pl"} <= word.flags and not word.definite
        return Length(word.j, 0, "hour", False, False) if word and plural else None

    def _comes(self, i: int) -> bool:
        """Whether «يأتي», "comes", stands in front in the same clause."""
        for at in range(i - 1, max(i - 1 - _COMES_REACH, -1), -1):
            if self.doc.form(at) in CLAUSE_ENDS or self.doc.tokens[at].kind == "break":
                return False
            if self.words.of(at, "comes"):
                return True
        return False

    def since(self, i: int) -> Found | None:
        """«منذ» with a day, month or length of time, up to today or the end given behind «حتى»."""
        word = self.words.of(i, "since")
        if word is None:
            return None
        at = self.words.skip(word.j, "approx")
        start = (self._past_week(at, self.today) if self.today else None) or self.point(at)
        length = self.words.length(at)
        if length and self.today and (start is None or length.j > start.j):
            start = self._stretch(length.j, self._back(length), self.today, "since")
        start = start or self._bare_start(at) or self._event_start(at)
        if start is None:
            return None
        return self._until(start, "since") or self._stretch(start.j, start.days.first, self.today, "since")

    def _bare_start(self, i: int) -> Found | None:
        """«منذ 4 حتى الآن»: a day of the month last told."""
        number = self.words.number(i)
        base = self.memory.first if self.memory else self.today
        if number is None or base is None or self.words.of(number[0], "until") is None:
            return None
        day = dates.make(base.year, base.month, number[1])
        return Found(number[0], Days(day, day), "day") if day else None

    def _event_start(self, i: int) -> Found | None:
        """«منذ اندلاع الحرب في 15 نيسان»: the date of what began it, in the same clause."""
        for at in range(i + 1, min(i + _EVENT_REACH, self.words.size)):
            if self.doc.tokens[at].kind == "break" or self.doc.form(at) in CLAUSE_ENDS:
                return None
            if self.doc.form(at) == "في" or self._edge(at):
                start = self.point(self.words.skip(at, "in"))
                if start and start.rule in ("day", "month", "year"):
                    return start
        return None

    def starting(self, i: int) -> Found | None:
        """«بدءا من X حتى Y», «من X إلى Y»; without an end «بدءا من X» runs to today, or is X where that lies ahead."""
        word = self.words.of(i, "from")
        at = word.j if word else i + 1
        start = self.point(at) or (None if word else self._bare_day(at))
        if start is None:
            return None
        ended = self._until(start, "range")
        if ended or not word:
            return ended
        begun = self.today is not None and start.days.last < self.today
        return (
            self._stretch(start.j, start.days.first, self.today, "from")
            if begun
            else Found(start.j, start.days, "from")
        )

    def two_dates(self, i: int) -> Found | None:
        """«في 12 و13 أيار»: two days of one month, told by its name once."""
        number = self.words.number(i)
        joined = number is not None and self.doc.form(number[0]).startswith(AND)
        start = self._bare_day(i) if joined else None
        at = start.j + 1 if start and self.doc.form(start.j) == AND else start.j if start else 0
        end = self.day(at) if start else None
        return self._joined(start, end, "range") if start and end else None

    def between(self, i: int) -> Found | None:
        """«بين X وY»."""
        word = self.words.of(i, "between")
        start = (self.point(word.j) or self._bare_day(word.j)) if word else None
        if start is None:
            return None
        at = start.j + 1 if self.doc.form(start.j) == AND else start.j
        after = self.words.word(at)
        if at == start.j and not (after and after.pro.startswith(AND)):
            return None
        end = self.point(at)
        return self._joined(start, end, "range") if end else None

    def _bare_day(self, i: int) -> Found | None:
        """«3» of «من 3 إلى 5 تموز»: its month is that of the end."""
        number = self.words.number(i)
        if number is None or not 1 <= number[1] <= 31:
            return None
        at = self.words.skip(number[0], "until")
        at = at + 1 if self.doc.form(at) == AND else at
        end = self.day(at) if at > number[0] else None
        if end is None or end.days.last.day <= number[1]:
            return None
        first = dates.make(end.days.first.year, end.days.first.month, number[1])
        return Found(number[0], Days(first, first), "day") if first else None

    def _until(self, start: Found, rule: str) -> Found | None:
        at = start.j + 1 if self.doc.form(start.j) in COMMAS else start.j
        word = self.words.of(at, "until")
        if word is None:
            return None
        self.memory = start.days
        now = self.words.of(word.j, "now")
        if now:
            return self._stretch(now.j, start.days.first, self.today, rule)
        end = self.point(self.words.skip(word.j, "lead", "mark"))
        return self._joined(start, end, rule) if end else None

    def _joined(self, start: Found, end: Found, rule: str) -> Found | None:
        return self._stretch(end.j, start.days.first, end.days.last, rule)

    def run(self, i: int) -> Found | None:
        """«لليوم الثالث على التوالي»: that many days up to today."""
        unit = self.words.of(i, "unit")
        if unit is None or not unit.pro.endswith("لل") or "sg" not in unit.flags or self.today is None:
            return None
        number = self.words.number(unit.j)
        days = 1 if "day" in unit.flags else 7 if "week" in unit.flags else 0
        if number is None or not days:
            return None
        first = dates.shift(self.today, -number[1] * days + 1)
        return self._stretch(self.words.skip(number[0], "run"), first, self.today, "run")
