import pytest

from marsad.evaluation import load_rows, load_texts
from marsad.model import MarsadError


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "broken JSON"),
        ("[]", 'not an object with an "id"'),
        ('{"claims": []}', 'not an object with an "id"'),
        ('{"id": "a", "claims": [{}]}', "not a coded report"),
        ('{"id": "a", "control": [{"place": null, "holders": []}]}', "not a coded report"),
    ],
)
def test_faults_name_file_and_line(tmp_path, line, told):
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "ok"}\n' + line + "\n", encoding="utf-8")
    with pytest.raises(MarsadError, match=rf"gold\.jsonl:2: {told}"):
        load_rows(path)


def test_a_missing_file(tmp_path):
    with pytest.raises(MarsadError, match="cannot be read"):
        load_rows(tmp_path / "none")


def test_texts(write):
    assert load_texts(write("r.jsonl", {"id": "a", "text": "نص"}, {"id": "b"})) == {"a": "نص", "b": ""}
