"""The coder and the linker compiled as for a wheel give what they give as plain Python."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
# The codings of all samples, behind what they were made with.
CODE = """
import json, sys, marsad
from marsad.coder.sums import COMPILED, FLAT
for line in open(sys.argv[1], encoding="utf-8"):
    print(json.dumps([COMPILED and FLAT, marsad.code(marsad.Report(**json.loads(line))).to_dict()], sort_keys=True))
"""
# Whether the linker is compiled, and the clusters that made-up claims come to, some of them taken out again.
LINK = """
import json
from marsad.evaluation.retelling import sketched
from marsad.ledger.linking import scoring
from marsad.ledger.linking.linker import Linker
from marsad.ledger.linking.memory import MemoryLinks
links, (sketches, truth) = MemoryLinks(), sketched(5, 3000, 20)
linker = Linker(links)
linker.replace((), sketches)
linker.replace([sketch.id for sketch in sketches[::7]])
print(json.dumps([not scoring.__file__.endswith(".py"), sorted(links.clusters_of(truth).items())]))
"""


def clusters(source: Path) -> tuple[bool, list[list[str]]]:
    """Whether the linker under ``source`` is compiled, and what it makes of made-up claims."""
    env = os.environ | {"PYTHONPATH": str(source)}
    done = subprocess.run([sys.executable, "-c", LINK], env=env, capture_output=True, text=True, check=True)
    compiled, found = json.loads(done.stdout)
    return compiled, found


def codings(source: Path) -> tuple[set[bool], list[str]]:
    """Whether the coder under ``source`` is compiled, and what it makes of each sample."""
    command = [sys.executable, "-c", CODE, str(ROOT / "samples" / "reports.jsonl")]
    env = os.environ | {"PYTHONPATH": str(source)}
    lines = subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout.splitlines()
    rows = [json.loads(line) for line in lines]
    return {row[0] for row in rows}, [json.dumps(row[1], sort_keys=True) for row in rows]


@pytest.fixture
def compiled_source(request: pytest.FixtureRequest, build_hook: ModuleType) -> Path:
    """The sources with the modules of the wheel compiled; kept from run to run while they stay the same."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = project["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["custom"]["compile"]
    kept = request.config.cache.mkdir("compiled")
    work = kept / fingerprint(patterns)
    if not (work / "done").exists():
        shutil.rmtree(kept)
        assert not build_hook.compiled(ROOT / "src", patterns, work, level="0")  # quickly: it runs a few reports only
        (work / "done").touch()
    return work


def fingerprint(patterns: list[str]) -> str:
    """A name for all that the compiled modules depend on."""
    kinds = ("*.py", "*.c", "*.pyi", "*.toml", "*.tsv")
    paths = [path for kind in kinds for path in sorted((ROOT / "src").rglob(kind))]
    parts = [repr((sys.version, patterns)).encode(), *(path.read_bytes() for path in (*paths, ROOT / "hatch_build.py"))]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]


def test_the_compiled_coder_codes_as_plain_python_does(compiled_source: Path) -> None:
    compiled, fast = codings(compiled_source)
    plain, slow = codings(ROOT / "src")
    assert (compiled, plain) == ({True}, {False})
    assert len(fast) == 24
    assert fast == slow


def test_the_compiled_linker_links_as_plain_python_does(compiled_source: Path) -> None:
    compiled, fast = clusters(compiled_source)
    plain, slow = clusters(ROOT / "src")
    assert (compiled, plain) == (True, False)
    assert len(fast) == 2571
    assert fast == slow
