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


First = Annotated[
    Optional[str],  # noqa: UP045 - read by typer at run time
    typer.Option("--from", metavar="DATE", callback=as_day, help="From this day on."),
]
Last = Annotated[
    Optional[str],  # noqa: UP045 - read by typer at run time
    typer.Option("--to", metavar="DATE", callback=as_day, help="Up to this day."),
]
Within = Annotated[
    Optional[str],  # noqa: UP045 - read by typer at run time
    typer.Option("--place", metavar="PLACE", help="In this place, governorate or country (name or id)."),
]
Kinds = Annotated[
    Optional[list[str]],  # noqa: UP045 - read by typer at run time
    typer.Option("--type", metavar="TYPE", help="Of this type; may be given more than once."),
]
