"""``marsad ledger sums``."""

import json

from .test_ledger import _folders, files, filled  # noqa: F401 - fixtures


def test_a_range_and_how_many_had_no_count(run, filled):  # noqa: F811
    result = run("ledger", "sums")
    everybody, civilians, others = (line.split("\t") for line in result.stdout.splitlines())
    assert everybody[:4] == ["killed", "all", "9 (5-9)", "with a count 1, without 1"]
    assert civilians[:3] == ["killed", "civilians", "5 (5-9)"]
    assert others[1:4] == ["others", "? (?-?)", "with a count 0, without 2"]
    assert "incidents: 2" in result.stderr


def test_of_a_place_and_a_period_as_json(run, filled):  # noqa: F811
    told = run("ledger", "sums", "--place", "سراقب", "--to", "2016-06-12", "--json").stdout.splitlines()
    everybody, civilians, others = map(json.loads, told)
    # Who tells of five dead civilians does not say that nobody else died: nine in all is no contradiction.
    assert [everybody[name] for name in ("kind", "low", "best", "high", "contested")] == ["killed", 5, 9, 9, 0]
    assert [civilians[name] for name in ("civilian", "low", "best", "high", "contested")] == [True, 5, 5, 9, 1]
    assert (civilians["counted"], civilians["uncounted"], others["counted"]) == (1, 0, 0)
    assert run("ledger", "sums", "--from", "2016-06-13").stdout == ""
