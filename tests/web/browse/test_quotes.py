import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.model import CasualtyCount, CasualtyKind, Claim, ClaimType, Mention, Report
from marsad.web.browse.quotes import bounds, evidence, public_quote, quote, shortened
from marsad.web.reports.masking import Mask

TEXT = "وصل الوفد أمس. قصفت الطائرات بلدة سراقب فجراً، وقتلت طفلاً. ثم انسحبت.\nوفي حلب هدوء."
SENTENCE = "قصفت الطائرات بلدة سراقب فجراً، وقتلت طفلاً."


def mention(text, word):
    start = text.index(word)
    return Mention(word, start, start + len(word))


def claim(text, word, **fields):
    return Claim(ClaimType.SHELLING, mention(text, word), **fields)


def test_the_sentence_of_the_trigger():
    start, end = bounds(TEXT, claim(TEXT, "قصفت").trigger.start)
    assert TEXT[start:end] == SENTENCE
    assert quote(TEXT, claim(TEXT, "قصفت")) == SENTENCE


def test_a_paragraph_ends_a_sentence():
    assert quote(TEXT, claim(TEXT, "هدوء")) == "وفي حلب هدوء."


def test_a_trigger_in_no_sentence_is_quoted_alone():
    text = "\u200b"
    assert bounds(text, 0) == (0, 1)


def test_a_long_sentence_is_cut_around_its_trigger():
    text = "كلمة " * 100 + "قصفت " + "كلمة " * 100
    told = quote(text, claim(text, "قصفت"))
    assert told.startswith("… كلمة")
    assert told.endswith("كلمة …")
    assert "قصفت" in told
    assert len(told) <= 244


@given(st.text("اب ج.", max_size=300), st.integers(0, 299), st.integers(10, 200))
def test_what_is_shortened_keeps_its_trigger(text, at, most):
    if at < len(text):
        told = shortened(text, at, most)
        assert text[at].strip() in told
        assert len(told) <= most + 4


def test_the_evidence_is_cut_out_of_the_sentence():
    one = claim(TEXT, "قصفت", places=(mention(TEXT, "بلدة سراقب"),), initiators=(mention(TEXT, "الوفد"),))
    stretches = evidence(Report("r", "", TEXT), one, Mask())
    assert "".join(stretch.text for stretch in stretches) == SENTENCE
    assert {stretch.text: [role.name for role in stretch.roles] for stretch in stretches if stretch.roles} == {
        "قصفت": ["trigger"],
        "بلدة سراقب": ["place"],
    }


@pytest.mark.parametrize("role", ["targets", "casualties"])
def test_private_persons_of_any_claim_are_masked_in_a_quotation(role):
    text = "وصل الوفد. اعتقلت الشرطة رامي الحلبي أمس."
    named = mention(text, "رامي الحلبي")
    count = CasualtyCount(CasualtyKind.CAPTURED, named, True, 1, 1, named.text, named.start, named.end)
    other = claim(text, "وصل", **{role: (count,) if role == "casualties" else (named,)})
    told = public_quote(Report("r", "", text), claim(text, "اعتقلت"), [other])
    assert "رامي" not in told
    assert told.startswith("اعتقلت الشرطة ▇▇")
