"""What readers do works in either kind of database."""

import os
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).with_name("postgresql.py")
DONE = ["lists", "addresses", "one_at_a_time", "several", "brought", "news", "apps"]


def test_all_that_readers_do(url, tmp_path):
    told = {"MARSAD_DATABASE": url, "MARSAD_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "marsad.web.settings"}
    told["MARSAD_HOSTS"] = "testserver"
    run = subprocess.run(
        [sys.executable, str(SCRIPT)], env=os.environ | told, capture_output=True, text=True, timeout=300, check=False
    )
    assert run.stderr == ""
    assert run.stdout.split() == DONE
