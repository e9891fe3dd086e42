"""Days in words, in both languages and both calendars. Arabic gives both names of a Gregorian month (آذار/مارس), for
readers from the Levant and from Egypt, as the United Nations writes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from hijridate import Gregorian

# fmt: off
_GREGORIAN: Final = {
    "ar": ("كانون الثاني/يناير", "شباط/فبراير", "آذار/مارس", "نيسان/أبريل", "أيار/مايو", "حزيران/يونيو", "تموز/يوليو",
           "آب/أغسطس", "أيلول/سبتمبر", "تشرين الأول/أكتوبر", "تشرين الثاني/نوفمبر", "كانون الأول/ديسمبر"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December"),
}
_HIJRI: Final = {
    "ar": ("محرّم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة", "رجب", "شعبان", "رمضان", "شوّال",
           "ذو القعدة", "ذو الحجة"),
    "en": ("Muharram", "Safar", "Rabi‘ I", "Rabi‘ II", "Jumada I", "Jumada II", "Rajab", "Sha‘ban", "Ramadan",
           "Shawwal", "Dhu al-Qa‘da", "Dhu al-Hijja"),
}
_WEEKDAYS: Final = {
    "ar": ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_ERA: Final = {"ar": "هـ", "en": "AH"}
# fmt: on
# As Python counts days of the week. In Syria, as in most Arab countries, weeks begin with it (Unicode CLDR,
# supplemental/weekData, firstDay): so they do on every page, in every file and in letters, in both languages.
SATURDAY: Final = 5
_KNOWN: Final = (date(1924, 8, 1), date(2077, 11, 16))  # the days that the Umm al-Qura tables cover


def day_in_words(day: date, language: str, calendar: str = "gregory", *, weekday: bool = False) -> str:
    """«1 آذار/مارس 2016», «1 March 2016», «21 جمادى الأولى 1437 هـ». Outside the Hijri tables the Gregorian day."""
    lead = f"{_WEEKDAYS[language][day.weekday()]} " if weekday else ""
    if calendar == "islamic" and _KNOWN[0] <= day <= _KNOWN[1]:
        hijri = Gregorian(day.year, day.month, day.day).to_hijri()
        return f"{lead}{hijri.day} {_HIJRI[language][hijri.month - 1]} {hijri.year} {_ERA[language]}"
    return f"{lead}{day.day} {_GREGORIAN[language][day.month - 1]} {day.year}"


def days_in_words(first: date, last: date, language: str, calendar: str = "gregory") -> str:
    """One day, or the first and the last with a dash between."""
    if first == last:
        return day_in_words(first, language, calendar)
    same = calendar == "gregory" and (first.year, first.month) == (last.year, last.month)
    begin = str(first.day) if same else day_in_words(first, language, calendar)
    return (
        f"{begin}–{day_in_words(last, language, calendar)}"
        if same
        else f"{begin} – {day_in_words(last, language, calendar)}"
    )


def weekdays(language: str) -> Sequence[tuple[int, str]]:
    """The days of the week with the numbers that Python gives them, in the order of the language: Arabic's working week
    begins on Saturday or Sunday, so Saturday stands first.
    """
    first = 5 if language == "ar" else 0
    numbers = [(first + n) % 7 for n in range(7)]
    return [(number, _WEEKDAYS[language][number]) for number in numbers]


def month_in_words(day: date, language: str) -> str:
    """«آذار/مارس 2016», «March 2016»."""
    return f"{_GREGORIAN[language][day.month - 1]} {day.year}"
