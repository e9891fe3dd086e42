import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.ledger.sources import SourceRegister
from marsad.ledger.sources.tables import shipped
from marsad.model import MarsadError
from marsad.model.actor import Actor, ActorKind
from marsad.model.source import SourceKind

NEW_REGISTER = SourceRegister(shipped())  # never asked to resolve a name
ARABIC = st.text(alphabet="ابتجحدرسشصعفقكلمنهويءةى «»()ـ.،12abZ", max_size=60)


class FewActors:
    """A register of actors that knows one brigade."""

    def resolve(self, name, country=None, day=None):
        return "example-brigade" if "لواء المثال" in name else "crowd" if "حشد" in name else f"x-{name}"

    def get(self, id):
        if id == "lost":
            raise MarsadError("no such actor")
        known = {"example-brigade": ("sy-opposition", False), "crowd": (None, False)}
        side, provisional = known.get(id, (None, True))
        return Actor(id, ("لواء المثال",), ("Example Brigade",), ActorKind.REBELS, side, provisional=provisional)


@pytest.fixture(scope="module")
def with_actors():
    return SourceRegister.shipped(FewActors())


def test_a_spelling_resolves_as_another(register):
    assert register.resolve("رامي عبدالرحمن") == register.resolve("رامي عبد الرحمن") == "sohr"


def test_an_english_name_and_a_web_address_resolve(register):
    assert register.resolve("Asharq Al-Awsat") == register.resolve("aawsat.com") == "asharq-al-awsat"


def test_a_spokesman_speaks_for_his_office(register):
    assert register.resolve("المتحدث باسم وزارة الداخلية العراقية فلان الفلاني") == "iq-interior-ministry"


def test_a_name_before_the_office_is_no_hindrance(register):
    assert register.resolve("فلان الفلاني الناطق باسم الجيش اليمني") == "ye-army"


def test_a_ministry_takes_the_country_of_the_happening(register):
    assert register.resolve("وزارة الدفاع", "TR") == "tr-defence-ministry"
    assert register.resolve("وزارة الدفاع") == "defence-ministry"


def test_an_adjective_outweighs_the_country_of_the_happening(register):
    assert register.resolve("وزارة الدفاع الروسية", "SY") == "ru-defence-ministry"


def test_a_ministry_has_the_side_of_its_state(register):
    ministry = register.get("iq-defence-ministry")
    assert (ministry.side, ministry.kind, ministry.anonymous) == ("iq-government", SourceKind.PARTY, False)
    assert register.name("iq-defence-ministry", "en") == "Ministry of Defence (Iraq)"


def test_a_state_stands_for_its_government(register):
    assert register.resolve("موسكو") == register.resolve("روسيا") == "ru-government"


@pytest.mark.parametrize("id", ["sana", "sana/sources", "sy-defence-ministry", "sy-military-sources"])
def test_a_source_has_the_side_of_the_day(register, id):
    days = {None: "sy-government", "2024-12-07": "sy-government", "2024-12-08": "sy-transitional"}
    assert {day: register.on(day).get(id).side for day in days} == days


def test_a_source_may_take_no_side_any_more(register):
    assert register.on("2024-12-07").get("al-watan-sy").side == "sy-government"
    assert register.on("2025-03-01").get("al-watan-sy").side is None


def test_a_ministry_of_no_state_has_no_side(register):
    assert register.get("defence-ministry").side is None


def test_a_military_source_has_the_side_that_its_word_gives(register):
    assert register.get(register.resolve("مصدر عسكري عراقي")).side == "iq-government"


def test_a_military_source_where_two_claim_the_state_has_no_side(register):
    assert register.get(register.resolve("مصدر عسكري", "SY")).side is None


def test_nameless_people_inside_a_party_have_its_side(register):
    source = register.get(register.resolve("مصادر في حركة حماس"))
    assert (source.id, source.side, source.anonymous) == ("hamas/sources", "ps-resistance", True)
    assert register.name(source.id, "en") == "a source in Hamas"


def test_the_medium_that_a_source_spoke_to_is_none(register):
    assert register.resolve("ناشط محلي لوكالة رويترز") == "activists"


def test_a_body_behind_a_preposition_with_its_article_is_found(register):
    assert register.resolve("المتحدث للشرطة العراقية") == "iq-police"


def test_an_ordinary_word_in_a_name_is_no_channel(register):
    assert register.resolve("شهاب بن فلان").startswith("new:")


def test_our_correspondent_is_the_outlets_own(register):
    assert register.resolve("مراسلنا في بغداد") == register.resolve("المراسل") == "own-correspondents"
    assert register.get("own-correspondents").kind is SourceKind.OUTLET


