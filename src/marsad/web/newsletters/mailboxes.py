"""Mailboxes that bounces arrive in: a Maildir, a file of many mails (mbox), a single mail, or standard input."""

from __future__ import annotations

import mailbox
import sys
from collections.abc import Iterator
from pathlib import Path

from marsad.model import MarsadError
from marsad.web.newsletters.bounces import MOST


class MailboxError(MarsadError):
    """What was named is no mailbox."""


def mails(where: str) -> Iterator[bytes]:
    """The mails of a mailbox, each as its bytes. Those of a Maildir are marked as seen once they have been used."""
    path = Path(where)
    if where == "-":
        yield sys.stdin.buffer.read(MOST)
    elif path.is_dir():
        yield from _maildir(path)
    elif path.is_file():
        yield from _file(path)
    else:
        raise MailboxError(f"there is no mailbox {where}; name a Maildir, a file of mails, or - for standard input")


def _maildir(path: Path) -> Iterator[bytes]:
    if not (path / "new").is_dir():
        raise MailboxError(f"{path} is no Maildir: it has no folder named new")
    found = mailbox.Maildir(path, create=False)
    for key in sorted(found.keys()):
        message = found.get_message(key)
        if message.get_subdir() == "new":
            yield found.get_bytes(key)
            # Only now: if this one could not be dealt with, it is read again.
            message.set_subdir("cur")
            message.add_flag("S")
            found[key] = message


def _file(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        begin = file.read(5)
    if begin != b"From ":
        yield path.read_bytes()[:MOST]
        return
    found = mailbox.mbox(path, create=False)
    yield from (found.get_bytes(key) for key in found.keys())  # noqa: SIM118 - a mailbox yields messages, not keys
    found.close()
