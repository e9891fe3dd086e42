"""What a reader may choose without an account, a cookie each that no script needs: theme, digits, calendar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

THEMES: Final = ("auto", "light", "dark")
DIGITS: Final = ("latn", "arab")  # as CLDR names them: 0-9 and ٠-٩
CALENDARS: Final = ("gregory", "islamic")
OPTIONS: Final = {"theme": THEMES, "digits": DIGITS, "calendar": CALENDARS}
YEAR: Final = 365 * 24 * 3600  # seconds that a choice is kept


@dataclass(frozen=True, slots=True)
class Choices:
    """One of each list above; the first is the default."""

    theme: str = THEMES[0]
    digits: str = DIGITS[0]
    calendar: str = CALENDARS[0]


def cookie(name: str) -> str:
    """The cookie that keeps a choice."""
    return f"marsad_{name}"


def chosen(cookies: Mapping[str, str]) -> Choices:
    """The choices in a request's cookies; what is no option counts as not chosen."""
    found = {name: cookies.get(cookie(name), "") for name in OPTIONS}
    return Choices(**{name: value for name, value in found.items() if value in OPTIONS[name]})
