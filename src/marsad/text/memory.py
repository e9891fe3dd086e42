"""A dictionary that works out what it lacks and keeps it: what is known of a word, looked up once a spelling."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

Value = TypeVar("Value")
LONGEST: Final = 60  # characters; longer strings are no words


class Memory(dict[str, Value]):
    """``memory[word]`` is ``work(word)``. It is emptied when it holds ``most`` words, so that it cannot grow forever;
    strings of more than ``longest`` characters are not kept.

    Faster than ``functools.lru_cache`` on a word already known: a look-up without a call.
    """

    def __init__(self, work: Callable[[str], Value], most: int = 50_000, longest: int = LONGEST) -> None:
        super().__init__()
        self.work = work
        self.most = most
        self.longest = longest

    def __missing__(self, word: str) -> Value:
        value = self.work(word)
        if len(word) <= self.longest:
            if len(self) >= self.most:
                self.clear()
            self[word] = value
        return value
