"""Every entry of every data file is found in its own matches and not in its rejects."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

import pytest

from marsad.lexicon.compile import DATA, build, read_entries
from marsad.lexicon.entries import Entry
from marsad.lexicon.examples import failures
from marsad.lexicon.lexicon import Lexicon
from marsad.model import ClaimType
from marsad.text.tokens import tokenize


@cache
def words() -> Lexicon:
    return build()


@cache
def entries() -> dict[str, list[Entry]]:
    by_file: dict[str, list[Entry]] = {}
    for entry in read_entries():
        by_file.setdefault(entry.where.split(":")[0], []).append(entry)
    return by_file


@pytest.mark.parametrize("file", sorted(entries()))
def test_examples(file: str) -> None:
    wrong = [line for entry in entries()[file] for line in failures(entry, words())]
    assert not wrong, "\n".join(wrong)


def test_triggers_have_claim_types() -> None:
    for path in sorted((DATA / "triggers").glob("*.toml")):
        for entry in entries()[f"triggers/{path.name}"]:
            if entry.kind == "trigger":
                assert entry.cls in set(ClaimType), entry.where


@cache
def words_without_idioms() -> Lexicon:
    with TemporaryDirectory() as folder:
        copy = Path(folder, "data")
        copytree(DATA, copy)
        for path in (copy / "misc").glob("*.toml"):
            if tomllib.loads(path.read_text("utf-8")).get("kind") == "idiom":
                path.unlink()
        return build(copy)


def names_trigger(phrase: str) -> bool:
    kinds, hits = words_without_idioms().read(tokenize(phrase))
    senses = [sense for found in kinds for sense in found] + [h.reading.sense.kind for at in hits.values() for h in at]
    return "trigger" in senses


@pytest.mark.parametrize("name", ["homographs", "idioms_of_war"])
def test_an_idiom_hides_a_trigger(name: str) -> None:
    told = tomllib.loads((DATA / "misc" / f"{name}.toml").read_text("utf-8"))["entry"]
    phrases = [phrase for entry in told for part in ("forms", "nouns", "plurals") for phrase in entry.get(part, ())]
    assert [phrase for phrase in phrases if not names_trigger(phrase)] == []


def test_a_failing_example_is_told(tmp_path: Path) -> None:
    text = 'kind = "x"\n[[entry]]\nlemma = "هجوم"\nforms = ["هجوم"]\nmatches = ["سلام"]\nrejects = ["هجوم"]\n'
    (tmp_path / "x.toml").write_text(text, encoding="utf-8")
    (entry,) = read_entries(tmp_path)
    assert len(failures(entry, build(tmp_path))) == 2
