"""Whom names mean: known ones, composed ones, ambiguous ones, unknown ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.ledger.actors.register import ActorRegister, UnknownActorError
from marsad.ledger.actors.tables import RegisterError
from marsad.model.actor import ActorKind

ARABIC = st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآةىؤئ «»\"'()،ـًٌَُِّْ0123456789", max_size=60)


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("داعش", "is"),
        ('تنظيم "داعش" الإرهابي', "is"),
        ("مسلحي (داعش)", "is"),
        ("ميليشيا قسد", "sdf"),
        ('قوات سوريا الديمقراطية "قسد"', "sdf"),
        ("قوات سوريا الديموقراطية", "sdf"),
        ("للحوثيين", "houthi"),
        ("المسلحين الحوثيين", "houthi"),
        ("عناصر من قوات النظام", "sy-army"),
        ("مجاهدو القسّام", "qassam"),
        ("حركة «طالبان» الباكستانية", "ttp"),
        ("مسلحون من مقاتلي حركة طالبان", "taliban"),
        ("قوات عبدربه منصور هادي", "ye-hadi-forces"),
        ("ﺍﻟﺤﻮﺛﻴﻴﻦ", "houthi"),  # presentation forms
        ("حزب الله العراقي", "kataib-hezbollah"),
        ("طيران قوات التحالف العربي", "arab-coalition"),
        ("ميليشيا أسد وإيران", "sy-army"),
        ("كتائب القسام في جنين", "qassam"),
        ("عشرات من مقاتلي جبهة النصرة", "nusra"),
    ],
)
def test_a_known_name_in_any_dress(register: ActorRegister, name: str, id: str) -> None:
    assert register.resolve(name) == id


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("طائرات حربية روسية", "ru-air"),
        ("طائرة أمريكية بدون طيار", "us-air"),
        ("مسيّرة إسرائيلية", "il-air"),
        ("طيران النظام", "sy-air"),
        ("مدفعية الجيش التركي", "tr-army"),
        ("دبابتين إسرائيليتين", "il-army"),
        ("شرطة الاحتلال", "il-police"),
        ("زوارق حربية إسرائيلية", "il-navy"),
        ("جنودًا أتراكًا", "tr-army"),
        ("روسية", "ru"),
        ("أنقرة", "tr"),
        ("وزارة الدفاع الروسية", "ru"),
        ("مقاتلات ترنادو السعودية", "sa-air"),
        ("جنود من لواء غولاني", "il-golani"),
    ],
)
def test_means_and_members_stand_for_the_state_that_owns_them(register: ActorRegister, name: str, id: str) -> None:
    assert register.resolve(name) == id


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("عشرات المسلحين المجهولين", "gunmen"),
        ("مسلحين فلسطينيين", "gunmen:ps"),
        ("ثلاثة مدنيين", "civilians"),
        ("سكانها", "residents"),
        ("الصوماليين", "people:so"),
        ("المهاجم الانتحاري", "attackers"),
        ("المسلحين الموالين لها", "gunmen"),
    ],
)
def test_nobody_in_particular_is_a_sort(register: ActorRegister, name: str, id: str) -> None:
    assert register.resolve(name) == id
    assert register.is_sort(id)


@pytest.mark.parametrize(
    ("name", "by_country"),
    [
        ("الجيش", {"SY": "sy-army", "TR": "tr-army", "PS": "il-army", None: "army"}),
        ("الجيش الوطني", {"SY": "sna", "LY": "ly-lna", "YE": "ye-national-army"}),
        ("المقاومة", {"YE": "ye-popular-resistance", "PS": "ps-resistance", "LB": "hezbollah", None: "resistance"}),
        ("القوات المشتركة", {"YE": "ye-joint-forces-coast", "SD": "sd-joint-force", "IQ": "iq-joint-ops"}),
        ("القوات الحكومية", {"SY": "sy-army", "SO": "so-army", None: "forces"}),
        ("قوات الأمن", {"IQ": "iq-security", "EG": "eg-security", None: "security"}),
        ("الميليشيات", {"YE": "houthi", "SO": "militias", None: "militias"}),
        ("التحالف", {"YE": "arab-coalition", "SY": "int-coalition", None: "coalition"}),
        ("شرطة الرمادي", {"IQ": "iq-police", None: "police"}),
        ("الحشد الشعبي", {"IQ": "pmf", None: "pmf"}),
        ("قوات النظام", {"SY": "sy-army", None: "sy-army"}),
    ],
)
def test_the_place_of_the_happening_decides(
    register: ActorRegister, name: str, by_country: dict[str | None, str]
) -> None:
    assert {country: register.resolve(name, country) for country in by_country} == by_country


def test_the_day_decides_between_two_governments(register: ActorRegister) -> None:
    assert register.resolve("الجيش السوري", "SY", "2016-05-01") == "sy-army"
    assert register.resolve("الجيش السوري", "SY", "2025-05-01") == "sy-2024-army"
    assert register.read("الجيش السوري", "SY").rivals == ("sy-2024-army",)


def test_a_name_of_its_own_outlives_its_bearer(register: ActorRegister) -> None:
    assert register.resolve("نظام الأسد", "SY", "2025-05-01") == "sy"


def test_an_unknown_unit_is_provisional_and_keeps_the_parent_it_states(register: ActorRegister) -> None:
    read = register.read("لواء الصقر التابع لتنظيم القاعدة")
    assert (read.id, read.known, read.parent) == ("x-لواء-صقر", False, "al-qaeda")
    assert register.read("لواء الصقر الإسرائيلي").parent == "il-army"


def test_numbers_name_units_but_only_count_people(register: ActorRegister) -> None:
    assert register.resolve("اللواء 33 مدرع") == "x-لواء-33"
    assert register.resolve("الفوج السابع") == "x-فوج-سابع"
    assert register.read("اللواء 33 اليمني").parent == "ye-army"
    assert register.resolve("مسلحين 4") == "gunmen"


def test_a_known_unit_keeps_the_parent_it_states(register: ActorRegister) -> None:
    read = register.read("لواء شهداء اليرموك التابع لتنظيم داعش")
    assert (read.id, read.parent) == ("shuhada-yarmouk", "is")


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("مسلحون ينتمون لحزب العمال الكردستاني", "pkk"),
        ("القوات الموالية للرئيس اليمني المخلوع علي صالح", "ye-saleh"),
        ("الموالين لصالح", "ye-saleh"),
        ("فصائل مدعومة من دولة أجنبية", "groups"),
    ],
)
def test_nameless_forces_are_those_they_belong_to_but_not_those_that_support_them(
    register: ActorRegister, name: str, id: str
) -> None:
    assert register.resolve(name) == id


def test_spellings_members_titles_and_epithets_make_one_provisional_actor(register: ActorRegister) -> None:
    names = ["لواء الصقر", "عناصر لواء الصقر", "لواء «الصقر» الإرهابي"]
    assert {register.resolve(name) for name in names} == {"x-لواء-صقر"}
    assert register.resolve("للكتيبة 103") == register.resolve("كتيبة 103") == "x-كتيبه-103"
    assert register.resolve("العقيد محمد الفلاني") == register.resolve("محمد الفلاني")


def test_a_provisional_actor_shows_the_spelling_it_was_met_in() -> None:
    met = ActorRegister()
    id = met.resolve("كتيبة الراية البيضاء")
    actor = met.get(id)
    assert actor.ar == ("كتيبة الراية البيضاء",)
    assert actor.provisional
    assert actor.kind is ActorKind.UNKNOWN
    assert "romanised" in actor.note
    again = ActorRegister(met=[actor])
    assert again.name(id, "ar") == "كتيبة الراية البيضاء"
    assert again.name(id, "en") == "Katībat ar Rāyat al Bayḑā’"


def test_a_provisional_actor_never_met_shows_what_its_id_tells() -> None:
    assert ActorRegister().name("x-كتيبه-رايه", "ar") == "كتيبه رايه"


def test_long_names_have_ids_of_bounded_length_that_differ(register: ActorRegister) -> None:
    long = "كتيبة " + " ".join(["الفلانية"] * 20)
    ids = {register.resolve(long + end) for end in (" الأولى", " الثانية")}
    assert len(ids) == 2
    assert all(len(id) <= 64 for id in ids)


@given(ARABIC, st.sampled_from(["SY", "YE", None]), st.sampled_from(["2015-01-01", None]))
def test_any_string_resolves_to_an_actor_that_is_there(name: str, country: str | None, day: str | None) -> None:
    register = ActorRegister.shipped()
    id = register.resolve(name, country, day)
    assert register.get(id).id == id


def test_a_name_without_a_word_is_nobody(register: ActorRegister) -> None:
    assert register.read("»«").known is False


@pytest.mark.parametrize("id", ["no-such-actor", "gunmen:zz", "gunmen:"])
def test_an_unknown_id_is_told(register: ActorRegister, id: str) -> None:
    with pytest.raises(UnknownActorError, match=id):
        register.get(id)


def test_names_in_both_languages(register: ActorRegister) -> None:
    assert register.name("tr-army", "en") == "Military Forces of Turkey"
    assert register.name("tr-army", "ar") == "الجيش التركي"
    assert register.name("gunmen:ps", "en") == "Unidentified armed group (Palestine)"


OWN = """
countries = ["SY"]
[[actor]]
id = "my-unit"
ar = ["لواء الصقر"]
en = ["Falcon Brigade"]
kind = "rebels"
side = "sy-opposition"
parents = [{ parent = "fsa", first = "2013" }]
matches = ["عناصر لواء الصقر"]
[[actor]]
id = "sdf"
ar = ["قوات سوريا الديمقراطية"]
en = ["My name of them"]
kind = "rebels"
matches = ["قوات سوريا الديمقراطية"]
"""


def test_own_files_add_and_override(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(OWN, encoding="utf-8")
    register = ActorRegister([tmp_path])
    assert register.resolve("مقاتلو لواء الصقر") == "my-unit"
    assert register.name("sdf", "en") == "My name of them"
    assert len(register) == len(ActorRegister.shipped()) + 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[actor]\n", "no TOML"),
        ('[[actor]]\nid = "a"\nkind = "rebels"\n', "field 'ar' is missing"),
        ('[[actor]]\nid = "a"\nar = ["اسم"]\nkind = "wizards"\n', "wizards"),
        ('[[actor]]\nid = "a"\nar = "اسم"\nkind = "rebels"\n', "list of texts"),
        ('[[actor]]\nid = 3\nar = ["اسم"]\nkind = "rebels"\n', "must be a text"),
        ('[[actor]]\nid = "a"\nar = ["اسم"]\nkind = "rebels"\ncolour = "red"\n', "unknown field 'colour'"),
        ('[[actor]]\nid = "a"\nar = ["اسم"]\nkind = "rebels"\nsince = "May"\n', "ISO date"),
        ('[[actor]]\nid = "a"\nar = ["اسم"]\nkind = "rebels"\nparents = [{ parent = "nobody" }]\n', "nobody"),
        ("actor = 3\n", "list of tables"),
    ],
)
def test_a_bad_file_is_told_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(RegisterError, match=told) as raised:
        ActorRegister([file])
    assert "mine.toml" in str(raised.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="cannot read"):
        ActorRegister([tmp_path / "none.toml"])


def test_readings_kept_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("marsad.ledger.actors.register._MOST", 2)
    register = ActorRegister()
    ids = [register.resolve(f"كتيبة {n}") for n in range(5)]
    assert [register.resolve(f"كتيبة {n}") for n in range(5)] == ids
