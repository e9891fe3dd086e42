import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.ledger.sources.shingles import ALIKE, FLASH, SHORT, Signature, sign

WORDS = [f"كلمة{n}" for n in "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"]

PINNED = (1105542910, 3276235668, 3237912307)
PINNED_BAND = -3497500666824708012


def text(seed, words=80):
    rng = random.Random(seed)
    return " ".join(rng.choice(WORDS) + str(rng.randrange(200)) for _ in range(words))


def exact(a, b):
    sets = [{tuple(t.split()[i : i + 3]) for i in range(len(t.split()) - 2)} for t in (a, b)]
    return len(sets[0] & sets[1]) / len(sets[0] | sets[1])


def test_spelling_and_marks_make_no_difference():
    assert sign("قُصفت مدينة إدلب، أمس، بالمدفعية") == sign("قصفت مدينه ادلب امس بالمدفعية")


def test_a_signature_survives_its_bytes():
    signature = sign(text(1))
    assert Signature.from_bytes(signature.to_bytes()) == signature
    assert len(signature.to_bytes()) == 516


def test_signatures_stay_the_same_over_versions_of_the_library():
    """Kept signatures would be worthless otherwise: if this fails, all of a ledger must be signed anew."""
    signature = sign("قصفت مدفعية المثال أطراف البلدة صباح اليوم ولم يصب أحد بأذى")
    assert signature.values[:3] == PINNED
    assert signature.bands()[0] == PINNED_BAND


def test_standing_lines_are_no_part_of_a_text():
    assert sign("توقف القصف على البلدة اليوم\nاشترك في نشرتنا البريدية ليصلك كل جديد") == sign(
        "توقف القصف على البلدة اليوم"
    )


def test_the_estimate_is_near_the_exact_likeness():
    a = text(1, 300)
    words = a.split()
    words[::12] = ["غير"] * len(words[::12])
    b = " ".join(words)
    assert sign(a).likeness(sign(b)) == pytest.approx(exact(a, b), abs=0.12)


def test_a_reprint_with_changes_is_one_text():
    words = text(2).split()
    words[10:14] = ["جملة", "أخرى"]
    changed = " ".join([*words, *text(3, 20).split()])
    assert sign(text(2)).one_with(sign(changed))


def test_texts_of_the_same_words_in_another_order_are_two():
    words = text(4).split()
    shuffled = random.Random(0).sample(words, len(words))
    assert not sign(text(4)).one_with(sign(" ".join(shuffled)))


def test_a_text_inside_one_thrice_as_long_is_one_with_it():
    inner, outer = text(5, 150), text(5, 150) + " " + text(6, 300)
    assert sign(inner).likeness(sign(outer)) < 0.4
    assert sign(inner).one_with(sign(outer))


def test_a_text_in_a_long_digest_is_not_one_with_it():
    assert not sign(text(5, 60)).one_with(sign(text(5, 60) + " " + text(6, 900)))


def test_a_short_text_is_one_with_its_equal_alone():
    short = text(7, SHORT)
    assert sign(short).one_with(sign(short + "."))
    assert not sign(short).one_with(sign(short.rpartition(" ")[0]))


def test_a_flash_is_one_with_none():
    flash = text(8, FLASH)
    assert not sign(flash).one_with(sign(flash))
    assert sign(flash).bands() == ()


def test_an_empty_text_can_be_signed():
    assert sign("").size == 0


@given(st.integers(0, 30), st.integers(0, 30), st.integers(20, 90))
def test_being_one_is_mutual(a, b, words):
    first, second = sign(text(a, words)), sign(text(b, 50) + " " + text(a, 30))
    assert first.one_with(second) == second.one_with(first)


@given(st.integers(0, 50), st.integers(0, 60))
def test_texts_that_are_much_alike_share_a_band(seed, cut):
    whole = text(seed, 200)
    part = " ".join(whole.split()[cut:])
    assert exact(whole, part) > ALIKE
    assert set(sign(whole).bands()) & set(sign(part).bands())
