"""Nothing that is installed has a known hole, as far as the advisory service of PyPI tells."""

import json
import subprocess
import sys

import pytest

WORDS = ("--local", "--skip-editable", "--progress-spinner", "off", "--format", "json", "--timeout", "10")


def test_nothing_that_is_installed_has_a_known_hole():
    command = [sys.executable, "-m", "pip_audit", *WORDS]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if not done.stdout.strip():
        pytest.skip(f"the advisory service cannot be asked: {(done.stderr.strip().splitlines() or ['no word'])[-1]}")
    told = json.loads(done.stdout)["dependencies"]
    known = [one for one in told if "vulns" in one]
    if not known:
        pytest.skip("the package index here has no advisory service: it knows none of what is installed")
    holes = {one["name"]: [hole["id"] for hole in one["vulns"]] for one in known if one["vulns"]}
    assert holes == {}
