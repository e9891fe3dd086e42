"""Addresses of mailboxes: ``imaps://USER@HOST/MAILBOX?from=…`` and ``maildir:///PATH?from=…``."""

from __future__ import annotations

import os
import stat
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

from marsad.web.database import data_folder
from marsad.web.fetching.rules import from_environment
from marsad.web.ingest.guard import FeedError

MAILDIR: Final = "maildir"
_PORTS: Final = {"imaps": 993, "imap": 143}
_PASSWORDS: Final = "mailboxes.toml"
_HOW: Final = "write imaps://USER@HOST/INBOX?from=ADDRESS or maildir:///PATH?from=ADDRESS"


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Where mails are read, and from whom; ``senders`` are in lower case."""

    host: str
    port: int
    user: str
    name: str
    secure: bool
    senders: frozenset[str]
    password: str = field(default="", repr=False)


def is_mailbox(address: str) -> bool:
    """Whether an address is a mailbox's."""
    return urlsplit(address).scheme in (*_PORTS, MAILDIR)


def maildir(address: str) -> tuple[Path, frozenset[str]] | None:
    """The folder and the senders, if it is a Maildir's address. Raises ``FeedError``."""
    parts = urlsplit(address)
    return (Path(unquote(parts.path)), _senders(parts.query)) if parts.scheme == MAILDIR else None


def mailbox(address: str) -> Mailbox:
    """The mailbox at an address, with its password. Raises ``FeedError`` for what is none."""
    parts = urlsplit(address)
    try:
        port = parts.port or _PORTS[parts.scheme]
    except (KeyError, ValueError) as error:
        raise FeedError(f"{parts.scheme}://{parts.hostname or ''} is no mailbox; {_HOW}") from error
    if parts.password:
        raise FeedError(f"write the password to {_PASSWORDS} in the data folder, not into the address")
    if not parts.hostname or not parts.username:
        raise FeedError(f"the address names no user or no host; {_HOW}")
    secure = parts.scheme == "imaps"
    if not secure and parts.hostname not in from_environment().hosts:
        raise FeedError("a password goes unencrypted to hosts of MARSAD_FETCH_HOSTS alone; write imaps://")
    name = unquote(parts.path.strip("/")) or "INBOX"
    user = unquote(parts.username)
    return Mailbox(parts.hostname, port, user, name, secure, _senders(parts.query), _password(user, parts.hostname))


def checked(address: str) -> str:
    """The address, if a mailbox can be read at it. Raises ``FeedError``."""
    if maildir(address) is None:
        mailbox(address)
    return address


def _senders(query: str) -> frozenset[str]:
    told = frozenset(one.strip().casefold() for one in parse_qs(query).get("from", ()) if one.strip())
    if not told:
        raise FeedError("say who may forward: ?from=name@example.org, ?from=@example.org for a domain, ?from=* for all")
    return told


def _password(user: str, host: str) -> str:
    """That of the file in the data folder, which nobody else may read."""
    path = data_folder() / _PASSWORDS
    wanted = f'write to {path}: [[mailbox]] user = "{user}", host = "{host}", password = "…"'
    try:
        open_to_others = os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get("mailbox", [])
    except FileNotFoundError as error:
        raise FeedError(f"there is no password for {user} at {host}; {wanted}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FeedError(f"{path} is no TOML: {error}") from error
    if open_to_others:
        raise FeedError(f"others of this machine may read {path}; chmod 600 {path}")
    found = next((str(row["password"]) for row in rows if (row.get("user"), row.get("host")) == (user, host)), "")
    if not found:
        raise FeedError(f"there is no password for {user} at {host}; {wanted}")
    return found