def test_words_written_together_are_parted(register):
    assert register.resolve("مراسلالميادين") == "al-mayadeen"


def test_a_named_activist_is_a_source_of_his_own(register):
    source = register.get(register.resolve("الناشط فلان الفلاني"))
    assert (source.provisional, source.anonymous, source.kind) == (True, False, SourceKind.ACTIVISTS)


def test_a_place_behind_a_sort_is_no_name(register):
    assert register.resolve("مصادر قبلية في مأرب") == "tribal"


def test_an_adjective_behind_a_title_is_no_name(register):
    assert register.resolve("ناشط سياسي") == "activists"


def test_a_first_name_that_ends_as_adjectives_do_is_a_name(register):
    assert register.get(register.resolve("الناشط مصطفى الفلاني")).provisional


def test_a_name_before_a_title_is_a_person(register):
    assert register.get(register.resolve("فلان الفلاني القيادي")).provisional


def test_a_plural_is_followed_by_no_name(register):
    assert register.resolve("ناشطون أكراد") == "activists"


def test_one_of_a_sort_is_of_that_sort(register):
    assert register.resolve("أحد السكان") == "residents"


def test_an_official_of_the_place_stays_an_official(register):
    assert register.resolve("مسؤول محلي") == "officials"


def test_media_of_a_country_keep_it_and_take_no_side(register):
    media = register.get(register.resolve("وسائل إعلام إسرائيلية"))
    assert (media.id, media.side, media.anonymous) == ("il-media", None, True)


def test_a_paper_of_which_only_the_country_is_told(register):
    assert register.resolve("الصحيفة البريطانية") == "gb-media"
    assert register.resolve("القناة") == "media"


def test_a_medium_with_an_unknown_name_is_provisional(register):
    assert register.resolve("مراسل شبكة المثال").startswith("new:")


def test_a_source_is_preferred_to_a_body_of_no_state(register):
    assert register.resolve("القوات التابعة لحلف شمال الأطلسي") == "nato"


def test_two_bodies_of_no_state_are_the_first(register):
    assert register.resolve("الشرطة ووزارة الداخلية") == "police"


def test_no_name_is_an_outlet_that_is_not_named(register):
    assert register.resolve("") == register.resolve("«»") == "unnamed"
    assert register.get("unnamed").anonymous


def test_a_new_name_keeps_its_words(register):
    source = register.get(register.resolve("مرصد المثال الحقوقي"))
    assert (source.ar, source.provisional) == (("مرصد المثال الحقوقي",), True)
    assert register.get(register.resolve("Example Monitor")).en == ("example monitor",)


def test_long_new_names_stay_apart(register):
    long = "مركز " + "توثيق " * 40
    first, second = register.resolve(long + "أول"), register.resolve(long + "ثان")
    assert first != second
    assert max(len(first), len(second)) < 130
    assert register.get(first).provisional


def test_a_name_is_given_in_the_language_there_is(register):
    assert register.name("archive-is", "ar") == "archive.is"
    assert register.name("reuters", "ar") == "رويترز"


def test_an_actor_is_a_party(with_actors):
    source = with_actors.get(with_actors.resolve("لواء المثال"))
    assert (source.id, source.kind, source.side) == ("actor:example-brigade", SourceKind.PARTY, "sy-opposition")


def test_people_inside_an_actor_have_its_side(with_actors):
    source = with_actors.get(with_actors.resolve("قيادي ميداني في لواء المثال"))
    assert (source.id, source.side, source.anonymous) == ("actor:example-brigade/sources", "sy-opposition", True)


def test_a_spokesman_of_an_actor_speaks_for_it(with_actors):
    assert with_actors.resolve("المتحدث باسم لواء المثال") == "actor:example-brigade"


def test_actors_without_a_side_are_no_sources(with_actors):
    assert with_actors.resolve("حشد").startswith("new:")


def test_people_in_a_state_are_not_of_it(with_actors):
    assert with_actors.resolve("مصدر طبي في مصر") == "medics"


def test_an_actor_that_is_lost_is_unknown(with_actors, register):
    assert with_actors.get("actor:lost").provisional
    assert register.get("actor:example-brigade").provisional
    assert register.name("actor:example-brigade", "en") == "actor:example-brigade"


@given(ARABIC, st.sampled_from([None, "SY", "IQ", "zz", ""]))
def test_any_name_resolves_and_can_be_got(name, country):
    register = SourceRegister.shipped()
    found = register.resolve(name, country)
    assert register.get(found).id == found


@given(ARABIC)
def test_an_id_means_the_same_in_a_new_register(name):
    register = SourceRegister.shipped()
    found = register.resolve(name)
    assert NEW_REGISTER.get(found) == register.get(found)
