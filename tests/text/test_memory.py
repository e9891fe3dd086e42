from __future__ import annotations

from marsad.text.memory import LONGEST, Memory


def test_works_a_word_out_once() -> None:
    asked: list[str] = []

    def work(word: str) -> int:
        asked.append(word)
        return len(word)

    memory = Memory(work)
    assert (memory["قصف"], memory["قصف"]) == (3, 3)
    assert asked == ["قصف"]


def test_is_emptied_when_full() -> None:
    memory = Memory(len, most=2)
    for word in ("ا", "اب", "ابت"):
        assert memory[word] == len(word)
    assert list(memory) == ["ابت"]


def test_does_not_keep_what_is_no_word() -> None:
    memory = Memory(len)
    assert memory["ا" * (LONGEST + 1)] == LONGEST + 1
    assert not memory
