from itertools import islice

import pytest

from marsad.evaluation import bench, bench_places


def test_figures_of_a_small_gazetteer(tmp_path, monkeypatch):
    monkeypatch.setattr(bench_places, "PLACES", 50)
    monkeypatch.setattr(bench_places.made, "__defaults__", (50,))
    monkeypatch.setattr(bench_places, "_ASKED", 20)
    bench_places.main(str(tmp_path))
    load, memory, *rates = map(float, bench_places.main(str(tmp_path)).split())
    assert load < 5
    assert memory >= 0
    assert len(rates) == 3
    assert min(rates) > 0


def test_made_places_differ():
    names = [place.name for place in islice(bench_places.made(), 2000)]
    assert len(set(names)) == len(names)


def test_the_figures_come_from_a_process_of_their_own(monkeypatch):
    monkeypatch.setattr(bench, "_child", lambda *arguments: "0.2 90.5 60000 150000 5000000\n")
    assert bench.places() == {
        "load_s": pytest.approx(0.2),
        "memory_mb": 90.5,
        "first_lookups_per_s": 60_000,
        "new_spellings_per_s": 150_000,
        "repeated_lookups_per_s": 5_000_000,
    }
