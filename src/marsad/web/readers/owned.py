"""What an account owns, told by each app that keeps something for it: how it is taken along, and how it goes.

An app has a module ``owned`` (found by itself) with functions such as::

    @owned("saved")
    def articles(owner: Owner) -> Iterator[Part]:
        yield "articles.json", Article.objects.filter(owner=owner.user).values("title", "address")
        yield "files/1.html", b"<!doctype html>..."

    @erases("saved")
    def forget(owner: Owner) -> None:
        Subscription.objects.filter(address__in=owner.addresses).delete()

Rows that point to the account with ``models.CASCADE`` go with it and need no ``erases``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from django.contrib.auth.models import User

Content = bytes | Iterable[Mapping[str, Any]]
Part = tuple[str, Content]


@dataclass(frozen=True, slots=True)
class Owner:
    """An account, and all its mail addresses in small letters, confirmed or not."""

    user: User
    addresses: tuple[str, ...]


Giver = Callable[[Owner], Iterable[Part]]
Eraser = Callable[[Owner], None]
_Kind = TypeVar("_Kind", Giver, Eraser)
_GIVERS: Final[dict[str, list[Giver]]] = {}
_ERASERS: Final[dict[str, list[Eraser]]] = {}


def owned(folder: str) -> Callable[[Giver], Giver]:
    """Register a function that gives what an account owns of one kind: pairs of a path in ``folder`` and a content.

    The content is the bytes of a file, or rows, which become a JSON array; rows may be given one by one, for they are
    written as they come. Paths end in the file's own ending.
    """
    return _registering(_GIVERS, folder)


def erases(folder: str) -> Callable[[Eraser], Eraser]:
    """Register a function that deletes what does not go with the account's row.

    It is called before that row goes, in the same transaction; files are best removed ``transaction.on_commit``.
    """
    return _registering(_ERASERS, folder)


def parts(owner: Owner) -> Iterator[Part]:
    """All that an account owns, path by path, the folders in the order of their names."""
    for folder in sorted(_GIVERS):
        for give in _GIVERS[folder]:
            for path, content in give(owner):
                yield f"{folder}/{path}", content


def erase(owner: Owner) -> None:
    """Have each app delete what does not go with the account's row."""
    for folder in sorted(_ERASERS):
        for forget in _ERASERS[folder]:
            forget(owner)


def _registering(registry: dict[str, list[_Kind]], folder: str) -> Callable[[_Kind], _Kind]:
    def register(function: _Kind) -> _Kind:
        registry.setdefault(folder, []).append(function)
        return function

    return register
