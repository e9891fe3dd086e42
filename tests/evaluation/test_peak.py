from pathlib import Path

from marsad.evaluation import peak


def test_the_peak_grows_with_what_is_held():
    before = peak.peak_mb()
    held = bytearray(80_000_000)
    assert peak.peak_mb() > before + 40
    assert len(held) == 80_000_000


def test_where_there_is_no_status_file_the_system_is_asked(monkeypatch):
    monkeypatch.setattr(peak, "_STATUS", Path("/nowhere/status"))
    assert peak.peak_mb() > 1
