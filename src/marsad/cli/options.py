"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated, Optional

import typer

Database = Annotated[
    Optional[str],  # noqa: UP045 - read by typer at run time
    typer.Option(
        metavar="URL",
        help="sqlite:///PATH or postgresql://… [default: MARSAD_DATABASE, else a file in the data folder]",
    ),
]


def as_day(value: str | None) -> str | None:
    """The ISO day of a date that a user wrote, for typer's ``callback``."""
    from marsad.exchange.records import iso_date

    if value is None:
        return None
    day = iso_date(value)
    if day is None:
        raise typer.BadParameter(f"{value!r} is no date; write it as YYYY-MM-DD")
    return day
