"""Everything an account owns, in one ZIP file: rows as JSON, files as they are."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from datetime import datetime
from pathlib import PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.core.serializers.json import DjangoJSONEncoder

from marsad.web.readers.owned import Content, Owner, parts

_IN_MEMORY: Final = 4 * 1024 * 1024  # bytes; more goes to a file
_FIRST: Final = datetime(1980, 1, 1).timetuple()[:6]  # ZIP knows no earlier day: the file tells no times of its own


def owner(user: User) -> Owner:
    """An account with all addresses that it ever said were its own and that are still kept."""
    kept = EmailAddress.objects.filter(user=user).values_list("email", flat=True)
    return Owner(user, tuple(sorted({address.lower() for address in (user.email, *kept) if address})))


def export(user: User) -> IO[bytes]:
    """A file, open at its beginning, of all that an account owns; ``index.json`` in it lists what there is."""
    file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 # whoever sends it closes it
    with ExitStack() as unfinished:
        unfinished.enter_context(file)
        with ZipFile(file, "w", ZIP_DEFLATED) as archive:
            written = [_put(archive, path, content) for path, content in parts(owner(user))]
            _put(archive, "index.json", json.dumps(written, ensure_ascii=False, indent=1).encode())
        unfinished.pop_all()
    file.seek(0)
    return file


def _put(archive: ZipFile, path: str, content: Content) -> str:
    """Write one part; gives its path. Raises ``ValueError`` for one that would leave the folder it is unpacked in."""
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts or "\\" in path or str(pure) != path:
        raise ValueError(f"{path!r} is no path inside an export")
    with archive.open(ZipInfo(path, _FIRST), "w") as member:
        if isinstance(content, bytes):
            member.write(content)
        else:
            _rows(member, content)
    return path


def _rows(member: IO[bytes], rows: Iterable[Mapping[str, Any]]) -> None:
    between = b"["
    for row in rows:
        member.write(between + b"\n" + json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False).encode())
        between = b","
    member.write(b"[]\n" if between == b"[" else b"\n]\n")
