import subprocess
import sys
from pathlib import Path

from marsad.evaluation import peak

# In a process of its own: this one may have held more before than what is held here, and a peak never falls.
_HOLD = """
from marsad.evaluation.peak import peak_mb
before = peak_mb()
held = bytearray(80_000_000)
print(peak_mb() - before, len(held))
"""


def test_the_peak_grows_with_what_is_held():
    run = subprocess.run([sys.executable, "-c", _HOLD], capture_output=True, text=True, check=True)
    growth, held = run.stdout.split()
    assert float(growth) > 40
    assert held == "80000000"


def test_where_there_is_no_status_file_the_system_is_asked(monkeypatch):
    monkeypatch.setattr(peak, "_STATUS", Path("/nowhere/status"))
    assert peak.peak_mb() > 1
