from hypothesis import given
from hypothesis import strategies as st

from marsad.web.reports import difference as module
from marsad.web.reports.difference import Kind, Part, difference

OLD = "قتل ثلاثة مدنيين في حلب.\nوقال الدفاع المدني إن القصف مستمر."


def test_words_that_changed():
    assert difference(OLD, OLD.replace("ثلاثة", "خمسة")) == (
        Part(Kind.SAME, "قتل "),
        Part(Kind.GONE, "ثلاثة"),
        Part(Kind.NEW, "خمسة"),
        Part(Kind.SAME, " مدنيين في حلب.\nوقال الدفاع المدني إن القصف مستمر."),
    )


def test_a_paragraph_that_came():
    assert difference(OLD, OLD + "\nونفى الجيش.")[-1] == Part(Kind.NEW, "\nونفى الجيش.")


def test_a_sentence_that_was_rewritten_is_one_part():
    assert difference("نفى الجيش ذلك.", "قالت الشرطة شيئا.")[:2] == (
        Part(Kind.GONE, "نفى الجيش ذلك"),
        Part(Kind.NEW, "قالت الشرطة شيئا"),
    )


def test_a_text_as_it_was():
    assert difference(OLD, OLD) == (Part(Kind.SAME, OLD),)
    assert difference("", "") == ()


def test_a_part_too_long_to_compare_counts_as_rewritten(monkeypatch):
    monkeypatch.setattr(module, "_MOST", 4)
    assert difference("ا ب ج", "ا د ج") == (Part(Kind.GONE, "ا ب ج"), Part(Kind.NEW, "ا د ج"))


texts = st.text(st.sampled_from("اب \n."), max_size=30)


@given(texts, texts)
def test_the_parts_are_the_texts(old, new):
    parts = difference(old, new)
    assert "".join(part.text for part in parts if part.kind is not Kind.NEW) == old
    assert "".join(part.text for part in parts if part.kind is not Kind.GONE) == new
