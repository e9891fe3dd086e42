"""A lexicon of the test's own data."""

from __future__ import annotations

import pytest

from marsad.lexicon.compile import build
from marsad.lexicon.lexicon import Lexicon


@pytest.fixture(scope="module")
def words(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    """The lexicon that ``DATA`` of the test's module is compiled to."""
    folder = tmp_path_factory.mktemp("data")
    (folder / "words.toml").write_text(request.module.DATA, encoding="utf-8")
    return build(folder)
