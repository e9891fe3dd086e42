"""The ``people`` commands: accounts, their roles, and keys to the programming interface.

The first administrator is made here, never on a page.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from importlib.metadata import entry_points
from typing import Annotated, Any, Final, Protocol, cast

import typer

from marsad.cli.guard import guarded
from marsad.cli.options import Database
from marsad.cli.terminal import clean, tell

GROUP: Final = "marsad.people"  # a package registers what keeps the accounts under it, as stores are

app = typer.Typer(
    name="people",
    help="Accounts of those who review and look after the site, and keys to the programming interface.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
Name = Annotated[str, typer.Argument(metavar="NAME", help="The account's name.")]
_ROLES: Final = "reader, reviewer or administrator"


class Accounts(Protocol):
    """What is registered: see ``marsad.web.review.people``, which tells what each does and raises."""

    def add(self, name: str, role: str, password: str) -> None:
        """Make an account."""
        ...

    def all(self) -> Iterable[Any]:
        """All accounts."""
        ...

    def set_role(self, name: str, role: str) -> None:
        """Give an account a role."""
        ...

    def set_password(self, name: str, password: str) -> None:
        """Give an account a password."""
        ...

    def invite(self, days: int) -> str:
        """Make an invitation."""
        ...

    def make_key(self, name: str, label: str) -> str:
        """Make a key."""
        ...

    def all_keys(self) -> Iterable[Any]:
        """All keys."""
        ...

    def revoke(self, number: str) -> None:
        """End a key."""
        ...


@app.command("add")
@guarded
def add(
    name: Name,
    role: Annotated[str, typer.Option(metavar="ROLE", help=f"{_ROLES}.")] = "reader",
    database: Database = None,
) -> None:
    """Make an account. The password is asked for twice, or read from standard input."""
    accounts = _accounts(database)
    accounts.add(name, role, _password())
    tell(f"{name} may sign in now, as {role}")


@app.command("list")
@guarded
def list_(database: Database = None) -> None:
    """List the accounts: name, role, made on, last signed in on."""
    for one in _accounts(database).all():
        print("\t".join((clean(one.name), ", ".join(one.roles) or "-", one.since, one.last or "never")))


@app.command("role")
@guarded
def role(
    name: Name,
    role: Annotated[str, typer.Argument(metavar="ROLE", help=f"{_ROLES}.")],
    database: Database = None,
) -> None:
    """Give an account another role."""
    _accounts(database).set_role(name, role)
    tell(f"{name} is {role} now")


@app.command("password")
@guarded
def password(name: Name, database: Database = None) -> None:
    """Give an account another password; its sessions end."""
    accounts = _accounts(database)
    accounts.set_password(name, _password())
    tell(f"{name} has another password now")


@app.command("invite")
@guarded
def invite(
    days: Annotated[int, typer.Option(metavar="N", min=1, max=90, help="Good for N days.")] = 7,
    database: Database = None,
) -> None:
    """Make an invitation, good for one account, and print its address: it is not shown again."""
    print(_accounts(database).invite(days))


@app.command("key")
@guarded
def key(
    name: Name,
    label: Annotated[str, typer.Option("--for", metavar="TEXT", help="What the key is for.")] = "",
    database: Database = None,
) -> None:
    """Make a key to the programming interface, and print it: it is not shown again."""
    print(_accounts(database).make_key(name, label))
    tell("send it as: Authorization: Bearer KEY")


@app.command("keys")
@guarded
def keys(database: Database = None) -> None:
    """List the keys: number, account, what for, made on, last used on."""
    for one in _accounts(database).all_keys():
        used = "revoked" if one.revoked else one.used or "never"
        print("\t".join((one.number, clean(one.owner), clean(one.name) or "-", one.made, used)))


@app.command("revoke")
@guarded
def revoke(
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="The key's number, as marsad people keys gives it.")],
    database: Database = None,
) -> None:
    """End a key."""
    _accounts(database).revoke(number)
    tell(f"the key {number} opens nothing any more")


def _accounts(database: str | None) -> Accounts:
    from marsad.model import MarsadError

    found = next(iter(entry_points(group=GROUP)), None)
    if found is None:
        raise MarsadError(f"nothing that keeps accounts is installed under {GROUP}; install marsad again")
    if database:
        os.environ["MARSAD_DATABASE"] = database
    return cast(Accounts, found.load()())


def _password() -> str:
    """Asked for twice on a terminal; else the first line of standard input."""
    from marsad.model import MarsadError

    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    line = sys.stdin.readline().rstrip("\r\n")
    if not line:
        raise MarsadError("no password was given; write it on standard input, or run the command on a terminal")
    return line
