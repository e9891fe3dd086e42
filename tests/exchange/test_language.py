from marsad.exchange.language import not_arabic

ARABIC = "دخلت قافلة المساعدات إلى البلدة بعد ظهر أمس وسط انتشار لعناصر الشرطة."


def test_arabic_passes():
    assert not_arabic(ARABIC) is None


def test_a_few_letters_prove_nothing():
    assert not_arabic("short") is None


def test_latin_text():
    assert "not in Arabic" in not_arabic("The convoy entered the town in the afternoon under police protection.")


def test_persian_text():
    assert "Persian" in not_arabic("کاروان کمک‌ها پس از چند ساعت به شهر رسید و پلیس در آنجا مستقر شد، گزارش‌ها می‌گویند")


def test_garbled_text():
    assert "garbled" in not_arabic(ARABIC.encode().decode("latin-1"))
