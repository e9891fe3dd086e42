import json

from hypothesis import given
from hypothesis import strategies as st

from marsad.exchange import dump_line


@given(st.dictionaries(st.text(st.characters()), st.text(st.characters())))
def test_any_text_is_one_line_that_reads_back(value):
    line = dump_line(value)
    assert line.endswith(b"\n")
    assert len(line.decode().splitlines()) == 1
    assert json.loads(line) == value


def test_lone_surrogates_are_escaped_and_arabic_is_not():
    assert dump_line({"نص": "أ\ud800\0"}) == '{"نص": "أ\\ud800\\u0000"}\n'.encode()
