"""Mail as files: what the site sends while no mail server is set. Each mail is a file that any mail program opens."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class Outbox(BaseEmailBackend):
    """Django's mail backend that writes ``.eml`` files into the folder ``EMAIL_FILE_PATH``, named by time.

    A file is there whole or not at all, and readable by its owner alone: mails hold links that open accounts.
    """

    def __init__(self, *args: Any, file_path: str | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._folder = Path(file_path or getattr(settings, "EMAIL_FILE_PATH"))  # noqa: B009 # set by the address of mail

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write each; gives how many. Mail to nobody is left out, as by Django's own."""
        written = 0
        for message in email_messages:
            if message.recipients():
                self._write(message.message().as_bytes(linesep="\r\n"))  # type: ignore[call-arg] # Django's has it
                written += 1
        return written

    def _write(self, content: bytes) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        name = f"{time.strftime('%Y%m%dT%H%M%S', time.gmtime())}-{uuid4().hex[:12]}.eml"
        unfinished = self._folder / f".{name}"
        try:
            with open(unfinished, "xb", opener=_private) as file:
                file.write(content)
            unfinished.rename(self._folder / name)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
