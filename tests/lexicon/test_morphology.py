"""Known forms of known words, and what holds for every verb."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.lexicon.morphology import adjective, broken_plural, noun, sound_plural, verb
from marsad.model import MarsadError
from marsad.text.fold import fold

SOUND = "بتجحخدرزسشصضطعغفقكلم"


def forms(root: str, form: str, **options: object) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for item in verb(root, form, **options):  # type: ignore[arg-type]
        found.setdefault(item.text, set()).update(item.feats, {item.pos})
    return found


@pytest.mark.parametrize(
    ("root", "form", "options", "known"),
    [
        ("ق ت ل", "I", {}, "قتل قتلت قتلوا يقتل تقتل يقتلون يقتلوا يقتلان مقتول قاتلة"),
        ("د م ر", "II", {}, "دمر دمرت دمروا يدمر تدمير تدميرا مدمر مدمرة"),
        ("ه ج م", "III", {}, "هاجم هاجموا هوجم هوجمت يهاجم مهاجمة مهاجمون مهاجمين"),
        ("ر س ل", "IV", {}, "أرسل أرسلت يرسل إرسال مرسل"),
        ("و ق ف", "IV", {}, "أوقف أوقفت يوقف إيقاف موقف"),
        ("ق د م", "V", {}, "تقدم تقدموا يتقدم متقدم"),
        ("ب د ل", "VI", {}, "تبادل تبادلوا يتبادلون متبادل"),
        ("ف ج ر", "VII", {}, "انفجر انفجرت ينفجر انفجار انفجارات انفجاران"),
        ("ه د ف", "X", {}, "استهدف استهدفت يستهدف استهداف مستهدف"),
        ("و ق ع", "I", {}, "وقع وقعت يقع تقع يقعون واقع"),
        ("و ص ل", "I", {}, "وصل وصلت يصل تصل وصلوا واصل يوصل"),
        ("ق و د", "I", {}, "قاد قادت قادوا قدنا قيد يقود تقود يقودون يقد قائد قائدا"),
        ("ن ي ل", "I", {"imperfect": "a"}, "نال نالت نلت ينال ينالون"),
        ("ع و د", "X", {}, "استعاد استعادت استعادوا استعدت يستعيد تستعيد يستعيدون استعادة استعيد"),
        ("ص و ب", "IV", {}, "أصاب أصيب أصيبت أصيبوا أصيبا يصيب يصاب يصب إصابة إصابات مصاب مصابين"),
        ("غ و ل", "VIII", {}, "اغتال اغتالت اغتيل يغتال اغتيال اغتيالات"),
        ("ه و ر", "VII", {}, "انهار انهارت ينهار انهيار"),
        ("ر م ي", "I", {}, "رمى رمت رموا يرمي يرمون يرم رام رامية مرمي"),
        ("ن ف ي", "I", {}, "نفى نفت نفوا ينفي تنفي ينفون"),
        ("د ع و", "I", {}, "دعا دعت دعوا يدعو تدعو يدعون يدع دعي دعيت داعية مدعو"),
        ("ل ق ي", "I", {"perfect": "i"}, "لقي لقيت لقوا يلقى يلقون"),
        ("ل ق ي", "IV", {}, "ألقى ألقت ألقوا ألقيت ألقي يلقي يلقون إلقاء ملقاة"),
        ("و ل ي", "X", {}, "استولى استولت استولوا يستولي يستولون استيلاء مستولين"),
        ("ع د و", "VIII", {}, "اعتدى اعتدت اعتداء اعتداءات يعتدي معتدون"),
        ("ص د ي", "V", {}, "تصدى تصدت يتصدى تصدي تصد"),
        ("ص ف و", "II", {}, "صفى صفت تصفية تصفيات يصفي"),
        ("ش ن ن", "I", {}, "شن شنت شنوا يشن تشن يشنون شننا"),
        ("ح ل ل", "VIII", {}, "احتل احتلت احتلوا يحتل احتلال محتل محتلة احتللنا"),
        ("ر د د", "X", {}, "استرد استردت يسترد استرداد"),
        ("ع د د", "IV", {}, "أعد أعدت يعد إعداد معد"),
        ("ض م م", "VII", {}, "انضم انضمت ينضم انضمام منضمون"),
        ("أ خ ذ", "I", {}, "أخذ أخذت يأخذ تأخذ آخذ يؤخذ مأخوذ"),
        ("أ م ن", "IV", {}, "آمن يؤمن إيمان مؤمن مؤمنون"),
        ("أ س ر", "I", {}, "أسر أسرت أسروا يأسر مأسور"),
        ("أ ن ف", "X", {}, "استأنف استؤنفت يستأنف استئناف"),
        ("س أ ل", "I", {}, "سأل سألت يسأل سئل مسؤول"),
        ("ن ش أ", "IV", {}, "أنشأ أنشأت أنشأوا أنشئ ينشئ ينشئون إنشاء منشأة"),
        ("ل ج أ", "I", {}, "لجأ لجأت لجأوا لجؤوا يلجأ يلجأون لاجئ لاجئين"),
        ("ع ب أ", "II", {}, "عبأ تعبئة يعبئ"),
        ("ج ي ء", "I", {}, "جاء جاءت جاءوا يجيء"),
        ("ض ر ر", "VIII", {}, "اضطر اضطرت اضطروا يضطر اضطرار"),
        ("ز ي د", "VIII", {}, "ازداد ازدادت يزداد ازدياد"),
        ("د ع و", "VIII", {}, "ادعى ادعت يدعي ادعاء"),
        ("و ه م", "VIII", {}, "اتهم اتهمت يتهم اتهام متهم"),
        ("ط ل ع", "VIII", {}, "اطلع يطلع اطلاع"),
        ("ص د م", "VIII", {}, "اصطدم يصطدم اصطدام"),
        ("ح م ر", "IX", {}, "احمر يحمر احمرار"),
        ("س ي ط ر", "I", {}, "سيطر سيطرت سيطروا يسيطر سيطرة مسيطر"),
        ("د ه و ر", "II", {}, "تدهور يتدهور متدهور"),
        ("ح و ذ", "X", {"sound": True}, "استحوذ يستحوذ استحواذ"),
    ],
)
def test_known_forms(root: str, form: str, options: dict[str, object], known: str) -> None:
    missing = {word for word in known.split() if fold(word) not in forms(root, form, **options)}
    assert not missing


def test_shared_shape_carries_both_voices() -> None:
    assert {"active", "passive", "3ms", "perfect"} <= forms("ق ت ل", "I")["قتل"]
    assert {"3fs", "1s"} <= forms("ق ت ل", "I")["قتلت"]


def test_separate_shape_carries_one_voice() -> None:
    found = forms("ه ج م", "III")
    assert "active" not in found["هوجم"]
    assert "passive" not in found["هاجم"]


def test_jussive_is_marked_where_it_differs() -> None:
    assert "jussive" in forms("ق و د", "I")["يقد"]
    assert "jussive" not in forms("ق ت ل", "I")["يقتل"]


def test_options_leave_parts_out() -> None:
    positions = {item.pos for item in verb("ف ج ر", "VII", participles=False, verbal_nouns=False)}
    assert positions == {"verb"}
    assert "verb" not in {item.pos for item in verb("ف ج ر", "VII", finite=False)}


@pytest.mark.parametrize(
    ("root", "form"), [("ق ت", "I"), ("ق ت ل", "XI"), ("س ي ط ر", "IV"), ("ق تل م", "I"), ("د ع و", "IX")]
)
def test_impossible_verb_is_refused(root: str, form: str) -> None:
    with pytest.raises(MarsadError):
        verb(root, form)


def texts(items: list[object]) -> set[str]:
    return {item.text for item in items}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("هجوم", "هجوم هجوما هجومان هجومين"),
        ("غارة", "غارة غارتان غارتين غارتا غارتي"),
        ("اعتداء", "اعتداء اعتداءان اعتداءين"),
        ("مستشفى", "مستشفى مستشفيان"),
    ],
)
def test_noun(word: str, expected: str) -> None:
    assert {fold(item) for item in expected.split()} <= texts(list(noun(word)))


def test_noun_has_no_alif_after_ta_marbuta_and_hamza() -> None:
    assert fold("غارةا") not in texts(list(noun("غارة")))
    assert "اعتداءا" not in texts(list(noun("اعتداء")))


def test_plurals() -> None:
    assert texts(list(sound_plural("مقاتل", "m"))) == {"مقاتلون", "مقاتلين", "مقاتلو", "مقاتلي"}
    assert texts(list(sound_plural("غارة", "f"))) == {"غارات"}
    assert texts(list(broken_plural("جنود"))) == {"جنود", "جنودا"}


def test_adjective() -> None:
    expected = "مسلح مسلحة مسلحا مسلحان مسلحين مسلحون مسلحتان مسلحتين مسلحات مسلحو مسلحي"
    assert texts(list(adjective("مسلح"))) == {fold(word) for word in expected.split()}


@settings(max_examples=60, derandomize=True)
@given(
    st.lists(st.sampled_from(SOUND + "ويء"), min_size=3, max_size=3),
    st.sampled_from(["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "X"]),
)
def test_every_form_is_folded_and_has_features(radicals: list[str], form: str) -> None:
    for item in verb(" ".join(radicals), form):
        assert item.text
        assert fold(item.text) == item.text
        assert item.feats


@settings(max_examples=40, derandomize=True)
@given(st.lists(st.sampled_from(SOUND), min_size=3, max_size=3, unique=True))
def test_sound_verbs_keep_their_radicals_in_order(radicals: list[str]) -> None:
    for item in verb(" ".join(radicals), "X"):
        rest = iter(item.text)
        assert all(letter in rest for letter in radicals)
