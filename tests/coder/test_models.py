"""Models kept as tables, and their compiled copy."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from marsad.coder import models as kept
from marsad.coder.linear import Models
from marsad.coder.models import read, shipped
from marsad.learn.store import write


@pytest.fixture
def folder(small_models: Models, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Weights of their own in place of the shipped ones, and a cache of their own."""
    tables = tmp_path / "weights"
    write(small_models, tables)
    monkeypatch.setattr(kept, "WEIGHTS", tables)
    monkeypatch.setenv("MARSAD_CACHE", str(tmp_path / "cache"))
    shipped.cache_clear()
    yield tables
    shipped.cache_clear()


def same(a: Models, b: Models) -> bool:
    def parts(models: Models) -> list[object]:
        found = [getattr(models, part.name) for part in fields(Models)]
        return [(getattr(m, "bias", None), getattr(m, "tables", m)) for m in found]

    return parts(a) == parts(b)


def test_the_compiled_copy_is_what_the_tables_say(folder: Path, tmp_path: Path) -> None:
    first = shipped()
    (copy,) = (tmp_path / "cache").iterdir()
    shipped.cache_clear()
    again = shipped()
    assert same(first, again)
    assert same(again, read(folder))
    assert copy.name.startswith("weights-")


def test_changed_tables_make_another_copy(folder: Path, tmp_path: Path) -> None:
    shipped()
    shipped.cache_clear()
    table = folder / "claim.tsv"
    table.write_text(table.read_text(encoding="utf-8") + "zz/zz=new\t1\n", encoding="utf-8")
    assert "zz/zz=new" in shipped().claim.weights
    assert len(list((tmp_path / "cache").iterdir())) == 2


@pytest.mark.parametrize("content", [b"", b"no marshal", b"\xfb\x00"])
def test_a_broken_copy_is_made_anew(folder: Path, tmp_path: Path, content: bytes) -> None:
    first = shipped()
    (copy,) = (tmp_path / "cache").iterdir()
    copy.write_bytes(content)
    shipped.cache_clear()
    assert same(first, shipped())
    assert len(copy.read_bytes()) > len(content)


def test_a_cache_that_cannot_be_written_does_no_harm(folder: Path, tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("MARSAD_CACHE", str(tmp_path / "file"))
    assert same(shipped(), read(folder))
