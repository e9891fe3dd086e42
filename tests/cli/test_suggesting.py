"""``marsad ledger suggest``."""

import json

import pytest

from .test_ledger import _folders, coded, mention  # noqa: F401 - fixtures

TEXTS = ("قصف لواء صقور البادية قرية الرملة.", "قصف تجمع صقور البادية قرية الرملة.")


@pytest.fixture
def spelled(run, tmp_path):
    """A ledger of two names in no register, each of which shelled one place."""
    told = [{"id": f"s{n}", "text": text, "published": "2016-06-13"} for n, text in enumerate(TEXTS)]
    names = ("لواء صقور البادية", "تجمع صقور البادية")
    codings = [
        {
            "id": one["id"],
            "claims": [
                {
                    "type": "shelling",
                    "trigger": mention(one["text"], "قصف"),
                    "initiators": [mention(one["text"], name)],
                    "places": [coded("r1")["claims"][0]["places"][0] | mention(one["text"], "قرية الرملة")],
                }
            ],
        }
        for one, name in zip(told, names, strict=True)
    ]
    paths = tmp_path / "told.jsonl", tmp_path / "codings.jsonl"
    for path, rows in zip(paths, (told, codings), strict=True):
        path.write_text("\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8")
    assert run("ledger", "add", paths[0], "--coded", paths[1]).exit_code == 0


def test_two_names_with_their_reasons_until_they_are_merged(run, spelled):
    (line,) = run("ledger", "suggest", "--json").stdout.splitlines()
    one = json.loads(line)
    assert one["reasons"] == ["same words", "same places"]
    assert {one["kept"]["name"], one["merged"]["name"]} == {"لواء صقور البادية", "تجمع صقور البادية"}
    assert "0.70\tsame words, same places" in run("ledger", "suggest").stdout
    run("ledger", "judge", "merge-actors", one["kept"]["id"], one["merged"]["id"])
    assert "suggestions: 0" in run("ledger", "suggest").stderr
