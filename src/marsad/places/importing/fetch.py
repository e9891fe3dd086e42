"""Files from the web: only over http and https, no larger than allowed, carried on where an earlier try broke off."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

import httpx

from marsad.model import MarsadError

MOST_MB: Final = 2_000
_HOPS: Final = 5
_TIMEOUT_S: Final = 60.0
_USER_AGENT: Final = "marsad"
# Told of the bytes there are and of all there will be, where that is known.
Note = Callable[[int, int | None], None]


def is_url(where: str) -> bool:
    """Whether this names a place on the web rather than a file."""
    return "://" in where


def file_name(url: str) -> str:
    """The last part of the address, which tells the kind of file."""
    return PurePosixPath(unquote(urlsplit(url).path)).name or "download"


def fetch(url: str, folder: Path, note: Note = lambda done, total: None, most_mb: int = MOST_MB) -> Path:
    """The file at ``url``, kept in ``folder``. What is there of it already is not fetched again, if it is unchanged.

    Raises ``MarsadError`` for another scheme, a failed request, and a file of more than ``most_mb``.
    """
    _check(url)
    folder.mkdir(parents=True, exist_ok=True)
    stem = hashlib.sha256(url.encode()).hexdigest()[:16]
    part, state = folder / f"{stem}.part", folder / f"{stem}.json"
    try:
        with httpx.Client(timeout=_TIMEOUT_S, headers={"User-Agent": _USER_AGENT}) as client:
            return _follow(client, url, part, state, note, most_mb * 1_000_000)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        told = f"could not be fetched ({error or type(error).__name__}); run the command again to carry on"
        raise MarsadError(f"{url}: {told}") from error


def _check(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise MarsadError(f"{url}: only http and https addresses can be fetched")


def _follow(client: httpx.Client, url: str, part: Path, state: Path, note: Note, most: int) -> Path:
    address = url
    whole = part.with_name(f"{part.stem}-{file_name(url)}")
    for _ in range(_HOPS):
        with client.stream("GET", address, headers=_resume(part, whole, state)) as answer:
            if answer.next_request is not None:
                address = str(answer.next_request.url)
                _check(address)
                continue
            if answer.status_code == 304:
                return whole
            if answer.status_code == 416:  # what was kept is no part of what is there now
                part.unlink(missing_ok=True)
                continue
            if answer.status_code not in (200, 206):
                raise MarsadError(f"{url}: the server answered {answer.status_code}")
            _keep(answer, url, part, state, note, most)
        part.replace(whole)
        return whole
    raise MarsadError(f"{url}: leads from one address to another without end")


def _resume(part: Path, whole: Path, state: Path) -> dict[str, str]:
    """Ask only for what is not there: the rest of the part, or the file if it has changed since.

    Compression would spoil the count.
    """
    headers = {"Accept-Encoding": "identity"}
    with suppress(OSError, ValueError, KeyError):
        mark = json.loads(state.read_text(encoding="utf-8"))["mark"]
        if mark and part.exists():
            if part.stat().st_size:
                headers |= {"Range": f"bytes={part.stat().st_size}-", "If-Range": mark}
        elif mark and whole.exists():
            headers |= {"If-None-Match" if mark.startswith('"') else "If-Modified-Since": mark}
    return headers


def _keep(answer: httpx.Response, url: str, part: Path, state: Path, note: Note, most: int) -> None:
    goes_on = answer.status_code == 206
    done = part.stat().st_size if goes_on else 0
    length = answer.headers.get("content-length", "")
    total = done + int(length) if length.isdigit() else None
    if (total or 0) > most:
        raise MarsadError(f"{url}: is larger than the {most // 1_000_000} MB allowed; see --max-mb")
    etag = answer.headers.get("etag", "")
    mark = etag if etag and not etag.startswith("W/") else answer.headers.get("last-modified", "")
    state.write_text(json.dumps({"url": url, "mark": mark}), encoding="utf-8")
    with part.open("ab" if goes_on else "wb") as stream:
        # As it comes in: pieces of a set size would hold back what came before the line broke.
        for chunk in answer.iter_raw():
            done += len(chunk)
            if done > most:
                raise MarsadError(f"{url}: is larger than the {most // 1_000_000} MB allowed; see --max-mb")
            stream.write(chunk)
            note(done, total)
    if total is not None and done != total:
        raise MarsadError(f"{url}: broke off after {done} of {total} bytes; run the command again to carry on")
