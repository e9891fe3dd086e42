"""What may be wrong with an observatory, part by part, each with how to mend it. Nothing is changed or sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from marsad.model import MarsadError
from marsad.web.work.doctor import machine, mail, stored
from marsad.web.work.doctor.findings import Finding, wrong
from marsad.web.work.setting_up import set_up

_SETTINGS: Final = "settings"
_FIRST: Final[tuple[tuple[str, Callable[[], Iterator[Finding]]], ...]] = (
    ("versions", machine.versions),
    ("data folder", machine.data),
    ("disk", machine.disk),
    ("gazetteers", machine.gazetteers),
    ("pages", machine.pages),
)
_THEN: Final[tuple[tuple[str, Callable[[], Iterator[Finding]]], ...]] = (
    ("database", stored.database),
    ("migrations", stored.migrations),
    ("clock", stored.clock),
    ("worker", stored.worker),
    ("feeds", stored.feeds),
    ("backups", stored.backups),
    ("mail", mail.server),
)


def examine() -> Sequence[Finding]:
    """All that was found, good and bad, in a fixed order; a part that cannot be looked at is wrong itself."""
    found = [finding for name, look in _FIRST for finding in _looked(name, look)]
    try:
        set_up()
    except MarsadError as error:
        return [*found, wrong(_SETTINGS, str(error), "set it as docs/reference/settings.md says")]
    for name, look in _THEN:
        found += _looked(name, look)
        if name == "database" and found[-1].grade == "wrong":
            return [*found, *_looked("mail", mail.server)]  # the others ask the database
    return found


def _looked(name: str, look: Callable[[], Iterator[Finding]]) -> list[Finding]:
    try:
        return list(look())
    except Exception as error:
        return [wrong(name, str(error) or type(error).__name__, "mend what it says, and run marsad doctor again")]
