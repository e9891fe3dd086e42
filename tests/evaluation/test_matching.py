import pytest

from marsad.evaluation.matching import Sentences, pair_up, same_mention, same_text
from marsad.evaluation.rows import Mention
from marsad.evaluation.words import content_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("قوات النظام", {"نظام"}),  # a class word tells nothing beside a name
        ("القوات", {"قوات"}),  # but is all there is here
        ("وبالمدينة", {"مدينه"}),
        ("إدلــب", {"ادلب"}),
        ("…", set()),
    ],
)
def test_content_words(text, words):
    assert content_words(text) == words


@pytest.mark.parametrize(
    ("gold", "coded", "same"),
    [
        ("بلدة سراقب", "سراقب", True),
        ("سراقب", "مدينة سراقب بريف إدلب الشرقي", True),
        ("سراقب", "سراقب ومعرة النعمان وخان شيخون وبنش", False),  # the whole clause
        ("اللواء السابع للمشاة الميكانيكية المحمولة", "السابع", False),  # a mere scrap
        ("سراقب", "بنش", False),
        ("سراقب", "!", False),
        ("!", "سراقب", False),
    ],
)
def test_same_text(gold, coded, same):
    assert same_text([gold], coded) is same


def test_any_alternative_is_as_right():
    gold = Mention(("الحزب", "حركة المثال"), 0, 5)
    assert same_mention(gold, Mention(("حركة المثال",), 0, 5))
    assert not same_mention(gold, None)
    assert not same_mention(None, gold)


def test_each_item_is_paired_once():
    assert pair_up("aab", "bax", lambda g, c: g == c) == [(0, 1), (2, 0)]


def test_sentences():
    sentences = Sentences("واحد. اثنان؟ ثلاثة")
    one, two, three = (Mention(("",), at, at + 1) for at in (0, 6, 10))
    assert sentences.share(two, three)
    assert not sentences.share(one, two)
    assert not Sentences(None).share(one, one)
    assert not sentences.share(one, Mention(("",), None, None))
