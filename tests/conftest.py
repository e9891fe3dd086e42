"""What all tests share: a fixed Hypothesis profile, and models fitted on a few of the samples."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import sysconfig
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from types import ModuleType
from urllib.parse import quote

import pytest
from hypothesis import settings

from marsad.coder.linear import Models
from marsad.model import Report

# Linear algebra on small matrices in several threads mostly waits; set before numpy is loaded.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

settings.register_profile("fixed", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("fixed")

SAMPLES = Path(__file__).parent.parent / "samples"
SOURCES = Path(__file__).parent.parent / "src"


@pytest.fixture(scope="session")
def build_hook() -> ModuleType:
    """``hatch_build.py``, which compiles; skips where there is nothing to compile with."""
    compiler = (sysconfig.get_config_var("CC") or "cc").split()[0]
    if not shutil.which(compiler) or not Path(sysconfig.get_path("include"), "Python.h").is_file():
        pytest.skip(
            f"compiling needs {compiler} and Python's headers: on Debian, apt install build-essential python3-dev"
        )
    spec = importlib.util.spec_from_file_location("hatch_build", Path(__file__).parent.parent / "hatch_build.py")
    hook = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(hook)
    return hook


@pytest.fixture(scope="session")
def compile_c(build_hook: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], ModuleType]:
    """Compiles a module that is written in C, by itself; gives it without putting it among the modules."""

    def compile_and_load(name: str) -> ModuleType:
        folder, source = tmp_path_factory.mktemp("c"), Path(*name.split(".")).with_suffix(".c")
        there = folder / "source" / source
        there.parent.mkdir(parents=True)
        shutil.copy(SOURCES / source, there)
        fault = build_hook.compiled(folder / "source", [str(source)], folder / "built")
        assert not fault, fault
        built = (folder / "built" / source).with_suffix(sysconfig.get_config_var("EXT_SUFFIX"))
        spec = importlib.util.spec_from_file_location(name, built)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return compile_and_load


@pytest.fixture(scope="session")
def sample_reports() -> list[Report]:
    """The sample reports."""
    lines = (SAMPLES / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    return [Report(**json.loads(line)) for line in lines]


@pytest.fixture(scope="session")
def sample_golds() -> list[dict]:
    """The gold of the sample reports, in their order."""
    return [json.loads(line) for line in (SAMPLES / "gold.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="session")
def blank_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of SQLite with a ledger's tables and nothing in them, to be copied: making them takes two seconds."""
    from marsad.ledger.opening import open_store

    path = tmp_path_factory.mktemp("blank") / "ledger.sqlite3"
    open_store(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def ledger_file(blank_ledger: Path) -> Callable[[Path], str]:
    """Puts an empty ledger at a path, and gives its address."""

    def make(path: Path) -> str:
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(blank_ledger, path)
        return f"sqlite:///{quote(str(path))}"

    return make


@pytest.fixture(scope="session")
def small_models(sample_reports: list[Report], sample_golds: list[dict]) -> Models:
    """Models fitted on twenty samples: rough, but whole, and the same in every run."""
    from marsad.learn import fit, training

    with pytest.MonkeyPatch.context() as patch:
        low = {name: fit.Strength(s.c, 2, 0.0, 20) for name, s in fit.STRENGTHS.items()}
        patch.setattr(fit, "STRENGTHS", low)
        models, _ = training.train(training.pair(islice(sample_reports, 20), sample_golds), folds=0)
    return models
