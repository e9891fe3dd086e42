"""TOML tables of the register, each field checked before it is used."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from marsad.model import MarsadError

DATA: Final = Path(__file__).parent / "data"
_DATE: Final = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


class RegisterError(MarsadError):
    """A file of the register that cannot be read, or an entry of it that makes no sense."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file, with ``where`` it stands for messages. Fields are read through the methods alone."""

    where: str
    fields: Mapping[str, Any]

    def only(self, *known: str) -> None:
        """Raises on a field that is none of ``known``: most likely a slip of the pen."""
        for name in self.fields:
            if name not in known:
                raise RegisterError(f"{self.where}: unknown field {name!r}; it can be one of {', '.join(known)}")

    def text(self, name: str, default: str | None = None) -> str:
        """A string; ``default`` where the field is left out, an error where there is none."""
        value = self.fields.get(name, default)
        if not isinstance(value, str):
            raise RegisterError(f"{self.where}: field {name!r} must be a text, not {value!r}")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of strings, none of them empty; empty where the field is left out."""
        value = self.fields.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            raise RegisterError(f"{self.where}: field {name!r} must be a list of texts, not {value!r}")
        return tuple(value)

    def switch(self, name: str) -> bool:
        """``true`` or ``false``; false where left out."""
        value = self.fields.get(name, False)
        if not isinstance(value, bool):
            raise RegisterError(f"{self.where}: field {name!r} must be true or false, not {value!r}")
        return value

    def date(self, name: str) -> str | None:
        """An ISO date, or a month or year of one; ``None`` where left out."""
        value = self.fields.get(name)
        if value is not None and not (isinstance(value, str) and _DATE.fullmatch(value)):
            raise RegisterError(f"{self.where}: field {name!r} must be an ISO date in quotes, not {value!r}")
        return value

    def tables(self, name: str) -> Iterator[Table]:
        """The tables of a list of tables."""
        value = self.fields.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise RegisterError(f"{self.where}: {name!r} must be a list of tables, not {value!r}")
        for number, item in enumerate(value, start=1):
            told = f" ({item['id']})" if isinstance(item.get("id"), str) else ""
            yield Table(f"{self.where}: {name} {number}{told}", item)


def read(path: Path) -> Table:
    """A whole file as one table. Raises RegisterError where it is missing or no TOML."""
    try:
        return Table(path.name, tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise RegisterError(f"cannot read the register {path}: {error.strerror}; check the path") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RegisterError(f"{path} is no TOML file in UTF-8: {error}") from error
