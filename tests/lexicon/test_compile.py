"""Bad data is named; the cache is used, keyed and mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from marsad.lexicon import compile as compiling
from marsad.lexicon.compile import build, cache_path, load, own_folders, read_entries
from marsad.model import MarsadError

GOOD = 'kind = "trigger"\n[[entry]]\nlemma = "هجوم"\ncls = "ground_attack"\nnouns = ["هجوم"]\nmatches = ["هجوم"]\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MARSAD_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("MARSAD_LEXICON", "")
    monkeypatch.setattr(compiling.towns, "town_names", lambda _path: iter([("بلده ما", "بلدة ما"), ("هجوم", "هجوم")]))
    data = tmp_path / "data"
    data.mkdir()
    (data / "good.toml").write_text(GOOD, encoding="utf-8")
    return data


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('kind = "x"\n[[entry]]\nlemma = "a"\nmatches = ["a"]\ncolour = "red"\n', "colour"),
        ('kind = "x"\n[[entry]]\nmatches = ["a"]\n', "lemma"),
        ('kind = "x"\n[[entry]]\nlemma = "a"\n', "matches"),
        ('kind = "x"\n[[entry]]\nlemma = "a"\nmatches = "a"\n', "matches"),
        ('kind = "x"\n[[entry]]\nlemma = "a"\nmatches = ["a"]\nplural = "odd"\n', "plural"),
        ('kind = "x"\n[[entry]]\nlemma = "a"\nmatches = ["a"]\npos = "odd"\n', "pos"),
        ('kind = "x"\n[[entry]]\nlemma = "a"\nmatches = ["a"]\nforms = ["ـ"]\n', "empty"),
        ('kind = "x"\n[[entry]]\nlemma = "a"\nmatches = ["a"]\nverbs = [{ form = "I" }]\n', "root"),
        ('kind = "x"\n[[entry]]\nlemma = "a"\nmatches = ["a"]\nverbs = [{ root = "ق ت", form = "I" }]\n', "root"),
        ('kind = "x"\n[[entry]]\nlemma = "a"\nmatches = ["a"]\nverbs = [{ root = "ق ت ل", tense = "I" }]\n', "tense"),
        ('kind = "x"\n[[entry]]\nlemma = "a"\nmatches = ["a"]\nverbs = [{ root = "ق ت ل", after = "a" }]\n', "after"),
        ('kind = "x"\n[[entry]]\nlemma = "a"\nmatches = ["a"]\nforms = ["… القبض"]\n', "gap"),
        (
            'kind = "x"\n[[entry]]\nlemma = "a"\nmatches = ["a"]\nverbs = [{ root = "ق ت ل", after = ["النار …"] }]\n',
            "gap",
        ),
        ('kind = "trigger"\n[[entry]]\nlemma = "هجوم"\nmatches = ["هجوم"]\n', "good.toml"),
        ('kind = "x"\nentries = 1\n', "entries"),
        ("[[entry]]\n", "kind"),
        ("kind = \n", "TOML"),
        ('kind = "x"\nentry = [1]\n', "table"),
    ],
)
def test_bad_data_is_named(folder: Path, text: str, said: str) -> None:
    (folder / "worse.toml").write_text(text, encoding="utf-8")
    with pytest.raises(MarsadError, match=said) as error:
        build(folder)
    assert "worse.toml" in str(error.value)


def test_entries_keep_their_examples(folder: Path) -> None:
    (entry,) = read_entries(folder)
    assert (entry.kind, entry.lemma, entry.matches) == ("trigger", "هجوم", ("هجوم",))


def test_load_writes_and_reads_the_cache(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built = load(folder)
    assert cache_path(folder).exists()
    monkeypatch.setattr(compiling, "_compile", lambda *_: pytest.fail("built again"))
    again = load(folder)
    assert again.words == built.words
    assert again.phrases == built.phrases


def test_towns_do_not_take_words_of_the_data(folder: Path) -> None:
    words = load(folder)
    assert {sense.kind for sense in words.words["هجوم"]} == {"trigger"}
    assert words.phrases["بلده"][0][1].kind == "place_name"


def test_changed_data_make_another_cache(folder: Path) -> None:
    before = cache_path(folder)
    (folder / "more.toml").write_text(GOOD.replace('"trigger"', '"other"'), encoding="utf-8")
    assert cache_path(folder) != before


@pytest.mark.parametrize("content", [b"", b"junk", b"i\x01\x00\x00\x00"])
def test_broken_cache_is_built_anew(folder: Path, content: bytes) -> None:
    words = load(folder).words
    cache_path(folder).write_bytes(content)
    assert load(folder).words == words
    assert cache_path(folder).read_bytes() != content


def test_cache_folder_that_cannot_be_written(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("MARSAD_CACHE", str(tmp_path / "file"))
    assert "هجوم" in load(folder).words


OWN = 'kind = "trigger"\n[[entry]]\nlemma = "هجوم"\ncls = "shelling"\nnouns = ["زخة"]\nmatches = ["زخة"]\n'


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "own.toml").write_text(OWN, encoding="utf-8")
    monkeypatch.setenv("MARSAD_LEXICON", str(mine))
    return mine


def test_the_users_own_files_add_to_the_lexicon(folder: Path, own: Path) -> None:
    words = load(folder)
    assert words.kinds("زخه")["trigger"].sense.cls == "shelling"
    assert words.kinds("هجوم")["trigger"].sense.cls == "ground_attack"
    assert "زخه" not in build(folder).words


def test_a_change_of_an_own_file_is_seen(folder: Path, own: Path) -> None:
    load(folder)
    (own / "own.toml").write_text(OWN.replace("زخة", "رشة"), encoding="utf-8")
    assert "رشه" in load(folder).words
    assert "زخه" not in load(folder).words


def test_bad_own_data_is_named(folder: Path, own: Path) -> None:
    (own / "own.toml").write_text(OWN.replace("nouns", "colour"), encoding="utf-8")
    with pytest.raises(MarsadError, match=r"own\.toml.*colour"):
        load(folder)


def test_own_folders_are_the_named_or_the_usual(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert own_folders() == (own,)
    monkeypatch.setenv("MARSAD_LEXICON", str(tmp_path / "none"))
    with pytest.raises(MarsadError, match="no such folder, named by MARSAD_LEXICON"):
        own_folders()
    monkeypatch.delenv("MARSAD_LEXICON")
    monkeypatch.setattr(compiling, "user_config_dir", lambda _: str(tmp_path))
    assert own_folders() == ()
    (tmp_path / "lexicon").mkdir()
    assert own_folders() == (tmp_path / "lexicon",)
