from __future__ import annotations

from marsad.coder.document import Document
from marsad.coder.mentions import find_mentions
from marsad.coder.reference import resolve
from marsad.model import Report


def antecedents(text: str) -> dict[str, str]:
    doc = Document(Report("r", "", text))
    return {phrase.core.text: found.core.text for phrase, found in resolve(doc, find_mentions(doc))}


def test_place_by_its_class_word() -> None:
    assert antecedents("قصف على مدينة سرمين. ثم دخلت القوات المدينة")["المدينة"] == "مدينة سرمين"


def test_place_named_without_class_word() -> None:
    assert antecedents("قصف على الرمادي. ثم احترقت المدينة")["المدينة"] == "الرمادي"


def test_nearest_antecedent_wins() -> None:
    text = "قصف على بلدة سرمين وبلدة بنش. ثم احترقت البلدة"
    assert antecedents(text)["البلدة"] == "بلدة بنش"


def test_the_same_area_is_the_place_named_last_and_not_the_larger_one_that_it_lies_in() -> None:
    text = "هاجموا حاجزا في حي الزهور، جنوبي مدينة حلب.\nوفي المنطقة نفسها، قتل جندي"
    assert antecedents(text)["المنطقة"] == "حي الزهور"
    text = "قصف على منطقة الزيتون. ثم هاجموا دير الزور وسراقب. وفي المنطقة ذاتها قتل جندي، ثم هدأت المنطقة"
    doc = Document(Report("r", "", text))
    assert [found.core.text for _, found in resolve(doc, find_mentions(doc))] == ["سراقب", "منطقة الزيتون"]


def test_group_by_its_head_word() -> None:
    assert antecedents("هاجم تنظيم داعش القرية. ثم انسحب التنظيم")["التنظيم"] == "تنظيم داعش"


def test_pronoun_on_forces() -> None:
    assert antecedents("أعلن تنظيم داعش أن قواته انسحبت")["قواته"] == "تنظيم داعش"


def test_people_stand_for_themselves() -> None:
    assert "المدنيين" not in antecedents("قتل خمسة مدنيين. ثم خرج المدنيين")


def test_army_stands_for_itself() -> None:
    assert "الجيش" not in antecedents("هاجم الجيش التركي القرية. ثم انسحب الجيش")


def test_short_name_of_brigades() -> None:
    assert antecedents("قصفت سرايا القدس الموقع. ثم هاجمت السرايا القوة")["السرايا"] == "سرايا القدس"


def test_speaker_owns_the_forces() -> None:
    text = "هاجمت حركة طالبان القرية. وقال الجيش إن طائراته قصفتها"
    assert antecedents(text)["طائراته"] == "الجيش"


def test_owner_agrees_with_the_pronoun() -> None:
    text = "اشتبكت حركة طالبان مع الجيش التركي. وانسحبت قواتها"
    assert antecedents(text)["قواتها"] == "حركة طالبان"


def test_our_forces_stand_for_themselves() -> None:
    assert "قواتنا" not in antecedents("هاجم تنظيم داعش القرية. وتصدت قواتنا")


def test_leader_is_no_name_for_his_men() -> None:
    assert "قائدها" not in antecedents("هاجمت حركة طالبان القرية. وقتل قائدها")


def test_forces_beside_their_owner_are_others_than_it() -> None:
    assert "مرتزقتها" not in antecedents("قصفت تركيا ومرتزقتها القرية")


def test_a_second_name_in_brackets_or_dashes_is_of_the_same_force() -> None:
    text = "استهدفت هيئة تحرير الشام (جبهة النصرة سابقا) القرية، وقصفت كتائب الأقصى - قوات العاصفة - الموقع"
    assert antecedents(text) == {"جبهة النصرة": "هيئة تحرير الشام", "قوات العاصفة": "كتائب الأقصى"}
    assert antecedents("اشتبك حزب الله (قتل منه 3) وجبهة النصرة") == {}
