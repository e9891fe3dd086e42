from hypothesis import given
from hypothesis import strategies as st

from marsad.model import CasualtyCount, CasualtyKind, Claim, ClaimType, Mention, When
from marsad.web.reports.marks import ROLES, Mark, marks_of, paragraphs

TEXT = "قصف الجيش البلدة\n\nوقتل خمسة"


def flat(marks, text=TEXT):
    return [
        (stretch.text, [(role.name, role.claims) for role in stretch.roles])
        for paragraph in paragraphs(text, marks)
        for stretch in paragraph
    ]


def test_a_text_without_marks_is_its_paragraphs():
    assert flat([]) == [("قصف الجيش البلدة", []), ("وقتل خمسة", [])]


def test_marks_cut_the_text():
    assert flat([Mark(0, 3, "trigger", 0), Mark(4, 9, "initiator", 0)]) == [
        ("قصف", [("trigger", (0,))]),
        (" ", []),
        ("الجيش", [("initiator", (0,))]),
        (" البلدة", []),
        ("وقتل خمسة", []),
    ]


def test_crossing_marks_nest_and_claims_share_a_stretch():
    stretches = flat([Mark(0, 9, "casualties", 1), Mark(4, 16, "place", 0), Mark(4, 16, "place", 2)])
    assert stretches[1] == ("الجيش", [("casualties", (1,)), ("place", (0, 2))])


def test_a_mark_over_a_line_break_is_in_both_paragraphs():
    assert flat([Mark(10, 22, "source", 0)])[1:3] == [("البلدة", [("source", (0,))]), ("وقتل", [("source", (0,))])]


def test_every_field_of_a_claim_is_marked():
    def mention(start):
        return Mention(TEXT[start : start + 1], start, start + 1)

    claim = Claim(
        ClaimType.SHELLING,
        mention(0),
        (mention(1),),
        (mention(2),),
        (mention(4),),
        When("x", 5, 6, "2016-01-01", "2016-01-01"),
        (mention(6),),
        casualties=(CasualtyCount(CasualtyKind.KILLED, None, None, 5, 5, "خمسة", 23, 27),),
        retellings=(mention(18),),
    )
    marks = list(marks_of([claim]))
    assert {mark.role for mark in marks} == set(ROLES)
    assert [mark.start for mark in marks if mark.role == "trigger"] == [0, 18]


def test_a_field_without_a_span_has_no_mark():
    claim = Claim(ClaimType.SHELLING, Mention("", 0, 0), when=When("x", 0, 0, "2016-01-01", "2016-01-01"))
    assert list(marks_of([claim])) == []


texts = st.text(st.sampled_from("اب \n"), max_size=30)
spans = st.lists(st.builds(Mark, st.integers(0, 35), st.integers(0, 35), st.sampled_from(ROLES), st.integers(0, 3)))


@given(texts, spans)
def test_the_stretches_are_the_text(text, marks):
    for paragraph in paragraphs(text, marks):
        for stretch in paragraph:
            assert text[stretch.start : stretch.start + len(stretch.text)] == stretch.text
    told = "".join(stretch.text for paragraph in paragraphs(text, marks) for stretch in paragraph)
    assert told == "".join(line for line in text.split("\n") if line.strip())
