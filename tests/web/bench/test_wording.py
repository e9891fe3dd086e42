from random import Random

from marsad.web.bench.wording import headline, prose, vocabulary


def test_the_same_seed_writes_the_same():
    assert prose(Random(3), 500) == prose(Random(3), 500) != prose(Random(4), 500)
    assert headline(Random(3)) == headline(Random(3))


def test_prose_is_about_as_long_as_asked_for():
    for wanted in (100, 1_000, 5_000):
        assert wanted * 0.9 <= len(prose(Random(1), wanted)) <= wanted + 60


def test_there_are_as_many_words_as_in_a_language_and_none_twice():
    assert 40_000 < len(vocabulary()) == len(set(vocabulary()))


def test_the_commonest_words_are_used_most():
    words = prose(Random(5), 200_000).replace(".", "").split()
    common, rare = set(vocabulary()[:100]), set(vocabulary()[10_000:])
    assert sum(word in common for word in words) > 2 * sum(word in rare for word in words) > 0
