"""The body of an answer, unpacked, and never more of it than was asked for."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from marsad.web.fetching.errors import Fault, FetchError

_EITHER = 32 + zlib.MAX_WBITS  # gzip or zlib, told by their first bytes


def read(chunks: Iterable[bytes], coding: str, most: int) -> bytes:
    """All bytes, unpacked. Raises ``FetchError`` for more than ``most``, packed or not, or if they do not unpack."""
    whole = bytearray()
    for piece in _unpacked(_bounded(chunks, most), coding, most):
        whole += piece
        if len(whole) > most:
            raise _too_much(most)
    return bytes(whole)


def _bounded(chunks: Iterable[bytes], most: int) -> Iterator[bytes]:
    taken = 0
    for chunk in chunks:
        taken += len(chunk)
        if taken > most:
            raise _too_much(most)
        yield chunk


def _unpacked(chunks: Iterable[bytes], coding: str, most: int) -> Iterator[bytes]:
    if coding in ("", "identity"):
        yield from chunks
    elif coding in ("gzip", "x-gzip", "deflate"):
        yield from _inflated(chunks, most)
    else:
        raise FetchError(Fault.PACKED, f"is packed by {coding!r}, which was not asked for")


def _inflated(chunks: Iterable[bytes], most: int) -> Iterator[bytes]:
    inflate = zlib.decompressobj(_EITHER)
    try:
        for chunk in chunks:
            # A byte over the bound is enough to know; a bomb of a thousand to one is never unpacked whole.
            yield inflate.decompress(chunk, most + 1)
            if inflate.unconsumed_tail:
                raise _too_much(most)
    except zlib.error as error:
        raise FetchError(Fault.PACKED, f"cannot be unpacked: {error}") from error
    if not inflate.eof:
        raise FetchError(Fault.PACKED, "ends before its packed content does", again=True)


def _too_much(most: int) -> FetchError:
    return FetchError(Fault.LARGE, f"is larger than {most:,} bytes")
